import { stringify } from "csv-stringify/sync";

/**
 * Rows as CSV (RFC 4180), an empty text where there is nothing. Cells are written as they are; what must not be run by
 * a spreadsheet is to be made harmless before. `lineEnd` stands after each row.
 */
export function csvOf(
  rows: readonly (readonly (string | number | null)[])[],
  { lineEnd = "\n" }: { lineEnd?: "\n" | "\r\n" } = {},
): string {
  return stringify(rows as (string | number | null)[][], {
    record_delimiter: lineEnd,
    // Once its ends of lines are named, csv-stringify 6 no longer quotes a cell that holds one: a row falls into two.
    quote_record_delimiter: true,
  });
}
