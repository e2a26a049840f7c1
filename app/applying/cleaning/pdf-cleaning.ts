import { promisify } from "node:util";
import { deflate } from "node:zlib";
import sharp from "sharp";
import { packPicture, writePdf, type DrawnPage } from "./drawn-page.ts";
import { startEngine } from "./pdf-engine.ts";
import type { Engine } from "./engine.ts";
import { mostPages } from "./taken.ts";

/** A cleaned document, or why there is none. */
export type Cleaned = { ok: true; bytes: Uint8Array } | { ok: false; reason: Unclean };
/** Why a file can't be cleaned: a key under `applying:upload.refused`. */
export type Unclean =
  "encrypted" | "broken" | "too-many-pixels" | "too-many-pages" | "too-heavy" | "changing-form";

/** The most points that a drawn page may have, for a poster or a page without end. */
const mostPoints = 6_000_000;
/** How finely pages are drawn, from the best down: points to an inch, and the quality of a photograph's JPEG. */
const looks = [
  { density: 180, quality: 78 },
  { density: 150, quality: 70 },
  { density: 120, quality: 62 },
  { density: 100, quality: 50 },
] as const;
/** The most pages that are drawn in the best look: beyond, it takes too long. */
const fewPages = 12;

/** Numbers of PDFium's interface (fpdfview.h, fpdf_annot.h). */
const lastError = { password: 4, security: 5 };
const fullXfa = 2;
const fourBytes = 4;
const drawing = { annotations: 0x01, rgba: 0x10, smallCache: 0x200 };
/**
 * What lies upon a page and is part of what it shows: text, lines, boxes, marks and stamps that somebody set, and a
 * form's fields. Comments, their windows, attached files, films and links aren't drawn.
 */
const shown: ReadonlySet<number> = new Set([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 20, 28]);

const deflated = promisify(deflate);

/**
 * Draws a PDF anew: every page becomes a picture of what a reader sees, in a file that holds nothing else. Author,
 * program, dates, comments, hidden and covered text, layers that are off, scripts, attached and earlier versions have
 * no way into it. A document that opens without a password is taken, whatever its owner's password forbids.
 * `size` is the most bytes that the result should have: pages with photographs are drawn coarser to stay below it.
 * Heavy, and fed with strangers' bytes: the server runs it in a worker that it can end, see pdf.server.ts.
 */
export async function cleanPdfHere(bytes: Uint8Array, size: number): Promise<Cleaned> {
  sharp.cache(false);
  sharp.concurrency(1);
  const engine = await startEngine();
  const { pdfium } = engine;
  try {
    const document = pdfium.FPDF_LoadMemDocument(engine.put(bytes), bytes.length, "");
    if (document === 0) {
      const error = pdfium.FPDF_GetLastError();
      const isLocked = error === lastError.password || error === lastError.security;
      return { ok: false, reason: isLocked ? "encrypted" : "broken" };
    }
    const count = pdfium.FPDF_GetPageCount(document);
    if (count < 1) return { ok: false, reason: "broken" };
    if (count > mostPages) return { ok: false, reason: "too-many-pages" };
    if (pdfium.FPDF_GetFormType(document) === fullXfa) return { ok: false, reason: "changing-form" };
    const form = pdfium.PDFiumExt_InitFormFillEnvironment(document, pdfium.PDFiumExt_OpenFormFillInfo());
    const pages: DrawnPage[] = [];
    let look = count > fewPages ? 1 : 0;
    let left = size;
    while (pages.length < count) {
      const share = left / (count - pages.length);
      const page = await drawPage(engine, document, form, pages.length, look);
      if (!page) return { ok: false, reason: "broken" };
      // What was too much for one page would be for those that follow: they begin with the coarser look.
      if (page.image.bytes.length > share && look < looks.length - 1) look++;
      else left -= pages[pages.push(page) - 1]?.image.bytes.length ?? 0;
    }
    return { ok: true, bytes: writePdf(pages) };
  } catch (error) {
    // The engine stops where it finds no more memory.
    const isFull = error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
    return { ok: false, reason: isFull ? "too-heavy" : "broken" };
  }
}

/** One page as a picture in one of the looks; null where the page can't be read. */
async function drawPage(
  { pdfium, see }: Engine,
  document: number,
  form: number,
  index: number,
  look: number,
): Promise<DrawnPage | null> {
  const { density, quality } = looks[look] ?? looks[0];
  const page = pdfium.FPDF_LoadPage(document, index);
  if (page === 0) return null;
  removeComments(pdfium, page);
  if (form !== 0) pdfium.FORM_OnAfterLoadPage(page, form);
  const width = Math.max(1, pdfium.FPDF_GetPageWidthF(page));
  const height = Math.max(1, pdfium.FPDF_GetPageHeightF(page));
  const scale = Math.min(density / 72, Math.sqrt(mostPoints / (width * height)));
  const w = Math.max(1, Math.round(width * scale));
  const h = Math.max(1, Math.round(height * scale));
  const bitmap = pdfium.FPDFBitmap_CreateEx(w, h, fourBytes, 0, 0);
  if (bitmap === 0) throw new RangeError("The engine has no room for a page.");
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, w, h, 0xffffffff);
  const flags = drawing.annotations | drawing.rgba | drawing.smallCache;
  pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, w, h, 0, flags);
  if (form !== 0) {
    pdfium.FPDF_FFLDraw(form, bitmap, page, 0, 0, w, h, 0, flags);
    pdfium.FORM_OnBeforeClosePage(page, form);
  }
  pdfium.FPDF_ClosePage(page);
  const image = await keepPicture(see(pdfium.FPDFBitmap_GetBuffer(bitmap), w * h * 4), w, h, quality);
  pdfium.FPDFBitmap_Destroy(bitmap);
  return { width, height, image };
}

/** Takes off a page what was written about it and is not part of it. */
function removeComments(pdfium: Engine["pdfium"], page: number): void {
  for (let i = pdfium.FPDFPage_GetAnnotCount(page) - 1; i >= 0; i--) {
    const one = pdfium.FPDFPage_GetAnnot(page, i);
    const kind = one === 0 ? 0 : pdfium.FPDFAnnot_GetSubtype(one);
    if (one !== 0) pdfium.FPDFPage_CloseAnnot(one);
    if (!shown.has(kind)) pdfium.FPDFPage_RemoveAnnot(page, i);
  }
}

/** Keeps a picture as points of few colours, which suits text, or as a JPEG, which suits photographs. */
async function keepPicture(
  rgba: Uint8Array,
  width: number,
  height: number,
  quality: number,
): Promise<DrawnPage["image"]> {
  const packed = packPicture(rgba, width, height);
  if (packed) return { ...packed, width, height, filter: "FlateDecode", bytes: await deflated(packed.bytes) };
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
  const bytes = await picture.jpeg({ quality }).toBuffer();
  return { width, height, filter: "DCTDecode", colours: "rgb", bits: 8, bytes };
}
