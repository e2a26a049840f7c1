import { answerLines } from "~/questions/answer-text";
import { worded, type Answers, type FormSection, type Question } from "~/cohorts/questions";
import type { Locale } from "~/platform/locale/locales";

/** A question with its answer in words. */
export interface AnsweredQuestion {
  key: string;
  label: string;
  lines: string[];
  /** Whether the lines are paragraphs of somebody's own text; otherwise they are a list. */
  isProse: boolean;
  /** Whether the answer is a word or a line, so that several can stand as a list of facts. */
  isShort: boolean;
  isFile: boolean;
}

export interface AnsweredSection {
  key: string;
  title: string;
  questions: AnsweredQuestion[];
}

const short: ReadonlySet<Question["type"]> = new Set([
  "text",
  "choice",
  "scale",
  "date",
  "number",
  "country",
  "year",
  "consent",
]);

/** A part of a submission in a reader's language, in the form's order. */
export function describeAnswers(
  part: { sections: readonly FormSection[]; answers: Answers },
  locale: Locale,
): AnsweredSection[] {
  return part.sections.map((section) => ({
    key: section.key,
    title: worded(section.title, locale),
    questions: section.questions.map((question) => ({
      key: question.key,
      label: worded(question.label, locale),
      lines: answerLines(question, part.answers[question.key], locale),
      isProse: question.type === "long-text" || short.has(question.type),
      isShort: short.has(question.type),
      isFile: question.type === "file",
    })),
  }));
}

/** Only what can be read on the page: questions for a file are gone, and sections that had nothing else. */
export function withoutFiles(sections: readonly AnsweredSection[]): AnsweredSection[] {
  return sections
    .map((section) => ({ ...section, questions: section.questions.filter((question) => !question.isFile) }))
    .filter((section) => section.questions.length > 0);
}
