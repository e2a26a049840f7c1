import type { Asking } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findGaps } from "~/cohorts/questions";
import { lastMoment } from "~/cohorts/stages";
import { yearOf } from "~/cohorts/year";
import { database } from "~/platform/database.server";
import { formatCalendarDate, formatForReader, formatTime } from "~/platform/locale/format";
import { readAllSections } from "./sections.server";
import { requireOwnApplication } from "./guards.server";
import { problemText } from "./problem-text";
import { listOwnFiles } from "./uploads.server";

/** Everything that one's own application says, what is still missing in it, and by when it must be sent. */
export async function readReview(asking: Asking) {
  const { viewer, own, lock } = await requireOwnApplication(asking);
  const { locale, t } = await readerWords(asking);
  const { application, edition, form } = own;
  const [{ answers }, files] = await Promise.all([
    readAllSections(database(), viewer, application.id),
    listOwnFiles(database(), viewer, application.id),
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
    submitBy: formatForReader(edition.callClosesAt, locale, edition.zone, viewer.timeZone),
    graceUntil: edition.graceMinutes > 0 ? formatTime(lastMoment(edition), locale, edition.zone) : null,
    decisionsBy: formatCalendarDate(yearOf(edition).decisionsBy, locale),
  };
}
