import { PDFDocument } from "@cantoo/pdf-lib";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { files } from "#db/schema";
import { loader as download } from "~/applying/routes/file";
import { action as upload } from "~/applying/routes/upload";
import { database } from "~/platform/database.server";
import { getKey, unsealBytes } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition, takeFiles, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aPhoto, aPngBomb, aScreenshot } from "../factories/pictures";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

const all = ["application/pdf", "image/jpeg", "image/png"] as const;

/** Editions whose form takes pictures: one file, or up to three. */
let one: Edition;
let three: Edition;
beforeAll(async () => {
  one = await anEdition();
  three = await anEdition();
  await takeFiles(one, { mediaTypes: all });
  await takeFiles(three, { mediaTypes: all, most: 3 });
});

async function anApplicant(edition = one): Promise<Person> {
  const person = await aPerson();
  await anApplication({ edition, person, sections: 2 });
  return person;
}

const place = { path: "/application/form/experience/files?question=cv", params: { section: "experience" } };
function send(person: Person, content: BlobPart, name = "picture.jpg") {
  const form = new FormData();
  form.set("cv", new File([content], name));
  return outcomeOf(upload, { as: person, ...place, form });
}
const rowsOf = (person: Person) => database().select().from(files).where(eq(files.personId, person.id));
async function contentsOf(person: Person): Promise<Buffer[]> {
  const key = await getKey(database(), person.id);
  return (await rowsOf(person)).map(({ content }) => unsealBytes(key, "file.content", content));
}

describe("a picture", () => {
  test("from a phone loses place, camera, author and comment, and stands upright", async () => {
    const photo = await aPhoto(64, 48);
    const before = await sharp(photo).metadata();
    expect(before).toMatchObject({ orientation: 6, width: 64, height: 48 });
    expect(photo.includes("Secret")).toBe(true);
    const person = await anApplicant();
    expect(await send(person, new Uint8Array(photo))).toMatchObject({ status: 302 });
    const [kept = Buffer.alloc(0)] = await contentsOf(person);
    const after = await sharp(kept).metadata();
    expect(after).toMatchObject({ format: "jpeg", width: 48, height: 64 });
    expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(
      Array(5).fill(undefined),
    );
    expect(/secret|GPS|Exif/i.test(kept.toString("latin1"))).toBe(false);
    const [row] = await rowsOf(person);
    const given = await outcomeOf(download, {
      as: person,
      path: `/application/files/${row?.id}`,
      params: { id: row?.id ?? "" },
    });
    expect(given.headers.get("Content-Type")).toBe("image/jpeg");
    expect(given.headers.get("Content-Disposition")).toBe('attachment; filename="document.jpg"');
  });

  test("of a screen loses its texts, its time and its EXIF", async () => {
    const screenshot = await aScreenshot();
    expect(screenshot.includes("Secret")).toBe(true);
    const person = await anApplicant();
    expect(await send(person, new Uint8Array(screenshot), "screen.png")).toMatchObject({ status: 302 });
    const [kept = Buffer.alloc(0)] = await contentsOf(person);
    expect((await sharp(kept).metadata()).format).toBe("png");
    for (const mark of ["Secret", "tEXt", "iTXt", "zTXt", "tIME", "eXIf"])
      expect(kept.includes(mark), mark).toBe(false);
  });

  test("that is something else as well keeps nothing of it", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    const pdf = Buffer.from(await document.save());
    const person = await anApplicant();
    const script = Buffer.from("<script>alert(1)</script>PK\x03\x04");
    const polyglot = Buffer.concat([await aPhoto(), script, pdf]);
    expect(await send(person, new Uint8Array(polyglot), "both.pdf")).toMatchObject({ status: 302 });
    const [kept = Buffer.alloc(0)] = await contentsOf(person);
    expect(kept.includes("script") || kept.includes("%PDF") || kept.includes("PK\x03\x04")).toBe(false);
    expect((await rowsOf(person))[0]?.mediaType).toBe("image/jpeg");
  });

  test.each<[string, () => Promise<Buffer> | Buffer, number, string]>([
    ["cut off in the middle", async () => (await aPhoto(400, 300)).subarray(0, 6000), 422, "broken"],
    [
      "with a JPEG's first bytes and nothing more",
      () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
      422,
      "broken",
    ],
    ["that unfolds into 900 million points", () => aPngBomb(30_000, 30_000), 422, "too-many-pixels"],
    [
      "that lies about its size",
      async () => {
        const png = Buffer.from(await aScreenshot());
        png.writeUInt32BE(9000, 16);
        return png;
      },
      422,
      "broken",
    ],
    [
      "of a kind that is not asked for",
      () =>
        sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
          .webp()
          .toBuffer(),
      415,
      "wrong-type",
    ],
    [
      "in SVG, with a script",
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      415,
      "wrong-type",
    ],
  ])("%s is refused in a sentence, and changes nothing", async (_, make, status, reason) => {
    const person = await anApplicant();
    const content = await make();
    expect(await send(person, new Uint8Array(content))).toMatchObject({
      status,
      data: { question: "cv", reason },
    });
    expect(await rowsOf(person)).toEqual([]);
  });

  test("is refused where the question asks for a PDF alone", async () => {
    const edition = await anEdition();
    await takeFiles(edition, { mediaTypes: ["application/pdf"] });
    const person = await anApplicant(edition);
    expect(await send(person, new Uint8Array(await aPhoto()))).toMatchObject({
      status: 415,
      data: { reason: "wrong-type" },
    });
  });
});

test("a question that takes three files keeps three, and refuses a fourth", async () => {
  const person = await anApplicant(three);
  const photo = new Uint8Array(await aPhoto());
  for (let i = 0; i < 3; i++) expect(await send(person, photo, `${i}.jpg`)).toMatchObject({ status: 302 });
  expect(await send(person, photo)).toMatchObject({ status: 409, data: { reason: "too-many" } });
  expect(await rowsOf(person)).toHaveLength(3);
  const more = await Promise.all([send(person, photo), send(person, photo)]);
  expect(more.map(({ status }) => status)).toEqual([409, 409]);
});
