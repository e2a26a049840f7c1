import { createHash, randomUUID } from "node:crypto";
import { and, asc, desc, eq, gt, inArray, lt, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { editions, releasedSessions, releases } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import {
  changesSince,
  groundChanges,
  nextRelease,
  pendingChanges,
  touchedBy,
  type Change,
  type GroundChange,
  type PendingChange,
  type Published,
  type Snapshot,
} from "./releases";
import { tellTouched } from "./news.server";
import { listDraftSessions, type DraftSession, type Grounded } from "./sessions.server";
import type { Ground } from "./slots";

/** Days for which what a release changed stays marked as changed. */
const markedDays = 7;

/**
 * A publication of an edition's programme, with the zone and the first day that it was published with: what its
 * readers' clocks and weeks go by, whatever the edition's settings say by now. `baseline` is the one that changes are
 * marked against.
 */
export interface Release extends Ground {
  id: string;
  editionId: string;
  number: number;
  publishedAt: Date;
  baseline: { id: string; zone: string };
}

/** A published session as it stands, and what has changed about it since the baseline. */
export interface ReleasedSession extends Published {
  editionId: string;
  zone: string;
  changes: Change[];
  /** How it was, where it was there, and by which clocks. */
  before: (Pick<Snapshot, "startsAt" | "endsAt" | "placeName"> & { zone: string }) | null;
}

/**
 * The newest publication of each of the given editions that has one. Changes are marked against the newest one that
 * is more than a week old, or else the first: a second correction on the same day does not take the mark off the
 * first.
 */
export async function listReleases(db: Queryable, editionIds: string[]): Promise<Release[]> {
  if (editionIds.length === 0) return [];
  const rows = await db
    .select({
      id: releases.id,
      editionId: releases.editionId,
      number: releases.number,
      zone: releases.zone,
      startsOn: releases.startsOn,
      publishedAt: releases.publishedAt,
    })
    .from(releases)
    .where(inArray(releases.editionId, editionIds))
    .orderBy(desc(releases.number))
    .limit(1000);
  const old = now().getTime() - markedDays * 86_400_000;
  return editionIds.flatMap((editionId) => {
    const own = rows.filter((release) => release.editionId === editionId);
    const [newest] = own;
    if (!newest) return [];
    const baseline = own.find((release) => release.publishedAt.getTime() < old) ?? own.at(-1) ?? newest;
    return [{ ...newest, baseline: { id: baseline.id, zone: baseline.zone } }];
  });
}

/** The newest publication of an edition's programme, or null. */
export async function findRelease(db: Queryable, editionId: string): Promise<Release | null> {
  const [release] = await listReleases(db, [editionId]);
  return release ?? null;
}

/** Which of a release's sessions to read: all, those of one week, those that one person leads, or one. */
export interface Wanted {
  week?: number;
  facilitatorId?: string;
  sessionId?: string;
  /** Only what is not over at a moment, and what starts before another. */
  endsAfter?: Date;
  before?: Date;
  limit?: number;
}

/** The sessions of releases in the order of time, with what has changed about each since its baseline. */
export async function listReleasedSessions(
  db: Queryable,
  of: Release[],
  wanted: Wanted = {},
): Promise<ReleasedSession[]> {
  if (of.length === 0) return [];
  const earlier = alias(releasedSessions, "earlier");
  const conditions: (SQL | undefined)[] = [
    inArray(
      releasedSessions.releaseId,
      of.map((release) => release.id),
    ),
    wanted.week === undefined ? undefined : eq(releasedSessions.week, wanted.week),
    wanted.facilitatorId === undefined ? undefined : eq(releasedSessions.facilitatorId, wanted.facilitatorId),
    wanted.sessionId === undefined ? undefined : eq(releasedSessions.sessionId, wanted.sessionId),
    wanted.endsAfter === undefined ? undefined : gt(releasedSessions.endsAt, wanted.endsAfter),
    wanted.before === undefined ? undefined : lt(releasedSessions.startsAt, wanted.before),
  ];
  const rows = await db
    .select({ session: releasedSessions, earlier })
    .from(releasedSessions)
    .leftJoin(
      earlier,
      and(
        inArray(
          earlier.releaseId,
          of.map((release) => release.baseline.id),
        ),
        eq(earlier.sessionId, releasedSessions.sessionId),
      ),
    )
    .where(and(...conditions))
    .orderBy(asc(releasedSessions.startsAt), asc(releasedSessions.sessionId))
    .limit(wanted.limit ?? 1000);
  const releaseOf = new Map(of.map((release) => [release.id, release]));
  return rows.flatMap(({ session: { releaseId, ...session }, earlier: before }) => {
    const release = releaseOf.get(releaseId);
    if (!release) return [];
    const { editionId, zone, baseline } = release;
    return [
      {
        ...session,
        ...{ editionId, zone },
        changes: changesSince(before, session),
        before: before && {
          ...{ startsAt: before.startsAt, endsAt: before.endsAt, placeName: before.placeName },
          zone: baseline.zone,
        },
      },
    ];
  });
}

/** One published session of an edition, or null: what is not published is not there. */
export async function findReleasedSession(
  db: Queryable,
  editionId: string,
  sessionId: string,
): Promise<ReleasedSession | null> {
  const release = await findRelease(db, editionId);
  if (!release) return null;
  const [session] = await listReleasedSessions(db, [release], { sessionId });
  return session ?? null;
}

function snapshotOf(draft: DraftSession): Snapshot {
  return {
    sessionId: draft.id,
    week: draft.week,
    kind: draft.kind,
    title: draft.title,
    description: draft.description,
    startsAt: draft.startsAt,
    endsAt: draft.endsAt,
    placeName: draft.placeName,
    placeAddress: draft.placeAddress,
    facilitatorId: draft.facilitatorId,
    optional: draft.optional,
    cancelled: draft.cancelled,
  };
}

async function publishedSessions(db: Queryable, releaseId: string | undefined): Promise<Published[]> {
  if (!releaseId) return [];
  const rows = await db.select().from(releasedSessions).where(eq(releasedSessions.releaseId, releaseId));
  return rows.map(({ releaseId: _, ...session }) => session);
}

/** What publishing would change, and a mark of what was seen: it differs once anybody has changed or published more. */
export interface Pending {
  release: Release | null;
  published: Published[];
  sessions: DraftSession[];
  changes: PendingChange[];
  ground: GroundChange[];
  seen: string;
}

/** The draft of an edition, on its present ground, beside its newest release. */
export async function getPending(db: Queryable, edition: Grounded): Promise<Pending> {
  const release = await findRelease(db, edition.id);
  const published = await publishedSessions(db, release?.id);
  const sessions = await listDraftSessions(db, edition);
  const draft = sessions.map(snapshotOf);
  const seen = createHash("sha256")
    .update(
      JSON.stringify([
        release?.number ?? 0,
        ...[edition.zone, edition.startsOn],
        [...draft].sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1)),
      ]),
    )
    .digest("base64url")
    .slice(0, 22);
  const changes = pendingChanges(published, draft);
  return { release, published, sessions, changes, ground: groundChanges(release, edition), seen };
}

/**
 * Publishes an edition's programme as it stands, on the zone and the first day that the edition has now: what fellows,
 * facilitators and calendars see from then on. Whom it touches is told by a letter. With `seen` (see
 * {@link getPending}) it publishes only what its reader has looked at, and says "stale" otherwise. "unchanged" when
 * there is nothing to publish.
 */
export async function publishRelease(
  tx: Transaction,
  edition: Pick<Edition, "id">,
  actorId: string | null,
  seen?: string,
): Promise<{ number: number; changes: number } | "stale" | "unchanged"> {
  // One at a time: a second publication waits here and then sees what the first has left to do.
  const [ground] = await tx
    .select({ id: editions.id, zone: editions.zone, startsOn: editions.startsOn })
    .from(editions)
    .where(eq(editions.id, edition.id))
    .for("update");
  if (!ground) throw new Error("There is no such edition.");
  const pending = await getPending(tx, ground);
  if (seen !== undefined && seen !== pending.seen) return "stale";
  const changes = pending.changes.length + pending.ground.length;
  if (changes === 0) return "unchanged";
  const at = now();
  const id = randomUUID();
  const number = (pending.release?.number ?? 0) + 1;
  const sessions = nextRelease(pending.published, pending.sessions.map(snapshotOf), at);
  const { zone, startsOn } = ground;
  await tx
    .insert(releases)
    .values({ id, editionId: edition.id, number, zone, startsOn, publishedBy: actorId, publishedAt: at });
  if (sessions.length > 0)
    await tx.insert(releasedSessions).values(sessions.map((session) => ({ ...session, releaseId: id })));
  await recordAudit(tx, {
    actorId,
    action: "programme.published",
    editionId: edition.id,
    subjectType: "release",
    subjectId: id,
    detail: { number, changes },
  });
  await tellTouched(tx, edition.id, touchedBy(pending.changes, at));
  return { number, changes };
}
