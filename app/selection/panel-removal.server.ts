import { and, eq, inArray, isNotNull, isNull, lt, sql, type SQL } from "drizzle-orm";
import { applications, assignments, editions, reviewScores, reviews, roles } from "#db/schema";
import { endRole } from "~/accounts/invitations.server";
import { roleEndedQueue, type EndedRole } from "~/accounts/role-endings.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { findFurtherReaders } from "./further-reader.server";
import { beforePanel, hasSubmitted, holdsRole, isSeated, ownReview } from "./seats.server";
import { isFree } from "./ties.server";

/**
 * Takes somebody off an edition's panel: their role and sessions end, what they had not submitted is deleted and
 * goes back to be assigned anew. What they have submitted still counts. Returns how many applications they had not yet
 * read, or null when they are not on it. What they were asked to read further is left to {@link findFurtherReaders}, once
 * this has been carried out.
 */
export async function removePanelist(
  tx: Transaction,
  removal: { roleId: string; editionId: string; actorId: string },
): Promise<number | null> {
  const [held] = await tx
    .select({ personId: roles.personId })
    .from(roles)
    .where(and(eq(roles.id, removal.roleId), holdsRole(removal.editionId)))
    .for("update");
  if (!held) return null;
  await endRole(tx, removal.roleId, removal.actorId, { editionIds: [removal.editionId] });
  return endOpenReadings(
    tx,
    and(eq(assignments.editionId, removal.editionId), eq(assignments.panelistId, held.personId)),
  );
}

/** What somebody would leave behind who is taken off a panel. */
export interface Leaving {
  /** What they have not submitted: all of it, and of that what they have begun, and were asked to read further. */
  open: number;
  drafts: number;
  further: number;
  /** What they have submitted, which still counts. */
  submitted: number;
}

/** Counts what a panelist of an edition would leave behind. The caller has checked the coordinator. */
export async function readLeaving(editionId: string, personId: string): Promise<Leaving> {
  const isOpen = isNull(reviews.submittedAt);
  const counted = (which: SQL | undefined) => sql`count(*) filter (where ${which})`.mapWith(Number);
  const [row] = await database()
    .select({
      open: counted(isOpen),
      drafts: counted(and(isOpen, isNotNull(reviews.id))),
      further: counted(and(isOpen, eq(assignments.kind, "further"))),
      submitted: counted(isNotNull(reviews.submittedAt)),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, ownReview)
    .where(
      and(
        eq(assignments.editionId, editionId),
        eq(assignments.panelistId, personId),
        isNull(assignments.endedAt),
        beforePanel,
        isFree(assignments.applicationId, assignments.panelistId),
      ),
    );
  return row ?? { open: 0, drafts: 0, further: 0, submitted: 0 };
}

/** Ends readings that have not been submitted, and deletes what was noted for them. Returns how many there were. */
async function endOpenReadings(tx: Transaction, whose: SQL | undefined): Promise<number> {
  const isOpen = and(isNull(assignments.endedAt), sql`not ${hasSubmitted}`);
  // Whoever submits one of them at this moment is waited for; only then is looked at what is still open.
  const held = await tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(whose, isOpen))
    .orderBy(assignments.id)
    .for("update");
  if (held.length === 0) return 0;
  const ended = await tx
    .update(assignments)
    .set({ endedAt: now() })
    .where(
      and(
        inArray(
          assignments.id,
          held.map(({ id }) => id),
        ),
        isOpen,
      ),
    )
    .returning({ id: assignments.id });
  const drafts = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .innerJoin(assignments, ownReview)
    .where(
      and(
        inArray(
          assignments.id,
          ended.map(({ id }) => id),
        ),
        isNull(reviews.submittedAt),
      ),
    );
  const ids = drafts.map(({ id }) => id);
  if (ids.length > 0) {
    await tx.delete(reviewScores).where(inArray(reviewScores.reviewId, ids));
    await tx.delete(reviews).where(inArray(reviews.id, ids));
  }
  return ended.length;
}

/**
 * Ends what is still open to people who are no longer on an edition's panel, however their role ended, and looks for
 * others where they were to read further. Doing it again changes nothing.
 */
export async function settleLeavers(editionId: string): Promise<void> {
  const isGone = sql`not ${isSeated(assignments.panelistId, assignments.editionId)}`;
  await inTransaction((tx) => endOpenReadings(tx, and(eq(assignments.editionId, editionId), isGone)));
  await findFurtherReaders(editionId);
}

/** A moment after somebody's role has ended. */
export const roleEndedJob: JobKind<EndedRole> = {
  queue: roleEndedQueue,
  retryLimit: 5,
  retryDelay: 5,
  run: ({ editionId }) => settleLeavers(editionId),
};

/** Every hour, as panels change, for editions whose decisions are not out. */
export const panelSweepJob: JobKind<Record<string, never>> = {
  queue: "further-readers",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "37 * * * *",
  async run() {
    const open = await database()
      .select({ id: editions.id })
      .from(editions)
      .where(and(isNull(editions.decisionsReleasedAt), lt(editions.callClosesAt, now())));
    for (const { id } of open) await settleLeavers(id);
  },
};
