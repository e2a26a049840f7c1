import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { readForm } from "~/platform/http/body.server";
import { requireApplication } from "../application-page.server";
import { askForReferees } from "../referee-requests.server";

/** Asks one applicant on the shortlist to name referees. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  await readForm(args.request);
  await askForReferees(viewer.personId, edition, application.id);
  return redirect(
    `/office/${edition.slug}/applications/${application.code}${new URL(args.request.url).search}#referees`,
  );
}
