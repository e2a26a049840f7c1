import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "~/platform/http/body.server";
import { requireUser } from "../guards.server";
import { endSession } from "../session.server";

/** Ends one of the viewer's own sessions. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  if (!(await endSession(viewer, args.params["id"] ?? ""))) throw notFound();
  return redirect("/account?note=session");
}
