import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { applications, criteria, reviewScores, reviews } from "#db/schema";
import type { Queryable } from "~/platform/database.server";
import { isCandidate } from "./candidates.server";
import { countingReviews } from "./standings.server";
import { writeTable, type TableFile } from "./table-file.server";

/**
 * The scores that an edition's ranking rests on, as `elf rank` reads them. Panelists are numbered by what says nothing of
 * them: their random ids, in the order in which the app's own calibration has them, so that both draw the same chances.
 */
export async function scoresFile(db: Queryable, edition: { id: string }): Promise<TableFile> {
  const rows = await db
    .select({
      application: applications.code,
      panelist: sql`dense_rank() over (order by ${reviews.panelistId})`.mapWith(Number),
      criterion: criteria.position,
      score: reviewScores.score,
      weight: criteria.weight,
    })
    .from(reviews)
    .innerJoin(applications, eq(applications.id, reviews.applicationId))
    .innerJoin(reviewScores, eq(reviewScores.reviewId, reviews.id))
    .innerJoin(criteria, eq(criteria.id, reviewScores.criterionId))
    .where(
      and(isCandidate(edition.id), countingReviews(), isNotNull(reviews.mean), isNotNull(reviewScores.score)),
    )
    .orderBy(asc(applications.code), asc(reviews.panelistId), asc(criteria.position));
  const digits = String(rows.reduce((most, { panelist }) => Math.max(most, panelist), 0)).length;
  const cells = rows.map(({ application, panelist, criterion, score, weight }) => [
    application,
    `P${String(panelist).padStart(digits, "0")}`,
    `C${criterion}`,
    score,
    weight,
  ]);
  return writeTable("csv", ["application", "panelist", "criterion", "score", "weight"], [cells]);
}
