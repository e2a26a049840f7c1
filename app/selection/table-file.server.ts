import { csvOf } from "~/platform/csv";
import { startThread } from "~/platform/thread.server";
import { harmlessCell, tidyCell, workbookCell, type Cell } from "./export-table";

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
  const pieces = ["\uFEFF", csvOf([head], { lineEnd: "\r\n" })];
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    pieces.push(
      csvOf(
        batch.map((row) => row.map(csvCell)),
        { lineEnd: "\r\n" },
      ),
    );
  }
  return { content: Buffer.from(pieces.join(""), "utf8"), mediaType: "text/csv; charset=utf-8", rows };
}

function csvCell(cell: Cell): string | number | null {
  const tidy = harmlessCell(tidyCell(cell));
  return tidy instanceof Date ? tidy.toISOString().slice(0, 10) : tidy;
}

/** A workbook of one sheet whose cells say of themselves what they are; put together in a thread of its own. */
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
    worker.postMessage([head.map(workbookCell)]);
    for await (const batch of batches) {
      rows += batch.length;
      worker.postMessage(batch.map((row) => row.map((cell) => workbookCell(tidyCell(cell)))));
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
