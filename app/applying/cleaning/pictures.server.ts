import type { Cleaned } from "./pdf-cleaning";

/** The most pixels that a picture may unfold into: a small file can claim to be a very large picture. */
const mostPixels = 50_000_000;
/** Seconds after which a picture is given up. */
const patience = 15;

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
    const picture = sharp(bytes, { failOn: "error", limitInputPixels: mostPixels, pages: 1 })
      .timeout({ seconds: patience })
      .autoOrient();
    const drawn =
      mediaType === "image/jpeg" ? picture.jpeg({ quality: 88 }) : picture.png({ compressionLevel: 9 });
    return { ok: true, bytes: new Uint8Array(await drawn.toBuffer()) };
  } catch (error) {
    const isLarge = error instanceof Error && /pixel limit|too large/i.test(error.message);
    return { ok: false, reason: isLarge ? "too-many-pixels" : "broken" };
  }
}
