import { readSeparated, type UnreadableTable } from "~/platform/separated-values";

/** A row of a table: its number as a spreadsheet counts (the header is row 1), and its cells by column. */
export interface TableRow<Column extends string> {
  row: number;
  cells: Record<Column, string>;
}

/** Something in a file that can't be used. */
export interface TableProblem {
  file: string;
  row: number;
  text: string;
}

/** Input that can't be used, with all that is wrong in it. */
export class BadInput extends Error {
  constructor(readonly lines: string[]) {
    super(lines.join("\n"));
  }

  static of(problems: readonly TableProblem[], most = 20): BadInput {
    const lines = problems.slice(0, most).map(({ file, row, text }) => `${file}, row ${row}: ${text}`);
    if (problems.length > most) lines.push(`… and ${problems.length - most} more like these.`);
    return new BadInput(lines);
  }
}

/**
 * Reads a table as `readSeparated` does, with its columns in any order. Cells are trimmed. Throws {@link BadInput} for what isn't such a table: columns that are missing, unknown or doubled,
 * rows that are too short or too long, empty cells. Rows without anything in them are passed by, and counted.
 */
export function readTable<Column extends string, Extra extends string = never>(
  file: string,
  bytes: Uint8Array,
  columns: readonly Column[],
  extra: readonly Extra[] = [],
): TableRow<Column | Extra>[] {
  const wanted = `The header names ${columns.join(", ")}${extra.map((one) => ` and, if you like, ${one}`).join("")}`;
  const [header, ...records] = readRecords(file, bytes)
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (!header) throw new BadInput([`${file} is empty. ${wanted}.`]);
  const names = header.cells.map((name) => name.toLowerCase());
  const wrong = headerFaults(names, columns, extra);
  if (wrong.length > 0)
    throw BadInput.of([{ file, row: header.row, text: `${wanted}; ${wrong.join(", ")}.` }]);

  const rows: TableRow<Column | Extra>[] = [];
  const problems: TableProblem[] = [];
  for (const { row, cells: record } of records) {
    if (record.length !== names.length) {
      problems.push({
        file,
        row,
        text: `it has ${record.length} cells where the header has ${names.length}.`,
      });
      continue;
    }
    const empty = names.filter((_, place) => record[place] === "");
    if (empty.length > 0)
      problems.push({
        file,
        row,
        text: `${empty.join(" and ")} ${empty.length === 1 ? "is" : "are"} empty.`,
      });
    else {
      const cells = Object.fromEntries(names.map((name, place) => [name, record[place] ?? ""]));
      rows.push({ row, cells: cells as Record<Column | Extra, string> });
    }
  }
  if (problems.length > 0) throw BadInput.of(problems);
  return rows;
}

function headerFaults(
  names: readonly string[],
  columns: readonly string[],
  extra: readonly string[],
): string[] {
  const known = [...columns, ...extra];
  return [
    ...columns.filter((column) => !names.includes(column)).map((column) => `${column} is missing`),
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => (name === "" ? "a column has no name" : `"${name}" is unknown`)),
    ...names
      .filter((name, index) => name !== "" && names.indexOf(name) !== index)
      .map((name) => `${name} stands there twice`),
  ];
}

function readRecords(file: string, bytes: Uint8Array): string[][] {
  const read = readSeparated(bytes);
  if ("table" in read) return read.table.records;
  const { reason, row = 1 } = read.problem;
  if (reason === "empty") return [];
  if (reason === "quote-open")
    throw BadInput.of([{ file, row, text: "a quotation mark is opened and never closed." }]);
  if (reason === "quote-inside")
    throw BadInput.of([
      { file, row, text: "a quotation mark stands inside a cell, or text follows the one that closes it." },
    ]);
  throw new BadInput([`${file} ${notATable[reason]} Save it as "CSV UTF-8".`]);
}

const notATable: Record<
  Exclude<UnreadableTable["reason"], "empty" | "quote-open" | "quote-inside">,
  string
> = {
  encoding: "is not UTF-8 text.",
  "not-text": "is another kind of file, not a table written as text.",
  workbook: "is a workbook of a spreadsheet, not CSV.",
  "web-page": "is a web page, not a table.",
};

/** Rows whose key stands there already, as problems. */
export function repeated<Column extends string>(
  file: string,
  rows: readonly TableRow<Column>[],
  key: readonly Column[],
): TableProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, cells }) => {
    const value = JSON.stringify(key.map((column) => cells[column]));
    const before = first.get(value);
    if (before !== undefined) return [{ file, row, text: `the same ${key.join(", ")} as row ${before}.` }];
    first.set(value, row);
    return [];
  });
}

/** A cell as a number with "." before its decimals; null when it isn't one, or is beyond a billion. */
export function readNumber(cell: string): number | null {
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
  return Math.abs(value) <= 1e9 ? value : null;
}

/** What to say of a cell that {@link readNumber} can't read. */
export function notANumber(what: string, cell: string): string {
  if (/^[+-]?\d+,\d+$/.test(cell))
    return `the ${what} "${cell}" has a comma where "." stands before decimals.`;
  return /^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(cell) && Number(cell)
    ? `the ${what} "${cell}" is beyond a billion.`
    : `the ${what} "${cell}" is not a number.`;
}

/** A cell as a whole number from `least` up. */
export function readWhole(cell: string, least: number): number | null {
  const value = /^\d{1,9}$/.test(cell) ? Number(cell) : Number.NaN;
  return value >= least ? value : null;
}
