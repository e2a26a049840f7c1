import { eq, max } from "drizzle-orm";
import { applications, people, submissions } from "#db/schema";
import { findGaps, shownAnswers, type AnswerProblem, type Answers } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Transaction } from "~/platform/database.server";
import { postLetter } from "~/platform/mail.server";
import { sealJson } from "~/platform/vault.server";
import { residenceOf } from "./countries";
import { lockOf, type Lock } from "./access";
import { holdOwn, type Applicant, type OwnApplication } from "./applications.server";
import { receiptLetter } from "./letters.server";
import { readOpenMatters } from "./open-matters.server";
import { recordApplicationEvent } from "./reading.server";
import { listFileQuestions, readDraft } from "./sections.server";
import { ineligibility } from "./eligibility";
import { askForTieSearch } from "./tie-search.server";

export type Submission =
  | { outcome: "submitted"; code: string; submittedAt: Date; again: boolean }
  | { outcome: "gaps"; gaps: (AnswerProblem & { section: string })[] }
  /** The answers do not meet a rule that bars, and no coordinator has let the application through. */
  | { outcome: "ineligible" }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/**
 * Submits one's own draft: what stands in it is kept whole and sealed as a version, a receipt is mailed, and the same
 * receipt is given to whoever asks again. The server's clock decides; what is late or has gaps stays a draft.
 */
export async function submitApplication(actor: Applicant, applicationId: string): Promise<Submission> {
  return inTransaction(async (tx) => {
    const own = await holdOwn(tx, actor, applicationId);
    const { application, edition, form } = own;
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
    const { answers: draft } = await readDraft(tx, actor, own);
    // What the form hides from this person stays in the draft.
    const answers = shownAnswers(form, draft);
    const gaps = findGaps(
      form.sections,
      answers,
      await listFileQuestions(tx, applicationId),
      edition.countries,
    );
    if (gaps.length > 0) return { outcome: "gaps", gaps };
    if (ineligibility(own, answers)?.isBarred) return { outcome: "ineligible" };
    await keepVersion(tx, actor, own, { answers, submittedAt: at, actorId: actor.personId });
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
        open: await readOpenMatters(tx, actor, {
          ...own,
          application: { ...application, status: "submitted" },
        }),
      }),
    );
    return { outcome: "submitted", code: application.code, submittedAt: at, again: false };
  });
}

/**
 * Keeps answers as the next version of an application that the caller holds, makes it a submitted one, and has ties to
 * the panel looked for. `applicant` is whose it is, `actorId` who sends it.
 */
export async function keepVersion(
  tx: Transaction,
  applicant: Applicant,
  { application, edition }: OwnApplication,
  version: { answers: Answers; submittedAt: Date; actorId: string },
): Promise<void> {
  const { answers, submittedAt, actorId } = version;
  const [last] = await tx
    .select({ number: max(submissions.number) })
    .from(submissions)
    .where(eq(submissions.applicationId, application.id));
  const number = (last?.number ?? 0) + 1;
  await tx.insert(submissions).values({
    applicationId: application.id,
    number,
    formId: application.formId,
    answers: sealJson(applicant.key, "submission.answers", answers),
    submittedAt,
  });
  await tx
    .update(applications)
    .set({ status: "submitted", submittedAt, updatedAt: now(), country: residenceOf(answers) })
    .where(eq(applications.id, application.id));
  await recordApplicationEvent(tx, application.id, "submitted", actorId, { number });
  await askForTieSearch(tx, { editionId: edition.id, applicationId: application.id });
}
