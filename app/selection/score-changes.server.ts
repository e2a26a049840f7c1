import { eq, sql } from "drizzle-orm";
import { reviewScores, reviews, scoreChanges } from "#db/schema";
import { recordApplicationEvent } from "~/applying/reading.server";
import { listCriteria } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { seal } from "~/platform/vault.server";
import { assignFurtherReader } from "./further-reader.server";
import { findReading, readScores, type Reader } from "./reading.server";
import { weightedMean } from "./scoring";
import { lockApplication, recomputeStanding } from "./standings.server";

export type ScoreChangeOutcome =
  | "changed"
  /** Every score is the one that is there. */
  | "same"
  /** Changed from another page in the meantime. */
  | "stale"
  /** Decisions are out. */
  | "decided"
  /** Not this reader's, or not submitted: then it is a draft, which is simply saved. */
  | "not-found";

/**
 * Changes scores of a reading that is in, such as after talking about it. Both values and the reason are kept, sealed
 * where they say something; the application's standing follows in the same transaction, and so does a further reader
 * where readers now differ. Possible until decisions are released.
 *
 * @param scores a score for every criterion of the edition
 */
export async function changeScores(
  tx: Transaction,
  reader: Reader,
  code: string,
  change: { revision: number; scores: Readonly<Record<string, number>>; reason: string },
): Promise<ScoreChangeOutcome> {
  const found = await findReading(tx, reader, code);
  if (!found) return "not-found";
  await lockApplication(tx, found.applicationId);
  const reading = await findReading(tx, reader, code, { lock: true });
  const review = reading?.review;
  if (!reading || !review?.submittedAt) return "not-found";
  if (reading.edition.decisionsReleasedAt) return "decided";
  if (review.revision !== change.revision) return "stale";

  const [criteria, stored] = await Promise.all([
    listCriteria(tx, reading.edition.id),
    readScores(tx, review.id, reading.key),
  ]);
  const changed = criteria.flatMap(({ id }) => {
    const before = stored[id]?.score ?? null;
    const after = change.scores[id] ?? before;
    return after === before || after === null ? [] : [{ criterionId: id, before, after }];
  });
  if (changed.length === 0) return "same";

  const at = now();
  await tx.insert(scoreChanges).values(
    changed.map((one) => ({
      ...one,
      reviewId: review.id,
      reason: seal(reading.key, "score-change.reason", change.reason),
      at,
    })),
  );
  await tx
    .insert(reviewScores)
    .values(changed.map(({ criterionId, after }) => ({ reviewId: review.id, criterionId, score: after })))
    .onConflictDoUpdate({
      target: [reviewScores.reviewId, reviewScores.criterionId],
      set: { score: sql`excluded.score` },
    });
  const mean = weightedMean(
    criteria.map(({ id, weight }) => ({
      score: changed.find(({ criterionId }) => criterionId === id)?.after ?? stored[id]?.score ?? 0,
      weight,
    })),
  );
  await tx
    .update(reviews)
    .set({ mean, revision: review.revision + 1, updatedAt: at })
    .where(eq(reviews.id, review.id));
  await recomputeStanding(tx, reading.applicationId);
  await assignFurtherReader(tx, reading.applicationId);
  await recordApplicationEvent(tx, reading.applicationId, "score-changed", reader.personId, {
    criteria: changed.length,
  });
  await recordAudit(tx, {
    actorId: reader.personId,
    action: "review.changed",
    editionId: reading.edition.id,
    subjectType: "review",
    subjectId: review.id,
    detail: { criteria: changed.length },
  });
  return "changed";
}
