import { z } from "zod";
import { countWords } from "./count-words";

export { countWords };

/**
 * The question engine: what a form is made of, and what a given answer is worth. Pure, so that the same rules hold
 * on a page, in an import and in a questionnaire. An answer's shape follows from its question's type, see {@link Answer}.
 */

const wording = z.object({ en: z.string().max(4000) }).catchall(z.string().max(4000));

/** A sentence in each language it has been written in; English is always there. */
export type Wording = z.infer<typeof wording>;

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** Names that a form page needs for itself, so that no question can be called so. */
const reservedKeys: ReadonlySet<string> = new Set(["revision", "next", "merge", "keep"]);

/** Who may see an answer: the panel that scores, coordinators only, or coordinators for balance only. */
export const audiences = ["panel", "office", "balance"] as const;
export type Audience = (typeof audiences)[number];

const base = {
  key: key.refine((name) => !reservedKeys.has(name), "A question cannot have this key."),
  label: wording,
  help: wording.optional(),
  required: z.boolean().default(false),
  audience: z.enum(audiences),
};

const option = z.object({ value: z.string().min(1).max(60), label: wording });

export const questionSchema = z.discriminatedUnion("type", [
  z.object({ ...base, type: z.literal("text"), maxCharacters: z.number().int().min(1).max(500) }),
  z.object({ ...base, type: z.literal("long-text"), maxWords: z.number().int().min(1).max(2000) }),
  z.object({ ...base, type: z.literal("choice"), options: z.array(option).min(2).max(300) }),
  z.object({
    ...base,
    type: z.literal("choices"),
    options: z.array(option).min(2).max(60),
    most: z.number().int().min(1),
  }),
  z.object({ ...base, type: z.literal("country"), only: z.enum(["edition", "any"]) }),
  z.object({ ...base, type: z.literal("year"), min: z.number().int(), max: z.number().int() }),
  z.object({
    ...base,
    type: z.literal("languages"),
    languages: z.array(z.string().min(2).max(3)).min(1).max(20),
  }),
  z.object({ ...base, type: z.literal("entries"), most: z.number().int().min(1).max(10) }),
  z.object({
    ...base,
    type: z.literal("file"),
    mediaTypes: z.array(z.string()).min(1),
    maxBytes: z.number().int().min(1),
  }),
  z.object({ ...base, type: z.literal("consent") }),
]);
export type Question = z.infer<typeof questionSchema>;

export const sectionSchema = z.object({
  key,
  title: wording,
  lead: wording.optional(),
  questions: z.array(questionSchema).min(1).max(40),
});
export type FormSection = z.infer<typeof sectionSchema>;

export const formSchema = z
  .object({ sections: z.array(sectionSchema).min(1).max(30) })
  .superRefine(({ sections }, context) => {
    for (const [what, keys] of [
      ["section", sections.map((s) => s.key)],
      ["question", sections.flatMap((s) => s.questions.map((q) => q.key))],
    ] as const) {
      const twice = keys.find((k, i) => keys.indexOf(k) !== i);
      if (twice) context.addIssue({ code: "custom", message: `Two ${what}s are called ${twice}.` });
    }
  });
export type FormDefinition = z.infer<typeof formSchema>;

/** One structured entry, such as a position somebody held. */
export interface Entry {
  what: string;
  where: string;
  from: string;
  to: string;
}
export const entryFields = ["what", "where", "from", "to"] as const;
const entryLimits: Record<(typeof entryFields)[number], number> = { what: 120, where: 120, from: 20, to: 20 };

/** CEFR levels, from none to native. */
export const languageLevels = ["none", "A1", "A2", "B1", "B2", "C1", "C2", "native"] as const;

/**
 * An answer: text for text, choice, country and year ("1998"); a list for choices; a level by language; entries;
 * true for a ticked consent. Files are rows of their own and appear here as nothing.
 */
export type Answer = string | string[] | Record<string, string> | Entry[] | boolean;
export type Answers = Record<string, Answer | undefined>;

/** What is wrong with an answer: a key under `platform:error` and what the sentence needs. */
export interface AnswerProblem {
  question: string;
  error: "required" | "choose" | "too-long" | "too-many-words" | "number" | "invalid";
  max?: number;
  min?: number;
  words?: number;
}

/** Every question of a form in its order. */
export function questionsOf(form: FormDefinition): Question[] {
  return form.sections.flatMap((section) => section.questions);
}

/** The name of a form field that belongs to a question, and with `part` to a piece of its answer. */
export function fieldName(question: string, ...part: (string | number)[]): string {
  return [question, ...part].join(".");
}

/** Reads a section's answers out of a posted form, without judging them; nothing that was typed is dropped. */
export function readAnswers(section: FormSection, form: FormData): Answers {
  const answers: Answers = {};
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  };
  for (const question of section.questions) {
    const name = fieldName(question.key);
    switch (question.type) {
      case "text":
      case "long-text":
      case "choice":
      case "country":
      case "year":
        answers[question.key] = text(name).trim();
        break;
      case "choices":
        answers[question.key] = form
          .getAll(name)
          .filter((v): v is string => typeof v === "string")
          .slice(0, 60);
        break;
      case "languages":
        answers[question.key] = Object.fromEntries(
          question.languages
            .map((language): [string, string] => [language, text(fieldName(question.key, language))])
            .filter(([, level]) => level),
        );
        break;
      case "entries":
        answers[question.key] = Array.from({ length: question.most }, (_, index) => {
          const entry = Object.fromEntries(
            entryFields.map((f) => [f, text(fieldName(question.key, index, f)).trim()]),
          );
          return entry as unknown as Entry;
        }).filter((entry) => entryFields.some((f) => entry[f]));
        break;
      case "consent":
        answers[question.key] = form.get(name) === "yes";
        break;
      case "file":
        break;
    }
  }
  return answers;
}

/** Whether a question has been answered at all. Files are judged by `files`, the questions that have an upload. */
export function isAnswered(
  question: Question,
  answers: Answers,
  files: ReadonlySet<string> = new Set(),
): boolean {
  if (question.type === "file") return files.has(question.key);
  const answer = answers[question.key];
  if (answer === undefined || answer === "" || answer === false) return false;
  if (Array.isArray(answer)) return answer.length > 0;
  return typeof answer === "object" ? Object.keys(answer).length > 0 : true;
}

/**
 * What is wrong with one answer as it stands, or null. An empty answer is never wrong here: a draft may have gaps,
 * {@link findGaps} lists them for submission.
 */
export function judgeAnswer(
  question: Question,
  answer: Answer | undefined,
  countries: readonly string[],
): AnswerProblem | null {
  const wrong = (error: AnswerProblem["error"], more: Partial<AnswerProblem> = {}): AnswerProblem => ({
    question: question.key,
    error,
    ...more,
  });
  if (answer === undefined || answer === "" || question.type === "file") return null;
  switch (question.type) {
    case "text":
      if (typeof answer !== "string") return wrong("invalid");
      return [...answer].length > question.maxCharacters
        ? wrong("too-long", { max: question.maxCharacters })
        : null;
    case "long-text": {
      if (typeof answer !== "string") return wrong("invalid");
      const words = countWords(answer);
      return words > question.maxWords ? wrong("too-many-words", { words, max: question.maxWords }) : null;
    }
    case "choice":
      return question.options.some((o) => o.value === answer) ? null : wrong("choose");
    case "choices":
      if (
        !Array.isArray(answer) ||
        !answer.every((v) => typeof v === "string" && question.options.some((o) => o.value === v))
      )
        return wrong("choose");
      return answer.length > question.most ? wrong("number", { min: 1, max: question.most }) : null;
    case "country":
      if (typeof answer !== "string" || !/^[A-Z]{2}$/.test(answer)) return wrong("choose");
      return question.only === "edition" && answer !== "XX" && !countries.includes(answer)
        ? wrong("choose")
        : null;
    case "year": {
      const year = typeof answer === "string" && /^\d{4}$/.test(answer) ? Number(answer) : NaN;
      return year >= question.min && year <= question.max
        ? null
        : wrong("number", { min: question.min, max: question.max });
    }
    case "languages":
      if (typeof answer !== "object" || Array.isArray(answer)) return wrong("invalid");
      return Object.entries(answer).every(
        ([language, level]) =>
          question.languages.includes(language) && languageLevels.includes(level as never),
      )
        ? null
        : wrong("choose");
    case "entries": {
      if (!Array.isArray(answer) || answer.length > question.most) return wrong("invalid");
      const long = answer.flatMap((entry) =>
        typeof entry === "object"
          ? entryFields.filter((f) => [...entry[f]].length > entryLimits[f]).map((f) => entryLimits[f])
          : [],
      )[0];
      return long ? wrong("too-long", { max: long }) : null;
    }
    case "consent":
      return typeof answer === "boolean" ? null : wrong("invalid");
  }
}

/** Everything that stands between these answers and a submission: wrong answers and required ones that are missing. */
export function findGaps(
  sections: readonly FormSection[],
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
): (AnswerProblem & { section: string })[] {
  return sections.flatMap((section) =>
    section.questions.flatMap((question) => {
      const problem =
        judgeAnswer(question, answers[question.key], countries) ??
        (question.required && !isAnswered(question, answers, files)
          ? {
              question: question.key,
              error: "options" in question && question.type === "choice" ? "choose" : "required",
            }
          : null);
      return problem ? [{ ...problem, section: section.key }] : [];
    }),
  );
}

/** How far a section is: nothing in it, something, or everything that is required and nothing wrong. */
export function sectionState(
  section: FormSection,
  answers: Answers,
  files: ReadonlySet<string>,
  countries: readonly string[],
): "empty" | "started" | "complete" {
  const anything = section.questions.some((question) => isAnswered(question, answers, files));
  const gaps = findGaps([section], answers, files, countries);
  if (gaps.length === 0 && (anything || section.questions.every((q) => !q.required))) return "complete";
  return anything ? "started" : "empty";
}

/** The part of a form that an audience may see: other questions, and sections left empty by that, are gone. */
export function formFor(form: FormDefinition, audience: Audience): FormSection[] {
  return form.sections
    .map((section) => ({
      ...section,
      questions: section.questions.filter((question) => question.audience === audience),
    }))
    .filter((section) => section.questions.length > 0);
}

/** The answers that an audience may see. What it may not see is absent, not emptied. */
export function answersFor(form: FormDefinition, answers: Answers, audience: Audience): Answers {
  return Object.fromEntries(
    formFor(form, audience).flatMap((section) =>
      section.questions.map((question) => [question.key, answers[question.key]]),
    ),
  );
}

/** A wording in the reader's language, or in English where it has not been translated. */
export function worded(
  text: ({ en: string } & Partial<Record<string, string>>) | undefined,
  locale: string,
): string {
  return text ? text[locale] || text.en : "";
}
