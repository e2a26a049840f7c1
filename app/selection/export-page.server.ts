import { database } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { Choice } from "./choice";
import { findChosen } from "./chosen.server";
import { exportLimits } from "./export-file.server";
import type { ExportWish } from "./export-table";
import { ExportForm } from "./list-forms";
import type { TableFormat } from "./table-file.server";

/** The table that a form asks for, or what is wrong with that: a message, and what was ticked. */
export type AskedTable =
  | { problem: string; status: 400 | 409; ticked: Record<string, string[]> }
  | { problem: null; format: TableFormat; wish: ExportWish; chosen: string[] };

/** Reads the form of the page on which a table is put together. The caller has checked whose edition it is. */
export async function readExportForm(
  request: Request,
  editionId: string,
  choice: Choice,
): Promise<AskedTable> {
  const form = await readForm(request);
  const wrong = (problem: string, status: 400 | 409): AskedTable => ({
    problem,
    status,
    ticked: Object.fromEntries(
      [...new Set(form.keys())].map((name) => [name, form.getAll(name).map(String)]),
    ),
  });
  const submission = parseForm(form, ExportForm);
  if (submission.status !== "success") {
    const [problem] = Object.values(submission.error ?? {}).flatMap((messages) => messages ?? []);
    return wrong(problem ?? says("platform:error.invalid"), 400);
  }
  const { format, col, names, emails, answers } = submission.value;
  const chosen = await findChosen(database(), editionId, choice);
  if (chosen.length === 0) return wrong(says("selection:list.chosen.none-title"), 409);
  const most = answers.length > 0 ? exportLimits.withAnswers : exportLimits.plain;
  if (chosen.length > most) return wrong(says("selection:export.error.too-many", { max: most }), 409);
  return {
    problem: null,
    format,
    wish: { columns: col, withNames: names, withEmails: emails, answers },
    chosen: chosen.map(({ id }) => id),
  };
}
