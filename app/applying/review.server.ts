import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findGaps } from "~/cohorts/questions";
import { yearOf } from "~/cohorts/year";
import { database } from "~/platform/database.server";
import { now } from "~/platform/clock.server";
import { formatCalendarDate } from "~/platform/locale/format";
import { canReopen } from "./access";
import { deadlineInWords } from "./deadline-words";
import { readAllSections } from "./sections.server";
import { requireOwnApplication } from "./guards.server";
import { problemText } from "./problem-text";
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
  const [{ answers }, files] = await Promise.all([
    sent ?? readAllSections(database(), viewer, application.id),
    listOwnFiles(database(), viewer, application.id, sent ? "sent" : "draft"),
  ]);
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
    title: t("applying:title"),
    sections: form.sections,
    answers,
    files,
    gaps: gaps.flatMap((gap) => {
      const question = questions.get(gap.question);
      return question ? [{ section: gap.section, question, text: problemText(question, gap, t) }] : [];
    }),
    lock,
    ...deadlineInWords(own, viewer, locale),
    mayReopen: canReopen(application, edition, now()),
    decisionsBy: formatCalendarDate(yearOf(edition).decisionsBy, locale),
  };
}
