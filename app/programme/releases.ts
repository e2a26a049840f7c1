import type { SessionKind } from "#db/schema";
import type { Ground } from "./slots";

/** A session as a release holds it, and as the next one would. */
export interface Snapshot {
  sessionId: string;
  week: number;
  kind: SessionKind;
  title: string;
  description: string;
  startsAt: Date;
  endsAt: Date;
  placeName: string | null;
  placeAddress: string | null;
  facilitatorId: string | null;
  optional: boolean;
  cancelled: boolean;
}

/** A session in a release, with what calendars go by. */
export interface Published extends Snapshot {
  sequence: number;
  changedAt: Date;
}

/** In what a session differs from an earlier state of it, the weightiest first. */
export const changeKinds = ["new", "cancelled", "restored", "time", "place", "facilitator", "words"] as const;
export type Change = (typeof changeKinds)[number];

/** What has changed about a session since `before`; nothing stands for not having been there. */
export function changesSince(before: Snapshot | null | undefined, after: Snapshot): Change[] {
  if (!before) return ["new"];
  const changed: Record<Exclude<Change, "new">, boolean> = {
    cancelled: after.cancelled && !before.cancelled,
    restored: before.cancelled && !after.cancelled,
    time: !sameTime(before, after),
    place: before.placeName !== after.placeName || before.placeAddress !== after.placeAddress,
    facilitator: before.facilitatorId !== after.facilitatorId,
    words:
      before.title !== after.title ||
      before.description !== after.description ||
      before.kind !== after.kind ||
      before.optional !== after.optional,
  };
  return changeKinds.filter((kind) => kind !== "new" && changed[kind]);
}

function sameTime(a: Snapshot, b: Snapshot): boolean {
  return a.startsAt.getTime() === b.startsAt.getTime() && a.endsAt.getTime() === b.endsAt.getTime();
}

/** Changes after which somebody who has put the session into a calendar must be told: iCalendar's SEQUENCE goes up. */
const movesPeople: ReadonlySet<Change> = new Set(["cancelled", "restored", "time", "place"]);

/**
 * The next release: every session of the draft, with its sequence up by one when its time, place or cancellation
 * changed, and the moment of its last change of any kind. A session that was cancelled before anybody saw it is
 * left out.
 */
export function nextRelease(
  previous: readonly Published[],
  draft: readonly Snapshot[],
  at: Date,
): Published[] {
  const before = new Map(previous.map((session) => [session.sessionId, session]));
  return draft.flatMap((session) => {
    const last = before.get(session.sessionId);
    if (!last) return session.cancelled ? [] : [{ ...session, sequence: 0, changedAt: at }];
    const changes = changesSince(last, session);
    return [
      {
        ...session,
        sequence: last.sequence + (changes.some((change) => movesPeople.has(change)) ? 1 : 0),
        changedAt: changes.length > 0 ? at : last.changedAt,
      },
    ];
  });
}

/** What publishing would change: each session that is new or differs, with how it was. */
export interface PendingChange {
  session: Snapshot;
  before: Published | null;
  changes: Change[];
}

/** What has changed in the draft since the last release, in the order of time. */
export function pendingChanges(previous: readonly Published[], draft: readonly Snapshot[]): PendingChange[] {
  const before = new Map(previous.map((session) => [session.sessionId, session]));
  return draft
    .map((session) => {
      const last = before.get(session.sessionId) ?? null;
      const changes = !last && session.cancelled ? [] : changesSince(last, session);
      return { session, before: last, changes };
    })
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => a.session.startsAt.getTime() - b.session.startsAt.getTime());
}

/** A setting of the edition on which a programme stands, and that publishing would change with it. */
export interface GroundChange {
  what: keyof Ground;
  was: string;
  becomes: string;
}

/** In what the ground of the draft differs from that of the last release; nothing before the first. */
export function groundChanges(published: Ground | null, draft: Ground): GroundChange[] {
  if (!published) return [];
  return (["zone", "startsOn"] as const)
    .map((what) => ({ what, was: published[what], becomes: draft[what] }))
    .filter(({ was, becomes }) => was !== becomes);
}

/**
 * Whom a publication touches: the fellows, if anything changes that is not over, and of the people who lead sessions
 * those of whose sessions something does, also by being taken off them or given to them.
 */
export function touchedBy(
  changes: readonly PendingChange[],
  at: Date,
): { fellows: boolean; leaders: string[] } {
  const ahead = changes.filter(
    ({ session, before }) => session.endsAt > at || (before !== null && before.endsAt > at),
  );
  const leaders = ahead.flatMap(({ session, before }) => [
    ...(session.facilitatorId ? [session.facilitatorId] : []),
    ...(before?.facilitatorId ? [before.facilitatorId] : []),
  ]);
  return { fellows: ahead.length > 0, leaders: [...new Set(leaders)] };
}
