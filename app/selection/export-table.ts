import { wholeStart } from "~/platform/shortened";
import { answerLines } from "~/questions/answer-text";
import { isDate, type Answer, type Answers } from "~/questions/answers";
import { asNumber } from "~/questions/numbers";
import type { Audience, Question } from "~/questions/definition";
import { isAsked } from "~/questions/form-questions";

/** A cell of a table that leaves the app: text, a number, a day (its midnight in UTC), or nothing. */
export type Cell = string | number | Date | null;

/** One application, as far as a table may hold it. */
export interface ExportRow {
  code: string;
  status: string;
  submittedAt: Date | null;
  country: string | null;
  eligibility: string;
  check: string;
  readings: number;
  mean: number | null;
  decision: string | null;
  tags: readonly string[];
  source: string;
  /** Both only where they were asked for. */
  name: string | null;
  email: string | null;
  answers: Answers;
}

/** The columns that can be asked for, by the names that they keep: scripts lean on them. */
export const exportColumns = {
  submitted: { name: "submitted_at", of: (row) => row.submittedAt?.toISOString() ?? null },
  country: { name: "country", of: (row) => row.country },
  eligibility: { name: "eligibility", of: (row) => row.eligibility },
  check: { name: "check", of: (row) => row.check },
  readings: { name: "readings", of: (row) => row.readings },
  mean: { name: "mean", of: (row) => (row.mean === null ? null : Math.round(row.mean * 1000) / 1000) },
  decision: { name: "decision", of: (row) => row.decision },
  tags: { name: "tags", of: (row) => row.tags.join("; ") || null },
  source: { name: "source", of: (row) => row.source },
} satisfies Record<string, ExportField>;
export type ExportColumn = keyof typeof exportColumns;
export const exportColumnKeys = Object.keys(exportColumns) as ExportColumn[];

/** A column of the table: its name in the first line, and what it takes from an application. */
export interface ExportField {
  name: string;
  of: (row: ExportRow) => Cell;
}

/** What somebody wants in a table. */
export interface ExportWish {
  columns: readonly ExportColumn[];
  withNames: boolean;
  withEmails: boolean;
  answers: readonly Audience[];
}

/** The columns of a table, in an order that does not depend on that of the wish. */
export function exportFields(wish: ExportWish, questions: readonly Question[]): ExportField[] {
  const optional: ExportField[] = [
    ...(wish.withNames ? [{ name: "name", of: (row: ExportRow) => row.name }] : []),
    ...(wish.withEmails ? [{ name: "email", of: (row: ExportRow) => row.email }] : []),
  ];
  return [
    { name: "code", of: (row) => row.code },
    { name: "status", of: (row) => row.status },
    ...optional,
    ...exportColumnKeys.filter((key) => wish.columns.includes(key)).map((key) => exportColumns[key]),
    ...questions.filter(({ audience }) => wish.answers.includes(audience)).flatMap(fieldsOf),
  ];
}

/** The questions of several versions of a form, each once: as the newest version that asks it puts it. */
export function questionsOfVersions(versions: readonly (readonly Question[])[]): Question[] {
  const found = new Map<string, Question>();
  for (const questions of versions)
    for (const question of questions)
      if (isAsked(question) && question.type !== "file" && !found.has(question.key))
        found.set(question.key, question);
  return [...found.values()];
}

/** A question's column; a second one with words where the answer is a value that stands for them. */
function fieldsOf(question: Question): ExportField[] {
  const name = `answer.${question.key}`;
  const value: ExportField = { name, of: (row) => answerCell(question, row.answers[question.key]) };
  if (question.type === "entries")
    return [{ name, of: (row) => answerLines(question, row.answers[question.key], "en").join("\n") || null }];
  if (question.type !== "choice" && question.type !== "choices" && question.type !== "country")
    return [value];
  const label: ExportField = {
    name: `${name}.label`,
    of: (row) => answerLines(question, row.answers[question.key], "en").join("; ") || null,
  };
  return [value, label];
}

/** An answer as it is kept, on one line: "a; b" for several, "en:B2; ru:native" for languages, "yes" for a consent. */
export function answerValue(answer: Answer | undefined): Cell {
  if (answer === undefined || answer === "" || answer === false) return null;
  if (answer === true) return "yes";
  if (typeof answer === "string") return answer;
  if (Array.isArray(answer))
    return (
      answer.map((one) => (typeof one === "string" ? one : Object.values(one).join(", "))).join("; ") || null
    );
  return (
    Object.entries(answer)
      .map(([key, value]) => `${key}:${value}`)
      .join("; ") || null
  );
}

/** An answer as a cell of the kind that its question asks for; what is not of that kind stays the text that it is. */
export function answerCell(question: Question, answer: Answer | undefined): Cell {
  const value = answerValue(answer);
  if (typeof value !== "string") return value;
  switch (question.type) {
    case "number":
    case "scale":
    case "year": {
      const number = asNumber(value);
      return Number.isNaN(number) || value.replaceAll(/\D/g, "").length > exactDigits ? value : number;
    }
    case "date":
      return isDate(value) && value >= firstDay ? new Date(`${value}T00:00:00Z`) : value;
    default:
      return value;
  }
}

/** Digits that a spreadsheet keeps of a number. */
const exactDigits = 15;
/** Spreadsheets do not agree on the days before. */
const firstDay = "1901-01-01";

/** The most characters that we put into a cell: a spreadsheet holds 32,767. */
const cellLimit = 32_000;

/**
 * Text that any table can hold: no characters that XML forbids, no half characters, no more than a cell takes. What
 * divides text (a vertical tab is how Word writes a line break) leaves a blank.
 */
export function tidyCell(cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  const tidy = cell
    .toWellFormed()
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[\v\f\u001C-\u001F]/g, " ")
    .replaceAll(/[\u0000-\u0008\u000E-\u001B\u007F\uFFFE\uFFFF]/g, "");
  return tidy.length <= cellLimit ? tidy : `${wholeStart(tidy, cellLimit)}…`;
}

/** What begins as a formula does, also with a full-width sign (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const telephone = /^\+\d[\d\s().\-/]{3,30}$/;

/** Text that a spreadsheet takes for text when it reads CSV: what begins as a formula does gets an apostrophe. */
export function harmlessCell(cell: Cell): Cell {
  return typeof cell === "string" && formula.test(cell) ? `'${cell}` : cell;
}

/**
 * Like {@link harmlessCell}, for a workbook, which says of each cell that it is text: the apostrophe is there for those
 * who save it as CSV later, and a telephone number needs none. `_x0041_`, which would be read as the letter of that
 * code, is written so that it is not (ECMA-376, ST_Xstring).
 */
export function workbookCell(cell: Cell): Cell {
  if (typeof cell !== "string") return cell;
  return String(telephone.test(cell) ? cell : harmlessCell(cell)).replaceAll(
    /_(?=x[0-9A-F]{4}_)/gi,
    "_x005F_",
  );
}
