import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { readForm, refuse } from "~/platform/http/body.server";
import { conflictSearch, readConflictQuery } from "../conflict-list";
import { ruleOnManyConflicts } from "../conflicts.server";
import { findFurtherReaders } from "../further-reader.server";
import { listRulable } from "../office-conflicts.server";
import { RulingsForm } from "../panel-forms";

/** Confirms or dismisses several conflicts: those ticked, or all that the list in the address shows. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const query = readConflictQuery(new URL(args.request.url).searchParams);
  const submission = parseForm(await readForm(args.request), RulingsForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { ruling, id, all, seen } = submission.value;
  const back = (note: string, more: Record<string, string> = {}) =>
    redirect(`/office/${edition.slug}/panel/conflicts${conflictSearch(query, { note, ...more })}`);
  const conflictIds = all ? await listRulable(edition.id, query) : id;
  // Nobody rules on what they have not been told of.
  if (all && conflictIds.length !== seen) return back("changed");
  if (conflictIds.length === 0) return back("nothing");
  const holds = ruling === "confirm";
  const count = await inTransaction((tx) =>
    ruleOnManyConflicts(tx, { conflictIds, editionId: edition.id, actorId: viewer.personId, holds }),
  );
  if (count > 0) await findFurtherReaders(edition.id);
  return back(holds ? "confirmed-many" : "dismissed-many", { count: String(count) });
}
