import { z } from "zod";
import {
  findGaps,
  judgeAnswer,
  questionsOf,
  type AnswerProblem,
  type Answers,
  type FormDefinition,
} from "~/cohorts/questions";
import { isLocale } from "~/platform/locale/locales";
import { isStorable } from "./drafts";
import { answerTarget, type Mapping, type OwnTarget } from "./import-mapping";
import { readMoments } from "./import-moments";
import { isEmptyRow, type ImportTable } from "./import-table";
import { readCells, type AnswerCell } from "./import-values";

/** An application as a row of a table gives it. */
export interface ImportedRow {
  /** Its number in the sheet, where the names of the columns are row 1. */
  row: number;
  name: string;
  email: string | null;
  submittedAt: Date | null;
  locale: "en" | "ru";
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
    | {
        error: "unread" | "moment-unread" | "moment-ambiguous" | "moment-late" | "email" | "name" | "no-name";
        text?: string;
      }
    | { error: "email-twice"; other: number };
}

export interface RowRules {
  form: FormDefinition;
  countries: readonly string[];
  /** The zone of moments that name none. */
  zone: string;
  now: Date;
  /** Whether a row may leave required questions unanswered: a form that was made elsewhere may not have asked them. */
  allowGaps: boolean;
}

const emailAddress = z.email().max(254);

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
  const moments = readMoments(
    table.rows.map((cells) => (momentColumn === undefined ? "" : (cells[momentColumn] ?? ""))),
    rules.zone,
  );
  const columnsOf = answerColumns(mapping);
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
    const email = own(cells, "email");
    if (email !== "" && !emailAddress.safeParse(email).success)
      wrong("email", { error: "email", text: email });
    const other = firstWith.get(email.toLowerCase());
    if (email !== "" && other !== undefined) wrong("email", { error: "email-twice", other });
    else firstWith.set(email.toLowerCase(), row);
    const moment = moments[index] ?? null;
    if (moment === "unread" || moment === "ambiguous")
      wrong("submitted-at", { error: `moment-${moment}`, text: own(cells, "submitted-at") });
    else if (moment && moment > rules.now) wrong("submitted-at", { error: "moment-late" });

    const { answers, found } = readAnswersOf(cells, columnsOf, rules);
    problems.push(...found.map(({ column, ...rest }) => ({ row, column: named(column), ...rest })));
    const locale = own(cells, "locale").toLowerCase().slice(0, 2);
    rows.push({
      row,
      name,
      email: email || null,
      submittedAt: moment instanceof Date ? moment : null,
      locale: isLocale(locale) ? locale : "en",
      answers,
    });
  });
  return { rows, problems };
}

/** The columns that answer each question, with the part of the answer each is. */
function answerColumns(mapping: Mapping): Map<string, { column: number; part: string[] }[]> {
  const columns = new Map<string, { column: number; part: string[] }[]>();
  for (const [column, value] of Object.entries(mapping)) {
    const target = answerTarget(value);
    if (!target) continue;
    const list = columns.get(target.question) ?? [];
    list.push({ column: Number(column), part: target.part });
    columns.set(target.question, list);
  }
  return columns;
}

function readAnswersOf(
  cells: readonly string[],
  columnsOf: ReturnType<typeof answerColumns>,
  rules: RowRules,
): {
  answers: Answers;
  found: { column: number | undefined; question: string; problem: RowProblem["problem"] }[];
} {
  const answers: Answers = {};
  const found: { column: number | undefined; question: string; problem: RowProblem["problem"] }[] = [];
  const broken = new Set<string>();
  for (const question of questionsOf(rules.form)) {
    const columns = columnsOf.get(question.key);
    if (!columns) continue;
    const column = columns[0]?.column;
    const given: AnswerCell[] = columns.map(({ column: at, part }) => ({ part, text: cells[at] ?? "" }));
    const { answer, unread } = readCells(question, given);
    answers[question.key] = answer;
    const problem = judgeAnswer(question, answer, rules.countries);
    if (unread !== undefined)
      found.push({ column, question: question.key, problem: { error: "unread", text: unread } });
    // Essays from elsewhere may be longer than this form allows; they are kept whole, as a draft's are.
    else if (problem && !isStorable([problem])) found.push({ column, question: question.key, problem });
    else if (problem?.error === "number") found.push({ column, question: question.key, problem });
    else continue;
    broken.add(question.key);
  }
  if (!rules.allowGaps)
    for (const { section: _section, ...gap } of findGaps(
      rules.form.sections,
      answers,
      new Set(),
      rules.countries,
    )) {
      const isFile = questionsOf(rules.form).some(({ key, type }) => key === gap.question && type === "file");
      if (!broken.has(gap.question) && !isFile)
        found.push({
          column: columnsOf.get(gap.question)?.[0]?.column,
          question: gap.question,
          problem: gap,
        });
    }
  return { answers, found };
}
