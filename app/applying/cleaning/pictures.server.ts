import type { Cleaned } from "./pdf-cleaning";

/** The most points that a picture may unfold into: a small file can claim to be a very large picture. */
const mostPixels = 40_000_000;
/** From so many points on a picture is drawn smaller, so that no more than 200 MB are ever needed. */
const manyPixels = 16_000_000;
/** Points that a picture is drawn with where it has many: a sheet of paper is read easily at that. */
const drawnPixels = 12_000_000;
/** Seconds after which a picture is given up: one of forty million points takes about one and a half. */
const patience = 5;

/**
 * Draws a JPEG or PNG anew, upright: what comes out holds the picture and nothing else, no place it was taken, no time,
 * camera, comment or preview, and nothing that stood behind it in the file.
 */
export async function cleanPicture(
  bytes: Uint8Array,
  mediaType: "image/jpeg" | "image/png",
): Promise<Cleaned> {
  // Loaded with the first picture: a native library that most processes never need.
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const opened = sharp(bytes, {
      failOn: "error",
      limitInputPixels: mostPixels,
      pages: 1,
      // Line after line, not all of it at once.
      sequentialRead: true,
    });
    const { autoOrient } = await opened.metadata();
    const shrunk = Math.sqrt(drawnPixels / (autoOrient.width * autoOrient.height));
    const picture = opened.timeout({ seconds: patience }).autoOrient();
    if (autoOrient.width * autoOrient.height > manyPixels)
      picture.resize({ width: Math.round(autoOrient.width * shrunk) });
    const drawn =
      mediaType === "image/jpeg" ? picture.jpeg({ quality: 88 }) : picture.png({ compressionLevel: 9 });
    return { ok: true, bytes: new Uint8Array(await drawn.toBuffer()) };
  } catch (error) {
    const says = error instanceof Error ? error.message : "";
    if (/timeout/i.test(says)) return { ok: false, reason: "too-heavy" };
    return { ok: false, reason: /pixel limit|too large/i.test(says) ? "too-many-pixels" : "broken" };
  }
}
