import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { withdrawInvitation } from "../invitations.server";
import { requireStaffKeeper } from "../scope.server";

/** Takes an invitation back before it is accepted. */
export async function action(args: ActionFunctionArgs) {
  const { scope } = await requireStaffKeeper(args);
  if (!(await withdrawInvitation(idParam(args.params["id"]), scope))) throw notFound();
  return redirect("/office/people?note=withdrawn");
}
