import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadName } from "~/applying/file-names";
import { readFile } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { handOut } from "~/platform/http/file.server";
import { idParam } from "~/platform/http/params.server";
import { canReadAnswers } from "../access";
import { requireApplication } from "../application-page.server";

/**
 * An upload of an application, to be kept and not shown, named by its code and the question, so that a folder of
 * downloads tells nobody's name.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  if (!canReadAnswers(application)) throw notFound();
  const file = await readFile(database(), idParam(args.params["id"]));
  if (file?.applicationId !== application.id) throw notFound();
  const name = downloadName(file.mediaType, application.code, file.question);
  return handOut(args.request, { content: file.content, mediaType: file.mediaType, name }, () =>
    recordAudit(database(), {
      actorId: viewer.personId,
      action: "file.downloaded",
      editionId: edition.id,
      subjectType: "application",
      subjectId: application.id,
    }),
  );
}
