import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { endRole } from "../invitations.server";
import { requireStaffKeeper } from "../scope.server";

/** Ends somebody's role; they are logged out. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, scope } = await requireStaffKeeper(args);
  const ended = await inTransaction((tx) => endRole(tx, idParam(args.params["id"]), viewer.personId, scope));
  if (!ended) throw notFound();
  return redirect("/office/people?note=ended");
}
