import type { LoaderFunctionArgs } from "@remix-run/node";
import { loadPrinted, recordExport } from "../print-page.server";
import { printPdf } from "../print.server";

/** An application as a PDF, named by its code, so that a folder of downloads tells nobody's name. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition, application, printed } = await loadPrinted(args);
  const bytes = await printPdf(printed);
  await recordExport({
    actorId: viewer.personId,
    editionId: edition.id,
    applicationId: application.id,
  });
  return new Response(Buffer.from(bytes), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `attachment; filename="${application.code}.pdf"`,
      "Content-Security-Policy": "sandbox; default-src 'none'",
      "Cache-Control": "no-store",
    },
  });
}
