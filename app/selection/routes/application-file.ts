import type { LoaderFunctionArgs } from "@remix-run/node";
import { readFile } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { canReadAnswers } from "../access";
import { requireApplication } from "../application-page.server";

/** Endings of the media types that a form may ask for. */
const endings: Record<string, string> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
};

/**
 * An upload of an application, to be kept and not shown: as an attachment that no browser runs anything of, named by
 * the application's code, so that a folder of downloads tells nobody's name.
 */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition, application } = await requireApplication(args);
  if (!canReadAnswers(application)) throw notFound();
  const file = await readFile(database(), idParam(args.params["id"]));
  if (file?.applicationId !== application.id) throw notFound();
  await recordAudit(database(), {
    actorId: viewer.personId,
    action: "file.downloaded",
    editionId: edition.id,
    subjectType: "application",
    subjectId: application.id,
  });
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Length": String(file.content.byteLength),
      "Content-Disposition": `attachment; filename="${application.code}${endings[file.mediaType] ?? ""}"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "no-store",
    },
  });
}
