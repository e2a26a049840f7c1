import {
  entryFields,
  findGaps,
  isAnswered,
  judgeAnswer,
  sectionState,
  type Answer,
  type AnswerProblem,
  type Answers,
  type FormDefinition,
  type FormSection,
  type Question,
} from "~/cohorts/questions";

/** The longest text that is kept for one answer, far beyond what any question asks for. */
export const storableCharacters = 20_000;

/** What is wrong with a section's answers as they were sent, apart from what is still missing. */
export function judgeSection(
  section: FormSection,
  answers: Answers,
  countries: readonly string[],
): AnswerProblem[] {
  return section.questions.flatMap(
    (question) =>
      judgeSize(question, answers[question.key]) ??
      judgeAnswer(question, answers[question.key], countries) ??
      [],
  );
}

function judgeSize(question: Question, answer: Answer | undefined): AnswerProblem | null {
  return textsOf(answer).some((text) => text.length > storableCharacters)
    ? { question: question.key, error: "too-long", max: storableCharacters }
    : null;
}

function textsOf(answer: Answer | undefined): string[] {
  if (typeof answer === "string") return [answer];
  if (Array.isArray(answer))
    return answer.flatMap((item) => (typeof item === "string" ? [item] : entryFields.map((f) => item[f])));
  return typeof answer === "object" ? Object.values(answer) : [];
}

/**
 * Whether answers may be kept with what is wrong with them. What somebody wrote is kept even where it is too long
 * for now; an option that the page does not offer, or text without end, was not written there and is refused.
 */
export function isStorable(problems: readonly AnswerProblem[]): boolean {
  return problems.every(({ error, max }) => {
    if (error === "too-long") return max !== storableCharacters;
    return error === "too-many-words" || error === "number";
  });
}

/** Whether two answers say the same; nothing, an empty text, an empty list and an unticked box are one. */
export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

function canonical(answer: Answer | undefined): unknown {
  if (answer === undefined || answer === "" || answer === false) return null;
  if (Array.isArray(answer)) {
    if (answer.length === 0) return null;
    return answer.map((item) => (typeof item === "string" ? item : entryFields.map((field) => item[field])));
  }
  if (typeof answer !== "object") return answer;
  const levels = Object.entries(answer).sort(([x], [y]) => (x < y ? -1 : 1));
  return levels.length > 0 ? levels : null;
}

/** The questions of a section that two versions of its answers disagree on. */
export function differingQuestions(section: FormSection, mine: Answers, saved: Answers): Question[] {
  return section.questions.filter(
    (question) => question.type !== "file" && !sameAnswer(mine[question.key], saved[question.key]),
  );
}

/** Takes, for each question named in `fromSaved`, the saved answer; the others as they were typed. */
export function mergeAnswers(
  section: FormSection,
  mine: Answers,
  saved: Answers,
  fromSaved: ReadonlySet<string>,
): Answers {
  return Object.fromEntries(
    section.questions.map(({ key }) => [key, fromSaved.has(key) ? saved[key] : mine[key]]),
  );
}

/** How far one section of a draft is. */
export interface SectionProgress {
  key: string;
  /** "optional": nothing in it must be answered, and nothing has been. */
  state: "empty" | "started" | "complete" | "optional";
  /** Answers that are missing or wrong. */
  gaps: number;
}

/** How far each section of a draft is, in the form's order. */
export function progressOf(
  form: FormDefinition,
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
): SectionProgress[] {
  return form.sections.map((section) => ({
    key: section.key,
    state: isUntouchedOption(section, answers, files)
      ? "optional"
      : sectionState(section, answers, files, countries),
    gaps: findGaps([section], answers, files, countries).length,
  }));
}

function isUntouchedOption(section: FormSection, answers: Answers, files: ReadonlySet<string>): boolean {
  return section.questions.every((question) => !question.required && !isAnswered(question, answers, files));
}

/** A section with its neighbours and its place in the whole, or null when the form has no such section. */
export function placeOf(
  form: FormDefinition,
  key: string | undefined,
): { section: FormSection; number: number; previous: FormSection | null; next: FormSection | null } | null {
  const index = form.sections.findIndex((section) => section.key === key);
  const section = form.sections[index];
  if (!section) return null;
  return {
    section,
    number: index + 1,
    previous: form.sections[index - 1] ?? null,
    next: form.sections[index + 1] ?? null,
  };
}
