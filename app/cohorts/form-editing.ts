import {
  reservedKeys,
  type EligibilityRule,
  type FormDefinition,
  type FormSection,
  type Question,
} from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";

/*
 * Changes to a form, each from one definition to the next. They know no limits: what comes of them is judged whole, by
 * the same schema that an import meets.
 */

/** A key for something new, out of its English words; it never changes afterwards. `taken` keys are passed over. */
export function keyFor(words: string, taken: ReadonlySet<string>, fallback: string): string {
  const plain = words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 32)
    .replace(/-+$/, "");
  const stem = plain || fallback;
  const isFree = (key: string) => !taken.has(key) && !reservedKeys.has(key);
  if (isFree(stem)) return stem;
  for (let number = 2; ; number++) if (isFree(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** Where a question stands: its section and its place in it. */
export function findQuestion(
  form: FormDefinition,
  key: string,
): { question: Question; section: FormSection; index: number } | null {
  for (const section of form.sections) {
    const index = section.questions.findIndex((question) => question.key === key);
    const question = section.questions[index];
    if (question) return { question, section, index };
  }
  return null;
}

/** The questions that come before a place in the form: those that a question there may depend on. */
export function questionsBefore(form: FormDefinition, section: string, key: string | null): Question[] {
  const before: Question[] = [];
  for (const one of form.sections) {
    for (const question of one.questions) {
      if (question.key === key) return before;
      before.push(question);
    }
    if (one.key === section && key === null) return before;
  }
  return before;
}

export function addSection(form: FormDefinition, section: FormSection): FormDefinition {
  return { ...form, sections: [...form.sections, section] };
}

/** Changes a section's words; its key and its questions stay. */
export function rewordSection(
  form: FormDefinition,
  key: string,
  words: Pick<FormSection, "title" | "lead">,
): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((section) =>
      section.key === key ? { key, questions: section.questions, ...words } : section,
    ),
  };
}

export function removeSection(form: FormDefinition, key: string): FormDefinition {
  return { ...form, sections: form.sections.filter((section) => section.key !== key) };
}

/** Puts a question into a section, at a place counted from 0 or at its end. */
export function putQuestion(
  form: FormDefinition,
  section: string,
  question: Question,
  index?: number,
): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((one) =>
      one.key === section ? { ...one, questions: insert(one.questions, question, index) } : one,
    ),
  };
}

function insert<Item>(items: readonly Item[], item: Item, index = items.length): Item[] {
  return [...items.slice(0, index), item, ...items.slice(index)];
}

export function replaceQuestion(form: FormDefinition, key: string, question: Question): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      questions: section.questions.map((one) => (one.key === key ? { ...question, key } : one)),
    })),
  };
}

export function removeQuestion(form: FormDefinition, key: string): FormDefinition {
  return {
    ...form,
    sections: form.sections.map((section) => ({
      ...section,
      questions: section.questions.filter((question) => question.key !== key),
    })),
  };
}

/** A copy right after its original, under a key of its own. */
export function copyQuestion(form: FormDefinition, key: string, newKey: string): FormDefinition {
  const found = findQuestion(form, key);
  return found
    ? putQuestion(form, found.section.key, { ...found.question, key: newKey }, found.index + 1)
    : form;
}

/** Moves a section to a place, counted from 0 among the others. */
export function moveSection(form: FormDefinition, key: string, index: number): FormDefinition {
  const section = form.sections.find((one) => one.key === key);
  if (!section) return form;
  const rest = form.sections.filter((one) => one !== section);
  return { ...form, sections: insert(rest, section, clamp(index, rest.length)) };
}

/** Moves a question to a place in a section, counted from 0 among the others there. */
export function moveQuestion(
  form: FormDefinition,
  key: string,
  to: { section: string; index: number },
): FormDefinition {
  const found = findQuestion(form, key);
  const target = form.sections.find((section) => section.key === to.section);
  if (!found || !target) return form;
  const others = target.questions.filter((question) => question.key !== key).length;
  return putQuestion(removeQuestion(form, key), to.section, found.question, clamp(to.index, others));
}

function clamp(index: number, most: number): number {
  return Math.min(Math.max(index, 0), most);
}

/** Where one step up or down leads to: within its section, and from its ends into the neighbouring one. */
export function stepFrom(
  form: FormDefinition,
  key: string,
  by: "up" | "down",
): { section: string; index: number } | null {
  const at = form.sections.findIndex((section) => section.questions.some((one) => one.key === key));
  const section = form.sections[at];
  if (!section) return null;
  const index = section.questions.findIndex((one) => one.key === key);
  const next = index + (by === "up" ? -1 : 1);
  if (next >= 0 && next < section.questions.length) return { section: section.key, index: next };
  const neighbour = form.sections[at + (by === "up" ? -1 : 1)];
  if (!neighbour) return null;
  return { section: neighbour.key, index: by === "up" ? neighbour.questions.length : 0 };
}

/** Puts an eligibility rule in the place of the one with its key, or at the end. */
export function putRule(form: FormDefinition, rule: EligibilityRule): FormDefinition {
  const rules = form.eligibility ?? [];
  return {
    ...form,
    eligibility: rules.some(({ key }) => key === rule.key)
      ? rules.map((one) => (one.key === rule.key ? rule : one))
      : [...rules, rule],
  };
}

export function removeRule(form: FormDefinition, key: string): FormDefinition {
  return { ...form, eligibility: (form.eligibility ?? []).filter((rule) => rule.key !== key) };
}

/** What a version changes, for people to look at before it is published. */
export interface FormChanges {
  added: Question[];
  removed: Question[];
  changed: Question[];
  moved: Question[];
  sections: boolean;
  eligibility: boolean;
}

/** What differs between two versions of a form. */
export function changesBetween(before: FormDefinition, after: FormDefinition): FormChanges {
  const old = new Map(questionsOf(before).map((question) => [question.key, question]));
  const now = questionsOf(after);
  const keys = new Set(now.map(({ key }) => key));
  return {
    added: now.filter(({ key }) => !old.has(key)),
    removed: [...old.values()].filter(({ key }) => !keys.has(key)),
    changed: now.filter((question) => {
      const earlier = old.get(question.key);
      return earlier && !same(earlier, question);
    }),
    moved: movedQuestions(before, after),
    sections: !same(headings(before), headings(after)),
    eligibility: !same(before.eligibility ?? [], after.eligibility ?? []),
  };
}

export function hasChanges(changes: FormChanges): boolean {
  const { added, removed, changed, moved, sections, eligibility } = changes;
  return [added, removed, changed, moved].some((list) => list.length > 0) || sections || eligibility;
}

function headings(form: FormDefinition): unknown {
  return form.sections.map(({ key, title, lead }) => ({ key, title, lead }));
}

/** Questions that stand in another section, or in another order among those that both versions have in theirs. */
function movedQuestions(before: FormDefinition, after: FormDefinition): Question[] {
  return after.sections.flatMap((section) => {
    const earlier = before.sections.find(({ key }) => key === section.key)?.questions ?? [];
    const common = section.questions.filter(({ key }) => earlier.some((one) => one.key === key));
    const order = earlier.filter(({ key }) => common.some((one) => one.key === key));
    return section.questions.filter((question) => {
      if (!findQuestion(before, question.key)) return false;
      const index = common.indexOf(question);
      return index < 0 || order[index]?.key !== question.key;
    });
  });
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

/** Objects with their keys in one order: a database keeps them in its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  );
}
