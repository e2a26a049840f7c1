import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { readForm, refuse } from "~/platform/http/body.server";
import { keepTracesOf, ruleOnTraces } from "../traces.server";
import { rulingIn } from "../trace-view";

/** Hides from the panel, or shows it, what could tell who wrote an application: those chosen, or all that wait. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const form = await readForm(args.request);
  const ruling = rulingIn(form);
  if (!ruling) throw refuse(400, "bad-request");
  const { as, traces, code, page } = ruling;
  const count = await inTransaction(async (tx) => {
    // One application's page shows what is found at that moment, which the list may not have yet.
    if (code) await keepTracesOf(tx, edition.id, code);
    return ruleOnTraces(tx, { actorId: viewer.personId, editionId: edition.id, traces, as });
  });
  const back = code ? `${code}/redactions?` : `traces?${page > 1 ? `page=${page}&` : ""}`;
  throw redirect(`/office/${edition.slug}/applications/${back}${as}=${count}`);
}
