import type { Translate } from "~/platform/locale/translate";
import type { Question } from "~/questions/definition";

/** A question's type, limit and whether it must be answered, each in a word or two. */
export function questionFacts(question: Question, t: Translate): string[] {
  return [
    t(`cohorts:question.${question.type}`),
    ...limitsOf(question, t),
    ...(question.required && question.type !== "note" ? [t("cohorts:call.required")] : []),
  ];
}

function limitsOf(question: Question, t: Translate): string[] {
  switch (question.type) {
    case "long-text":
      return [
        ...(question.maxWords === undefined ? [] : [t("cohorts:call.words", { count: question.maxWords })]),
        ...(question.maxCharacters === undefined
          ? []
          : [t("cohorts:call.characters", { count: question.maxCharacters })]),
      ];
    case "text":
      return [t("cohorts:call.characters", { count: question.maxCharacters })];
    case "choices":
    case "entries":
      return [t("cohorts:call.up-to", { count: question.most })];
    case "scale":
      return [`${question.from}–${question.to}`];
    default:
      return [];
  }
}
