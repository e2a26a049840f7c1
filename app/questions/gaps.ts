import { isAnswered, judgeAnswer, type AnswerProblem, type Answers } from "./answers.ts";
import { shownQuestions } from "./conditions.ts";
import type { Audience, FormDefinition, FormSection, Question } from "./definition";
import { isAsked } from "./form-questions.ts";

/**
 * Everything that stands between these answers and a submission: wrong answers and required ones that are missing.
 * A question that is hidden has no gap. Where `sections` are a part of the form only, `shown` tells what the whole
 * form shows (see `shownQuestions`), as conditions may reach into other sections.
 */
export function findGaps(
  sections: readonly FormSection[],
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
  shown: ReadonlySet<string> = shownQuestions(sections, answers),
): (AnswerProblem & { section: string })[] {
  return sections.flatMap((section) =>
    section.questions
      .filter((question) => isAsked(question) && shown.has(question.key))
      .flatMap((question) => {
        const problem =
          judgeAnswer(question, answers[question.key], countries) ??
          (question.required && !isAnswered(question, answers, files) ? missing(question) : null);
        return problem ? [{ ...problem, section: section.key }] : [];
      }),
  );
}

function missing({ key, type }: Question): AnswerProblem {
  return { question: key, error: type === "choice" || type === "scale" ? "choose" : "required" };
}

/** How far a section is: nothing in it, something, or everything that is required and nothing wrong. */
export function sectionState(
  section: FormSection,
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
  shown: ReadonlySet<string> = shownQuestions([section], answers),
): "empty" | "started" | "complete" {
  const asked = section.questions.filter((question) => shown.has(question.key) && isAsked(question));
  const anything = asked.some((question) => isAnswered(question, answers, files));
  const gaps = findGaps([section], answers, files, countries, shown);
  if (gaps.length === 0 && (anything || asked.every((q) => !q.required))) return "complete";
  return anything ? "started" : "empty";
}

/**
 * The part of a form that an audience may read: other questions, explanatory text and, where answers are given, the
 * questions that these hide are gone, and so are sections left empty by that.
 */
export function formFor(form: FormDefinition, audience: Audience, answers?: Answers): FormSection[] {
  const shown = answers ? shownQuestions(form.sections, answers) : null;
  return form.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter(
        (question) =>
          question.audience === audience && isAsked(question) && (shown?.has(question.key) ?? true),
      ),
    }))
    .filter((section) => section.questions.length > 0);
}

/** The answers that an audience may see. What it may not see, or was not asked, is absent, not emptied. */
export function answersFor(form: FormDefinition, answers: Answers, audience: Audience): Answers {
  return Object.fromEntries(
    formFor(form, audience, answers).flatMap((section) =>
      section.questions.map((question) => [question.key, answers[question.key]]),
    ),
  );
}

/** The answers to what a form shows, and nothing else: what a submission holds. */
export function shownAnswers(form: FormDefinition, answers: Answers): Answers {
  const shown = shownQuestions(form.sections, answers);
  return Object.fromEntries(
    Object.entries(answers).filter(([key, answer]) => shown.has(key) && answer !== undefined),
  );
}
