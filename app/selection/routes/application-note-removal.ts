import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { applicationPath, requireReadable } from "../application-page.server";
import { removeNote } from "../notes.server";

/** Deletes one's own note. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const id = idParam(args.params["id"]);
  await readForm(args.request);
  await removeNote({ actorId: viewer.personId, application }, id);
  const { path, search } = applicationPath(args.request, edition, application);
  return redirect(`${path}${search}#notes`);
}
