import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { idParam } from "~/platform/http/params.server";
import { discardImport } from "../imports.server";

/** Throws an unfinished import away. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  await discardImport(viewer, edition, idParam(args.params["id"]));
  return redirect(`/office/${edition.slug}/applications/imports`);
}
