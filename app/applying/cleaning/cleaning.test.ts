import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { makeDocuments, type MadeDocument } from "../../../tests/factories/documents";
import { runForeign } from "../../../tests/setup/foreign";
import { cleanPdfHere } from "./pdf-cleaning";
import { familyFor } from "./pdf-fonts";
import { cleanPdf } from "./pdf.server";
import { cleanPicture } from "./pictures.server";

const size = 5 * 1024 * 1024;
let made: Record<MadeDocument, Buffer>;
const cleaned = {} as Record<"cv" | "everything" | "owner" | "turned" | "unembedded", Buffer>;
beforeAll(async () => {
  made = makeDocuments();
  for (const name of ["cv", "everything", "owner", "turned", "unembedded"] as const) {
    const result = await cleanPdfHere(made[name], size);
    if (!result.ok) throw new Error(`${name}: ${result.reason}`);
    cleaned[name] = Buffer.from(result.bytes);
  }
}, 60_000);

/** A document's first page, seen by poppler at 72 points to an inch; places count from below, as in a PDF. */
async function look(document: Buffer) {
  const png = runForeign("pdftoppm", ["-r", "72", "-png", "-f", "1", "-l", "1", "-"], document);
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const first = ((info.height - 1 - y) * info.width + x) * 3;
    return [data[first] ?? 0, data[first + 1] ?? 0, data[first + 2] ?? 0];
  };
  return {
    ...info,
    at,
    /** Share of points that are not white. */
    ink(x: number, y: number, width: number, height: number): number {
      let dark = 0;
      for (let i = x; i < x + width; i++)
        for (let j = y; j < y + height; j++) if (Math.min(...at(i, j)) < 200) dark++;
      return dark / (width * height);
    },
  };
}

describe("a cleaned PDF", () => {
  test.each(["cv", "everything", "owner"] as const)("holds pages and nothing else: %s", (name) => {
    const before = made[name].toString("latin1");
    if (name !== "owner") expect(before).toContain("CANARY");
    const after = cleaned[name];
    const plain = unpack(after);
    // As it lies there, and with every stream unpacked; UTF-16 too.
    for (const bytes of [after, plain])
      for (const text of [bytes.toString("latin1"), bytes.toString("latin1").replaceAll("\0", "")])
        expect(text).not.toMatch(/CANARY|43414e415259|xmp|Exif|GPS|ReportLab|LaTeX/i);
    // What it is made of, by name: whatever an engine or a later hand adds would be seen here.
    const outside = after.toString("latin1").replaceAll(/stream\n[\s\S]*?\nendstream/g, "");
    const names = new Set(outside.match(/\/[A-Za-z0-9]+/g));
    const known =
      "Type Catalog Pages Count Kids Page Parent MediaBox Contents Resources XObject P Length Subtype Image Width " +
      "Height ColorSpace DeviceGray DeviceRGB Indexed BitsPerComponent Filter DCTDecode FlateDecode Size Root";
    expect([...names].filter((one) => !known.split(" ").includes(one.slice(1)))).toEqual([]);
    const tags = tagsOf(after, "PDF:all", "EXIF:all", "XMP:all");
    expect(Object.keys(tags).sort()).toEqual(["Linearized", "PDFVersion", "PageCount", "SourceFile"]);
    expect(runForeign("pdftotext", ["-", "-"], after).toString().trim()).toBe("");
  });

  test("looks as before: text, photograph, and what was typed into a form", async () => {
    const [before, after] = await Promise.all([look(made.cv), look(cleaned.cv)]);
    expect([after.width, after.height]).toEqual([before.width, before.height]);
    for (const [x, y, width, height] of [
      [60, 755, 140, 25],
      [60, 500, 320, 225],
      [305, 102, 60, 26],
    ] as const) {
      const ink = before.ink(x, y, width, height);
      expect(ink).toBeGreaterThan(0.02);
      expect(Math.abs(after.ink(x, y, width, height) - ink)).toBeLessThan(ink / 2);
    }
    const blue = after.at(160, 135);
    [30, 90, 160].forEach((light, index) => expect(Math.abs((blue[index] ?? 0) - light)).toBeLessThan(24));
  });

  test("shows what a reader sees, and neither comments nor what is hidden", async () => {
    const page = await look(cleaned.everything);
    expect(page.ink(60, 698, 50, 18), "text").toBeGreaterThan(0.1);
    for (const x of [100, 200, 300, 400])
      expect(page.at(x, 590), `the picture at ${x}`).not.toEqual([255, 255, 255]);
    expect(page.ink(60, 305, 200, 30), "a form's field").toBeGreaterThan(0.05);
    expect(page.ink(60, 650, 300, 40), "invisible and white text").toBe(0);
    expect(page.ink(60, 502, 300, 50), "a layer that is off").toBe(0);
    expect(page.ink(395, 395, 130, 35), "a comment, an attachment and a link").toBe(0);
    expect(page.ink(395, 195, 170, 190), "a comment's window").toBe(0);
  });

  test("keeps a page's size and stands upright; what is cut off is gone", async () => {
    const page = await look(cleaned.turned);
    expect([page.width, page.height]).toEqual([200, 200]);
    expect(page.ink(0, 100, 20, 100)).toBeGreaterThan(0.9);
    expect(page.ink(30, 0, 170, 200)).toBe(0);
  });

  test("has letters where the file brings no font along: Russian and Kazakh", async () => {
    const page = await look(cleaned.unembedded);
    expect(page.ink(20, 136, 350, 16)).toBeGreaterThan(0.08);
    expect(page.ink(20, 56, 350, 16)).toBeGreaterThan(0.06);
  });

  test("is the same, byte for byte, each time", async () => {
    const again = await cleanPdfHere(made.turned, size);
    expect(again.ok && cleaned.turned.equals(again.bytes)).toBe(true);
  });

  test("stays below the size it is given, coarser where there are photographs", async () => {
    const noise = await sharp({
      create: {
        width: 900,
        height: 1200,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .tint("#a06030")
      .jpeg({ quality: 90 })
      .toBuffer();
    const page = makePage(noise, 900, 1200);
    const fine = await cleanPdfHere(page, size);
    const coarse = await cleanPdfHere(page, 400_000);
    if (!fine.ok || !coarse.ok) throw new Error("Both can be drawn.");
    expect(fine.bytes.length).toBeGreaterThan(400_000);
    expect(coarse.bytes.length).toBeLessThan(400_000);
  });
});

describe("opens what readers open", () => {
  test("with an owner's password only", async () => {
    const [before, after] = await Promise.all([look(cleaned.cv), look(cleaned.owner)]);
    expect(after.ink(0, 0, 595, 841)).toBeCloseTo(before.ink(0, 0, 595, 841), 4);
  });

  test("with other bytes before its beginning", async () => {
    const late = Buffer.concat([Buffer.from("mail header\r\n".repeat(70)), made.turned]);
    expect(late.indexOf("%PDF-")).toBeGreaterThan(900);
    expect(await cleanPdfHere(late, size)).toMatchObject({ ok: true });
  });
});

describe("in a worker of its own", () => {
  test("leaves the process free for others meanwhile", async () => {
    let turns = 0;
    const clock = setInterval(() => turns++, 5);
    const result = await cleanPdf(made.cv, size);
    clearInterval(clock);
    expect(result.ok && Buffer.from(result.bytes).equals(cleaned.cv)).toBe(true);
    expect(turns).toBeGreaterThan(5);
  });

  test("is given up when it takes too long, or unfolds too far", async () => {
    expect(await cleanPdf(made.cv, size, 0.01)).toEqual({ ok: false, reason: "too-heavy" });
    expect(await cleanPdf(made.heavy, size)).toEqual({ ok: false, reason: "too-heavy" });
  });
});

test.each<[string, () => Uint8Array, string]>([
  ["locked with a password", () => made.user, "encrypted"],
  ["of more than 30 pages", () => made.long, "too-many-pages"],
  ["a form that its maker's program alone can show", () => made.changing, "changing-form"],
  ["unfolding further than the engine may hold", () => made.heavy, "too-heavy"],
  ["nothing of the kind", () => Buffer.from("%PDF-1.7\nnothing of the kind"), "broken"],
  ["cut off after its first bytes", () => made.turned.subarray(0, 100), "broken"],
])("says of a document why it isn't taken: %s", async (_, document, reason) => {
  expect(await cleanPdfHere(document(), size)).toEqual({ ok: false, reason });
});

test.each([
  ["Arial", 0, "Arimo"],
  ["ABCDEF+Helvetica-Bold", 0, "Arimo"],
  ["TimesNewRomanPSMT", 0, "Tinos"],
  ["PT Serif", 0, "Tinos"],
  ["Courier New", 0, "Cousine"],
  ["Unknown", 16, "Tinos"],
  ["Unknown", 1, "Cousine"],
  ["MS Sans Serif", 16, "Arimo"],
  ["", 0, "Arimo"],
])("for a font called %s (%i) stands %s", (name, bits, family) => expect(familyFor(name, bits)).toBe(family));

describe("a cleaned photograph", () => {
  test.each(["photo", "photo-filled"] as const)("is a picture and nothing else: %s", async (name) => {
    const told = JSON.stringify(tagsOf(made[name], "all"));
    for (const what of ["artist", "GPSLatitude", "CANARY-xmp", "comment"]) expect(told).toContain(what);
    const result = await cleanPicture(made[name], "image/jpeg");
    if (!result.ok) throw new Error(result.reason);
    const after = Buffer.from(result.bytes);
    expect(after.toString("latin1")).not.toMatch(/CANARY|Exif|http|MPF|8BIM|ftyp/);
    // One picture, and what a decoder needs: JFIF's header, tables, the frame and its scan.
    expect(after.toString("latin1").split("\xff\xd8")).toHaveLength(2);
    expect(markersOf(after).filter((marker) => marker > 0xe0)).toEqual([]);
    expect(Object.keys(tagsOf(after, "EXIF:all", "XMP:all", "IPTC:all", "MPF:all", "Trailer:all"))).toEqual([
      "SourceFile",
    ]);
  });
});

/** Tags of some groups that exiftool finds in a file. */
function tagsOf(file: Buffer, ...groups: string[]): Record<string, unknown> {
  const found = runForeign(
    "exiftool",
    ["-json", "-a", "-ee", ...groups.map((group) => `-${group}`), "-"],
    file,
  );
  return (JSON.parse(found.toString()) as Record<string, unknown>[])[0] ?? {};
}

/** The markers of a JPEG's segments up to its first scan. */
function markersOf(jpeg: Buffer): number[] {
  const markers: number[] = [];
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2))
    markers.push(jpeg[at + 1] ?? 0);
  return markers;
}

/** A document with its streams unpacked; qpdf reads from a file alone. */
function unpack(document: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "elf-pdf-"));
  try {
    writeFileSync(join(folder, "document.pdf"), document);
    return runForeign("qpdf", ["--qdf", "--object-streams=disable", join(folder, "document.pdf"), "-"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A page that a JPEG fills. */
function makePage(jpeg: Buffer, width: number, height: number): Buffer {
  const head =
    "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [ 3 0 R ] /Count 1 >> endobj\n" +
    "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [ 0 0 450 600 ] /Contents 4 0 R /Resources << /XObject << /A 5 0 R >> >> >> endobj\n" +
    "4 0 obj << /Length 27 >> stream\nq 450 0 0 600 0 0 cm /A Do Q\nendstream endobj\n" +
    `5 0 obj << /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >> stream\n`;
  return Buffer.concat([
    Buffer.from(head),
    jpeg,
    Buffer.from("\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"),
  ]);
}
