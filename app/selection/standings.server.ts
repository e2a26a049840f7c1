import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
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
export async function lockApplications(tx: Transaction, applicationIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: applications.id })
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
  const application = await lockApplication(tx, applicationId);
  if (!application) return;
  await storeStanding(tx, application);
  await readingsChanged(tx, application.editionId);
}

async function storeStanding(tx: Transaction, application: { id: string; editionId: string }): Promise<void> {
  const applicationId = application.id;
  const rows = await tx
    .select({ mean: reviews.mean })
    .from(reviews)
    .where(and(eq(reviews.applicationId, applicationId), countingReviews()));
  const standing = standingOf(rows.flatMap(({ mean }) => (mean === null ? [] : [mean])));
  if (!standing) {
    await tx.delete(standings).where(eq(standings.applicationId, applicationId));
    return;
  }
  const row = { ...standing, editionId: application.editionId, updatedAt: now() };
  await tx
    .insert(standings)
    .values({ applicationId, ...row })
    .onConflictDoUpdate({ target: standings.applicationId, set: row });
}
