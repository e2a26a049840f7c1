import { stringify } from "csv-stringify/sync";
import { startThread } from "~/platform/thread.server";
import { harmlessCell, type Cell } from "./export-table";

export type TableFormat = "csv" | "xlsx";

/** A table that leaves the app. */
export interface TableFile {
  content: Buffer;
  mediaType: string;
  rows: number;
}

type Batches = AsyncIterable<Cell[][]> | Iterable<Cell[][]>;

/** Writes a table as a file, row batch by row batch. A cell that a spreadsheet would run is written as text. */
export function writeTable(
  format: TableFormat,
  head: readonly string[],
  batches: Batches,
): Promise<TableFile> {
  return format === "csv" ? writeCsv(head, batches) : writeXlsx(head, batches);
}

/** UTF-8 with a byte order mark, by which spreadsheets know it; lines end as RFC 4180 has it. */
async function writeCsv(head: readonly string[], batches: Batches): Promise<TableFile> {
  const options = { escape_formulas: true, record_delimiter: "windows" } as const;
  const pieces = [stringify([[...head]], { ...options, bom: true })];
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    pieces.push(stringify(batch, options));
  }
  return { content: Buffer.from(pieces.join(""), "utf8"), mediaType: "text/csv; charset=utf-8", rows };
}

/** A workbook of one sheet whose cells are all text or numbers; put together in a thread of its own. */
async function writeXlsx(head: readonly string[], batches: Batches): Promise<TableFile> {
  const worker = startThread("app/selection/xlsx-worker.ts");
  const content = new Promise<Buffer>((done, fail) => {
    worker.once("message", (bytes: Uint8Array) => done(Buffer.from(bytes)));
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("The thread that writes tables ended before it was done.")));
  });
  // It is waited for at the end; until then a failure must not count as nobody's.
  content.catch(() => {});
  let rows = 0;
  try {
    worker.postMessage([[...head]]);
    for await (const batch of batches) {
      rows += batch.length;
      worker.postMessage(batch.map((row) => row.map(harmlessCell)));
    }
    worker.postMessage("done");
    return {
      content: await content,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      rows,
    };
  } finally {
    void worker.terminate();
  }
}
