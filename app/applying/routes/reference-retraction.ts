import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { notFound, readForm } from "~/platform/http/body.server";
import { retractReference, requireReferenceLimit } from "../references.server";

/** Takes an answered reference back. */
export async function action(args: ActionFunctionArgs) {
  await requireReferenceLimit(args);
  await readForm(args.request);
  const token = args.params["token"] ?? "";
  if ((await retractReference(token)) === "dead") throw notFound();
  return redirect(`/reference/${token}${new URL(args.request.url).search}`);
}
