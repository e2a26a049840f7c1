import { entryFieldsOf, languageLevels, type Answer, type Entry } from "../questions/answers.ts";
import type { Question, Wording } from "../questions/definition.ts";
import { wordingsIn } from "../questions/wording.ts";
import { countriesCalled } from "./country-names.ts";
import type { DateManner, NumberManner } from "./import-choices.ts";
import { readDate, tidyDate } from "./import-dates.ts";
import { readNumber } from "./import-numbers.ts";
import { optionsCalled, caseless, readList, type Option } from "./import-options.ts";

/** A cell of a table that goes to a question, with the part of the answer that it is. */
export interface AnswerCell {
  part: readonly string[];
  text: string;
}

/** Why a cell is no answer, with its words: keys under `applying:office.import.problem`. */
export interface ValueProblem {
  error:
    | "unread"
    | "ambiguous"
    | "ambiguous-list"
    | "number-unread"
    | "number-ambiguous"
    | "date-unread"
    | "date-ambiguous";
  text: string;
  /** The options that an ambiguous cell fits: their wordings in English, or codes of countries. */
  fits?: string[];
}

/** What cells say, as an answer; where something of them cannot be read, what and why. */
export interface ReadValue {
  answer: Answer | undefined;
  problem?: ValueProblem;
}

/** How a column writes what its cells leave open. */
export interface Manners {
  numbers?: NumberManner | undefined;
  dates?: DateManner | null | undefined;
}

/**
 * Reads an answer from the cells that a table has for a question. Options are known by value or by wording in any
 * language, countries by code or name, boxes by "yes", "да", "1", "OK" or the box's own words. What cannot be read, or
 * can be read in two ways, is said, never guessed; an empty cell is an empty answer. Limits are the engine's to judge.
 */
export function readCells(
  question: Question,
  cells: readonly AnswerCell[],
  manners: Manners = {},
): ReadValue {
  const whole = cells.find(({ part }) => part.length === 0)?.text.trim() ?? "";
  switch (question.type) {
    case "choice":
      return chosen(
        whole,
        optionsCalled(question.options, whole).map(({ value, label }) => ({ value, name: label.en })),
      );
    case "choices":
      return readChoices(question.options, whole, cells);
    case "country":
      return chosen(
        whole,
        countriesCalled(whole).map((code) => ({ value: code, name: code })),
      );
    case "languages":
      return readLevels(cells);
    case "entries":
      return { answer: readEntries(entryFieldsOf(question), cells) };
    case "consent":
      return readBox(question.label, whole);
    case "scale": {
      const mark = readNumber(whole);
      return { answer: typeof mark === "string" ? whole : mark.number };
    }
    case "number":
      return whole === "" ? { answer: "" } : readNumberCell(whole, manners.numbers);
    case "date":
      return whole === "" ? { answer: "" } : readDateCell(whole, manners.dates);
    case "year":
      return { answer: readYear(whole) };
    case "file":
    case "note":
      return { answer: undefined };
    default:
      return { answer: whole.replaceAll(/\r\n?/g, "\n") };
  }
}

function chosen(text: string, fitting: readonly { value: string; name: string }[]): ReadValue {
  if (text === "") return { answer: "" };
  const [one, ...others] = fitting;
  if (!one) return { answer: "", problem: { error: "unread", text } };
  return others.length === 0
    ? { answer: one.value }
    : { answer: "", problem: { error: "ambiguous", text, fits: fitting.map(({ name }) => name) } };
}

const yes = new Set(
  "1 yes true ok okay x ✓ ✔ да agree согласен согласна истина pravda ano wahr иә ия ооба ҳа ха бале ha hawa".split(
    " ",
  ),
).add("i agree");
const no = new Set(
  "0 no false нет ложь nepravda ne falsch жоқ жок не йўқ йоқ ýok yoq yo'q yo‘q yoʻq".split(" "),
).add("");

function readChoices(options: readonly Option[], whole: string, cells: readonly AnswerCell[]): ReadValue {
  const marked = cells.filter(({ part }) => part.length > 0);
  const values = new Set<string>();
  const unread: string[] = [];
  for (const { part, text } of marked) {
    const [value = ""] = part;
    // A column of its own for an option holds a mark, or the option's words again.
    if (yes.has(caseless(text)) || optionsCalled(options, text).some((one) => one.value === value))
      values.add(value);
    else if (!no.has(caseless(text))) unread.push(text.trim());
  }
  // Columns of marks are believed; the list beside them speaks for options that have none.
  const hasMarks = marked.some(({ text }) => text.trim() !== "");
  const own = new Set(hasMarks ? marked.map(({ part }) => part[0]) : []);
  const isListed = options.some(({ value }) => !own.has(value));
  const list = readList(options, isListed ? whole : "");
  for (const value of list.values) if (!own.has(value)) values.add(value);
  unread.push(...list.unread);
  const answer = options.map(({ value }) => value).filter((value) => values.has(value));
  if (unread.length > 0) return { answer, problem: { error: "unread", text: unread.join("; ") } };
  return list.isAmbiguous ? { answer: [], problem: { error: "ambiguous-list", text: whole } } : { answer };
}

function readNumberCell(text: string, manner: NumberManner | undefined): ReadValue {
  const read = readNumber(text, manner);
  return typeof read === "string"
    ? { answer: "", problem: { error: `number-${read}`, text } }
    : { answer: read.number };
}

/** A date, with the midnight that spreadsheets add to it or without. */
function readDateCell(text: string, manner: DateManner | null | undefined): ReadValue {
  const read = readDate(withoutMidnight(text), manner);
  return typeof read === "string"
    ? { answer: "", problem: { error: `date-${read}`, text } }
    : { answer: read.date };
}

/** The words of a date question's cell that matter for {@link readDate}. */
export function withoutMidnight(text: string): string {
  return tidyDate(text).replace(
    /(?:T|,? )(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)? AM)(?: ?Z| ?[+-]\d\d:?\d\d)?$/i,
    "",
  );
}

/** A whole date answers for its year, whatever the order of its day and month; a spreadsheet may have added decimals. */
function readYear(text: string): string {
  const date = withoutMidnight(text);
  const read = readDate(date, "day-first");
  if (typeof read === "object") return read.date.slice(0, 4);
  if (typeof readDate(date, "month-first") === "object") return date.slice(-4);
  return tidyDate(text)
    .replace(/\.0+$/, "")
    .replace(/ ?(?:г|год|р|ж)\.?$/, "");
}

function readLevels(cells: readonly AnswerCell[]): ReadValue {
  const levels: Record<string, string> = {};
  const unread: string[] = [];
  for (const { part, text } of cells) {
    const [language] = part;
    const said = caseless(text);
    if (!language || said === "") continue;
    const level = languageLevels.find(
      (one) => said === one.toLowerCase() || said.startsWith(`${one.toLowerCase()} `),
    );
    if (level) levels[language] = level;
    else if (no.has(said)) levels[language] = "none";
    else unread.push(text.trim());
  }
  return {
    answer: levels,
    ...(unread.length > 0 ? { problem: { error: "unread", text: unread.join("; ") } } : {}),
  };
}

function readEntries(fields: readonly { key: string }[], cells: readonly AnswerCell[]): Entry[] {
  const entries = new Map<number, Entry>();
  for (const { part, text } of cells) {
    const [index, field] = part;
    if (!field || !fields.some(({ key }) => key === field) || !text.trim()) continue;
    const at = Number(index);
    const entry = entries.get(at) ?? Object.fromEntries(fields.map(({ key }) => [key, ""]));
    entry[field] = text.trim();
    entries.set(at, entry);
  }
  return [...entries].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}

function readBox(label: Wording, text: string): ReadValue {
  const said = caseless(text);
  if (no.has(said)) return { answer: false };
  const isItsOwnWords = wordingsIn(label).some((one) => caseless(one) === said);
  return yes.has(said) || isItsOwnWords
    ? { answer: true }
    : { answer: false, problem: { error: "unread", text } };
}
