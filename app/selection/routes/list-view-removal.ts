import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { removeView } from "../saved-views.server";

/** Removes one's own view of the list. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = idParam(args.params["id"]);
  const removed = await inTransaction((tx) => removeView(tx, edition.id, viewer.personId, id));
  if (!removed) throw notFound();
  return redirect(`/office/${edition.slug}/applications?done=view-removed`);
}
