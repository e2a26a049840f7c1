import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { refuse } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { requireOwnApplication } from "../guards.server";
import { removeFile } from "../uploads.server";

/** Removes one's own upload from a draft. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const removal = await removeFile(viewer, idParam(args.params["id"]));
  if (removal.outcome === "locked") throw refuse(removal.lock === "closed" ? 403 : 409, "application-locked");
  const section = own.form.sections.find(({ questions }) =>
    questions.some(({ key }) => key === removal.question),
  );
  return redirect(section ? `/application/form/${section.key}/files` : "/application");
}
