import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { exportFields, type Cell, type ExportField, type ExportRow, type ExportWish } from "./export-table";
import { listVersions, questionsIn, readExportRows } from "./export-rows.server";
import { writeTable, type TableFile, type TableFormat } from "./table-file.server";

/** The most applications in one table; with answers fewer, as each brings some pages of text. */
export const exportLimits = { plain: 20_000, withAnswers: 5_000 };

/** Makes a table of the given applications of an edition. The caller has checked that the actor coordinates it. */
export async function makeExport(
  editionId: string,
  ids: readonly string[],
  wish: ExportWish,
  format: TableFormat,
): Promise<TableFile> {
  const db = database();
  const versions = await listVersions(db, editionId);
  const fields = exportFields(wish, questionsIn(versions));
  const batches = readExportRows(db, editionId, ids, wish, versions);
  const head = fields.map(({ name }) => name);
  return writeTable(format, head, cellsOf(fields, batches));
}

/** Writes down that a table was taken out: by whom, with how many rows and what kind of columns. */
export async function recordExported(
  actorId: string,
  editionId: string,
  { wish, format, rows }: { wish: ExportWish; format: TableFormat; rows: number },
): Promise<void> {
  await recordAudit(database(), {
    actorId,
    action: "applications.exported",
    editionId,
    subjectType: "edition",
    subjectId: editionId,
    detail: {
      format,
      rows,
      names: wish.withNames,
      addresses: wish.withEmails,
      answers: wish.answers.join(" ") || null,
    },
  });
}

/** The rows of each batch as cells, in the order of the columns. */
async function* cellsOf(
  fields: readonly ExportField[],
  batches: AsyncIterable<ExportRow[]>,
): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) yield batch.map((row) => fields.map((field) => field.of(row)));
}
