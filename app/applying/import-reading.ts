import type { FormDefinition } from "../questions/definition.ts";
import { guessMapping, judgeMapping, type Mapping } from "./import-mapping.ts";
import { askedOf, readRows, type ImportedRow, type RowProblem, type RowRules } from "./import-rows.ts";
import { readTable, type ImportTable, type TableProblem } from "./import-table.ts";

/** A table to be read for the first time; `separator` where somebody has said what stands between its cells. */
export interface TableToBegin {
  begin: { bytes: Uint8Array; separator?: string | undefined; form: FormDefinition };
}

/** A kept table to be read through, by what a coordinator has said of its columns so far. */
export interface TableToRead {
  read: { bytes: Uint8Array; separator: string | undefined; mapping: Mapping; rules: RowRules };
}

/** A table that can be read, with a first guess at what its columns mean. */
export interface BegunTable {
  separator: string;
  rows: number;
  mapping: Mapping;
}

/** A table read through: everything that a page shows of it, and everything that would be brought in. */
export interface ReadThrough {
  separator: string;
  columns: TableColumn[];
  /** What was said of the columns, less what the form no longer asks. */
  mapping: Mapping;
  rows: ImportedRow[];
  problems: RowProblem[];
}

export interface TableColumn {
  name: string;
  /** The first two different things in it. */
  samples: string[];
  /** What its cells leave open. */
  asks: "numbers" | "dates" | null;
}

/** The result of {@link beginHere} or {@link readHere}, or why a file is no table. */
export type Outcome<Result> = Result | { problem: TableProblem };

/** Reads a table for the first time. It takes as long as it takes: see import-reading.server.ts for a limit. */
export function beginHere({ bytes, separator, form }: TableToBegin["begin"]): Outcome<BegunTable> {
  const read = readTable(bytes, separator);
  if ("problem" in read) return read;
  return {
    separator: read.separator,
    rows: read.table.rows.length,
    mapping: guessMapping(read.table.columns, form),
  };
}

/** Reads a kept table through, row by row. It takes as long as it takes, too. */
export function readHere({ bytes, separator, mapping, rules }: TableToRead["read"]): Outcome<ReadThrough> {
  const read = readTable(bytes, separator);
  if ("problem" in read) return read;
  const { table } = read;
  // The form may have got a new version since: what it no longer asks is left out again.
  const lost = new Set(judgeMapping(mapping, rules.form, table.columns.length).map(({ column }) => column));
  const kept = Object.fromEntries(Object.entries(mapping).filter(([column]) => !lost.has(column)));
  const asked = askedOf(table, kept, rules.form);
  return {
    separator: read.separator,
    columns: table.columns.map((name, index) => ({
      name,
      samples: samplesOf(table, index),
      asks: asked[index] ?? null,
    })),
    mapping: kept,
    ...readRows(table, kept, rules),
  };
}

function samplesOf(table: ImportTable, column: number): string[] {
  const samples = new Set<string>();
  for (const row of table.rows) {
    const text = row[column]?.trim();
    if (text) samples.add(text);
    if (samples.size === 2) break;
  }
  return [...samples];
}
