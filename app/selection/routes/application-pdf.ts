import type { LoaderFunctionArgs } from "@remix-run/node";
import { handOut } from "~/platform/http/file.server";
import { printPdf } from "~/platform/print/print.server";
import { loadPrinted, recordExport } from "../print-page.server";

/** An application as a PDF, named by its code, so that a folder of downloads tells nobody's name. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition, application, printed } = await loadPrinted(args);
  const content = await printPdf(printed);
  return handOut(
    args.request,
    { content, mediaType: "application/pdf", name: `${application.code}.pdf` },
    () => recordExport({ actorId: viewer.personId, editionId: edition.id, applicationId: application.id }),
  );
}
