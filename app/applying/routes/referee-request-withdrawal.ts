import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readForm, refuse } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { requireReferees } from "../guards.server";
import { takeRequestBack } from "../referees.server";

/** Takes a request to a referee back. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, own } = await requireReferees(args);
  await readForm(args.request);
  const outcome = await takeRequestBack(viewer, own.application.id, idParam(args.params["id"]));
  if (outcome === "too-many") throw refuse(429, "too-many");
  return redirect(`/application/referees?note=${outcome === "done" ? "back" : "closed"}`);
}
