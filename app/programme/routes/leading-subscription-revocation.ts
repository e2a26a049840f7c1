import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { revokeFeed } from "../feeds.server";
import { requireLeader } from "../leading.server";

export async function action(args: ActionFunctionArgs) {
  const { viewer } = await requireLeader(args);
  await readForm(args.request);
  await inTransaction((tx) => revokeFeed(tx, viewer, "leading"));
  return redirect("/facilitating/subscription?note=revoked");
}
