import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { SettlementForm } from "../duplicates";
import { settleDuplicate } from "../duplicates.server";

/** Settles a likeness between two applications, or opens it again. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), SettlementForm);
  if (submission.status !== "success") throw refuse(400, "form-unreadable");
  const { code, other, kind, what } = submission.value;
  const settlement = { actorId: viewer.personId, editionId: edition.id, code, otherId: other, kind, what };
  const settled = await inTransaction((tx) => settleDuplicate(tx, settlement));
  if (!settled) throw notFound();
  return redirect(
    `/office/${edition.slug}/applications/duplicates${what === "reopen" ? "?part=settled" : ""}`,
  );
}
