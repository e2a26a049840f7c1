import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { idParam } from "~/platform/http/params.server";
import { applyImport } from "../imports.server";

/** Brings a whole table in, or nothing; what stands in the way is shown on the import's own page. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = idParam(args.params["id"]);
  const done = await applyImport(viewer, edition, id);
  if (done.outcome === "refused")
    return redirect(`/office/${edition.slug}/applications/imports/${id}#problems`);
  return redirect(`/office/${edition.slug}/applications?done=imported&n=${done.count}`);
}
