import { formatCalendarDate, formatNumber, languageName, listInWords } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import type { Question } from "./questions";

/** How long or how much an answer may be, and from what it is chosen, each in a few words for whoever will answer. */
export function questionLimits(question: Question, locale: Locale, t: Translate): string[] {
  switch (question.type) {
    case "text":
      return [t("cohorts:questions.characters", { count: question.maxCharacters })];
    case "long-text":
      return [
        ...(question.maxWords === undefined
          ? []
          : [t("cohorts:questions.words", { count: question.maxWords })]),
        ...(question.maxCharacters === undefined
          ? []
          : [t("cohorts:questions.characters", { count: question.maxCharacters })]),
      ];
    case "choice":
      return [t("cohorts:questions.choose-one")];
    case "choices":
      return [t("cohorts:questions.choose", { count: question.most })];
    case "scale":
      return rangeOf(String(question.from), String(question.to), "number-", t);
    case "year":
      return rangeOf(String(question.min), String(question.max), "", t);
    case "number":
      return rangeOf(
        question.min === undefined ? undefined : formatNumber(question.min, locale, 2),
        question.max === undefined ? undefined : formatNumber(question.max, locale, 2),
        "number-",
        t,
      );
    case "date":
      return rangeOf(
        question.min === undefined ? undefined : formatCalendarDate(question.min, locale),
        question.max === undefined ? undefined : formatCalendarDate(question.max, locale),
        "",
        t,
      );
    case "country":
      return [t("cohorts:questions.country")];
    case "languages":
      return [
        t("cohorts:questions.languages", {
          languages: listInWords(
            question.languages.map((code) => languageName(code, locale)),
            locale,
          ),
        }),
      ];
    case "entries":
      return [t("cohorts:questions.entries", { count: question.most })];
    case "file":
      return [
        t("cohorts:questions.files", {
          count: question.most ?? 1,
          megabytes: formatNumber(question.maxBytes / 1024 / 1024, locale),
        }),
      ];
    case "consent":
      return [t("cohorts:questions.box")];
    case "note":
      return [];
  }
}

function rangeOf(
  from: string | undefined,
  to: string | undefined,
  kind: "" | "number-",
  t: Translate,
): string[] {
  if (from !== undefined && to !== undefined) return [t("cohorts:questions.range", { from, to })];
  if (from !== undefined) return [t(`cohorts:questions.${kind}at-least`, { from })];
  return to === undefined ? [] : [t(`cohorts:questions.${kind}at-most`, { to })];
}
