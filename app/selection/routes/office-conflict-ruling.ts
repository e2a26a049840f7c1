import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { conflictSearch, readConflictQuery } from "../conflict-list";
import { ruleOnConflict } from "../conflicts.server";
import { RulingForm } from "../panel-forms";

/** Confirms or dismisses a conflict that was found or named. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const conflictId = idParam(args.params["id"]);
  const submission = parseForm(await readForm(args.request), RulingForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const holds = submission.value.ruling === "confirm";
  const ruled = await inTransaction((tx) =>
    ruleOnConflict(tx, { conflictId, editionId: edition.id, actorId: viewer.personId, holds }),
  );
  if (ruled.outcome !== "ruled") throw notFound();
  const note = holds ? "confirmed" : "dismissed";
  const query = readConflictQuery(new URL(args.request.url).searchParams);
  return redirect(
    `/office/${edition.slug}/panel/conflicts${conflictSearch(query, { note, code: ruled.code })}`,
  );
}
