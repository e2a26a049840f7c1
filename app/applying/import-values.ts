import {
  entryFieldsOf,
  languageLevels,
  type Answer,
  type Entry,
  type Question,
  type Wording,
} from "~/cohorts/questions";
import { countryName } from "~/platform/locale/format";
import { countryCodes, otherCountry } from "./countries";

/** A cell of a table that goes to a question, with the part of the answer that it is. */
export interface AnswerCell {
  part: readonly string[];
  text: string;
}

/** What cells say, as an answer; `unread` holds words that fit none of the question's options. */
export interface ReadValue {
  answer: Answer | undefined;
  unread?: string;
}

/**
 * Reads an answer from the cells that a table has for a question. Options are known by value or by wording in any
 * language, countries by code or name, boxes by "yes", "да", "1" or the box's own words. What cannot be read is
 * said, never guessed; limits are the engine's to judge.
 */
export function readCells(question: Question, cells: readonly AnswerCell[]): ReadValue {
  const whole = cells.find(({ part }) => part.length === 0)?.text.trim() ?? "";
  switch (question.type) {
    case "choice":
      return found(whole, optionOf(question.options, whole));
    case "choices":
      return readChoices(question.options, whole, cells);
    case "country":
      return found(whole, countryOf(whole));
    case "languages":
      return readLevels(cells);
    case "entries":
      return { answer: readEntries(entryFieldsOf(question), cells) };
    case "consent":
      return readBox(question.label, whole);
    case "scale":
    case "number":
      return { answer: whole.replace(/^(-?\d+)\.0+$/, "$1") };
    case "date":
      return { answer: whole.slice(0, 10) };
    case "file":
    case "note":
      return { answer: undefined };
    case "year":
      // A whole date answers for its year; a spreadsheet may have added decimals.
      return { answer: /^\d{4}-\d\d-\d\d/.test(whole) ? whole.slice(0, 4) : whole.replace(/\.0+$/, "") };
    default:
      return { answer: whole.replaceAll(/\r\n?/g, "\n") };
  }
}

type Option = { value: string; label: Wording };

function found(text: string, value: string | undefined): ReadValue {
  if (text === "") return { answer: "" };
  return value === undefined ? { answer: "", unread: text } : { answer: value };
}

function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
}

function optionOf(options: readonly Option[], text: string): string | undefined {
  const wanted = plain(text);
  return options.find(
    ({ value, label }) =>
      plain(value) === wanted || Object.values(label).some((one) => plain(one) === wanted),
  )?.value;
}

const yes = new Set(["1", "yes", "true", "x", "✓", "да", "agree", "i agree", "согласен", "согласна"]);
const no = new Set(["", "0", "no", "false", "нет"]);

function readChoices(options: readonly Option[], whole: string, cells: readonly AnswerCell[]): ReadValue {
  const chosen = new Set<string>();
  const unread: string[] = [];
  for (const { part, text } of cells) {
    const [value] = part;
    if (value === undefined) continue;
    // A column of its own for an option holds a mark, or the option's words again.
    if (yes.has(plain(text)) || optionOf(options, text) === value) chosen.add(value);
    else if (!no.has(plain(text))) unread.push(text.trim());
  }
  const list = splitList(options, whole);
  for (const value of list.values) chosen.add(value);
  unread.push(...list.unread);
  return {
    answer: options.map(({ value }) => value).filter((value) => chosen.has(value)),
    ...(unread.length > 0 ? { unread: unread.join("; ") } : {}),
  };
}

/** Splits "A, B, C" (Google Forms), "A; B", lines, or "a b" (KoboToolbox); labels may hold commas themselves. */
function splitList(options: readonly Option[], text: string): { values: string[]; unread: string[] } {
  if (text.trim() === "") return { values: [], unread: [] };
  const single = optionOf(options, text);
  if (single !== undefined) return { values: [single], unread: [] };
  const names = options
    .flatMap(({ value, label }) => Object.values(label).map((one) => ({ value, name: plain(one) })))
    .sort((a, b) => b.name.length - a.name.length);
  const values: string[] = [];
  let rest = plain(text.replaceAll("\n", "; "));
  for (const { value, name } of names) {
    const at = wholePiece(rest, name);
    if (at < 0) continue;
    values.push(value);
    rest = rest.slice(0, at) + rest.slice(at + name.length);
  }
  const left = rest.split(/ *[,;] */).filter(Boolean);
  const words = left.flatMap((piece) => {
    const pieces = piece.split(" ");
    return pieces.every((word) => optionOf(options, word) !== undefined) ? pieces : [piece];
  });
  const unread: string[] = [];
  for (const word of words) {
    const value = optionOf(options, word);
    if (value === undefined) unread.push(word);
    else values.push(value);
  }
  return { values, unread };
}

/** Where a name stands in a list as a piece of its own, between separators; -1 if it does not. */
function wholePiece(list: string, name: string): number {
  for (let at = list.indexOf(name); at >= 0; at = list.indexOf(name, at + 1)) {
    const isStart = /(^|[,;] *)$/.test(list.slice(0, at));
    if (isStart && /^ *([,;]|$)/.test(list.slice(at + name.length))) return at;
  }
  return -1;
}

let countriesByName: Map<string, string> | undefined;

/** A country's code by its code or its English or Russian name. */
function countryOf(text: string): string | undefined {
  countriesByName ??= new Map(
    [...countryCodes, otherCountry].flatMap((code) => [
      [code.toLowerCase(), code],
      ...(["en", "ru"] as const).map((locale): [string, string] => [plain(countryName(code, locale)), code]),
    ]),
  );
  return countriesByName.get(plain(text));
}

function readLevels(cells: readonly AnswerCell[]): ReadValue {
  const levels: Record<string, string> = {};
  const unread: string[] = [];
  for (const { part, text } of cells) {
    const [language] = part;
    const said = plain(text);
    if (!language || said === "") continue;
    const level = languageLevels.find(
      (one) => said === one.toLowerCase() || said.startsWith(`${one.toLowerCase()} `),
    );
    if (level) levels[language] = level;
    else if (no.has(said)) levels[language] = "none";
    else unread.push(text.trim());
  }
  return { answer: levels, ...(unread.length > 0 ? { unread: unread.join("; ") } : {}) };
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
  const said = plain(text);
  if (no.has(said)) return { answer: false };
  const isItsOwnWords = Object.values(label).some((one) => plain(one) === said);
  return yes.has(said) || isItsOwnWords ? { answer: true } : { answer: false, unread: text };
}
