import type { SessionKind } from "#db/schema";
import { formatDay, formatTime, zoneCity } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import type { Change, Snapshot } from "./releases";

export type SessionState = "past" | "now" | "next" | "later" | "cancelled";

interface Timed {
  sessionId: string;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
}

/** What is going on at a moment, and what comes next: everything that begins together at the next beginning. */
export function nowAndNext<S extends Timed>(sessions: readonly S[], at: Date): { now: S[]; next: S[] } {
  const going = sessions.filter((s) => !s.cancelled);
  const coming = going.filter((s) => s.startsAt > at);
  const first = Math.min(...coming.map((s) => s.startsAt.getTime()));
  return {
    now: going.filter((s) => s.startsAt <= at && at < s.endsAt),
    next: coming.filter((s) => s.startsAt.getTime() === first),
  };
}

/** Where a session stands at a moment. `next` are the sessions that {@link nowAndNext} calls so. */
export function stateOf(session: Timed, at: Date, next: readonly Timed[]): SessionState {
  if (session.cancelled) return "cancelled";
  if (session.endsAt <= at) return "past";
  if (session.startsAt <= at) return "now";
  return next.some((other) => other.sessionId === session.sessionId) ? "next" : "later";
}

/** What the mark on a changed session says: the weightiest of its changes, and how it was before. */
export interface Mark {
  change: Change;
  from: string | null;
}

interface Marked extends Timed {
  placeName: string | null;
  changes: Change[];
  before: (Pick<Snapshot, "startsAt" | "endsAt" | "placeName"> & { zone: string }) | null;
}

/**
 * The mark of a session. An earlier start is told by its hour, by its day too where that is another, and by the clocks
 * by which it was published, which are named where the programme has another zone since.
 */
export function markOf(session: Marked, locale: Locale, zone: string): Mark | null {
  const [change] = session.changes;
  if (!change) return null;
  const { before } = session;
  if (change === "time" && before) {
    const sameDay = wallClock(before.startsAt, before.zone).date === wallClock(session.startsAt, zone).date;
    const time = formatTime(before.startsAt, locale, before.zone);
    const from = sameDay ? time : `${formatDay(before.startsAt, locale, before.zone)}, ${time}`;
    return {
      change,
      from: before.zone === zone ? from : `${from} (${zoneCity(before.zone, locale)})`,
    };
  }
  return { change, from: change === "place" ? (before?.placeName ?? null) : null };
}

/** A published session as a page shows it: wall-clock times of the edition's zone, and nothing that is not shown. */
export interface SessionView {
  id: string;
  kind: SessionKind;
  title: string;
  /** Calendar date in the edition's zone. */
  day: string;
  start: string;
  /** Before the start where it is the next day's. */
  end: string;
  startIso: string;
  place: string | null;
  address: string | null;
  facilitator: string | null;
  optional: boolean;
  state: SessionState;
  mark: Mark | null;
}

type Viewable = Marked & Snapshot;

/** How a page shows a session to a reader at a moment. */
export function viewSession(
  session: Viewable,
  reader: {
    locale: Locale;
    zone: string;
    at: Date;
    next: readonly Timed[];
    names: ReadonlyMap<string, string>;
  },
): SessionView {
  const { locale, zone } = reader;
  return {
    id: session.sessionId,
    kind: session.kind,
    title: session.title,
    day: wallClock(session.startsAt, zone).date,
    start: formatTime(session.startsAt, locale, zone),
    end: formatTime(session.endsAt, locale, zone),
    startIso: session.startsAt.toISOString(),
    place: session.placeName,
    address: session.placeAddress || null,
    facilitator: (session.facilitatorId && reader.names.get(session.facilitatorId)) || null,
    optional: session.optional,
    state: stateOf(session, reader.at, reader.next),
    mark: markOf(session, locale, zone),
  };
}
