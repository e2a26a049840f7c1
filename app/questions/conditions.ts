import type { Answer, Answers } from "./answers";
import { asNumber } from "./numbers.ts";
import type { Condition, FormSection, Question, ShowIf } from "./definition";

// It stands alone, with types only, so that a page's small script can decide as the server does, at no weight.

/** An answer as far as conditions go: the values in it as text, and whether there is anything at all. */
export interface Told {
  texts: readonly string[];
  isAnswered: boolean;
}

const nothing: Told = { texts: [], isAnswered: false };

/** What an answer of any shape tells. A ticked box tells "yes". */
export function toldBy(answer: Answer | undefined): Told {
  if (!answer) return nothing;
  if (answer === true) return { texts: ["yes"], isAnswered: true };
  if (typeof answer === "string") {
    const text = answer.trim();
    return text ? { texts: [text], isAnswered: true } : nothing;
  }
  if (Array.isArray(answer)) {
    const texts = answer.flatMap((item) => (typeof item === "string" && item ? [item] : []));
    return { texts, isAnswered: answer.length > 0 };
  }
  return { texts: [], isAnswered: Object.values(answer).some(Boolean) };
}

/** Whether a condition is met. An answer that is not there meets none, "not" included: first it must be given. */
export function meets(condition: Condition, told: Told): boolean {
  if (!told.isAnswered) return false;
  switch (condition.is) {
    case "answered":
      return true;
    case "equals":
      return told.texts.includes(condition.value);
    case "not":
      return told.texts.length > 0 && !told.texts.includes(condition.value);
    case "one-of":
      return told.texts.some((text) => condition.values.includes(text));
    case "at-least":
      return told.texts.some((text) => asNumber(text) >= condition.value);
    case "at-most":
      return told.texts.some((text) => asNumber(text) <= condition.value);
  }
}

/** Whether a question is asked, given what the earlier ones tell. */
export function isMet(showIf: ShowIf | undefined, tell: (question: string) => Told): boolean {
  if (!showIf) return true;
  const holds = (condition: Condition) => meets(condition, tell(condition.question));
  return showIf.match === "all" ? showIf.conditions.every(holds) : showIf.conditions.some(holds);
}

/**
 * The keys of the questions that are shown, given the answers. The answer to a hidden question tells nothing, so that
 * what hangs on it is hidden too. As conditions name earlier questions only, one pass in the form's order is enough.
 */
export function shownQuestions(sections: readonly FormSection[], answers: Answers): ReadonlySet<string> {
  const shown = new Set<string>();
  const hidden = new Set<string>();
  for (const section of sections)
    for (const { key, showIf } of section.questions)
      if (isMet(showIf, (name) => (hidden.has(name) ? nothing : toldBy(answers[name])))) shown.add(key);
      else hidden.add(key);
  return shown;
}

/**
 * A section as its page shows it: questions that hang on other pages are decided, those that hang on this one keep
 * what remains to be decided while somebody answers.
 */
export function pageOf(
  sections: readonly FormSection[],
  section: FormSection,
  answers: Answers,
): FormSection {
  // What other pages hide is not on this one, and what hangs on it is decided with it.
  const onPage = new Set<string>();
  const shown = shownQuestions(sections, answers);
  const tell = (name: string) => (shown.has(name) ? toldBy(answers[name]) : nothing);
  return {
    ...section,
    questions: section.questions.flatMap((question) => {
      const left = whatIsLeft(question.showIf, onPage, tell);
      if (left === "hidden") return [];
      onPage.add(question.key);
      return [withShowIf(question, left)];
    }),
  };
}

/** Conditions without those on other pages: "hidden" where these decide against, undefined where they decide for. */
function whatIsLeft(
  showIf: ShowIf | undefined,
  onPage: ReadonlySet<string>,
  tell: (question: string) => Told,
): ShowIf | "hidden" | undefined {
  if (!showIf) return undefined;
  const open = showIf.conditions.filter(({ question }) => onPage.has(question));
  const elsewhere = showIf.conditions.filter(({ question }) => !onPage.has(question));
  const holds = (condition: Condition) => meets(condition, tell(condition.question));
  if (showIf.match === "all" && !elsewhere.every(holds)) return "hidden";
  if (showIf.match === "any" && elsewhere.some(holds)) return undefined;
  if (open.length > 0) return { match: showIf.match, conditions: open };
  return showIf.match === "all" ? undefined : "hidden";
}

function withShowIf(question: Question, showIf: ShowIf | undefined): Question {
  const { showIf: _, ...rest } = question;
  return showIf ? { ...rest, showIf } : rest;
}
