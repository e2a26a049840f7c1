import { and, eq, sql } from "drizzle-orm";
import { reviewScores, reviews } from "#db/schema";
import { listCriteria } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { seal } from "~/platform/vault.server";
import { assignFurtherReader } from "./further-reader.server";
import { addedSeconds } from "./pace";
import { findReading, readScores, type Reader, type Reading, type ScoreSheet } from "./reading.server";
import { weightedMean } from "./scoring";
import { lockApplication, recomputeStanding } from "./standings.server";

/** What a reader sends: the revision their page was opened with (0 for a first save), and all they have entered. */
export interface ReviewDraft {
  revision: number;
  scores: ScoreSheet;
  /** Seconds that the page was worked on since its last save, as its script has measured. */
  seconds?: number;
  /** Puts the reading at the end of its reader's list, until they open it again. */
  isAside?: boolean;
}

/** How a save ended. */
export type ReviewOutcome =
  | { outcome: "saved"; revision: number }
  /** Something else was saved in the meantime, from another tab or device; nothing was written. */
  | { outcome: "stale"; revision: number; stored: ScoreSheet }
  /** The reading has been submitted, or the edition's decisions are out; nothing was written. */
  | { outcome: "locked"; because: "submitted" | "decided" }
  /** Submitting only: these criteria still lack a score or the comment that the edition asks for. */
  | { outcome: "incomplete"; criteria: string[] }
  /** Not for this reader. */
  | { outcome: "not-found" };

/**
 * Keeps a reading as a draft, with whatever is there. A draft that somebody saved from another tab since `revision`
 * is not overwritten, unless it says the same. Comments are sealed under the applicant's key.
 */
export async function saveReview(
  tx: Transaction,
  reader: Reader,
  code: string,
  draft: ReviewDraft,
): Promise<ReviewOutcome> {
  const reading = await findReading(tx, reader, code, { lock: true });
  return reading ? writeDraft(tx, reader, reading, draft) : { outcome: "not-found" };
}

/**
 * Submits a reading: every criterion scored, comments where the edition asks for them. From then on it can't be
 * changed, the others' scores are open to its reader, and the application's standing counts it, exactly once.
 */
export async function submitReview(
  tx: Transaction,
  reader: Reader,
  code: string,
  draft: ReviewDraft,
): Promise<ReviewOutcome> {
  const found = await findReading(tx, reader, code);
  if (!found) return { outcome: "not-found" };
  await lockApplication(tx, found.applicationId);
  const reading = await findReading(tx, reader, code, { lock: true });
  if (!reading) return { outcome: "not-found" };

  const criteria = await listCriteria(tx, reading.edition.id);
  const lacking = criteria.filter(({ id, commentRequired }) => {
    const entry = draft.scores[id];
    return !entry?.score || (commentRequired && !entry.comment.trim());
  });
  if (lacking.length > 0) return { outcome: "incomplete", criteria: lacking.map(({ id }) => id) };
  const saved = await writeDraft(tx, reader, reading, draft);
  if (saved.outcome !== "saved") return saved;

  const at = now();
  const mean = weightedMean(
    criteria.map(({ id, weight }) => ({ score: draft.scores[id]?.score ?? 0, weight })),
  );
  const [submitted] = await tx
    .update(reviews)
    .set({ mean, submittedAt: at, updatedAt: at, setAsideAt: null })
    .where(and(eq(reviews.applicationId, reading.applicationId), eq(reviews.panelistId, reader.personId)))
    .returning({ id: reviews.id });
  await recomputeStanding(tx, reading.applicationId);
  await assignFurtherReader(tx, reading.applicationId);
  await recordAudit(tx, {
    actorId: reader.personId,
    action: "review.submitted",
    editionId: reading.edition.id,
    subjectType: "review",
    subjectId: submitted?.id ?? reading.applicationId,
  });
  return saved;
}

async function writeDraft(
  tx: Transaction,
  reader: Reader,
  reading: Reading,
  draft: ReviewDraft,
): Promise<ReviewOutcome> {
  if (reading.review?.submittedAt) return { outcome: "locked", because: "submitted" };
  if (reading.edition.decisionsReleasedAt) return { outcome: "locked", because: "decided" };
  const revision = reading.review?.revision ?? 0;
  const stored = reading.review ? await readScores(tx, reading.review.id, reading.key) : {};
  const time = timeOf(draft);
  if (isSame(stored, draft.scores) && reading.review) {
    if (time) await tx.update(reviews).set(time).where(eq(reviews.id, reading.review.id));
    return { outcome: "saved", revision };
  }
  if (revision !== draft.revision) return { outcome: "stale", revision, stored };

  const at = now();
  const changes = { revision: revision + 1, updatedAt: at };
  const [review] = reading.review
    ? await tx
        .update(reviews)
        .set({ ...changes, ...time })
        .where(eq(reviews.id, reading.review.id))
        .returning({ id: reviews.id })
    : await tx
        .insert(reviews)
        .values({
          applicationId: reading.applicationId,
          panelistId: reader.personId,
          createdAt: at,
          activeSeconds: addedSeconds(draft.seconds),
          setAsideAt: draft.isAside ? at : null,
          ...changes,
        })
        .returning({ id: reviews.id });
  if (!review) throw new Error("A review was neither written nor found.");
  // The reader's assignment is locked, so nobody else writes these rows meanwhile.
  await tx.delete(reviewScores).where(eq(reviewScores.reviewId, review.id));
  const rows = Object.entries(draft.scores)
    .filter(([, { score, comment }]) => score !== null || comment.trim())
    .map(([criterionId, { score, comment }]) => ({
      reviewId: review.id,
      criterionId,
      score,
      comment: comment.trim() ? seal(reading.key, "score.comment", comment) : null,
    }));
  if (rows.length > 0) await tx.insert(reviewScores).values(rows);
  return { outcome: "saved", revision: revision + 1 };
}

/** What a save changes besides the scores; null for nothing. */
function timeOf(draft: ReviewDraft) {
  const seconds = addedSeconds(draft.seconds);
  if (seconds === 0 && !draft.isAside) return null;
  return {
    activeSeconds: sql`${reviews.activeSeconds} + ${seconds}`,
    ...(draft.isAside ? { setAsideAt: now() } : {}),
  };
}

/** Brings a reading that was put aside back to its place; done when its reader opens it. */
export async function takeUpAgain(db: Queryable, reading: Reading): Promise<void> {
  if (!reading.review?.setAsideAt) return;
  await db.update(reviews).set({ setAsideAt: null }).where(eq(reviews.id, reading.review.id));
}

function isSame(a: ScoreSheet, b: ScoreSheet): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (criterion) =>
      (a[criterion]?.score ?? null) === (b[criterion]?.score ?? null) &&
      (a[criterion]?.comment ?? "").trim() === (b[criterion]?.comment ?? "").trim(),
  );
}
