import { readPeople } from "~/accounts/people.server";
import type { Edition } from "~/cohorts/editions.server";
import { daysOfWeek, programmeDays, weekHolding, weekOfDate, weekdayOf } from "~/cohorts/weeks";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatDay, formatShortDate } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";
import { findRelease, listReleasedSessions, type ReleasedSession } from "./releases.server";
import { listWeeks } from "./sessions.server";
import type { Ground } from "./slots";
import { nowAndNext, viewSession, type SessionView } from "./timetable";

/** A day of a week with its sessions. */
export interface DayView {
  date: string;
  /** "Thursday 14 October" */
  title: string;
  when: "past" | "today" | "coming";
  sessions: SessionView[];
}

/** A published week as a fellow sees it. */
export interface WeekView {
  number: number;
  theme: string;
  /** "5 Oct – 11 Oct" */
  span: string;
  /** Where today is: before the first day, or after the last week. */
  stage: "before" | "running" | "after";
  /** By whose clocks it runs, and its first day, a calendar date. */
  zone: string;
  startsOn: string;
  today: string;
  /** The week that today is in; null outside the weeks. */
  thisWeek: number | null;
  days: DayView[];
  now: SessionView[];
  /** What begins next, in this week or later, each with its day in words when that is not today. */
  next: (SessionView & { dayTitle: string | null })[];
}

/** Who leads the given sessions, by name. */
export async function namesOfFacilitators(
  sessions: readonly { facilitatorId: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(sessions.flatMap((session) => session.facilitatorId ?? []))];
  const people = await readPeople(ids);
  return new Map([...people].map(([id, person]) => [id, person.name]));
}

/** The week of a programme to open at: the one that today is in, before and after the programme its first and last. */
export function nearestWeek({ startsOn, zone }: Ground): number {
  return weekOfDate(startsOn, wallClock(now(), zone).date);
}

/** The week of a programme that today is in; null outside its weeks. */
export function thisWeek({ startsOn, zone }: Ground): number | null {
  return weekHolding(startsOn, wallClock(now(), zone).date);
}

/**
 * A week as it was published (the nearest, unless it is named), for a reader of its edition; null until there is a
 * publication. Its clocks and weeks are those of the publication.
 */
export async function getWeek(
  edition: Pick<Edition, "id">,
  asked: number | null,
  locale: Locale,
): Promise<WeekView | null> {
  const at = now();
  const release = await findRelease(database(), edition.id);
  if (!release) return null;
  const { zone, startsOn } = release;
  const number = asked ?? nearestWeek(release);
  const today = wallClock(at, zone).date;
  const [themes, sessions, coming] = await Promise.all([
    listWeeks(edition),
    listReleasedSessions(database(), [release], { week: number }),
    // Enough to know what comes next, whatever of it is cancelled and however long the weekend.
    listReleasedSessions(database(), [release], {
      endsAfter: at,
      before: zonedInstant(addCalendarDays(today, 21), "00:00", zone),
      limit: 60,
    }),
  ]);
  const { now: going, next } = nowAndNext(coming, at);
  const names = await namesOfFacilitators([...sessions, ...going, ...next]);
  const view = (session: ReleasedSession) => viewSession(session, { locale, zone, at, next, names });
  const days = daysOfWeek(startsOn, number);
  const { first, last } = programmeDays(startsOn);
  const dayTitle = (date: string) => formatDay(new Date(`${date}T12:00:00Z`), locale, "UTC");
  return {
    number,
    theme: themes.find((week) => week.number === number)?.theme ?? "",
    span: [days.at(0), days.at(-1)]
      .map((date) => formatShortDate(new Date(`${date}T12:00:00Z`), locale, "UTC"))
      .join(" – "),
    stage: today < first ? "before" : today > last ? "after" : "running",
    ...{ zone, startsOn, today },
    thisWeek: thisWeek(release),
    days: daysWithSessions(days, sessions.map(view), today).map(({ date, sessions: held }) => ({
      date,
      title: dayTitle(date),
      when: date < today ? "past" : date === today ? "today" : "coming",
      sessions: held,
    })),
    now: going.map(view),
    next: next.map(view).map((session) => ({
      ...session,
      dayTitle: session.day === today ? null : dayTitle(session.day),
    })),
  };
}

function isWorkingDay(date: string): boolean {
  return weekdayOf(date) <= 5;
}

/** The days of a week that a page shows: its working days, today, and of the others those on which something is. */
function daysWithSessions(
  days: string[],
  sessions: SessionView[],
  today: string,
): { date: string; sessions: SessionView[] }[] {
  // Somebody who arrives at the weekend has sessions before the first Monday.
  const all = [...new Set([...sessions.map((session) => session.day), ...days])].sort();
  return all
    .map((date) => ({ date, sessions: sessions.filter((session) => session.day === date) }))
    .filter(({ date, sessions: held }) => held.length > 0 || isWorkingDay(date) || date === today);
}
