import { and, eq, max } from "drizzle-orm";
import { applications, files, people, submissions } from "#db/schema";
import { findGaps, type AnswerProblem } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable } from "~/platform/database.server";
import { postLetter } from "~/platform/mail.server";
import { sealJson } from "~/platform/vault.server";
import { residenceOf } from "./countries";
import { lockOf, type Lock } from "./access";
import { holdOwn, type Applicant } from "./applications.server";
import { receiptLetter } from "./letters.server";
import { recordApplicationEvent } from "./reading.server";
import { readAllSections } from "./sections.server";
import { inDraft } from "./file-versions.server";

export type Submission =
  | { outcome: "submitted"; code: string; submittedAt: Date; again: boolean }
  | { outcome: "gaps"; gaps: (AnswerProblem & { section: string })[] }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/**
 * Submits one's own draft: what stands in it is kept whole and sealed as a version, a receipt is mailed, and the same
 * receipt is given to whoever asks again. The server's clock decides; what is late or has gaps stays a draft.
 */
export async function submitApplication(actor: Applicant, applicationId: string): Promise<Submission> {
  return inTransaction(async (tx) => {
    const { application, edition, form } = await holdOwn(tx, actor, applicationId);
    const at = now();
    if (application.status === "submitted")
      return {
        outcome: "submitted",
        code: application.code,
        submittedAt: application.submittedAt ?? at,
        again: true,
      };
    const lock = lockOf(application, edition, at);
    if (lock) return { outcome: "locked", lock };
    const { answers } = await readAllSections(tx, actor, applicationId);
    const gaps = findGaps(
      form.sections,
      answers,
      await listFileQuestions(tx, applicationId),
      edition.countries,
    );
    if (gaps.length > 0) return { outcome: "gaps", gaps };
    const [last] = await tx
      .select({ number: max(submissions.number) })
      .from(submissions)
      .where(eq(submissions.applicationId, applicationId));
    const number = (last?.number ?? 0) + 1;
    await tx.insert(submissions).values({
      applicationId,
      number,
      formId: application.formId,
      answers: sealJson(actor.key, "submission.answers", answers),
      submittedAt: at,
    });
    await tx
      .update(applications)
      .set({ status: "submitted", submittedAt: at, updatedAt: at, country: residenceOf(answers) })
      .where(eq(applications.id, applicationId));
    await recordApplicationEvent(tx, applicationId, "submitted", actor.personId, { number });
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.submitted",
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
    });
    const [reader] = await tx
      .select({ locale: people.locale, timeZone: people.timeZone })
      .from(people)
      .where(eq(people.id, actor.personId));
    await postLetter(
      tx,
      actor.personId,
      receiptLetter({
        code: application.code,
        submittedAt: at,
        edition,
        locale: reader?.locale,
        zone: reader?.timeZone,
      }),
    );
    return { outcome: "submitted", code: application.code, submittedAt: at, again: false };
  });
}

/** The questions of an application that have an upload. */
async function listFileQuestions(db: Queryable, applicationId: string): Promise<Set<string>> {
  const rows = await db
    .select({ question: files.question })
    .from(files)
    .where(and(eq(files.applicationId, applicationId), inDraft));
  return new Set(rows.map(({ question }) => question));
}
