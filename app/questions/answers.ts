import type { Answer, Answers, Entry } from "./answer.ts";
import { asNumber } from "./numbers.ts";
import { countCharacters, countWords } from "./count-words.ts";
import { damagedWords } from "./damaged-words.ts";
import type { EntryField, FormSection, Question } from "./definition";

export type { Answer, Answers, Entry } from "./answer.ts";

/** The fields that an entry has unless its question says otherwise. Their labels are words of the page. */
export const entryFields = ["what", "where", "from", "to"] as const;
const entryLimits: Record<string, number> = { what: 120, where: 120, from: 20, to: 20 };

/** The fields of a question's entries; `label` is missing where the page has its own words for it. */
export function entryFieldsOf(question: {
  fields?: EntryField[] | undefined;
}): { key: string; maxCharacters: number; label?: EntryField["label"] }[] {
  return question.fields ?? entryFields.map((key) => ({ key, maxCharacters: entryLimits[key] ?? 120 }));
}

/** CEFR levels, from none to native. */
export const languageLevels = ["none", "A1", "A2", "B1", "B2", "C1", "C2", "native"] as const;

/** What is wrong with an answer: a key under `platform:error` or `questions:problem`, and what the sentence needs. */
export interface AnswerProblem {
  question: string;
  error:
    | "required"
    | "choose"
    | "too-long"
    | "too-many-words"
    | "number"
    | "not-a-number"
    | "not-whole"
    | "date"
    | "too-small"
    | "too-large"
    | "damaged"
    | "invalid";
  max?: number | string;
  min?: number | string;
  words?: number;
  /** The words that a sign got into that is no letter. */
  damaged?: string[];
  /** Which line of several it is about, counted from 1, and which field of it. */
  at?: { line: number; field: string };
}

/** The name of a form field that belongs to a question, and with `part` to a piece of its answer. */
export function fieldName(question: string, ...part: (string | number)[]): string {
  return [question, ...part].join(".");
}

/** Reads a section's answers out of a posted form, without judging them; nothing that was typed is dropped. */
export function readAnswers(section: Pick<FormSection, "questions">, form: FormData): Answers {
  const answers: Answers = {};
  const text = (name: string) => {
    const value = form.get(name);
    if (typeof value !== "string") return "";
    // What holds nothing that can be seen, such as blanks without width, is no answer.
    return /[^\s\p{Cf}]/u.test(value) ? value.replaceAll("\r\n", "\n").trim() : "";
  };
  for (const question of section.questions) {
    const name = fieldName(question.key);
    switch (question.type) {
      case "text":
      case "long-text":
      case "choice":
      case "country":
      case "year":
      case "scale":
      case "date":
      case "number":
        answers[question.key] = text(name);
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
      case "entries": {
        const fields = entryFieldsOf(question);
        answers[question.key] = Array.from({ length: question.most }, (_, index): Entry =>
          Object.fromEntries(fields.map(({ key }) => [key, text(fieldName(question.key, index, key))])),
        ).filter((entry) => Object.values(entry).some(Boolean));
        break;
      }
      case "consent":
        answers[question.key] = form.get(name) === "yes";
        break;
      case "file":
      case "note":
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
 * `findGaps` lists them for submission.
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
  if (answer === undefined || answer === "") return null;
  const damaged = damagedWords(answer);
  switch (question.type) {
    case "text":
      if (typeof answer !== "string") return wrong("invalid");
      if (damaged.length > 0) return wrong("damaged", { damaged });
      return countCharacters(answer) > question.maxCharacters
        ? wrong("too-long", { max: question.maxCharacters })
        : null;
    case "long-text": {
      if (typeof answer !== "string") return wrong("invalid");
      if (damaged.length > 0) return wrong("damaged", { damaged });
      const words = countWords(answer);
      if (question.maxWords !== undefined && words > question.maxWords)
        return wrong("too-many-words", { words, max: question.maxWords });
      return question.maxCharacters !== undefined && countCharacters(answer) > question.maxCharacters
        ? wrong("too-long", { max: question.maxCharacters })
        : null;
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
    case "scale": {
      const mark = typeof answer === "string" && /^\d{1,2}$/.test(answer) ? Number(answer) : NaN;
      return mark >= question.from && mark <= question.to ? null : wrong("choose");
    }
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
    case "number": {
      const number = typeof answer === "string" ? asNumber(answer) : NaN;
      if (Number.isNaN(number)) return wrong("not-a-number");
      if (!question.decimal && !Number.isInteger(number)) return wrong("not-whole");
      return outside(question, number, wrong);
    }
    case "date":
      if (typeof answer !== "string" || !isDate(answer)) return wrong("date");
      return outside(question, answer, wrong);
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
      const fields = entryFieldsOf(question);
      const [long] = answer.flatMap((entry, index) =>
        typeof entry === "object"
          ? fields
              .filter(({ key, maxCharacters }) => countCharacters(entry[key] ?? "") > maxCharacters)
              .map(({ key, maxCharacters }) => ({ max: maxCharacters, at: { line: index + 1, field: key } }))
          : [],
      );
      if (long) return wrong("too-long", long);
      return damaged.length > 0 ? wrong("damaged", { damaged }) : null;
    }
    case "consent":
      return typeof answer === "boolean" ? null : wrong("invalid");
    case "file":
    case "note":
      return null;
  }
}

function outside<Value extends number | string>(
  { min, max }: { min?: Value | undefined; max?: Value | undefined },
  value: Value,
  wrong: (error: AnswerProblem["error"], more: Partial<AnswerProblem>) => AnswerProblem,
): AnswerProblem | null {
  if (min !== undefined && value < min) return wrong("too-small", { min });
  if (max !== undefined && value > max) return wrong("too-large", { max });
  return null;
}

/** Whether a text is a day of the calendar, as 2027-04-05. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
