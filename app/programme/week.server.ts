import { readPeople } from "~/accounts/people.server";
import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatDay, formatShortDate } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";
import { findRelease, listReleasedSessions, type ReleasedSession } from "./releases.server";
import { listWeeks } from "./sessions.server";
import { nowAndNext, viewSession, type SessionView } from "./timetable";
import { daysOfWeek, programmeDays, weekOfDate } from "./weeks";

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
  /** Where in the ten weeks today is. */
  stage: "before" | "running" | "after";
  today: string;
  currentWeek: number;
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

/** The week of the programme that today is in; before and after it the first and the last. */
export function currentWeek(edition: Pick<Edition, "startsOn" | "zone">): number {
  return weekOfDate(edition.startsOn, wallClock(now(), edition.zone).date);
}

/** A week as it was published, for a reader of its edition; null until there is a publication. */
export async function getWeek(edition: Edition, number: number, locale: Locale): Promise<WeekView | null> {
  const at = now();
  const { zone, startsOn } = edition;
  const today = wallClock(at, zone).date;
  const release = await findRelease(database(), edition.id);
  if (!release) return null;
  const [themes, sessions, coming] = await Promise.all([
    listWeeks(edition),
    listReleasedSessions(database(), [release], { week: number }),
    // Enough to know what comes next, whatever of it is cancelled and however long the weekend.
    listReleasedSessions(database(), [release], {
      from: zonedInstant(today, "00:00", zone),
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
    span: [days[0], days[6]]
      .map((date) => formatShortDate(new Date(`${date}T12:00:00Z`), locale, "UTC"))
      .join(" – "),
    stage: today < first ? "before" : today > last ? "after" : "running",
    today,
    currentWeek: currentWeek(edition),
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
    .filter(({ date, sessions: held }) => held.length > 0 || days.indexOf(date) < 5 || date === today);
}
