import { formatCalendarDate } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import { entryFieldsOf, type AnswerProblem } from "./answers";
import type { Question } from "./definition";
import { worded } from "./wording";

/** What is wrong with an answer, in the reader's words. `t` is the catalogue's, whatever its own namespace. */
export function problemText(
  question: Question,
  problem: AnswerProblem,
  t: Translate,
  locale: Locale = "en",
): string {
  switch (problem.error) {
    case "number":
      if (question.type === "choices")
        return t("questions:problem.most", { count: Number(problem.max ?? 0) });
      break;
    case "required":
      if (question.type === "country") return t("platform:error.choose");
      if (["consent", "choices", "languages", "file", "entries"].includes(question.type))
        return t(`questions:problem.${question.type}`);
      break;
    case "not-a-number":
    case "not-whole":
      return t(`questions:problem.${problem.error}`);
    case "damaged": {
      const words = (problem.damaged ?? []).map((word) => t("questions:problem.word", { word }));
      const key = words.length === 1 ? "damaged" : "damaged-words";
      return t(`questions:problem.${key}`, { words: words.join(", "), count: words.length });
    }
    case "date":
      return t("platform:error.date");
    case "too-long":
      if (question.type === "entries" && problem.at) {
        const { line, field } = problem.at;
        const label = entryFieldsOf(question).find(({ key }) => key === field)?.label;
        return t("questions:problem.entry-too-long", {
          line,
          field: label ? worded(label, locale) : t(`questions:entry.${field}`),
          max: problem.max,
        });
      }
      break;
    case "too-small":
    case "too-large":
      return question.type === "date"
        ? t(`questions:problem.${problem.error === "too-small" ? "too-early" : "too-late"}`, {
            day: formatCalendarDate(String(problem.min ?? problem.max), locale),
          })
        : t(`platform:error.${problem.error === "too-small" ? "at-least" : "at-most"}`, {
            min: problem.min,
            max: problem.max,
          });
    default:
  }
  return t(`platform:error.${problem.error}`, { ...problem });
}

/** A question and what is wrong with its answer, in one line. */
export function labelledProblem(label: string, text: string): string {
  return `${label}${/[.:!?…]$/.test(label) ? "" : ":"} ${text}`;
}
