import type { FormDefinition, Question } from "./definition";

// It stands alone, with types only, so that a thread that reads answers does not load every schema.

/** Every question of a form in its order, and whatever stands between them to be read. */
export function questionsOf(form: Pick<FormDefinition, "sections">): Question[] {
  return form.sections.flatMap((section) => section.questions);
}

/** Whether something is asked: explanatory text has no answer. */
export function isAsked(question: Question): boolean {
  return question.type !== "note";
}
