import { CsvError, parse } from "csv-parse/sync";

/** Signs that stand between the cells of a row, as spreadsheets and form programs write them. */
export const separators = [",", ";", "\t"] as const;

/** A table as a file holds it. */
export interface SeparatedTable {
  /** Every row with its cells, the names of the columns among them; row `i` is row `i + 1` of a spreadsheet. */
  records: string[][];
  /** The sign that stands between cells: one of {@link separators}, or what the file's own first line says. */
  separator: string;
}

/** Why a file is no table. `row` counts as a spreadsheet does; it is where a quotation mark goes wrong. */
export interface UnreadableTable {
  reason: "empty" | "encoding" | "not-text" | "workbook" | "web-page" | "quote-open" | "quote-inside";
  row?: number;
}

/**
 * Reads a table of separated values (RFC 4180) in UTF-8, or in UTF-16 where it says so itself: the one reader of the
 * project. The sign between cells is `separator` where somebody has said it, else what a first line `sep=;` says, else
 * the sign that gives all rows one width. That first line is no row. Never throws.
 */
export function readSeparated(
  bytes: Uint8Array,
  separator?: string,
): { table: SeparatedTable } | { problem: UnreadableTable } {
  const decoded = decode(bytes);
  if ("problem" in decoded) return decoded;
  const { text, said } = withoutSeparatorLine(decoded.text);
  const told = separator ?? said;
  // Lines of signs that stand between nothing and nothing are none.
  if (/^[\s,;"]*$/.test(text)) return { problem: { reason: "empty" } };
  const read = told === undefined ? bestOf(separators.map((sign) => readAs(text, sign))) : readAs(text, told);
  return "records" in read
    ? { table: { records: read.records, separator: read.separator } }
    : { problem: { reason: read.reason, row: read.row } };
}

/** How many of a row's cells count: those up to its last that holds anything. */
export function filledWidth(record: readonly string[]): number {
  return record.findLastIndex((cell) => cell.trim() !== "") + 1;
}

/** All that a table of separated values says, as one text; empty where it is none. */
export function tableText(bytes: Uint8Array): string {
  const decoded = decode(bytes);
  return "text" in decoded ? decoded.text : "";
}

function decode(bytes: Uint8Array): { text: string } | { problem: UnreadableTable } {
  // What people pick in place of a table: a workbook (a ZIP, or a compound file), which no decoder may judge.
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { problem: { reason: "workbook" } };
  const encoding = startsWith(bytes, [0xff, 0xfe])
    ? "utf-16le"
    : startsWith(bytes, [0xfe, 0xff])
      ? "utf-16be"
      : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return { problem: { reason: bytes.includes(0) ? "not-text" : "encoding" } };
  }
  if (text.includes("\0") || text.startsWith("%PDF-")) return { problem: { reason: "not-text" } };
  // A page that asks to log in, saved in place of the download.
  if (/^\s*<(!doctype|html|\?xml)\b/i.test(text)) return { problem: { reason: "web-page" } };
  return { text };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Takes off the first line by which Excel knows the sign, such as `sep=;`. */
function withoutSeparatorLine(text: string): { text: string; said: string | undefined } {
  const line = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)/i.exec(text);
  return { text: line ? text.slice(line[0].length) : text, said: line?.[1] };
}

interface Read {
  separator: string;
  records: string[][];
}

interface Failed {
  separator: string;
  reason: "quote-open" | "quote-inside";
  row: number;
}

function readAs(text: string, separator: string): Read | Failed {
  const strict = parseAs(text, separator, '"');
  // By hand one types a blank after a comma, before a quotation mark too.
  const eased = "reason" in strict && separator !== "\t" ? parseAs(text, separator, '"', true) : strict;
  const read = "records" in eased ? eased : strict;
  // Google's tables with tabs hold no quotation marks but those that somebody typed.
  if (separator !== "\t" || ("records" in read && fitOf(read).isEven)) return read;
  const bare = parseAs(text, separator, false);
  return "records" in bare && ("reason" in read || fitOf(bare).isEven) ? bare : read;
}

function parseAs(text: string, separator: string, quote: '"' | false, trim = false): Read | Failed {
  try {
    const records = parse(text, {
      delimiter: separator,
      quote,
      trim,
      relax_column_count: true,
      // All of them, as a file put together from two may end its lines in two ways.
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    return { separator, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Where the row begins, not where the parser gave up: a quote that doesn't close runs to the end of the file.
    const row = typeof error["records"] === "number" ? error["records"] + 1 : 1;
    return { separator, row, reason: error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote-open" : "quote-inside" };
  }
}

/** How well a sign explains a file. */
interface Fit {
  read: Read;
  /** Cells of the first row, the names of the columns. */
  width: number;
  /** Whether all rows are as wide as the first. */
  isEven: boolean;
  /** Whether no row has anything beyond the first one's cells. */
  isWithin: boolean;
  /** The share of the other rows that are as wide as the first. */
  share: number;
  /** Whether most of the signs in the first row are followed by a blank, as commas are in a sentence. */
  isProse: boolean;
}

function fitOf(read: Read): Fit {
  const [first = [], ...rest] = read.records.filter((record) => filledWidth(record) > 0);
  const width = first.length;
  const same = rest.filter((record) => record.length === width).length;
  return {
    read,
    width,
    isEven: same === rest.length,
    isWithin: rest.every((record) => filledWidth(record) <= width),
    share: rest.length === 0 ? 1 : same / rest.length,
    isProse: first.slice(1).filter((cell) => /^\s/.test(cell)).length * 2 > width - 1,
  };
}

/**
 * The reading that explains a file best: all rows of one width; else rows that are short at most; else most rows of one
 * width, for whoever asks to say which are not. A sign that makes a single column explains nothing.
 */
function bestOf(attempts: readonly (Read | Failed)[]): Read | Failed {
  const fits = attempts.flatMap((one) => ("records" in one ? [fitOf(one)] : []));
  const failed = attempts.filter((one) => "reason" in one);
  const wide = fits.filter(({ width }) => width > 1);
  const most = (candidates: readonly Fit[], value: (fit: Fit) => number) =>
    candidates.reduce<Fit | undefined>(
      (best, fit) => (!best || value(fit) > value(best) ? fit : best),
      undefined,
    );
  const best =
    most(
      wide.filter(({ isEven }) => isEven),
      ({ isProse, width }) => (isProse ? 0 : 1000) + Math.min(width, 999),
    ) ??
    most(
      wide.filter(({ isWithin, isProse }) => isWithin && !isProse),
      ({ share }) => share,
    );
  if (best) return best.read;
  const named = wide.filter(({ isProse }) => !isProse);
  const mostly = most(
    named.filter(({ share }) => share >= 0.5),
    ({ share }) => share,
  );
  if (mostly) return mostly.read;
  // The sign that reads furthest before a quotation mark goes wrong is the one that the file was written with.
  const furthest = failed.toSorted((a, b) => b.row - a.row)[0];
  if (furthest) return furthest;
  const left = most(named, ({ share }) => share) ?? fits.find(({ width }) => width === 1) ?? fits[0];
  return left?.read ?? { separator: ",", records: [] };
}
