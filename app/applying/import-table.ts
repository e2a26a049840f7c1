import { parse, CsvError } from "csv-parse/sync";

/** A table as somebody brings it: unique names of columns, and rows as wide as those. */
export interface ImportTable {
  columns: string[];
  /** Row `i` is row `i + 2` of the sheet: the names of the columns are its first. */
  rows: string[][];
}

/** Why a file is no table that can be read: a key under `applying:import.unreadable`, and the row it is about. */
export interface TableProblem {
  reason: "empty" | "encoding" | "no-rows" | "too-many-rows" | "too-many-columns" | "ragged" | "syntax";
  row?: number;
  max?: number;
}

export const importLimits = { bytes: 5 * 1024 * 1024, rows: 2000, columns: 300, cell: 20_000 } as const;

/**
 * Reads comma-, semicolon- or tab-separated values (RFC 4180) in UTF-8, or in UTF-16 where it says so itself, as Google
 * Forms, KoboToolbox and spreadsheets write them. Never throws; rows that are empty throughout are left out, but
 * for their number.
 */
export function readTable(bytes: Uint8Array): { table: ImportTable } | { problem: TableProblem } {
  const text = decode(bytes);
  if (text === null) return { problem: { reason: "encoding" } };
  if (text.trim() === "") return { problem: { reason: "empty" } };
  let records: string[][];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: importLimits.bytes,
    });
  } catch (error) {
    if (error instanceof CsvError)
      return { problem: { reason: "syntax", row: Number(error["records"] ?? 0) + 1 } };
    throw error;
  }
  const [header = [], ...rows] = records;
  const width = lastFilled(header) + 1;
  if (width > importLimits.columns)
    return { problem: { reason: "too-many-columns", max: importLimits.columns } };
  const ragged = rows.findIndex((row) => lastFilled(row) >= width);
  if (ragged >= 0) return { problem: { reason: "ragged", row: ragged + 2 } };
  while (rows.length > 0 && lastFilled(rows.at(-1) ?? []) < 0) rows.pop();
  if (rows.length === 0) return { problem: { reason: "no-rows" } };
  if (rows.length > importLimits.rows)
    return { problem: { reason: "too-many-rows", max: importLimits.rows } };
  return {
    table: {
      columns: uniqueNames(header.slice(0, width)),
      rows: rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? "")),
    },
  };
}

/** Whether a row says nothing at all. */
export function isEmptyRow(row: readonly string[]): boolean {
  return lastFilled(row) < 0;
}

function lastFilled(row: readonly string[]): number {
  return row.findLastIndex((cell) => cell.trim() !== "");
}

function decode(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** The separator that the first line uses most, outside quotation marks. */
function delimiterOf(text: string): string {
  const counts = new Map([
    [",", 0],
    [";", 0],
    ["\t", 0],
  ]);
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === "\n" || character === "\r") break;
    else if (counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

/** Column names for people to choose from: none empty, none twice. */
function uniqueNames(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell.replace(/\s+/g, " ").trim() || `#${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
