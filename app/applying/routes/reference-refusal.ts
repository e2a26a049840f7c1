import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { notFound, readForm } from "~/platform/http/body.server";
import { declineReference, requireReferenceLimit } from "../references.server";

/** Says no to a request for a reference. */
export async function action(args: ActionFunctionArgs) {
  await requireReferenceLimit(args);
  await readForm(args.request);
  const token = args.params["token"] ?? "";
  if ((await declineReference(token)) === "dead") throw notFound();
  return redirect(`/reference/${token}${new URL(args.request.url).search}`);
}
