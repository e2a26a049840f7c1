import { regexes } from "zod/v4/core";
import { isLocale, localeNames, locales, type Locale } from "../platform/locale/locales.ts";
import { languageName } from "../platform/locale/format.ts";
import { judgeAnswer, type AnswerProblem, type Answers } from "../questions/answers.ts";
import type { FormDefinition, Question } from "../questions/definition.ts";
import { questionsOf } from "../questions/form-questions.ts";
import { findGaps } from "../questions/gaps.ts";
import { judgeSize } from "./answer-size.ts";
import { dateManners, numberManners } from "./import-choices.ts";
import { readDate, slashedOrder } from "./import-dates.ts";
import { targetsOf, type Mapping, type MappingTarget, type OwnTarget } from "./import-mapping.ts";
import { readMoments, zoneOfColumn } from "./import-moments.ts";
import { readNumber } from "./import-numbers.ts";
import { caseless } from "./import-options.ts";
import { isEmptyRow, type ImportTable } from "./import-table.ts";
import {
  readCells,
  withoutMidnight,
  type AnswerCell,
  type Manners,
  type ValueProblem,
} from "./import-values.ts";

/** An application as a row of a table gives it. */
export interface ImportedRow {
  /** Its number in the sheet, where the names of the columns are row 1. */
  row: number;
  name: string;
  email: string | null;
  submittedAt: Date | null;
  locale: Locale;
  answers: Answers;
}

/** What keeps a row from being brought in. */
export interface RowProblem {
  row: number;
  /** The column it is about, or null where a column is missing. */
  column: string | null;
  question?: string;
  /** An answer's problem in the engine's terms, or one of the table's own: keys under `applying:import.problem`. */
  problem:
    | AnswerProblem
    | ValueProblem
    | {
        error:
          | "moment-unread"
          | "moment-ambiguous"
          | "moment-late"
          | "email"
          | "name"
          | "no-name"
          | "name-damaged"
          | "language";
        text?: string;
      }
    | { error: "email-twice"; other: number };
}

/** As accounts take them: `z.email()` alone, without loading all of Zod into a thread. */
const isAddress = (text: string) => text.length <= 254 && regexes.email.test(text);

export interface RowRules {
  form: FormDefinition;
  countries: readonly string[];
  /** The zone of moments that name none. */
  zone: string;
  now: Date;
  /** Whether a row may leave required questions unanswered: a form that was made elsewhere may not have asked them. */
  allowGaps: boolean;
  /** How columns write what their cells leave open, by their numbers; see {@link askedOf}. */
  manners: Readonly<Record<string, string>>;
}

/** Reads every row by a mapping, and says everything that is wrong with each. Nothing of it is stored. */
export function readRows(
  table: ImportTable,
  mapping: Mapping,
  rules: RowRules,
): { rows: ImportedRow[]; problems: RowProblem[] } {
  const columnOf = new Map(Object.entries(mapping).map(([column, target]) => [target, Number(column)]));
  const named = (column: number | undefined) =>
    column === undefined ? null : (table.columns[column] ?? null);
  const own = (cells: readonly string[], target: OwnTarget) =>
    cells[columnOf.get(target) ?? -1]?.trim() ?? "";
  const momentColumn = columnOf.get("submitted-at");
  const moments =
    momentColumn === undefined
      ? []
      : readMoments(
          table.rows.map((cells) => cells[momentColumn] ?? ""),
          zoneOfColumn(table.columns[momentColumn] ?? "", rules.zone),
          dateManners.find((one) => one === rules.manners[momentColumn]),
        );
  const columnsOf = answerColumns(table, mapping, rules);
  const rows: ImportedRow[] = [];
  const problems: RowProblem[] = [];
  const firstWith = new Map<string, number>();
  const isNamed = columnOf.has("name");
  // Said once, about the names of the columns, rather than about every row.
  if (!isNamed) problems.push({ row: 1, column: null, problem: { error: "no-name" } });

  table.rows.forEach((cells, index) => {
    if (isEmptyRow(cells)) return;
    const row = index + 2;
    const wrong = (target: OwnTarget, problem: RowProblem["problem"]) =>
      problems.push({ row, column: named(columnOf.get(target)), problem });

    const name = own(cells, "name").replace(/\s+/g, " ");
    if (isNamed && (name === "" || [...name].length > 120)) wrong("name", { error: "name" });
    else if (name.includes("\uFFFD")) wrong("name", { error: "name-damaged", text: name });
    const email = own(cells, "email");
    if (email !== "" && !isAddress(email)) wrong("email", { error: "email", text: email });
    const other = firstWith.get(email.toLowerCase());
    if (email !== "" && other !== undefined) wrong("email", { error: "email-twice", other });
    else firstWith.set(email.toLowerCase(), row);
    const moment = moments[index] ?? null;
    if (moment === "unread" || moment === "ambiguous")
      wrong("submitted-at", { error: `moment-${moment}`, text: own(cells, "submitted-at") });
    else if (moment && moment > rules.now) wrong("submitted-at", { error: "moment-late" });
    const language = own(cells, "locale");
    const locale = readLocale(language);
    if (!locale) wrong("locale", { error: "language", text: language });

    const { answers, found } = readAnswersOf(cells, columnsOf, rules);
    problems.push(...found.map(({ column, ...rest }) => ({ row, column: named(column), ...rest })));
    rows.push({
      row,
      name,
      email: email || null,
      submittedAt: moment instanceof Date ? moment : null,
      locale: locale ?? "en",
      answers,
    });
  });
  return { rows, problems };
}

/** What a column's cells leave open, for a coordinator to say: by its number, how it writes numbers or dates. */
export function askedOf(
  table: ImportTable,
  mapping: Mapping,
  form: FormDefinition,
): Record<string, "numbers" | "dates"> {
  const targets = new Map(targetsOf(form).map((target) => [target.value, target]));
  return Object.fromEntries(
    Object.entries(mapping).flatMap(([column, value]): [string, "numbers" | "dates"][] => {
      const target = targets.get(value);
      const cells = table.rows.map((row) => row[Number(column)] ?? "");
      if (target?.question?.type === "number")
        return cells.some((text) => readNumber(text) === "ambiguous") ? [[column, "numbers"]] : [];
      if (target?.own !== "submitted-at" && target?.question?.type !== "date") return [];
      const isOpen =
        target.own === "submitted-at"
          ? readMoments(cells, "UTC").includes("ambiguous")
          : isOrderOpen(cells.map(withoutMidnight));
      return isOpen ? [[column, "dates"]] : [];
    }),
  );
}

function isOrderOpen(days: readonly string[]): boolean {
  const order = slashedOrder(days);
  return days.some((text) => readDate(text, order) === "ambiguous");
}

/** A language of the app by its code or its name, as "ru-RU", "Russian" or "English (en)"; English where none is said. */
function readLocale(text: string): Locale | null {
  if (text === "") return "en";
  const said = caseless(text).replace(/ ?\(.*\)$/, "");
  const code = said.split(/[-_]/)[0];
  if (isLocale(code)) return code;
  const names = (locale: Locale) => [localeNames[locale], ...locales.map((one) => languageName(locale, one))];
  return locales.find((locale) => names(locale).some((name) => caseless(name) === said)) ?? null;
}

interface AnswerColumn {
  column: number;
  part: readonly string[];
  manners: Manners;
}

/** The columns that answer each question, with the part of the answer that each is, and how it writes it. */
function answerColumns(
  table: ImportTable,
  mapping: Mapping,
  rules: Pick<RowRules, "form" | "manners">,
): Map<string, AnswerColumn[]> {
  const targets = new Map(targetsOf(rules.form).map((target) => [target.value, target]));
  const columns = new Map<string, AnswerColumn[]>();
  for (const [column, value] of Object.entries(mapping)) {
    const target = targets.get(value);
    if (!target?.question) continue;
    const list = columns.get(target.question.key) ?? [];
    const manners = mannersOf(table, Number(column), target, rules.manners[column]);
    list.push({ column: Number(column), part: target.path ?? [], manners });
    columns.set(target.question.key, list);
  }
  return columns;
}

function mannersOf(
  table: ImportTable,
  column: number,
  { question }: MappingTarget,
  manner: string | undefined,
): Manners {
  if (question?.type === "number") return { numbers: numberManners.find((one) => one === manner) };
  if (question?.type !== "date") return {};
  const days = table.rows.map((row) => withoutMidnight(row[column] ?? ""));
  return { dates: dateManners.find((one) => one === manner) ?? slashedOrder(days) };
}

function readAnswersOf(
  cells: readonly string[],
  columnsOf: ReadonlyMap<string, readonly AnswerColumn[]>,
  rules: RowRules,
): {
  answers: Answers;
  found: { column: number | undefined; question: string; problem: RowProblem["problem"] }[];
} {
  const answers: Answers = {};
  const found: { column: number | undefined; question: string; problem: RowProblem["problem"] }[] = [];
  const broken = new Set<string>();
  const questions = questionsOf(rules.form);
  for (const question of questions) {
    const columns = columnsOf.get(question.key);
    if (!columns) continue;
    const column = columns[0]?.column;
    const given: AnswerCell[] = columns.map(({ column: at, part }) => ({ part, text: cells[at] ?? "" }));
    const { answer, problem: unread } = readCells(question, given, columns[0]?.manners);
    answers[question.key] = answer;
    const problem = unread ?? wrongIn(question, answer, rules.countries);
    if (!problem) continue;
    found.push({ column, question: question.key, problem });
    broken.add(question.key);
  }
  if (!rules.allowGaps)
    for (const { section: _section, ...gap } of findGaps(
      rules.form.sections,
      answers,
      new Set(),
      rules.countries,
    )) {
      const isFile = questions.some(({ key, type }) => key === gap.question && type === "file");
      if (!broken.has(gap.question) && !isFile)
        found.push({
          column: columnsOf.get(gap.question)?.[0]?.column,
          question: gap.question,
          problem: gap,
        });
    }
  return { answers, found };
}

/**
 * What is wrong with an answer, whatever a coordinator allows. Essays from elsewhere may be longer than this form asks
 * for: whether that is a gap is asked elsewhere, and they are kept whole.
 */
function wrongIn(
  question: Question,
  answer: Answers[string],
  countries: readonly string[],
): AnswerProblem | null {
  const size = judgeSize(question, answer);
  if (size) return size;
  const problem = judgeAnswer(question, answer, countries);
  return problem?.error === "too-long" || problem?.error === "too-many-words" ? null : problem;
}
