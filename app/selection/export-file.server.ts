import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { stringify } from "csv-stringify/sync";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import {
  exportFields,
  harmlessCell,
  tidyCell,
  type Cell,
  type ExportField,
  type ExportRow,
  type ExportWish,
} from "./export-table";
import { listVersions, questionsIn, readExportRows } from "./export-rows.server";

export type ExportFormat = "csv" | "xlsx";

/** A table that leaves the app. */
export interface ExportFile {
  content: Buffer;
  mediaType: string;
  rows: number;
}

/** The most applications in one table; with answers fewer, as each brings some pages of text. */
export const exportLimits = { plain: 20_000, withAnswers: 5_000 };

/**
 * Makes a table of the given applications of an edition and writes down who took it, with how many rows and what kind
 * of columns. The caller has checked that the actor coordinates the edition.
 */
export async function exportApplications(
  actorId: string,
  editionId: string,
  ids: readonly string[],
  wish: ExportWish,
  format: ExportFormat,
): Promise<ExportFile> {
  const db = database();
  const versions = await listVersions(db, editionId);
  const fields = exportFields(wish, questionsIn(versions));
  const batches = readExportRows(db, editionId, ids, wish, versions);
  const made = format === "csv" ? await writeCsv(fields, batches) : await writeXlsx(fields, batches);
  await recordAudit(db, {
    actorId,
    action: "applications.exported",
    editionId,
    subjectType: "edition",
    subjectId: editionId,
    detail: {
      format,
      rows: made.rows,
      names: wish.withNames,
      addresses: wish.withEmails,
      answers: wish.answers.join(" ") || null,
    },
  });
  return made;
}

const cells = (fields: readonly ExportField[], row: ExportRow): Cell[] =>
  fields.map((field) => tidyCell(field.of(row)));

/** UTF-8 with a byte order mark, by which spreadsheets know it; lines end as RFC 4180 has it. */
export async function writeCsv(
  fields: readonly ExportField[],
  batches: AsyncIterable<ExportRow[]>,
): Promise<ExportFile> {
  const options = { escape_formulas: true, record_delimiter: "windows" } as const;
  const pieces = [stringify([fields.map(({ name }) => name)], { ...options, bom: true })];
  let rows = 0;
  for await (const batch of batches) {
    rows += batch.length;
    pieces.push(
      stringify(
        batch.map((row) => cells(fields, row)),
        options,
      ),
    );
  }
  return { content: Buffer.from(pieces.join(""), "utf8"), mediaType: "text/csv; charset=utf-8", rows };
}

/** A workbook of one sheet whose cells are all text or numbers; put together in a thread of its own. */
export async function writeXlsx(
  fields: readonly ExportField[],
  batches: AsyncIterable<ExportRow[]>,
): Promise<ExportFile> {
  const worker = startWorker();
  const content = new Promise<Buffer>((done, fail) => {
    worker.once("message", (bytes: Uint8Array) => done(Buffer.from(bytes)));
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("The thread that writes tables ended before it was done.")));
  });
  // It is waited for at the end; until then a failure must not count as nobody's.
  content.catch(() => {});
  let rows = 0;
  try {
    worker.postMessage([fields.map(({ name }) => name)]);
    for await (const batch of batches) {
      rows += batch.length;
      worker.postMessage(batch.map((row) => cells(fields, row).map(harmlessCell)));
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

function startWorker(): Worker {
  return new Worker(resolve("app/selection/xlsx-worker.ts"), {
    // Node 24 reads TypeScript by itself, quicker than through a loader.
    execArgv: "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"],
  });
}
