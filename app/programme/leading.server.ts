import { editionsWithRole, requireRole, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { weekdayOf } from "~/cohorts/weeks";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatDay, formatShortDate } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { addCalendarDays, wallClock } from "~/platform/locale/zones";
import { leadingRoles } from "./kinds";
import { listReleasedSessions, listReleases, type ReleasedSession, type Wanted } from "./releases.server";
import { nowAndNext, viewSession, type SessionView } from "./timetable";

/** Somebody who leads sessions, with the editions in which they do. */
export interface Leader {
  viewer: Viewer;
  editionIds: string[];
}

/** A facilitator or mentor. For anyone else who is logged in the page does not exist. */
export async function requireLeader(asking: Asking): Promise<Leader> {
  const viewer = await requireRole(asking, [...leadingRoles]);
  const editionIds = [...new Set(leadingRoles.flatMap((role) => editionsWithRole(viewer, role)))];
  return { viewer, editionIds };
}

/**
 * The sessions that somebody leads, as they were published last in each edition in which they have a part, in the
 * order of time: their own and no others.
 */
export async function listLedSessions(
  { viewer, editionIds }: Leader,
  wanted: Pick<Wanted, "sessionId"> = {},
): Promise<ReleasedSession[]> {
  const releases = await listReleases(database(), editionIds);
  return listReleasedSessions(database(), releases, { ...wanted, facilitatorId: viewer.personId });
}

/** A week of what somebody leads, from its Monday. */
export interface LedWeek {
  monday: string;
  /** "5 Oct – 11 Oct" */
  span: string;
  /** The working days, and of the weekend what has a session. */
  days: { date: string; title: string; isToday: boolean; sessions: SessionView[] }[];
  /** Mondays of the nearest weeks before and after it that have a session, with their spans. */
  before: { monday: string; span: string } | null;
  after: { monday: string; span: string } | null;
}

/** The Monday of the week that a calendar date is in. */
function mondayOf(date: string): string {
  return addCalendarDays(date, 1 - weekdayOf(date));
}

/** The week of a date (of today, unless one is named) in what somebody leads, each session by the clocks of its edition. */
export async function getLedWeek(leader: Leader, date: string | null, locale: Locale): Promise<LedWeek> {
  const at = now();
  const sessions = await listLedSessions(leader);
  const placed = sessions.map((session) => ({
    session,
    day: wallClock(session.startsAt, session.zone).date,
  }));
  const today = wallClock(at, sessions[0]?.zone ?? "UTC").date;
  const monday = mondayOf(date ?? today);
  const sunday = addCalendarDays(monday, 6);
  const { next } = nowAndNext(sessions, at);
  const view = (session: ReleasedSession) =>
    viewSession(session, { locale, zone: session.zone, at, next, names: new Map() });
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  const spanOf = (first: string) =>
    [first, addCalendarDays(first, 6)].map((day) => formatShortDate(noon(day), locale, "UTC")).join(" – ");
  const neighbour = (day: string | undefined) =>
    day === undefined ? null : { monday: mondayOf(day), span: spanOf(mondayOf(day)) };
  const days = Array.from({ length: 7 }, (_, index) => addCalendarDays(monday, index));
  return {
    monday,
    span: spanOf(monday),
    days: days
      .map((one) => ({
        date: one,
        title: formatDay(noon(one), locale, "UTC"),
        isToday: one === today,
        sessions: placed.filter(({ day }) => day === one).map(({ session }) => view(session)),
      }))
      .filter(({ date: one, sessions: held }) => held.length > 0 || weekdayOf(one) <= 5),
    before: neighbour(placed.findLast(({ day }) => day < monday)?.day),
    after: neighbour(placed.find(({ day }) => day > sunday)?.day),
  };
}
