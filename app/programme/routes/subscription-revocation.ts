import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { revokeFeed } from "../feeds.server";
import { requireFellow } from "../fellows.server";

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireFellow(args);
  await readForm(args.request);
  await inTransaction((tx) => revokeFeed(tx, viewer, edition));
  return redirect("/programme/subscription?note=revoked");
}
