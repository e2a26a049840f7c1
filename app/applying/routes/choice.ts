import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireUser } from "~/accounts/guards.server";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { turnTo } from "../applications.server";

/** Turns to another of one's own applications: from then on one's pages are about it. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const named = (await readForm(args.request)).get("application");
  if (typeof named !== "string" || !(await turnTo(viewer, idParam(named)))) throw notFound();
  return redirect("/application");
}
