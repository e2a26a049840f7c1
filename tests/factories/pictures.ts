import { deflateSync } from "node:zlib";
import sharp from "sharp";

/** A picture of noise: nothing in it compresses away. */
async function noise(width: number, height: number) {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#808080",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  });
}

/** A JPEG as a phone takes it: lying on its side (orientation 6), with the place it was taken, camera and a comment. */
export async function aPhoto(width = 64, height = 48): Promise<Buffer> {
  const picture = await noise(width, height);
  const jpeg = await picture
    .withExif({
      IFD0: { Make: "SecretCamera", Artist: "Aigerim Secret" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "42/1 52/1 1234/100", GPSLongitudeRef: "E" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const comment = Buffer.from("A secret comment");
  const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

/** A PNG with a text, a time and an EXIF chunk in it. */
export async function aScreenshot(): Promise<Buffer> {
  const png = await (await noise(40, 30)).png().toBuffer();
  const chunks = [
    pngChunk("tEXt", Buffer.from("Author\0Aigerim Secret")),
    pngChunk("iTXt", Buffer.from("Title\0\0\0\0\0Secret place")),
    pngChunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0"), deflateSync("Secret")])),
    pngChunk("tIME", Buffer.from([0x07, 0xea, 1, 2, 3, 4, 5])),
    pngChunk("eXIf", Buffer.from("MM\0*\0\0\0\x08\0\0SECRETEXIF")),
  ];
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), ...chunks, png.subarray(afterHeader)]);
}

/** A PNG of a few kilobytes that claims to be a picture of `width` × `height`, all one colour. */
export function aPngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows, { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
