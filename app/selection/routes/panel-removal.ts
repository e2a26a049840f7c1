import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { removePanelist } from "../panel.server";

/** Takes a panelist off the panel. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const removal = { roleId: idParam(args.params["id"]), editionId: edition.id, actorId: viewer.personId };
  const removed = await inTransaction((tx) => removePanelist(tx, removal));
  if (!removed) throw notFound();
  return redirect(`/office/${edition.slug}/panel?note=removed`);
}
