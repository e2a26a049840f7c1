import { and, asc, eq } from "drizzle-orm";
import { assignments, conflicts, reviewScores, reviews } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { findKey, unseal } from "~/platform/vault.server";
import { doesReadingCount } from "./access";
import type { ScoreSheet } from "./reading.server";
import { tieOf } from "./ties.server";

/** How far a reader is, as a coordinator sees it. What a draft holds is nobody's but its reader's. */
export type ReaderState = "asked" | "draft" | "submitted" | "conflict" | "ended";

/** A reader of an application, with what they gave once it is submitted. */
export interface ReaderLine {
  name: string | null;
  state: ReaderState;
  askedAt: Date;
  submittedAt: Date | null;
  mean: number | null;
  /** Empty until submitted. */
  scores: ScoreSheet;
  counts: boolean;
}

/** Everyone who reads or has read an application, with submitted scores and comments, for its coordinators. */
export async function listReaders(application: { id: string; personId: string }): Promise<ReaderLine[]> {
  const db = database();
  const [rows, given, key] = await Promise.all([
    db
      .select({
        personId: assignments.panelistId,
        askedAt: assignments.assignedAt,
        endedAt: assignments.endedAt,
        reviewId: reviews.id,
        mean: reviews.mean,
        submittedAt: reviews.submittedAt,
        conflictId: conflicts.id,
      })
      .from(assignments)
      .leftJoin(
        reviews,
        and(
          eq(reviews.applicationId, assignments.applicationId),
          eq(reviews.panelistId, assignments.panelistId),
        ),
      )
      .leftJoin(conflicts, tieOf(assignments.applicationId, assignments.panelistId))
      .where(eq(assignments.applicationId, application.id))
      .orderBy(asc(assignments.assignedAt), asc(assignments.id))
      .limit(100),
    readSubmittedScores(application.id),
    findKey(db, application.personId),
  ]);
  const names = await readPeople(rows.map(({ personId }) => personId));
  return rows.map((row) => {
    const conflict = row.conflictId !== null;
    const scores: ScoreSheet = {};
    for (const { reviewId, criterionId, score, comment } of given)
      if (reviewId === row.reviewId)
        scores[criterionId] = { score, comment: key ? (unseal(key, "score.comment", comment) ?? "") : "" };
    return {
      name: names.get(row.personId)?.name ?? null,
      state: stateOf(row, conflict),
      askedAt: row.askedAt,
      submittedAt: row.submittedAt,
      mean: row.mean,
      scores,
      counts: doesReadingCount({ submittedAt: row.submittedAt, conflict }),
    };
  });
}

function stateOf(
  row: { submittedAt: Date | null; endedAt: Date | null; reviewId: string | null },
  conflict: boolean,
): ReaderState {
  if (conflict) return "conflict";
  if (row.submittedAt) return "submitted";
  if (row.endedAt) return "ended";
  return row.reviewId ? "draft" : "asked";
}

async function readSubmittedScores(applicationId: string) {
  const rows = await database()
    .select({ score: reviewScores, submittedAt: reviews.submittedAt })
    .from(reviewScores)
    .innerJoin(reviews, eq(reviews.id, reviewScores.reviewId))
    .where(eq(reviews.applicationId, applicationId));
  return rows.filter(({ submittedAt }) => submittedAt !== null).map(({ score }) => score);
}
