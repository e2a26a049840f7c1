import {
  conditionSchema,
  fileMediaTypes,
  questionTypes,
  type Condition,
  type Question,
  type QuestionType,
  type Wording,
} from "~/questions/definition";
import { keyFor } from "./form-editing";
import { formLanguages } from "./form-wordings";

/** What a form sent under a name, as text; nothing where it sent none, or a file. */
export function postedText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** A field's text, trimmed; nothing where it was not sent. */
type Text = (name: string) => string;

function textsOf(form: FormData): Text {
  return (name) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : "";
  };
}

/** A wording out of its fields, such as `label.en` and `label.ru`; languages left empty are not in it. */
export function readWording(form: FormData, name: string): Wording {
  const text = textsOf(form);
  const words = formLanguages.flatMap((language) => {
    const said = text(`${name}.${language}`);
    return said ? [[language, said] as const] : [];
  });
  return { en: "", ...Object.fromEntries(words) };
}

/** A wording that need not be there. Without English it is not written at all, however many other languages it has. */
function optional(name: string, form: FormData): Record<string, Wording> {
  const wording = readWording(form, name);
  return Object.values(wording).some(Boolean) ? { [name]: wording } : {};
}

/**
 * Reads a question out of its editor's form, for the form's schema to judge. What was typed into a field that its type
 * does not have is left aside; a number that is none comes out as one that no schema takes.
 */
export function readQuestion(form: FormData, key: string): Question {
  const text = textsOf(form);
  const type = typeOf(text("type"));
  const conditions = readConditions(form);
  const base = {
    key,
    type,
    label: readWording(form, "label"),
    ...optional("help", form),
    required: type !== "note" && form.get("required") === "yes",
    audience: text("audience") || "office",
    ...(conditions.length > 0
      ? { showIf: { match: text("match") === "any" ? "any" : "all", conditions } }
      : {}),
  };
  return { ...base, ...settingsOf(type, form, text) } as Question;
}

export function typeOf(text: string): QuestionType {
  return questionTypes.find((type) => type === text) ?? "text";
}

function settingsOf(type: QuestionType, form: FormData, text: Text): Record<string, unknown> {
  const number = (name: string) =>
    text(name) === "" ? {} : { [name]: Number(text(name).replace(",", ".")) };
  const day = (name: string) => (text(name) === "" ? {} : { [name]: text(name) });
  switch (type) {
    case "text":
      return number("maxCharacters");
    case "long-text":
      return { ...number("maxWords"), ...number("maxCharacters") };
    case "choice":
      return { options: readOptions(form) };
    case "choices": {
      const options = readOptions(form);
      return { options, most: text("most") === "" ? Math.max(options.length, 1) : Number(text("most")) };
    }
    case "scale":
      return { ...number("from"), ...number("to"), ...optional("low", form), ...optional("high", form) };
    case "date":
      return { ...day("min"), ...day("max") };
    case "number":
      return { ...number("min"), ...number("max"), decimal: form.get("decimal") === "yes" };
    case "year":
      return { ...number("min"), ...number("max") };
    case "country":
      return { only: text("only") === "edition" ? "edition" : "any" };
    case "languages":
      return { languages: form.getAll("languages").filter((one) => typeof one === "string") };
    case "entries": {
      const fields = readFields(form);
      return { ...number("most"), ...(fields.length > 0 ? { fields } : {}) };
    }
    case "file":
      return {
        mediaTypes: fileMediaTypes.filter((one) => form.getAll("mediaTypes").includes(one)),
        maxBytes: Math.round(Number(text("megabytes").replace(",", ".")) * 1024 * 1024),
        ...number("most"),
      };
    case "consent":
    case "note":
      return {};
  }
}

/** Rows of the editor, by their numbers in the order they stand in. */
function rowsOf(form: FormData, name: string): number[] {
  const numbers = [...form.keys()].flatMap((field) => {
    const [first, number] = field.split(".");
    return first === name && /^\d{1,3}$/.test(number ?? "") ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** Options: a row without words is taken out; a new one gets its key from its English words, once and for all. */
function readOptions(form: FormData): { value: string; label: Wording }[] {
  const text = textsOf(form);
  const rows = rowsOf(form, "option").map((row) => ({
    value: text(`option.${row}.value`),
    label: readWording(form, `option.${row}`),
  }));
  const taken = new Set(rows.map(({ value }) => value).filter(Boolean));
  return rows
    .filter(({ label }) => Object.values(label).some(Boolean))
    .map(({ value, label }) => {
      const own = value || keyFor(label.en, taken, "option");
      taken.add(own);
      return { value: own, label };
    });
}

function readFields(form: FormData): { key: string; label: Wording; maxCharacters: number }[] {
  const text = textsOf(form);
  const rows = rowsOf(form, "field").map((row) => ({
    key: text(`field.${row}.key`),
    label: readWording(form, `field.${row}`),
    maxCharacters: Number(text(`field.${row}.maxCharacters`) || 120),
  }));
  const taken = new Set(rows.map(({ key }) => key).filter(Boolean));
  return rows
    .filter(({ label }) => Object.values(label).some(Boolean))
    .map(({ key, ...rest }) => {
      const own = key || keyFor(rest.label.en, taken, "field");
      taken.add(own);
      return { key: own, ...rest };
    });
}

/** Conditions as the editor offers them: each a choice of a list, with a number beside it where it compares. */
function readConditions(form: FormData): Condition[] {
  const text = textsOf(form);
  return rowsOf(form, "condition").flatMap((row) => {
    const chosen = parsed(text(`condition.${row}`));
    if (!chosen) return [];
    const value = text(`condition.${row}.value`);
    const compares = chosen["is"] === "at-least" || chosen["is"] === "at-most";
    const whole = { ...chosen, ...(compares ? { value: Number(value.replace(",", ".")) || 0 } : {}) };
    const condition = conditionSchema.safeParse(
      "value" in whole || chosen["is"] === "answered" || chosen["is"] === "one-of"
        ? whole
        : { ...whole, value },
    );
    return condition.success ? [condition.data] : [];
  });
}

function parsed(text: string): Record<string, unknown> | null {
  if (!text) return null;
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** What a new question of a type begins with; with `from`, what it takes over from the question it was. */
export function beginQuestion(type: QuestionType, key: string, from?: Question): Question {
  const base = {
    key,
    label: from?.label ?? { en: "" },
    ...(from?.help ? { help: from.help } : {}),
    required: type !== "note" && (from?.required ?? true),
    audience: from?.audience ?? "office",
    ...(from?.showIf ? { showIf: from.showIf } : {}),
  };
  const options = from && "options" in from ? from.options : [];
  const settings: Record<QuestionType, Record<string, unknown>> = {
    text: { maxCharacters: 100 },
    "long-text": { maxWords: 200 },
    choice: { options },
    choices: { options, most: Math.max(options.length, 1) },
    scale: { from: 1, to: 5 },
    date: {},
    number: { decimal: false },
    year: { min: 1940, max: 2030 },
    country: { only: "any" },
    languages: { languages: ["en", "ru"] },
    entries: { most: 5 },
    file: { mediaTypes: [...fileMediaTypes], maxBytes: 5 * 1024 * 1024 },
    consent: {},
    note: {},
  };
  return { ...base, type, ...settings[type] } as Question;
}

/** A section's title and lead, out of its form. */
export function readSectionWords(form: FormData): { title: Wording; lead?: Wording } {
  return { title: readWording(form, "title"), ...(optional("lead", form) as { lead?: Wording }) };
}
