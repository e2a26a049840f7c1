import type { SessionKind } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import type { Edition } from "~/cohorts/editions.server";
import { daysOfWeek } from "~/cohorts/weeks";
import { database } from "~/platform/database.server";
import { formatCalendarDate, formatDay, formatMoment, formatTime, zoneCity } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import { wallClock } from "~/platform/locale/zones";
import { findClashes, type Clash } from "./clashes";
import type { Change, GroundChange } from "./releases";
import { getPending, type Pending } from "./releases.server";
import { listWeeks, type DraftSession, type Week } from "./sessions.server";

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
  over: Clash<unknown>["over"];
  who: string;
  when: string;
  first: { id: string; title: string };
  second: { id: string; title: string };
}

/** A session that its edition's first day or zone leaves where it cannot be. */
export interface FaultView {
  fault: NonNullable<DraftSession["fault"]>;
  id: string;
  title: string;
  when: string;
}

export interface Desk {
  weeks: Week[];
  pending: Pending;
  days: { date: string; title: string; sessions: DraftView[] }[];
  clashes: ClashView[];
  faults: FaultView[];
}

/** What a coordinator arranges in one week, with every clash of the ten and what is not published yet. */
export async function getDesk(edition: Edition, number: number, locale: Locale): Promise<Desk> {
  const [weeks, pending] = await Promise.all([listWeeks(edition), getPending(database(), edition)]);
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
    ...troubleOf(pending.sessions, names, zone, locale),
  };
}

/** Everything about a programme that cannot be as it is arranged. */
function troubleOf(
  sessions: readonly DraftSession[],
  names: ReadonlyMap<string, string>,
  zone: string,
  locale: Locale,
): Pick<Desk, "clashes" | "faults"> {
  const who = (over: ClashView["over"], session: DraftSession) =>
    over === "place" ? session.placeName : over === "facilitator" && names.get(session.facilitatorId ?? "");
  return {
    clashes: findClashes(sessions).map(({ over, first, second }) => ({
      over,
      who: who(over, first) || "",
      when: formatMoment(second.startsAt, locale, zone),
      first: { id: first.id, title: first.title },
      second: { id: second.id, title: second.title },
    })),
    faults: sessions.flatMap(({ fault, cancelled, id, title, startsAt }) =>
      fault && !cancelled ? [{ fault, id, title, when: formatMoment(startsAt, locale, zone) }] : [],
    ),
  };
}

async function namesOf(sessions: readonly { facilitatorId: string | null }[]): Promise<Map<string, string>> {
  const people = await readPeople([...new Set(sessions.flatMap((session) => session.facilitatorId ?? []))]);
  return new Map([...people].map(([id, person]) => [id, person.name]));
}

/** A setting that publishing would change with the sessions, in words. */
export interface GroundRow {
  what: GroundChange["what"];
  was: string;
  becomes: string;
}

/** A change before it is published, in words. */
export interface ReviewRow {
  id: string;
  title: string;
  changes: Change[];
  was: string;
  becomes: string;
}

/** Everything that publishing would change, and what is wrong with it, as a coordinator reads it through. */
export async function reviewOf(
  { release, sessions, changes, ground }: Pending,
  edition: Edition,
  { locale, t }: { locale: Locale; t: Translate },
): Promise<Pick<Desk, "clashes" | "faults"> & { rows: ReviewRow[]; ground: GroundRow[] }> {
  const names = await namesOf([...sessions, ...changes.flatMap(({ before }) => (before ? [before] : []))]);
  const { zone } = edition;
  const oldZone = release?.zone ?? zone;
  const settings = ground.map(({ what, was, becomes }) => {
    const say = (value: string) =>
      what === "zone" ? zoneCity(value, locale) : formatCalendarDate(value, locale);
    return { what, was: say(was), becomes: say(becomes) };
  });
  const rows = changes.map(({ session, before, changes: what }) => {
    const about = (one: typeof session, zone: string) =>
      what.length === 1 && what[0] === "words"
        ? [one.title, one.description].filter(Boolean).join(". ")
        : [
            // The two ends of a span stay on one line.
            `${formatMoment(one.startsAt, locale, zone)}\u2060–\u2060${formatTime(one.endsAt, locale, zone)}${
              oldZone === edition.zone ? "" : ` (${zoneCity(zone, locale)})`
            }`,
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
      was: before ? about(before, oldZone) : "",
      becomes: session.cancelled ? "" : about(session, zone),
    };
  });
  return { rows, ground: settings, ...troubleOf(sessions, names, zone, locale) };
}
