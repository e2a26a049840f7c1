import {
  findGaps,
  isAnswered,
  isAsked,
  judgeAnswer,
  sectionState,
  shownQuestions,
  type Answer,
  type AnswerProblem,
  type Answers,
  type FormDefinition,
  type FormSection,
  type Question,
} from "~/cohorts/questions";
import { judgeSize, storableCharacters } from "./answer-size";

/**
 * What is wrong with a section's answers as they were sent, apart from what is still missing. A question that is not in
 * `shown` is hidden: its answer is kept as it is, unless it could not have been typed on the page at all.
 */
export function judgeSection(
  section: FormSection,
  answers: Answers,
  countries: readonly string[],
  shown: ReadonlySet<string> = shownQuestions([section], answers),
): AnswerProblem[] {
  return section.questions.flatMap((question) => {
    const problem =
      judgeSize(question, answers[question.key]) ?? judgeAnswer(question, answers[question.key], countries);
    return problem && (shown.has(question.key) || !isStorable([problem])) ? [problem] : [];
  });
}

const storable: ReadonlySet<AnswerProblem["error"]> = new Set([
  "too-many-words",
  "number",
  "not-a-number",
  "not-whole",
  "date",
  "too-small",
  "too-large",
  "damaged",
]);

/**
 * Whether answers may be kept with what is wrong with them. What somebody wrote is kept even where it is too long
 * for now; an option that the page does not offer, or text without end, was not written there and is refused.
 */
export function isStorable(problems: readonly AnswerProblem[]): boolean {
  return problems.every(({ error, max }) => {
    if (error === "too-long") return max !== storableCharacters;
    return storable.has(error);
  });
}

/** What a writer is told of a page of their draft as it is stored: the words that only they can put right. */
export function damageIn(
  section: FormSection,
  answers: Answers,
  shown: ReadonlySet<string>,
): AnswerProblem[] {
  return judgeSection(section, answers, [], shown).filter(({ error }) => error === "damaged");
}

/** Whether two answers say the same; nothing, an empty text, an empty list and an unticked box are one. */
export function sameAnswer(a: Answer | undefined, b: Answer | undefined): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** Whether two sets of answers say the same, question for question. */
export function sameAnswers(a: Answers, b: Answers): boolean {
  return Object.keys({ ...a, ...b }).every((key) => sameAnswer(a[key], b[key]));
}

function canonical(answer: Answer | undefined): unknown {
  if (answer === undefined || answer === "" || answer === false) return null;
  if (Array.isArray(answer)) {
    if (answer.length === 0) return null;
    return answer.map((item) => (typeof item === "string" ? item : filled(item)));
  }
  if (typeof answer !== "object") return answer;
  const levels = filled(answer);
  return levels.length > 0 ? levels : null;
}

/** The parts of an answer that have something in them, in an order of their own. */
function filled(parts: Record<string, string>): [string, string][] {
  return Object.entries(parts)
    .filter(([, text]) => text)
    .sort(([x], [y]) => (x < y ? -1 : 1));
}

/** The questions of a section that two versions of its answers disagree on. */
export function differingQuestions(section: FormSection, mine: Answers, saved: Answers): Question[] {
  return section.questions.filter(
    (question) =>
      question.type !== "file" && isAsked(question) && !sameAnswer(mine[question.key], saved[question.key]),
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

/** How far each section of a draft is, in the form's order; one that asks this person nothing is left out. */
export function progressOf(
  form: FormDefinition,
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
): SectionProgress[] {
  const shown = shownQuestions(form.sections, answers);
  return form.sections
    .filter((section) => section.questions.some(({ key }) => shown.has(key)))
    .map((section) => ({
      key: section.key,
      state: isUntouchedOption(section, answers, files, shown)
        ? "optional"
        : sectionState(section, answers, files, countries, shown),
      gaps: findGaps([section], answers, files, countries, shown).length,
    }));
}

/** The same with each section's title, for a list of them. */
export function titledProgressOf(...draft: Parameters<typeof progressOf>) {
  const [form] = draft;
  return progressOf(...draft).map((one) => ({
    title: form.sections.find(({ key }) => key === one.key)?.title ?? { en: one.key },
    ...one,
  }));
}

function isUntouchedOption(
  section: FormSection,
  answers: Answers,
  files: ReadonlySet<string>,
  shown: ReadonlySet<string>,
): boolean {
  return section.questions
    .filter((question) => shown.has(question.key) && isAsked(question))
    .every((question) => !question.required && !isAnswered(question, answers, files));
}

/** A section of a form with its neighbours and its place in the whole. */
export interface Place {
  section: FormSection;
  number: number;
  total: number;
  previous: FormSection | null;
  next: FormSection | null;
}

/**
 * A section with its neighbours and its place in the whole, or null when the form has no such section. With `shown`,
 * sections that ask nothing of it are passed over, as if the form did not have them.
 */
export function placeOf(
  form: FormDefinition,
  key: string | undefined,
  shown?: ReadonlySet<string>,
): Place | null {
  const sections = form.sections.filter(
    (section) => section.key === key || !shown || section.questions.some((one) => shown.has(one.key)),
  );
  const index = sections.findIndex((section) => section.key === key);
  const section = sections[index];
  if (!section) return null;
  return {
    section,
    number: index + 1,
    total: sections.length,
    previous: sections[index - 1] ?? null,
    next: sections[index + 1] ?? null,
  };
}
