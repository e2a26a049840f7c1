import { PDFDocument, PDFName, PDFString } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { cleanPdfHere, withoutExif } from "./pdf-cleaning";

async function aPdf(change: (document: PDFDocument) => unknown = () => {}): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage().drawText("What I did");
  await change(document);
  // Plain objects, so that what is left in the file can be searched for.
  return document.save({ useObjectStreams: false });
}

async function cleaned(bytes: Uint8Array): Promise<string> {
  const result = await cleanPdfHere(bytes);
  if (!result.ok) throw new Error(result.reason);
  const again = await PDFDocument.load(result.bytes, { updateMetadata: false });
  return Buffer.from(await again.save({ useObjectStreams: false })).toString("latin1");
}

describe("cleaning a PDF", () => {
  test("keeps its pages", async () => {
    const result = await cleanPdfHere(await aPdf((document) => void document.addPage()));
    expect(result.ok && (await PDFDocument.load(result.bytes)).getPageCount()).toBe(2);
  });

  test("removes who made it, with what and when", async () => {
    const text = await cleaned(
      await aPdf((document) => {
        document.setAuthor("Aigerim Secret");
        document.setProducer("Secret Office");
        document.setCreationDate(new Date("2026-01-01"));
        document.catalog.set(
          PDFName.of("Metadata"),
          document.context.register(document.context.stream("<x:xmpmeta>Secret</x:xmpmeta>")),
        );
      }),
    );
    expect(text).not.toMatch(/Secret|xmpmeta|CreationDate|Producer|\/Info/);
  });

  test("removes scripts, what starts by itself, and attached files", async () => {
    const text = await cleaned(
      await aPdf(async (document) => {
        document.addJavaScript("main", "app.alert('script')");
        await document.attach(Buffer.from("attached"), "attached.exe");
        const launch = document.context.obj({ S: "Launch", F: PDFString.of("cmd.exe") });
        document.catalog.set(PDFName.of("OpenAction"), document.context.register(launch));
        document.getPage(0).node.set(PDFName.of("AA"), document.context.obj({ O: launch }));
      }),
    );
    expect(text).not.toMatch(/JavaScript|alert|attached|EmbeddedFile|Launch|cmd\.exe|OpenAction|\/AA/);
  });

  test("removes what an earlier version left behind", async () => {
    const text = await cleaned(
      await aPdf((document) => void document.context.register(PDFString.of("deleted but still there"))),
    );
    expect(text).not.toContain("deleted but still there");
  });

  test("says what it cannot clean", async () => {
    const locked = await PDFDocument.create();
    locked.addPage();
    locked.encrypt({ userPassword: "secret" });
    expect(await cleanPdfHere(await locked.save())).toEqual({ ok: false, reason: "encrypted" });
    expect(await cleanPdfHere(Buffer.from("%PDF-1.7\nnothing of the kind"))).toEqual({
      ok: false,
      reason: "broken",
    });
    expect(await cleanPdfHere((await aPdf()).subarray(0, 200))).toEqual({ ok: false, reason: "broken" });
  });
});

test("a photograph loses where and when it was taken, and nothing of the picture", () => {
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
  const picture = Buffer.concat([segment(0xda, "scan"), Buffer.from([1, 2, 3, 0xff, 0xd9])]);
  const jpeg = Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, "JFIF"),
    segment(0xe1, "Exif GPS"),
    segment(0xfe, "comment"),
    segment(0xee, "Adobe"),
    segment(0xdb, "table"),
    picture,
  ]);
  const clean = Buffer.from(withoutExif(jpeg)).toString("latin1");
  expect(clean).not.toMatch(/GPS|comment/);
  for (const kept of ["JFIF", "Adobe", "table", "scan"]) expect(clean).toContain(kept);
  expect(Buffer.from(withoutExif(jpeg)).subarray(-picture.length)).toEqual(picture);
  expect(withoutExif(Buffer.from("no picture"))).toEqual(Buffer.from("no picture"));
});
