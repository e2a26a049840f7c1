import type { AnswerProblem, Question } from "~/cohorts/questions";
import type { Translate } from "~/platform/locale/translate";

/** What is wrong with an answer, in the reader's words. */
export function problemText(question: Question, problem: AnswerProblem, t: Translate): string {
  if (question.type === "choices" && problem.error === "number")
    return t("applying:problem.most", { count: problem.max ?? 0 });
  if (problem.error === "required" && question.type === "consent") return t("applying:problem.consent");
  if (problem.error === "required" && question.type === "choices") return t("applying:problem.choices");
  if (problem.error === "required" && question.type === "languages") return t("applying:problem.languages");
  if (problem.error === "required" && question.type === "file") return t("applying:problem.file");
  if (problem.error === "required" && question.type === "country") return t("platform:error.choose");
  return t(`platform:error.${problem.error}`, { ...problem });
}

/** A question and what is wrong with its answer, in one line. */
export function labelledProblem(label: string, text: string): string {
  return `${label}${/[.:!?…]$/.test(label) ? "" : ":"} ${text}`;
}
