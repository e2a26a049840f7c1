import type { ActionFunctionArgs } from "@remix-run/node";
import { refuse } from "~/platform/http/body.server";
import { handOut } from "~/platform/http/file.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import { requireChoice } from "../choice-page.server";
import { makeExport, recordExported } from "../export-file.server";
import { readExportForm } from "../export-page.server";

/** Tables that one coordinator takes out. */
const exports: Limit = { name: "export", points: 20, windowSeconds: 3600 };

/** The table itself, as a file. The page on which it is put together sends a form on to here once it is right. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, choice } = await requireChoice(args);
  const asked = await readExportForm(args.request, edition.id, choice);
  if (asked.problem !== null) throw refuse(asked.status, asked.status === 409 ? "conflict" : "bad-request");
  if (!(await withinLimit(exports, viewer.personId))) throw refuse(429, "too-many");
  const { wish, format, chosen } = asked;
  const file = await makeExport(edition.id, chosen, wish, format);
  return handOut(args.request, { ...file, name: `${edition.slug}.${format}` }, () =>
    recordExported(viewer.personId, edition.id, { wish, format, rows: file.rows }),
  );
}
