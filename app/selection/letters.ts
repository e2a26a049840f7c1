import type { Locale } from "~/platform/locale/locales";
import { formatCalendarDate, formatForReader } from "~/platform/locale/format";
import type { Translate } from "~/platform/locale/translate";
import type { Outcome } from "./decisions";

/** A letter as its reader sees it, on a page that only they can open. */
export interface LetterText {
  title: string;
  paragraphs: string[];
}

/** What the letters speak of. */
export interface LetterFacts {
  edition: { startsOn: string; endsOn: string; zone: string; acceptDays: number };
  /** Until when an offer can be answered. */
  answerBy: Date;
  readerZone: string | null;
}

/** The letter that goes with an outcome, in the reader's language. It never speaks of scores or of others. */
export function outcomeLetter(
  t: Translate,
  locale: Locale,
  outcome: Outcome,
  facts: LetterFacts,
): LetterText {
  const { edition, answerBy, readerZone } = facts;
  const values = {
    starts: formatCalendarDate(edition.startsOn, locale),
    ends: formatCalendarDate(edition.endsOn, locale),
    answerBy: formatForReader(answerBy, locale, edition.zone, readerZone),
    weeks: t("selection:letters.weeks", { count: weeksBetween(edition.startsOn, edition.endsOn) }),
    days: t("selection:letters.days", { count: edition.acceptDays }),
  };
  return {
    title: t(`selection:letters.${outcome}.title`),
    paragraphs: t(`selection:letters.${outcome}.text`, values).split("\n\n"),
  };
}

/** How many weeks two calendar dates and what lies between them touch. */
export function weeksBetween(first: string, last: string): number {
  const days = (Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000 + 1;
  return Math.max(1, Math.ceil(days / 7));
}

/**
 * The mail that says that there is something to read. It is the same for every outcome and names nobody, so that
 * neither an inbox nor who looks over a shoulder learns anything.
 */
export function newsMail(editionId: string, t: Translate) {
  return neutralMail(editionId, t, "news");
}

/** The mail that says that an answer has arrived: the same whichever answer it was. */
export function answerMail(editionId: string, t: Translate) {
  return neutralMail(editionId, t, "answered");
}

function neutralMail(editionId: string, t: Translate, which: "news" | "answered") {
  return {
    kind: `selection.${which}`,
    editionId,
    subject: t(`selection:letters.${which}.subject`),
    paragraphs: [t(`selection:letters.${which}.text`)],
    link: { label: t("selection:letters.log-in"), path: "/home" },
  };
}
