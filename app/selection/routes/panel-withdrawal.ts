import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { withdrawInvitation } from "~/accounts/invitations.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";

/** Takes back an invitation to the panel that nobody has accepted. */
export async function action(args: ActionFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const withdrawn = await withdrawInvitation(idParam(args.params["id"]), { editionIds: [edition.id] });
  if (!withdrawn) throw notFound();
  return redirect(`/office/${edition.slug}/panel?note=withdrawn`);
}
