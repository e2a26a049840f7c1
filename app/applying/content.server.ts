import { and, eq, gte, inArray, isNull, like, notInArray, or, exists, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  applicationEvents,
  applicationMessages,
  applicationNotes,
  applicationSections,
  applicationTags,
  applications,
  conflicts,
  discussionPosts,
  draftReminders,
  duplicates,
  eligibilityRulings,
  files,
  fingerprints,
  mail,
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
  vaultKeys,
  writtenLanguages,
} from "#db/schema";
import type { Transaction } from "~/platform/database.server";
import { recallLetters } from "~/platform/mail.server";
import { openKey } from "~/platform/vault.server";
import { refereeLetterKinds } from "./reference-letters.server";
import { openReferee } from "./referee-details.server";

/** Deletes everything that the given applications say or hold. What is left are rows that can be counted. */
export async function deleteContent(tx: Transaction, applicationIds: string[]): Promise<void> {
  await deleteLetters(tx, applicationIds);
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
    writtenLanguages,
    // Not their reasons alone: that a rule tied it to a panelist's family name or organisation tells the applicant's.
    conflicts,
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

/**
 * Deletes the letters about applications, those that still wait included: what has been sent to the applicant since each
 * was begun, and what goes to its referees. No letter says which application it is about; where its owner has another
 * one, what waits may be about that, so that only letters to the referees of this one are taken back.
 */
async function deleteLetters(tx: Transaction, applicationIds: string[]): Promise<void> {
  const other = alias(applications, "other");
  const hasOther = tx
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.personId, applications.personId),
        isNull(other.erasedAt),
        notInArray(other.id, applicationIds),
      ),
    );
  const kinds = ["applying.%", "selection.%", "reference.%", "office.message"];
  await tx.delete(mail).where(
    and(
      or(...kinds.map((kind) => like(mail.kind, kind))),
      exists(
        tx
          .select({ id: applications.id })
          .from(applications)
          .where(
            and(
              inArray(applications.id, applicationIds),
              eq(applications.personId, mail.personId),
              gte(mail.createdAt, applications.createdAt),
              or(eq(mail.state, "sent"), notExists(hasOther)),
            ),
          ),
      ),
    ),
  );
  const named = await tx
    .select({ personId: referees.personId, details: referees.details, wrapped: vaultKeys.wrapped })
    .from(referees)
    .innerJoin(applications, eq(applications.id, referees.applicationId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, referees.personId))
    .where(and(inArray(referees.applicationId, applicationIds), exists(hasOther)));
  for (const { personId, details, wrapped } of named) {
    const key = openKey(personId, wrapped);
    const { email } = openReferee(key, { details });
    if (email) await recallLetters(tx, key, email, refereeLetterKinds);
  }
}
