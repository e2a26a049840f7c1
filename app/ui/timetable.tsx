import type { ReactNode } from "react";

export interface TimetableEntry {
  key: string;
  /** "09:00" */
  start: string;
  end?: string;
  /** The instant, for machines. */
  startIso?: string;
  title: string;
  href?: string;
  place?: ReactNode;
  /** Who leads it, what to bring. */
  note?: ReactNode;
  /** What has changed, in words: "Moved from 10:00". */
  change?: ReactNode;
  state?: "past" | "now" | "next" | "later" | "cancelled";
  /** The state in a word, for those that need one: "Now", "Next", "Cancelled". */
  stateLabel?: string;
  /** A button or link of the entry's own. */
  action?: ReactNode;
}

export interface TimetableDay {
  key: string;
  /** "Thursday 14 January" */
  title: ReactNode;
  /** A word beside it: "Today", a theme. */
  note?: ReactNode;
  entries: TimetableEntry[];
  /** Said where a day has no entries: "A free day". */
  emptyText?: string;
}

/** Days with their times, places and changes, as at a station. */
export function Timetable({ days, headingLevel = 2 }: { days: TimetableDay[]; headingLevel?: 2 | 3 }) {
  const Heading = headingLevel === 2 ? "h2" : "h3";
  return (
    <div className="timetable">
      {days.map((day) => (
        <section key={day.key} className="day">
          <div className="day-head">
            <Heading className="text-lead">{day.title}</Heading>
            {day.note ? <span className="text-small text-muted">{day.note}</span> : null}
          </div>
          {day.entries.length > 0 ? (
            <ol role="list">
              {day.entries.map((entry) => (
                <Entry key={entry.key} entry={entry} />
              ))}
            </ol>
          ) : (
            <p className="py-3 text-muted">{day.emptyText}</p>
          )}
        </section>
      ))}
    </div>
  );
}

function Entry({ entry }: { entry: TimetableEntry }) {
  return (
    <li className="entry" data-state={entry.state}>
      <p className="entry-time">
        <time dateTime={entry.startIso}>{entry.start}</time>
        {entry.end ? <span className="entry-end">–{entry.end}</span> : null}
      </p>
      <div className="min-w-0">
        <p className="entry-title">
          {entry.href ? <a href={entry.href}>{entry.title}</a> : entry.title}
          {entry.stateLabel ? <span className="entry-state">{entry.stateLabel}</span> : null}
        </p>
        {entry.change ? <p className="entry-change">{entry.change}</p> : null}
        {entry.note ? <div className="text-small text-muted">{entry.note}</div> : null}
      </div>
      {entry.place ? <div className="entry-place">{entry.place}</div> : null}
      {entry.action ? <div className="entry-action">{entry.action}</div> : null}
    </li>
  );
}
