import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
} from "@cantoo/pdf-lib";

/** A cleaned document, or why there is none. */
export type Cleaned =
  { ok: true; bytes: Uint8Array } | { ok: false; reason: "encrypted" | "broken" | "too-many-pixels" };

/** Entries that say who made a document and with what, or that make it do something when it is opened. */
const unwanted = [
  "Metadata",
  "PieceInfo",
  "LastModified",
  "OpenAction",
  "AA",
  "JS",
  "JavaScript",
  "EmbeddedFiles",
  "EF",
  "AF",
  "XFA",
  "Perms",
  "Collection",
];
const unwantedActions = new Set([
  "/JavaScript",
  "/Launch",
  "/SubmitForm",
  "/ImportData",
  "/GoToE",
  "/Rendition",
  "/RichMediaExecute",
]);

/**
 * Rewrites a PDF as its pages alone: without author, program and dates, scripts, attached files and the traces that
 * photographs carry (EXIF, with the place they were taken), and without whatever earlier versions left in the file.
 * Heavy, and fed with strangers' bytes: the server runs it in a worker that it can end, see pdf.server.ts.
 */
export async function cleanPdfHere(bytes: Uint8Array): Promise<Cleaned> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Infinity });
    if (document.getPageCount() === 0) return { ok: false, reason: "broken" };
    const { context } = document;
    delete context.trailerInfo.Info;
    delete context.trailerInfo.ID;
    for (const [, object] of context.enumerateIndirectObjects()) cleanObject(object);
    forgetUnreachable(context);
    return { ok: true, bytes: await document.save({ updateFieldAppearances: false, addDefaultPage: false }) };
  } catch (error) {
    return { ok: false, reason: error instanceof EncryptedPDFError ? "encrypted" : "broken" };
  }
}

function cleanObject(object: PDFObject): void {
  const waiting: PDFObject[] = [object];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one instanceof PDFArray) waiting.push(...one.asArray());
    const dict = one instanceof PDFStream ? one.dict : one instanceof PDFDict ? one : null;
    if (!dict) continue;
    for (const name of unwanted) dict.delete(PDFName.of(name));
    if (unwantedActions.has(String(dict.get(PDFName.of("S")))))
      for (const key of dict.keys()) dict.delete(key);
    if (one instanceof PDFRawStream && isJpeg(one)) one.updateContents(withoutExif(one.contents));
    waiting.push(...dict.values());
  }
}

function isJpeg(stream: PDFRawStream): boolean {
  return String(stream.dict.get(PDFName.of("Filter"))).replace(/[[\] ]/g, "") === "/DCTDecode";
}

/** A JPEG without the segments that hold no picture: APP1 to APP13 (EXIF, XMP, Photoshop) and comments. */
export function withoutExif(jpeg: Uint8Array): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xda) break; // The picture itself begins here.
    const end = at + 2 + ((jpeg[at + 2] ?? 0) << 8) + (jpeg[at + 3] ?? 0);
    if (!((marker >= 0xe1 && marker <= 0xed) || marker === 0xfe)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  kept.push(jpeg.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
}

/** Deletes what the document no longer leads to; the writer would otherwise copy it along. */
function forgetUnreachable(context: PDFContext): void {
  const reached = new Set<string>();
  const waiting: (PDFObject | undefined)[] = [context.trailerInfo.Root];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (one instanceof PDFRef) {
      if (reached.has(one.tag)) continue;
      reached.add(one.tag);
      waiting.push(context.lookup(one));
    } else if (one instanceof PDFArray) waiting.push(...one.asArray());
    else if (one instanceof PDFDict) waiting.push(...one.values());
    else if (one instanceof PDFStream) waiting.push(...one.dict.values());
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref.tag)) context.delete(ref);
}
