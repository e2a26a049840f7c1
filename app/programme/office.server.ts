import type { SessionKind } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import type { Edition } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { formatDay, formatMoment, formatTime } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import { wallClock } from "~/platform/locale/zones";
import { findClashes } from "./clashes";
import type { Change, PendingChange } from "./releases";
import { getPending, type Pending } from "./releases.server";
import { listWeeks, type DraftSession, type Week } from "./sessions.server";
import { daysOfWeek } from "./weeks";

/** A session in the coordinator's week. */
export interface DraftView {
  id: string;
  kind: SessionKind;
  title: string;
  start: string;
  end: string;
  place: string | null;
  facilitator: string | null;
  cancelled: boolean;
  /** What about it is not published yet. */
  pending: Change | null;
}

export interface ClashView {
  over: "facilitator" | "place";
  who: string;
  when: string;
  first: { id: string; title: string };
  second: { id: string; title: string };
}

export interface Desk {
  weeks: Week[];
  pending: Pending;
  days: { date: string; title: string; sessions: DraftView[] }[];
  clashes: ClashView[];
}

/** What a coordinator arranges in one week, with every clash of the ten and what is not published yet. */
export async function getDesk(edition: Edition, number: number, locale: Locale): Promise<Desk> {
  const [weeks, pending] = await Promise.all([listWeeks(edition), getPending(database(), edition.id)]);
  const names = await namesOf(pending.sessions);
  const nameOf = (id: string | null) => (id && names.get(id)) || null;
  const changed = new Map(
    pending.changes.map(({ session, changes }) => [session.sessionId, changes[0] ?? null]),
  );
  const { zone } = edition;
  const view = (session: DraftSession): DraftView => ({
    id: session.id,
    kind: session.kind,
    title: session.title,
    start: formatTime(session.startsAt, locale, zone),
    end: formatTime(session.endsAt, locale, zone),
    place: session.placeName,
    facilitator: nameOf(session.facilitatorId),
    cancelled: session.cancelled,
    pending: changed.get(session.id) ?? null,
  });
  const shown = pending.sessions.filter((session) => session.week === number);
  const dayOf = (session: DraftSession) => wallClock(session.startsAt, zone).date;
  const dates = [
    ...new Set([...shown.map(dayOf), ...daysOfWeek(edition.startsOn, number).slice(0, 5)]),
  ].sort();
  return {
    weeks,
    pending,
    days: dates.map((date) => ({
      date,
      title: formatDay(new Date(`${date}T12:00:00Z`), locale, "UTC"),
      sessions: shown.filter((session) => dayOf(session) === date).map(view),
    })),
    clashes: findClashes(pending.sessions).map(({ over, first, second }) => ({
      over,
      who: (over === "place" ? first.placeName : nameOf(first.facilitatorId)) ?? "",
      when: formatMoment(second.startsAt, locale, zone),
      first: { id: first.id, title: first.title },
      second: { id: second.id, title: second.title },
    })),
  };
}

async function namesOf(sessions: readonly { facilitatorId: string | null }[]): Promise<Map<string, string>> {
  const people = await readPeople([...new Set(sessions.flatMap((session) => session.facilitatorId ?? []))]);
  return new Map([...people].map(([id, person]) => [id, person.name]));
}

/** A change before it is published, in words. */
export interface ReviewRow {
  id: string;
  title: string;
  changes: Change[];
  was: string;
  becomes: string;
}

/** Everything that publishing would change, as a coordinator reads it through. */
export async function reviewOf(
  changes: PendingChange[],
  edition: Edition,
  { locale, t }: { locale: Locale; t: Translate },
): Promise<ReviewRow[]> {
  const names = await namesOf(
    changes.flatMap(({ session, before }) => [session, ...(before ? [before] : [])]),
  );
  const { zone } = edition;
  return changes.map(({ session, before, changes: what }) => {
    const about = (one: typeof session) =>
      what.length === 1 && what[0] === "words"
        ? [one.title, one.description].filter(Boolean).join(". ")
        : [
            // The two ends of a span stay on one line.
            `${formatMoment(one.startsAt, locale, zone)}\u2060–\u2060${formatTime(one.endsAt, locale, zone)}`,
            what.includes("place") || what.includes("new")
              ? (one.placeName ?? t("programme:office.no-place"))
              : null,
            what.includes("facilitator") || what.includes("new")
              ? one.facilitatorId && names.get(one.facilitatorId)
              : null,
          ]
            .filter(Boolean)
            .join(", ");
    return {
      id: session.sessionId,
      title: session.title,
      changes: what,
      was: before ? about(before) : "",
      becomes: session.cancelled ? "" : about(session),
    };
  });
}
