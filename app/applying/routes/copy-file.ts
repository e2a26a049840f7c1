import type { LoaderFunctionArgs } from "@remix-run/node";
import { refuse } from "~/platform/http/body.server";
import { sendFile } from "~/platform/http/file.server";
import { withinLimit } from "~/platform/limits.server";
import { printPdf } from "~/platform/print/print.server";
import { readCopy } from "../copy.server";

/** To set one takes a second of a processor, so that nobody may ask for very many. */
const copies = { name: "own-copies", points: 20, windowSeconds: 60 * 60 };

/** What was sent, as a PDF to keep. Its name, and what a viewer shows above it, tell nothing. */
export async function loader(args: LoaderFunctionArgs) {
  const { personId, copy } = await readCopy(args);
  if (!(await withinLimit(copies, personId))) throw refuse(429, "too-many");
  return sendFile({ content: await printPdf(copy), mediaType: "application/pdf", name: "copy.pdf" });
}
