import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { inTransaction } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { applicationPath, requireReadable } from "../application-page.server";
import { removeTag } from "../tags.server";

/** Takes a tag off an application; the tag itself stays. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireReadable(args);
  const tagId = idParam(args.params["id"]);
  await readForm(args.request);
  await inTransaction((tx) =>
    removeTag(tx, { applicationId: application.id, tagId, actorId: viewer.personId }),
  );
  const { path, search } = applicationPath(args.request, edition, application);
  return redirect(`${path}${search}#tags`);
}
