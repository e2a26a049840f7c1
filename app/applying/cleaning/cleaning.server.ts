import type { fileMediaTypes } from "~/cohorts/questions";
import { openTurns } from "~/platform/turns";
import type { Cleaned } from "./pdf-cleaning";
import { cleanPdf } from "./pdf.server";
import { cleanPicture } from "./pictures.server";

/** What an upload may be at all; a question says which of them it takes. */
export type Cleanable = (typeof fileMediaTypes)[number];

/**
 * The way of cleaning, counted up when a better one takes its place; files that were kept before are then done again
 * (recleaning.server.ts). 1 rewrote a PDF's dictionaries, 2 draws its pages.
 */
export const cleaningVersion = 2;

/** One file at a time, as each may take much memory: everybody has their turn, and old files wait for all of them. */
export const cleaningTurns = openTurns(1000);

/**
 * Cleans a document or a picture of all that it doesn't show. `size` is what the result should stay below, in bytes;
 * `owner` is whose turn it takes, null where nobody waits for it.
 */
export function cleanFile(
  bytes: Uint8Array,
  mediaType: Cleanable,
  size: number,
  owner: string | null,
): Promise<Cleaned> {
  return cleaningTurns.take(owner, () =>
    mediaType === "application/pdf" ? cleanPdf(bytes, size) : cleanPicture(bytes, mediaType),
  );
}
