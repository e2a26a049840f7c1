import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { notFound, readForm, refuse } from "~/platform/http/body.server";
import { RevisionForm } from "../forms";
import { cancelSession, findDraftSession } from "../sessions.server";

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const id = z.uuid().safeParse(args.params["id"]);
  const session = id.success ? await findDraftSession(database(), edition, id.data) : null;
  if (!session) throw notFound();
  const submission = parseForm(await readForm(args.request), RevisionForm);
  if (submission.status !== "success") throw refuse(400, "bad-request");
  const { revision } = submission.value;
  const done = await inTransaction((tx) =>
    cancelSession(tx, edition, viewer.personId, session.id, { revision, off: true }),
  );
  if (done === "stale") throw refuse(409, "conflict");
  return redirect(`/office/${edition.slug}/programme?week=${session.week}&note=${done}`);
}
