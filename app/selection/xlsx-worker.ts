import { parentPort } from "node:worker_threads";
import writeXlsxFile from "write-excel-file/node";

// The other side of table-file.server.ts: gathers rows, the head first, and answers "done" with a workbook of them.

type Cell = string | number | Date | null;
const rows: Cell[][] = [];

parentPort?.on("message", (message: Cell[][] | "done") => {
  if (message === "done") void write();
  else for (const row of message) rows.push(row);
});

async function write(): Promise<void> {
  const [head = [], ...body] = rows;
  const sheet = [
    head.map((value) => ({ value: String(value), type: String, fontWeight: "bold" as const })),
    ...body.map((row) => row.map(workbookCell)),
  ];
  const content = await writeXlsxFile(sheet, { stickyRowsCount: 1 }).toBuffer();
  parentPort?.postMessage(new Uint8Array(content));
}

function workbookCell(cell: Cell) {
  if (cell === null || cell === "") return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  if (cell instanceof Date) return { value: cell, type: Date, format: "yyyy-mm-dd" };
  return { value: cell, type: String };
}
