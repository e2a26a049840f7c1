import { worded, type Question } from "~/cohorts/questions";
import { countryName } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import { labelledProblem, problemText } from "~/questions/problem-text";
import type { MappingTarget } from "./import-mapping";
import type { RowProblem } from "./import-rows";
import type { TableProblem } from "./import-table";

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
  if ("question" in problem) {
    const text = question ? problemText(question, problem, t, locale) : t("platform:error.invalid");
    return question ? labelledProblem(shorten(worded(question.label, locale)), text) : text;
  }
  const fits = "fits" in problem ? (problem.fits ?? []) : [];
  const names =
    question?.type === "country"
      ? fits.map((code) => countryName(code, locale))
      : fits.map((fit) => `“${shorten(fit)}”`);
  const text = "text" in problem ? shorten(problem.text ?? "") : "";
  return t(`applying:office.import.problem.${problem.error}`, { ...problem, text, fits: names.join(", ") });
}

/** What may stand between cells, by the names under which it is chosen. */
const signs: Record<string, string> = { comma: ",", semicolon: ";", tab: "\t" };

/** The sign between cells that somebody chose by its name; nothing where they left it to be found. */
export function signCalled(name: FormDataEntryValue | null): string | undefined {
  return typeof name === "string" ? signs[name] : undefined;
}

/** The name of a sign between cells; "own" for one that a file said itself, such as "|". */
export function nameOfSign(sign: string): string {
  return Object.keys(signs).find((name) => signs[name] === sign) ?? "own";
}

/** The signs to choose from, in words; with `own`, a file's own one. */
export function signChoices(t: Translate, own?: string): { value: string; label: string }[] {
  return [...Object.keys(signs), ...(own !== undefined && nameOfSign(own) === "own" ? ["own"] : [])].map(
    (value) => ({ value, label: t(`applying:office.import.sign.${value}`, { sign: own }) }),
  );
}

/** Why a file is no table that can be brought in, in a sentence. */
export function tableProblemWords(problem: Omit<TableProblem, "reason"> & { reason: string }, t: Translate) {
  const { separator } = problem;
  const between =
    separator === undefined
      ? ""
      : t(`applying:office.import.parted.${nameOfSign(separator)}`, { sign: separator });
  return t(`applying:office.import.refused.${problem.reason}`, { ...problem, between, count: problem.max });
}

/** A text as a table of many shows it: its first 60 characters, none of them in half. */
export function shorten(text: string): string {
  let count = 0;
  let end = 0;
  for (const { index } of new Intl.Segmenter().segment(text)) {
    count++;
    if (count === 59) end = index;
    if (count > 60) return `${text.slice(0, end).trimEnd()}…`;
  }
  return text;
}
