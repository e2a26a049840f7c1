import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { removeCalibrationFile } from "../calibration-files.server";

/** Takes an application off the files that everybody reads first. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const removal = {
    editionId: edition.id,
    actorId: viewer.personId,
    code: args.params["code"] ?? "",
  };
  if (!(await inTransaction((tx) => removeCalibrationFile(tx, removal)))) throw notFound();
  return redirect(`/office/${edition.slug}/panel/calibration?removed=1`);
}
