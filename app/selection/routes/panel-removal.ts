import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { notFound, readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { newToken } from "~/platform/vault.server";
import { assignPanel } from "../assignments.server";
import { findFurtherReaders } from "../further-reader.server";
import { removePanelist } from "../panel-removal.server";

/** Takes a panelist off the panel and, if that was asked for, gives what they had not read to others. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const removal = { roleId: idParam(args.params["id"]), editionId: edition.id, actorId: viewer.personId };
  const passOn = (await readForm(args.request)).get("pass-on") === "yes";
  const freed = await inTransaction((tx) => removePanelist(tx, removal));
  if (freed === null) throw notFound();
  const panel = `/office/${edition.slug}/panel`;
  const result =
    passOn && freed > 0
      ? await assignPanel(edition, { actorId: viewer.personId, seed: newToken().slice(0, 12) })
      : null;
  await findFurtherReaders(edition.id);
  if (!result) return redirect(`${panel}?note=removed`);
  const added = result.outcome === "applied" ? result.added : 0;
  return redirect(`${panel}?note=passed-on&count=${added}`);
}
