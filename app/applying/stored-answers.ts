import { fitAnswer } from "~/questions/fit";
import type { Answer, Answers } from "~/questions/answers";
import type { FormDefinition } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { sameAnswer } from "./drafts";

/*
 * How a draft outlives changes of its form. A stored section holds the answers typed on its page, by the key of their
 * question, and beside them what it kept for questions that have since moved, gone, or changed their type. An answer
 * is read from wherever it was typed last, so that nothing has to be rewritten when a new version is published.
 */

/** Where a stored section keeps answers that are no longer asked for on its page. No question can be called so. */
const keptUnder = "~kept";

interface Kept {
  value: Answer;
  /** When it was typed, in milliseconds. */
  at: number;
}

/** A stored section, opened. */
export interface StoredSection {
  section: string;
  revision: number;
  savedAt: Date;
  /** What was typed on its page when it was saved last. */
  answers: Answers;
  kept: Record<string, Kept>;
}

/** A stored section from what was sealed. */
export function openStored(
  row: { section: string; revision: number; savedAt: Date },
  sealed: Record<string, unknown>,
): StoredSection {
  const { [keptUnder]: kept = {}, ...answers } = sealed;
  return { ...row, answers: answers as Answers, kept: kept as Record<string, Kept> };
}

/** A question's answer as it was typed last, on whichever page that was. */
function newest(key: string, home: string, stored: readonly StoredSection[]): Kept | null {
  let found: (Kept & { isHome: boolean }) | null = null;
  for (const { section, savedAt, answers, kept } of stored) {
    const here: Kept[] = [];
    const typed = answers[key];
    if (typed !== undefined) here.push({ value: typed, at: savedAt.getTime() });
    const older = kept[key];
    if (older) here.push(older);
    for (const one of here) {
      const isHome = section === home;
      if (!found || one.at > found.at || (one.at === found.at && isHome && !found.isHome))
        found = { ...one, isHome };
    }
  }
  return found;
}

/** The answers to the questions of a form, out of everything that is stored: what does not fit a question is left out. */
export function gatherAnswers(form: FormDefinition, stored: readonly StoredSection[]): Answers {
  return Object.fromEntries(
    form.sections.flatMap((section) =>
      section.questions.flatMap((question) => {
        const answer = fitAnswer(question, newest(question.key, section.key, stored)?.value);
        return answer === undefined ? [] : [[question.key, answer]];
      }),
    ),
  );
}

/** The questions that have an answer to an earlier version of them, which cannot be shown in their field. */
export function unfitQuestions(form: FormDefinition, stored: readonly StoredSection[]): ReadonlySet<string> {
  return new Set(
    questionsOf(form).flatMap((question) => {
      const found = newest(question.key, "", stored);
      return found && fitAnswer(question, found.value) === undefined && !isNothing(found.value)
        ? [question.key]
        : [];
    }),
  );
}

/**
 * What a section is stored as once `typed` has been typed on its page: that, and what it held for questions that the
 * page did not ask. An answer that did not fit its question stays until something is typed in its place. `strays`
 * were typed on the page as it was before the form changed.
 */
export function composeStored(
  before: StoredSection | null,
  typed: Answers,
  unfit: ReadonlySet<string> = new Set(),
  strays: { answers: Answers; at: Date } | null = null,
): Record<string, unknown> {
  const stays = (key: string) => unfit.has(key) && isNothing(typed[key]);
  const kept: Record<string, Kept> = { ...before?.kept };
  for (const [key, value] of Object.entries(before?.answers ?? {})) {
    if (value === undefined || (typed[key] !== undefined && !stays(key))) continue;
    kept[key] = { value, at: before?.savedAt.getTime() ?? 0 };
  }
  for (const [key, value] of Object.entries(strays?.answers ?? {}))
    if (value !== undefined && typed[key] === undefined) kept[key] = { value, at: strays?.at.getTime() ?? 0 };
  const answers = Object.fromEntries(Object.entries(typed).filter(([key]) => !stays(key)));
  for (const key of Object.keys(answers)) if (answers[key] !== undefined) Reflect.deleteProperty(kept, key);
  return { ...answers, ...(Object.keys(kept).length > 0 ? { [keptUnder]: kept } : {}) };
}

function isNothing(answer: Answer | undefined): boolean {
  return sameAnswer(answer, undefined);
}
