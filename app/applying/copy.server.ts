import { requireOwnApplication } from "./guards.server";
import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { isAsked, shownQuestions, worded } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatBytes, formatForReader } from "~/platform/locale/format";
import type { PrintedDocument } from "~/platform/print/document";
import { answerLines } from "~/questions/answer-text";
import { listOwnFiles } from "./uploads.server";
import { readSentVersion } from "./versions.server";

/**
 * What was last sent of one's own application, to be read and kept: every question that was asked, with the answer as
 * it was sent, the code and the time. Neither its title nor its foot says what it is. Before the first submission it
 * is not found; what was taken back and not erased can still be read.
 */
export async function readCopy(asking: Asking): Promise<{ personId: string; copy: PrintedDocument }> {
  const { viewer, own } = await requireOwnApplication(asking);
  const { application, edition } = own;
  const { locale, t } = await readerWords(asking);
  const [sent, files] = await Promise.all([
    readSentVersion(database(), viewer, application.id),
    listOwnFiles(database(), viewer, application.id, "sent"),
  ]);
  if (!sent) throw notFound();
  const { form, answers } = sent;
  const shown = shownQuestions(form.sections, answers);
  return {
    personId: viewer.personId,
    copy: {
      title: t("applying:page-title.copy"),
      eyebrow: edition.name,
      heading: t("applying:copy.heading"),
      facts: [
        { label: t("applying:receipt.code"), text: application.code },
        {
          label: t("applying:copy.sent"),
          text: formatForReader(sent.submittedAt, locale, edition.zone, viewer.timeZone, { year: true }),
        },
        ...(sent.number > 1 ? [{ label: t("applying:copy.version"), text: String(sent.number) }] : []),
      ],
      sections: form.sections
        .map((section) => ({
          title: worded(section.title, locale),
          questions: section.questions
            .filter((question) => shown.has(question.key) && isAsked(question))
            .map((question) => ({
              label: worded(question.label, locale),
              lines:
                question.type === "file"
                  ? files
                      .filter((file) => file.question === question.key)
                      .map(({ name, size }) => `${name} (${formatBytes(size, locale)})`)
                  : answerLines(question, answers[question.key], locale),
            })),
        }))
        .filter(({ questions }) => questions.length > 0),
      foot: { left: t("applying:copy.foot"), right: application.code },
      words: { none: t("applying:review.empty"), unprintable: t("platform:print.unprintable") },
    },
  };
}
