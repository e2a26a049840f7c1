import { worded, type Question } from "~/cohorts/questions";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import type { MappingTarget } from "./import-mapping";
import { labelledProblem, problemText } from "~/questions/problem-text";
import type { RowProblem } from "./import-rows";

/** A place for a column in words, under the group it is offered in. */
export function targetWords(
  target: MappingTarget,
  locale: Locale,
  t: Translate,
): { label: string; group: string } {
  const { own, question, part } = target;
  if (own || !question)
    return {
      label: t(`applying:office.import.target.${own ?? "name"}`),
      group: t("applying:office.import.person"),
    };
  const label = shorten(worded(question.label, locale));
  return {
    label: part ? `${label} – ${worded(part, locale)}` : label,
    group: t("applying:office.import.form"),
  };
}

/** What keeps a row from being brought in, in a sentence. */
export function problemWords(
  {
    problem,
  }: { problem: RowProblem["problem"] | { error: "applied-already"; code: string } | { error: "judges" } },
  question: Question | undefined,
  locale: Locale,
  t: Translate,
): string {
  if (!("question" in problem)) return t(`applying:office.import.problem.${problem.error}`, { ...problem });
  const text = question ? problemText(question, problem, t, locale) : t("platform:error.invalid");
  return question ? labelledProblem(shorten(worded(question.label, locale)), text) : text;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 58).trimEnd()}…` : text;
}
