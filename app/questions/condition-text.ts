import { countryName } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { Translate } from "~/platform/locale/translate";
import type { Condition, Question, ShowIf } from "./definition";
import { worded } from "./wording";

/** When a question is to be answered, as a sentence for whoever sees it beside the one it hangs on. */
export function conditionText(
  showIf: ShowIf,
  questions: readonly Question[],
  locale: Locale,
  t: Translate,
): string {
  const parts = showIf.conditions.map((condition) => partText(condition, questions, locale, t));
  return t("questions:only-if.sentence", {
    conditions: parts.join(` ${t(`questions:only-if.${showIf.match}`)} `),
  });
}

/** One condition in words, such as: “Passport” is “No”. */
export function partText(
  condition: Condition,
  questions: readonly Question[],
  locale: Locale,
  t: Translate,
): string {
  const asked = questions.find(({ key }) => key === condition.question);
  const values =
    condition.is === "answered"
      ? []
      : condition.is === "one-of"
        ? condition.values
        : [String(condition.value)];
  return t(`questions:only-if.${asked?.type === "consent" ? "ticked" : condition.is}`, {
    question: asked ? worded(asked.label, locale) : condition.question,
    value: values
      .map((value) => `“${valueText(asked, value, locale)}”`)
      .join(` ${t("questions:only-if.any")} `),
  });
}

/** What an option, a country or any other value is called. */
export function valueText(question: Question | undefined, value: string, locale: Locale): string {
  if (question && "options" in question)
    return worded(question.options.find((option) => option.value === value)?.label, locale) || value;
  return question?.type === "country" && /^[A-Z]{2}$/.test(value) ? countryName(value, locale) : value;
}
