import type { fileMediaTypes } from "~/cohorts/questions";
import type { Cleaned } from "./pdf-cleaning";
import { cleanPdf } from "./pdf.server";
import { cleanPicture } from "./pictures.server";

/** What an upload may be at all; a question says which of them it takes. */
export type Cleanable = (typeof fileMediaTypes)[number];

let last: Promise<unknown> = Promise.resolve();

/** Cleans a document or a picture of what it tells about its author. One at a time: each may take much memory. */
export function cleanFile(bytes: Uint8Array, mediaType: Cleanable): Promise<Cleaned> {
  const cleaned = last.then(() =>
    mediaType === "application/pdf" ? cleanPdf(bytes) : cleanPicture(bytes, mediaType),
  );
  last = cleaned.catch(() => {});
  return cleaned;
}
