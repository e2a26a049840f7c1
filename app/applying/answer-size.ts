import type { Answer, AnswerProblem } from "../questions/answers.ts";
import type { Question } from "../questions/definition.ts";

/** The longest text that is kept for one answer, far beyond what any question asks for. */
export const storableCharacters = 20_000;

/** Says of an answer that it is longer than any that is kept. */
export function judgeSize(question: Question, answer: Answer | undefined): AnswerProblem | null {
  return textsOf(answer).some((text) => text.length > storableCharacters)
    ? { question: question.key, error: "too-long", max: storableCharacters }
    : null;
}

function textsOf(answer: Answer | undefined): string[] {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer))
    return answer.flatMap((item) => (typeof item === "string" ? [item] : Object.values(item)));
  return typeof answer === "object" ? Object.values(answer) : [];
}
