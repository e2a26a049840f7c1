import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { discardEntry } from "../entries.server";

/** Throws away an application that is being typed in. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  await discardEntry(viewer, edition, args.params["code"]);
  return redirect(`/office/${edition.slug}/applications/new`);
}
