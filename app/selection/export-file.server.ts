import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import {
  exportFields,
  tidyCell,
  type Cell,
  type ExportField,
  type ExportRow,
  type ExportWish,
} from "./export-table";
import { listVersions, questionsIn, readExportRows } from "./export-rows.server";
import { writeTable, type TableFile, type TableFormat } from "./table-file.server";

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
  format: TableFormat,
): Promise<TableFile> {
  const db = database();
  const versions = await listVersions(db, editionId);
  const fields = exportFields(wish, questionsIn(versions));
  const batches = readExportRows(db, editionId, ids, wish, versions);
  const head = fields.map(({ name }) => name);
  const made = await writeTable(format, head, cellsOf(fields, batches));
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

/** The rows of each batch as cells, in the order of the columns. */
async function* cellsOf(
  fields: readonly ExportField[],
  batches: AsyncIterable<ExportRow[]>,
): AsyncGenerator<Cell[][]> {
  for await (const batch of batches) yield batch.map((row) => fields.map((field) => tidyCell(field.of(row))));
}
