import { yearOf } from "~/cohorts/year";
import { formatCalendarDate } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";

/** A stop on an applicant's way after submission, with the day it is expected by. */
export interface NextStep {
  key: "sent" | "reading" | "interviews" | "decision" | "start";
  state: "done" | "current" | "todo";
  /** The day, written out; nothing for what has happened already. */
  by: string;
}

/** What follows a submission and by when, as far as the calendar tells; who is at which stop is not in it. */
export function nextSteps(
  edition: { callClosesAt: Date; zone: string; startsOn: string; endsOn: string },
  locale: Locale,
  now: Date,
): NextStep[] {
  const year = yearOf(edition);
  const today = wallClock(now, edition.zone).date;
  const stops: [NextStep["key"], string][] = [
    ["reading", year.readingUntil],
    ["interviews", year.interviewsUntil],
    ["decision", year.decisionsBy],
    ["start", year.startsOn],
  ];
  // Only the calendar moves this on, and never past the decision: that one the page itself tells.
  const passed = stops.slice(0, 2).filter(([, until]) => today > until).length;
  return [
    { key: "sent", state: "done", by: "" },
    ...stops.map(([key, until], index): NextStep => ({
      key,
      state: index < passed ? "done" : index === passed ? "current" : "todo",
      by: formatCalendarDate(until, locale),
    })),
  ];
}
