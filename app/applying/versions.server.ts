import { and, desc, eq, inArray, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { applications, editions, files, forms, submissions, uploads } from "#db/schema";
import { holdCurrentForm } from "~/cohorts/form-versions.server";
import { formSchema, type Answers, type FormDefinition } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable } from "~/platform/database.server";
import { unsealJson, type PersonKey } from "~/platform/vault.server";
import { canReopen } from "./access";
import { holdOwn, type Applicant } from "./applications.server";
import { lastMomentSql } from "./deadline.server";
import { inDraft, newestNumber } from "./file-versions.server";
import { recordApplicationEvent, recordApplicationEvents } from "./reading.server";

/*
 * Submissions are versions. Taking one back to edit it makes the application a draft again and leaves the version as it
 * is: it counts until a newer one is sent, so that nobody loses a submission by editing it. Whoever does not send again
 * by their own last moment is put back to it by `restoreUnsent`, here and nowhere else.
 */

/** A version as it was sent. */
export interface SentVersion {
  number: number;
  submittedAt: Date;
  form: FormDefinition;
  answers: Answers;
}

/** The newest version of an application that the caller has found to be the actor's own; null before the first. */
export async function readSentVersion(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
): Promise<SentVersion | null> {
  const [row] = await db
    .select({ submission: submissions, definition: forms.definition })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(eq(submissions.applicationId, applicationId))
    .orderBy(desc(submissions.number))
    .limit(1);
  if (!row) return null;
  const { number, submittedAt, answers } = row.submission;
  return {
    number,
    submittedAt,
    form: formSchema.parse(row.definition),
    answers: unsealJson(actor.key, "submission.answers", answers) as Answers,
  };
}

/** A version of an application by its number, for its edition's coordinators (the caller has checked); null if there is none. */
export async function readVersion(
  db: Queryable,
  key: PersonKey,
  applicationId: string,
  number: number,
): Promise<SentVersion | null> {
  const [row] = await db
    .select({ submission: submissions, definition: forms.definition })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(and(eq(submissions.applicationId, applicationId), eq(submissions.number, number)));
  if (!row) return null;
  return {
    number,
    submittedAt: row.submission.submittedAt,
    form: formSchema.parse(row.definition),
    answers: unsealJson(key, "submission.answers", row.submission.answers) as Answers,
  };
}

/** When each version was sent, the first of them first. */
export async function listSentVersions(
  db: Queryable,
  applicationId: string,
): Promise<{ number: number; submittedAt: Date }[]> {
  return db
    .select({ number: submissions.number, submittedAt: submissions.submittedAt })
    .from(submissions)
    .where(eq(submissions.applicationId, applicationId))
    .orderBy(submissions.number);
}

/**
 * Takes one's own submission back to be edited, on the newest version of the form. What was sent stays and counts until
 * something newer is sent. Doing so twice is the same as doing it once.
 */
export async function reopenApplication(
  actor: Applicant,
  applicationId: string,
): Promise<"reopened" | "too-late"> {
  return inTransaction(async (tx) => {
    const { application, edition } = await holdOwn(tx, actor, applicationId);
    if (application.status === "draft" && application.submittedAt) return "reopened";
    const at = now();
    if (!canReopen(application, edition, at)) return "too-late";
    const form = await holdCurrentForm(tx, edition.id);
    await tx
      .update(applications)
      .set({ status: "draft", formId: form.id, updatedAt: at })
      .where(eq(applications.id, applicationId));
    await tx
      .update(files)
      .set({ firstIn: newestNumber })
      .where(and(eq(files.applicationId, applicationId), inDraft, isNull(files.firstIn)));
    await recordApplicationEvent(tx, applicationId, "reopened", actor.personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.reopened",
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
    });
    return "reopened";
  });
}

/**
 * Puts applications that were taken back and not sent again by their last moment to the version that was sent. What was
 * typed since stays in the draft, unread. Returns how many; at most 200 at once. Safe in several processes.
 */
export async function restoreUnsent(): Promise<number> {
  const at = now();
  return inTransaction(async (tx) => {
    const late = await tx
      .select({ id: applications.id })
      .from(applications)
      .innerJoin(editions, eq(editions.id, applications.editionId))
      .where(
        and(
          eq(applications.status, "draft"),
          isNotNull(applications.submittedAt),
          sql`${lastMomentSql} < ${at.toISOString()}::timestamptz`,
        ),
      )
      .limit(200)
      .for("update", { of: applications, skipLocked: true });
    const ids = late.map(({ id }) => id);
    if (ids.length === 0) return 0;
    const newest = (column: SQL) =>
      sql`(select ${column} from ${submissions} where ${submissions.applicationId} = ${applications.id} order by ${submissions.number} desc limit 1)`;
    await tx
      .update(applications)
      .set({
        status: "submitted",
        formId: newest(sql`${submissions.formId}`),
        submittedAt: newest(sql`${submissions.submittedAt}`),
        updatedAt: at,
      })
      .where(inArray(applications.id, ids));
    await tx.delete(uploads).where(inArray(uploads.applicationId, ids));
    const theirs = inArray(files.applicationId, ids);
    await tx.delete(files).where(and(theirs, isNull(files.firstIn), inDraft));
    await tx
      .update(files)
      .set({ lastIn: null })
      .where(and(theirs, eq(files.lastIn, newestNumber)));
    await recordApplicationEvents(
      tx,
      "restored",
      null,
      ids.map((applicationId) => ({ applicationId })),
    );
    return ids.length;
  });
}
