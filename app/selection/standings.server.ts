import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { applications, reviews, standings } from "#db/schema";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { readingsChanged } from "./changed-readings.server";
import { standingOf } from "./scoring";
import { isFree } from "./ties.server";

/**
 * Takes an application for this transaction: whoever else wants to rule on it, submit a reading of it or declare a
 * conflict waits. Rows that point at it may still be added.
 */
export async function lockApplication(tx: Transaction, applicationId: string) {
  const [application] = await tx
    .select()
    .from(applications)
    .where(eq(applications.id, applicationId))
    .for("no key update");
  return application ?? null;
}

/** Like {@link lockApplication}, for several; always in the same order, so that two who do so wait for each other. */
export async function lockApplications(
  tx: Transaction,
  applicationIds: readonly string[],
): Promise<{ id: string; editionId: string }[]> {
  return tx
    .select({ id: applications.id, editionId: applications.editionId })
    .from(applications)
    .where(inArray(applications.id, [...applicationIds]))
    .orderBy(asc(applications.id))
    .for("no key update");
}

/** A condition for queries on reviews: submitted, and by nobody with a conflict. The rule is `doesReadingCount`. */
export function countingReviews() {
  return and(isNotNull(reviews.submittedAt), isFree(reviews.applicationId, reviews.panelistId));
}

/**
 * Works out an application's standing anew from its submitted readings, and stores it; without readings there is
 * none. Part of every transaction that adds or takes away a reading. The application is locked first, so that
 * two readers who submit at once are both counted. Calibrating is left to a job.
 */
export async function recomputeStanding(tx: Transaction, applicationId: string): Promise<void> {
  await recomputeStandings(tx, [applicationId]);
}

/** The same for several at once. */
export async function recomputeStandings(tx: Transaction, applicationIds: readonly string[]): Promise<void> {
  if (applicationIds.length === 0) return;
  const held = await lockApplications(tx, applicationIds);
  if (held.length === 0) return;
  const given = await tx
    .select({ applicationId: reviews.applicationId, mean: reviews.mean })
    .from(reviews)
    .where(
      and(
        inArray(
          reviews.applicationId,
          held.map(({ id }) => id),
        ),
        countingReviews(),
      ),
    );
  const means = new Map<string, number[]>(held.map(({ id }) => [id, []]));
  for (const { applicationId, mean } of given) if (mean !== null) means.get(applicationId)?.push(mean);
  const updatedAt = now();
  const rows = held.flatMap(({ id, editionId }) => {
    const standing = standingOf(means.get(id) ?? []);
    return standing ? [{ applicationId: id, editionId, ...standing, updatedAt }] : [];
  });
  const kept = new Set(rows.map(({ applicationId }) => applicationId));
  const gone = held.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  if (gone.length > 0) await tx.delete(standings).where(inArray(standings.applicationId, gone));
  if (rows.length > 0)
    await tx
      .insert(standings)
      .values(rows)
      .onConflictDoUpdate({
        target: standings.applicationId,
        set: {
          editionId: sql`excluded.edition_id`,
          mean: sql`excluded.mean`,
          readings: sql`excluded.readings`,
          lowest: sql`excluded.lowest`,
          highest: sql`excluded.highest`,
          spread: sql`excluded.spread`,
          updatedAt: sql`excluded.updated_at`,
        },
      });
  for (const editionId of new Set(held.map((one) => one.editionId))) await readingsChanged(tx, editionId);
}
