import { entryFieldsOf, isDate, type Answer } from "./answers";
import type { Question } from "./definition";

/**
 * An answer as a question of this type can show it, or undefined where it cannot: an answer to an earlier version of
 * the question may have another shape. Text stays text, right or wrong, as somebody typed it; what is chosen must be
 * there to choose.
 */
export function fitAnswer(question: Question, answer: Answer | undefined): Answer | undefined {
  if (answer === undefined) return undefined;
  switch (question.type) {
    case "text":
    case "long-text":
    case "year":
    case "number":
      return asText(answer);
    case "date":
      return typeof answer === "string" && (answer === "" || isDate(answer)) ? answer : undefined;
    case "choice": {
      const values = question.options.map(({ value }) => value);
      const only = Array.isArray(answer) && answer.length === 1 ? answer[0] : answer;
      return typeof only === "string" && (only === "" || values.includes(only)) ? only : undefined;
    }
    case "choices": {
      const values = question.options.map(({ value }) => value);
      const list = typeof answer === "string" ? (answer ? [answer] : []) : answer;
      return Array.isArray(list) && list.every((one) => typeof one === "string" && values.includes(one))
        ? list
        : undefined;
    }
    case "scale":
      return typeof answer === "string" && (answer === "" || isOnScale(answer, question))
        ? answer
        : undefined;
    case "country":
      return typeof answer === "string" && /^([A-Z]{2})?$/.test(answer) ? answer : undefined;
    case "languages":
      return isParts(answer) && Object.keys(answer).every((one) => question.languages.includes(one))
        ? answer
        : undefined;
    case "entries": {
      if (!Array.isArray(answer) || answer.length > question.most) return undefined;
      const keys = entryFieldsOf(question).map(({ key }) => key);
      return answer.every((one) => isParts(one) && Object.keys(one).every((key) => keys.includes(key)))
        ? answer
        : undefined;
    }
    case "consent":
      return typeof answer === "boolean" ? answer : undefined;
    case "file":
    case "note":
      return undefined;
  }
}

/** What can be read as text: text, and a list of texts. */
function asText(answer: Answer): string | undefined {
  if (typeof answer === "string") return answer;
  if (Array.isArray(answer) && answer.every((one) => typeof one === "string")) return answer.join(", ");
  return undefined;
}

function isOnScale(text: string, { from, to }: { from: number; to: number }): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= from && Number(text) <= to;
}

function isParts(answer: Answer | Record<string, string>): answer is Record<string, string> {
  return (
    typeof answer === "object" &&
    !Array.isArray(answer) &&
    Object.values(answer).every((part) => typeof part === "string")
  );
}
