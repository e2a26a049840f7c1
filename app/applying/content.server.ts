import { inArray, or } from "drizzle-orm";
import {
  applicationEvents,
  applicationMessages,
  applicationNotes,
  applicationSections,
  applicationTags,
  applications,
  discussionPosts,
  draftReminders,
  duplicates,
  eligibilityRulings,
  files,
  fingerprints,
  redactions,
  referees,
  reviewScores,
  reviews,
  scoreChanges,
  submissions,
  traceLooks,
  traces,
  unwantedReaders,
  uploads,
} from "#db/schema";
import type { Transaction } from "~/platform/database.server";

/** Deletes everything that the given applications say or hold. What is left are rows that can be counted. */
export async function deleteContent(tx: Transaction, applicationIds: string[]): Promise<void> {
  for (const table of [
    applicationSections,
    submissions,
    files,
    uploads,
    referees,
    applicationMessages,
    applicationNotes,
    fingerprints,
    applicationTags,
    draftReminders,
    unwantedReaders,
    redactions,
    traces,
    traceLooks,
    discussionPosts,
  ])
    await tx.delete(table).where(inArray(table.applicationId, applicationIds));
  await tx
    .delete(duplicates)
    .where(
      or(inArray(duplicates.applicationId, applicationIds), inArray(duplicates.otherId, applicationIds)),
    );
  // What readers and coordinators wrote of the person goes too; that they read and ruled stays.
  await tx
    .update(eligibilityRulings)
    .set({ reason: null })
    .where(inArray(eligibilityRulings.applicationId, applicationIds));
  const readings = tx
    .select({ id: reviews.id })
    .from(reviews)
    .where(inArray(reviews.applicationId, applicationIds));
  await tx.delete(scoreChanges).where(inArray(scoreChanges.reviewId, readings));
  await tx.update(reviewScores).set({ comment: null }).where(inArray(reviewScores.reviewId, readings));
}

/** Deletes drafts that were never submitted, so that nothing of them is left. */
export async function deleteDrafts(tx: Transaction, applicationIds: string[]): Promise<void> {
  await deleteContent(tx, applicationIds);
  for (const table of [applicationEvents, eligibilityRulings])
    await tx.delete(table).where(inArray(table.applicationId, applicationIds));
  await tx.delete(applications).where(inArray(applications.id, applicationIds));
}
