import { filledWidth, readSeparated, type UnreadableTable } from "../platform/separated-values.ts";

/** A table as somebody brings it: unique names of columns, and rows as wide as those. */
export interface ImportTable {
  columns: string[];
  /** Row `i` is row `i + 2` of the sheet: the names of the columns are its first. */
  rows: string[][];
}

/** Why a file is no table that can be brought in: a key under `applying:office.import.refused`, and what it needs. */
export interface TableProblem {
  reason:
    UnreadableTable["reason"] | "no-rows" | "too-many-rows" | "too-many-columns" | "ragged" | "too-slow";
  row?: number;
  max?: number;
  /** Cells that a row has, where the names of the columns are `max`. */
  cells?: number;
  /** What was taken to stand between cells. */
  separator?: string;
}

export const importLimits = { bytes: 5 * 1024 * 1024, rows: 2000, columns: 300 } as const;

/**
 * Reads a table as Google Forms, KoboToolbox and spreadsheets write it, see `readSeparated`. Never throws; rows that
 * are empty throughout are left out, but for their number.
 */
export function readTable(
  bytes: Uint8Array,
  separator?: string,
): { table: ImportTable; separator: string } | { problem: TableProblem } {
  const read = readSeparated(bytes, separator);
  if ("problem" in read) return read;
  const [header = [], ...rows] = read.table.records;
  const width = filledWidth(header);
  if (width > importLimits.columns)
    return { problem: { reason: "too-many-columns", max: importLimits.columns } };
  const ragged = rows.findIndex((row) => filledWidth(row) > width);
  if (ragged >= 0)
    return {
      problem: {
        reason: "ragged",
        row: ragged + 2,
        cells: filledWidth(rows[ragged] ?? []),
        max: width,
        separator: read.table.separator,
      },
    };
  while (rows.length > 0 && isEmptyRow(rows.at(-1) ?? [])) rows.pop();
  if (rows.length === 0) return { problem: { reason: "no-rows" } };
  if (rows.length > importLimits.rows)
    return { problem: { reason: "too-many-rows", max: importLimits.rows } };
  return {
    table: {
      columns: uniqueNames(header.slice(0, width)),
      rows: rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? "")),
    },
    separator: read.table.separator,
  };
}

/** Whether a row says nothing at all. */
export function isEmptyRow(row: readonly string[]): boolean {
  return filledWidth(row) === 0;
}

/** Column names for people to choose from: none empty, none twice. */
function uniqueNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, index) => {
    const base = cell.replace(/\s+/g, " ").trim() || `#${index + 1}`;
    let name = base;
    for (let times = 2; taken.has(name); times++) name = `${base} (${times})`;
    taken.add(name);
    return name;
  });
}
