import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findGaps, isAsked, shownQuestions } from "~/cohorts/questions";
import { yearOf } from "~/cohorts/year";
import { database } from "~/platform/database.server";
import { now } from "~/platform/clock.server";
import { formatCalendarDate } from "~/platform/locale/format";
import { canReopen } from "./access";
import { deadlineInWords } from "./deadline-words";
import { ineligibility } from "./eligibility";
import { readOpenMatters } from "./open-matters.server";
import { readDraft } from "./sections.server";
import { requireOwnApplication } from "./guards.server";
import { problemText } from "~/questions/problem-text";
import { listOwnFiles } from "./uploads.server";
import { readSentVersion } from "./versions.server";

/** Everything that one's own application says, what is still missing in it, and by when it must be sent. */
export async function readReview(asking: Asking) {
  const { viewer, own, lock } = await requireOwnApplication(asking);
  const { locale, t } = await readerWords(asking);
  const { application, edition } = own;
  // What was sent is read as it was sent, whatever has been typed since.
  const sent = lock ? await readSentVersion(database(), viewer, application.id) : null;
  const form = sent?.form ?? own.form;
  const [{ answers }, files, open] = await Promise.all([
    sent ?? readDraft(database(), viewer, own),
    listOwnFiles(database(), viewer, application.id, sent ? "sent" : "draft"),
    readOpenMatters(database(), viewer, own),
  ]);
  const shown = shownQuestions(form.sections, answers);
  const gaps = findGaps(
    form.sections,
    answers,
    new Set(files.map(({ question }) => question)),
    edition.countries,
  );
  const questions = new Map(
    form.sections.flatMap((section) => section.questions.map((question) => [question.key, question])),
  );
  return {
    title: t("applying:page-title.check"),
    of: own.application.id,
    call: own.isOneOfSeveral ? edition.name : null,
    // To be read once more: what was asked of this person, without what only explains.
    sections: form.sections
      .map((section) => ({
        ...section,
        questions: section.questions.filter((question) => shown.has(question.key) && isAsked(question)),
      }))
      .filter((section) => section.questions.length > 0),
    ineligible: ineligibility(own, answers),
    answers,
    files,
    open,
    gaps: gaps.flatMap((gap) => {
      const question = questions.get(gap.question);
      return question
        ? [{ section: gap.section, question, text: problemText(question, gap, t, locale) }]
        : [];
    }),
    lock,
    ...deadlineInWords(own, viewer, locale),
    mayReopen: canReopen(application, edition, now()),
    decisionsBy: formatCalendarDate(yearOf(edition).decisionsBy, locale),
  };
}
