import { useEffect, useMemo, useRef, type ReactElement, type ReactNode } from "react";
import { Calendar, type EventWrapperProps } from "react-big-calendar";
import { cx } from "~/ui/cx";
import type { SessionView } from "../timetable";
import { endInColumn, gridDate, gridHours } from "../grid-time";
import { gridLocalizer } from "./grid-localizer";

interface GridEvent {
  session: SessionView;
  start: Date;
  end: Date;
}

interface WeekGridProps {
  /** What the grid is called by who hears the page. */
  label: string;
  /** The days to show, each with its heading: words come from the server, which knows more languages than browsers. */
  days: { date: string; label: string; sessions: SessionView[] }[];
  /** What the wall clock of the edition showed when the page was made. */
  clock: { date: string; time: string };
}

/**
 * A week as a grid of days and hours, in the edition's time on every device: it is drawn in UTC from what clocks show
 * there, so that a day without a midnight is a day like any other. The grid is for the eye: whoever hears
 * the page, or goes by keyboard, has the same week as a list beside it.
 */
export function WeekGrid({ label, days, clock }: WeekGridProps) {
  const loadedAt = useRef<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    loadedAt.current = performance.now();
    // Where the grid is wider than the screen, today comes into view beside the hours.
    const today = frame.current?.querySelector<HTMLElement>(".rbc-day-slot.rbc-today");
    if (today && frame.current) frame.current.scrollLeft = today.offsetLeft - today.offsetWidth / 2;
  }, []);
  const localizer = useMemo(
    () => gridLocalizer(days.map((day) => ({ date: gridDate(day.date, "00:00"), label: day.label }))),
    [days],
  );
  const events = useMemo(
    () =>
      days.flatMap((day) =>
        day.sessions.map((session) => ({
          session,
          start: gridDate(session.day, session.start),
          end: endInColumn(session),
        })),
      ),
    [days],
  );
  const { first, last } = gridHours(events.map(({ session }) => session));
  const shown = days[0]?.date ?? clock.date;
  const hour = (at: number) => gridDate(shown, `${String(at).padStart(2, "0")}:00`);
  // The first render must be the server's; after that the clock goes on by as much as this device's has.
  const getNow = () =>
    new Date(
      gridDate(clock.date, clock.time).getTime() +
        (loadedAt.current === null ? 0 : performance.now() - loadedAt.current),
    );
  return (
    <div className="week-grid" ref={frame} role="region" aria-label={label} tabIndex={0}>
      <div aria-hidden="true" style={{ minWidth: `${4 + days.length * 6.25}rem` }}>
        <Calendar<GridEvent>
          localizer={localizer}
          events={events}
          date={gridDate(shown, "12:00")}
          getNow={getNow}
          view="week"
          views={["week"]}
          onView={stay}
          onNavigate={stay}
          min={hour(first)}
          max={last >= 24 ? new Date(`${shown}T23:59:59.999Z`) : hour(last)}
          dayLayoutAlgorithm="no-overlap"
          step={30}
          timeslots={2}
          toolbar={false}
          drilldownView={null}
          selectable={false}
          tooltipAccessor={null}
          titleAccessor={(event) => event.session.title}
          components={{ event: EventText, eventWrapper: EventLink as never }}
        />
      </div>
    </div>
  );
}

/** Other weeks have addresses of their own. */
function stay() {}

function EventText({ event }: { event: GridEvent }) {
  return (
    <>
      <span className="week-grid-hours">
        {event.session.start}–{event.session.end}
      </span>
      <span className="week-grid-title">{event.session.title}</span>
      {event.session.place ? <span className="week-grid-place">{event.session.place}</span> : null}
    </>
  );
}

/** The box that react-big-calendar has placed, as a link to the session's page instead of a button. */
function EventLink({ event, children }: EventWrapperProps<GridEvent> & { children?: ReactNode }) {
  const box = children as ReactElement<{ className?: string; style?: object; children?: ReactNode }>;
  const { state, kind, optional } = event.session;
  return (
    <a
      href={`/programme/sessions/${event.session.id}`}
      tabIndex={-1}
      className={cx(box.props.className)}
      style={box.props.style}
      data-state={state}
      data-quiet={optional || kind === "social" ? "" : undefined}
    >
      {box.props.children}
    </a>
  );
}
