import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { requireReadable } from "../redactions-page.server";
import { liftPassage } from "../redactions.server";

/** Shows the panel a hidden passage again. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const id = idParam(args.params["id"]);
  const lifted = await inTransaction((tx) => liftPassage(tx, viewer.personId, application, id));
  if (!lifted) throw notFound();
  return redirect(`/office/${edition.slug}/applications/${application.code}/redactions?lifted=1`);
}
