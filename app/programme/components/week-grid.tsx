import { format, getDay, parse, startOfWeek } from "date-fns";
import { enGB } from "date-fns/locale/en-GB";
import { ru } from "date-fns/locale/ru";
import { useEffect, useMemo, useRef, type ReactElement, type ReactNode } from "react";
import { Calendar, dateFnsLocalizer, type EventWrapperProps, type Formats } from "react-big-calendar";
import { useTranslation } from "react-i18next";
import { cx } from "~/ui/cx";
import type { SessionView } from "../timetable";
import { gridHours, wallClockDate } from "../wall-clock";

const localizer = dateFnsLocalizer({ format, parse, startOfWeek, getDay, locales: { en: enGB, ru } });

const span: NonNullable<Formats["eventTimeRangeFormat"]> = ({ start, end }, culture, local) =>
  local ? `${local.format(start, "HH:mm", culture)}–${local.format(end, "HH:mm", culture)}` : "";

const formats: Formats = { dayFormat: "EEEEEE d", timeGutterFormat: "HH:mm", eventTimeRangeFormat: span };

interface GridEvent {
  session: SessionView;
  start: Date;
  end: Date;
}

interface WeekGridProps {
  culture: "en" | "ru";
  /** Monday of the week. */
  monday: string;
  sessions: SessionView[];
  /** What the wall clock of the edition showed when the page was made. */
  clock: { date: string; time: string };
}

/**
 * A week as a grid of days and hours, in the edition's time on every device. The grid is for the eye: whoever hears
 * the page, or goes by keyboard, has the same week as a list beside it.
 */
export function WeekGrid({ culture, monday, sessions, clock }: WeekGridProps) {
  const { t } = useTranslation("programme");
  const loadedAt = useRef<number | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    loadedAt.current = performance.now();
    // Where the grid is wider than the screen, today comes into view beside the hours.
    const today = frame.current?.querySelector<HTMLElement>(".rbc-day-slot.rbc-today");
    if (today && frame.current) frame.current.scrollLeft = today.offsetLeft - today.offsetWidth / 2;
  }, []);
  const events = useMemo(
    () =>
      sessions.map((session) => ({
        session,
        start: wallClockDate(session.day, session.start),
        end: wallClockDate(session.day, session.end),
      })),
    [sessions],
  );
  const { first, last } = gridHours(sessions);
  const hour = (at: number) => wallClockDate(monday, `${at}:00`);
  const hasWeekend = sessions.some((session) =>
    [0, 6].includes(wallClockDate(session.day, "12:00").getDay()),
  );
  // The first render must be the server's; after that the clock goes on by as much as this device's has.
  const getNow = () =>
    new Date(
      wallClockDate(clock.date, clock.time).getTime() +
        (loadedAt.current === null ? 0 : performance.now() - loadedAt.current),
    );
  return (
    <div className="week-grid" ref={frame} role="region" aria-label={t("calendar.grid")} tabIndex={0}>
      <div aria-hidden="true" data-days={hasWeekend ? 7 : 5}>
        <Calendar<GridEvent>
          localizer={localizer}
          culture={culture}
          formats={formats}
          events={events}
          date={wallClockDate(monday, "12:00")}
          getNow={getNow}
          view={hasWeekend ? "week" : "work_week"}
          views={["week", "work_week"]}
          onView={stay}
          onNavigate={stay}
          min={hour(first)}
          max={last >= 24 ? wallClockDate(monday, "23:59") : hour(last)}
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
