import { and, eq, isNull } from "drizzle-orm";
import { assignments, conflicts, reviewScores, reviews } from "#db/schema";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { getKey, seal } from "~/platform/vault.server";
import { findReading, type Reader } from "./reading.server";
import { lockApplication, recomputeStanding } from "./standings.server";

/**
 * Declares that a panelist is too close to an application to judge it. It counts at once and backwards: the
 * application is gone from everything they see, a draft of theirs is deleted, and a reading they had submitted no
 * longer counts. Returns false when there is nothing under this code for them to read.
 */
export async function declareConflict(
  tx: Transaction,
  reader: Reader,
  code: string,
  reason: string,
): Promise<boolean> {
  const found = await findReading(tx, reader, code);
  if (!found) return false;
  await lockApplication(tx, found.applicationId);
  const reading = await findReading(tx, reader, code, { lock: true });
  if (!reading) return false;

  const at = now();
  const key = await getKey(tx, reader.personId);
  await tx.insert(conflicts).values({
    applicationId: reading.applicationId,
    panelistId: reader.personId,
    declaredBy: reader.personId,
    reason: seal(key, "conflict.reason", reason),
    declaredAt: at,
  });
  await tx.update(assignments).set({ endedAt: at }).where(eq(assignments.id, reading.assignmentId));
  await deleteDrafts(tx, reading.applicationId, reader.personId);
  await recomputeStanding(tx, reading.applicationId);
  await recordApplicationEvent(tx, reading.applicationId, "conflict-declared", reader.personId);
  await recordAudit(tx, {
    actorId: reader.personId,
    action: "conflict.declared",
    editionId: reading.edition.id,
    subjectType: "application",
    subjectId: reading.applicationId,
  });
  return true;
}

/** Deletes what a panelist had noted on an application and not submitted. */
async function deleteDrafts(tx: Transaction, applicationId: string, panelistId: string): Promise<void> {
  const drafts = await tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(
      and(
        eq(reviews.applicationId, applicationId),
        eq(reviews.panelistId, panelistId),
        isNull(reviews.submittedAt),
      ),
    );
  for (const { id } of drafts) {
    await tx.delete(reviewScores).where(eq(reviewScores.reviewId, id));
    await tx.delete(reviews).where(eq(reviews.id, id));
  }
}
