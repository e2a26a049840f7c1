import { PDFDocument } from "@cantoo/pdf-lib";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { files } from "#db/schema";
import { cleaningTurns, cleaningVersion } from "~/applying/cleaning/cleaning.server";
import { recleanFiles } from "~/applying/cleaning/recleaning.server";
import { loader as download } from "~/applying/routes/file";
import { action as remove } from "~/applying/routes/file-removal";
import { loader as receipt } from "~/applying/routes/receipt";
import { action as upload, loader as uploadPage } from "~/applying/routes/upload";
import { database } from "~/platform/database.server";
import { getKey, seal, sealBytes, unsealBytes } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let pdf: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  edition = await anEdition();
  const document = await PDFDocument.create();
  document.addPage().drawText("What I did");
  // A comment of the format's, which no page shows.
  const secret = Buffer.from("% Aigerim Secret");
  pdf = new Uint8Array(Buffer.concat([await document.save({ useObjectStreams: false }), secret]));
});

async function anApplicant(details: Parameters<typeof anApplication>[0] = {}): Promise<Person> {
  const person = await aPerson();
  await anApplication({ edition, person, sections: 2, ...details });
  return person;
}

const place = { path: "/application/form/experience/files?question=cv", params: { section: "experience" } };

function send(person: Person, content: BlobPart, name = "cv.pdf", asked: Record<string, unknown> = {}) {
  const form = new FormData();
  form.set("cv", new File([content], name, { type: "application/pdf" }));
  return outcomeOf(upload, { as: person, ...place, form, ...asked });
}

const filesOf = (person: Person) => database().select().from(files).where(eq(files.personId, person.id));
const get = (person: Person | undefined, id: string) =>
  outcomeOf(download, { as: person, path: `/application/files/${id}`, params: { id } });
const removal = (person: Person, id: string) =>
  outcomeOf(remove, { as: person, path: `/application/files/${id}/removal`, params: { id }, form: {} });

async function storedId(person: Person): Promise<string> {
  expect(await send(person, pdf)).toMatchObject({ status: 302 });
  return (await filesOf(person))[0]?.id ?? "";
}

describe("an upload", () => {
  test("is cleaned, sealed, and given back to its owner alone, to be saved and not shown", async () => {
    const person = await anApplicant();
    expect(await send(person, pdf, "Aigerim Secret CV.pdf")).toMatchObject({
      status: 302,
      location: "/application/form/experience#cv",
    });
    const [stored] = await filesOf(person);
    expect(stored?.content.includes("%PDF")).toBe(false);
    expect(stored?.name.includes("Secret")).toBe(false);

    const outcome = await get(person, stored?.id ?? "");
    expect(outcome.status).toBe(200);
    expect(outcome.headers.get("Content-Disposition")).toBe('attachment; filename="document.pdf"');
    expect(outcome.headers.get("Content-Security-Policy")).toBe("sandbox; default-src 'none'");
    expect(outcome.headers.get("Cache-Control")).toBe("no-store");
    expect(String(outcome.data)).toMatch(/^%PDF-/);
    expect(String(outcome.data)).not.toContain("Secret");
    const page = await call(uploadPage, { as: person, ...place });
    expect(page.files).toMatchObject([{ name: "Aigerim Secret CV.pdf", question: "cv" }]);
  });

  test("waits for one of another's many files, and is told beforehand that there are many", async () => {
    const [many, one] = [await anApplicant(), await anApplicant()];
    let open: () => void = () => {};
    const theirs = cleaningTurns.take("another", () => new Promise<void>((done) => (open = done)));
    const order: string[] = [];
    const sending = Array.from({ length: 4 }, () => send(many, pdf).then(() => order.push("many")));
    await expect.poll(() => cleaningTurns.aheadOf(many.id)?.works, { timeout: 20_000 }).toBe(4);
    const sent = send(one, pdf).then((answer) => {
      order.push("one");
      return answer;
    });
    await expect.poll(() => cleaningTurns.aheadOf(one.id)?.works, { timeout: 20_000 }).toBe(2);
    const { busy } = (await outcomeOf(uploadPage, { as: await anApplicant(), ...place })).data as {
      busy: string;
    };
    // Judged by how long files took that were checked before: seldom as long as one would notice.
    expect(busy === "" || busy.startsWith("Many people are sending files")).toBe(true);
    open();
    await Promise.all([theirs, ...sending]);
    expect(await sent).toMatchObject({ status: 302 });
    expect(order.indexOf("one")).toBeLessThan(3);
  });

  test("takes the place of the one before", async () => {
    const person = await anApplicant();
    const first = await storedId(person);
    await send(person, pdf, "second.pdf");
    expect((await filesOf(person)).map(({ id }) => id === first)).toEqual([false]);
    expect(await get(person, first)).toMatchObject({ status: 404 });
  });

  test.each<[string, BlobPart, string, number, string]>([
    [
      "a Windows program called .pdf",
      Buffer.concat([Buffer.from("MZ\x90\0"), Buffer.alloc(512)]),
      "cv.pdf",
      415,
      "wrong-type",
    ],
    [
      "a Linux program called .pdf",
      Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(512)]),
      "cv.pdf",
      415,
      "wrong-type",
    ],
    ["a page of HTML called .pdf", "<!doctype html><script>alert(1)</script>", "cv.pdf", 415, "wrong-type"],
    ["a text", "Just a text", "cv.txt", 415, "wrong-type"],
    ["an empty file", "", "cv.pdf", 400, "empty"],
    ["a damaged PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\nnothing more", "cv.pdf", 422, "broken"],
  ])(
    "refuses %s in a sentence at its field, and changes nothing",
    async (_, content, name, status, reason) => {
      const person = await anApplicant();
      const before = await storedId(person);
      expect(await send(person, content, name)).toMatchObject({ status, data: { question: "cv", reason } });
      expect((await filesOf(person)).map(({ id }) => id)).toEqual([before]);
    },
  );

  test("refuses one that is locked with a password", async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.encrypt({ userPassword: "secret" });
    const person = await anApplicant();
    expect(await send(person, new Uint8Array(await document.save()))).toMatchObject({
      status: 422,
      data: { reason: "encrypted" },
    });
  });

  test("refuses more than 5 MB, whether it is announced or not", async () => {
    const person = await anApplicant();
    const big = Buffer.concat([Buffer.from(pdf), Buffer.alloc(5 * 1024 * 1024)]);
    expect(await send(person, big)).toMatchObject({ status: 413, data: { reason: "too-large" } });
    const announced = {
      "Content-Length": String(50 * 1024 * 1024),
      "Content-Type": "multipart/form-data; boundary=x",
    };
    expect(await send(person, "small", "cv.pdf", { headers: announced })).toMatchObject({
      status: 413,
      data: { reason: "too-large" },
    });
    expect(await filesOf(person)).toEqual([]);
  });

  test("refuses a form without a file, an unknown question and a page that asks for none", async () => {
    const person = await anApplicant();
    const empty = new FormData();
    empty.set("other", "text");
    expect(await outcomeOf(upload, { as: person, ...place, form: empty })).toMatchObject({
      status: 400,
      data: { reason: "missing" },
    });
    const unknown = {
      path: "/application/form/experience/files?question=passport",
      params: { section: "experience" },
    };
    expect(await outcomeOf(upload, { as: person, ...unknown, form: empty })).toMatchObject({ status: 404 });
    const about = { path: "/application/form/about/files", params: { section: "about" } };
    expect(await outcomeOf(upload, { as: person, ...about, form: empty })).toMatchObject({ status: 404 });
    expect(await outcomeOf(uploadPage, { as: person, ...about })).toMatchObject({ status: 404 });
  });

  test("is counted: after twenty in an hour the next is refused", async () => {
    const person = await anApplicant();
    // One of another kind costs nothing, and keeps nobody from sending the right one.
    for (let i = 0; i < 20; i++) expect(await send(person, "no pdf")).toMatchObject({ status: 415 });
    for (let i = 0; i < 20; i++)
      expect(await send(person, "%PDF-1.4 damaged")).toMatchObject({ status: 422 });
    expect(await send(person, pdf)).toMatchObject({ status: 429, data: { reason: "too-often" } });
    expect(await filesOf(person)).toEqual([]);
  });
});

describe("a file that was kept while cleaning was done another way", () => {
  /** A PDF as it lay there before, in a draft or as sent. */
  async function keptBefore(status: "draft" | "submitted", content: Uint8Array) {
    const person = await aPerson();
    const application = await anApplication({ edition, person, status });
    const key = await getKey(database(), person.id);
    await database()
      .insert(files)
      .values({
        applicationId: application.id,
        personId: person.id,
        question: "cv",
        name: seal(key, "file.name", "cv.pdf"),
        mediaType: "application/pdf",
        size: content.length,
        content: sealBytes(key, "file.content", Buffer.from(content)),
        createdAt: new Date("2026-01-01"),
      });
    const fingerprint = async () =>
      (await call(receipt, { as: person, path: "/application/receipt" })).fingerprint;
    const read = async () => {
      const [row] = await filesOf(person);
      return { ...row, clear: unsealBytes(key, "file.content", row?.content ?? Buffer.alloc(0)) };
    };
    return { fingerprint, read };
  }

  test("is cleaned again, once, and its receipt holds as before", async () => {
    const sent = await keptBefore("submitted", pdf);
    const draft = await keptBefore("draft", pdf);
    const damaged = await keptBefore("submitted", Buffer.from("%PDF-1.7\n%damaged, and says Secret"));
    expect((await sent.read()).clear.includes("Secret")).toBe(true);
    const fingerprints = await Promise.all([sent.fingerprint(), damaged.fingerprint()]);
    while ((await recleanFiles()) > 0);
    for (const file of [sent, draft]) {
      const { clear, size, cleanedBy } = await file.read();
      expect(clear.includes("Secret")).toBe(false);
      expect(clear.subarray(0, 5).toString()).toBe("%PDF-");
      expect([size, cleanedBy]).toEqual([clear.length, cleaningVersion]);
    }
    // What was never sent has no receipt to keep.
    expect((await draft.read()).recorded).toBeNull();
    expect(await damaged.read()).toMatchObject({ cleanedBy: -cleaningVersion });
    expect((await damaged.read()).clear.includes("damaged")).toBe(true);
    expect(await Promise.all([sent.fingerprint(), damaged.fingerprint()])).toEqual(fingerprints);
    const before = await sent.read();
    expect(await recleanFiles()).toBe(0);
    expect((await sent.read()).content?.equals(before.content ?? Buffer.alloc(0))).toBe(true);
  });

  test("one that is uploaded now isn't", async () => {
    const person = await anApplicant();
    await storedId(person);
    expect((await filesOf(person))[0]).toMatchObject({ cleanedBy: cleaningVersion, recorded: null });
    expect(await recleanFiles()).toBe(0);
  });
});

describe("another person's file", () => {
  test("is not there: to read, or to remove", async () => {
    const owner = await anApplicant();
    const id = await storedId(owner);
    const other = await anApplicant();
    expect(await get(other, id)).toMatchObject({ status: 404, data: { refusal: "not-found" } });
    expect(await removal(other, id)).toMatchObject({ status: 404 });
    expect(await get(undefined, id)).toMatchObject({ status: 302 });
    expect(await get(other, "../../etc/passwd")).toMatchObject({ status: 404 });
    expect(await filesOf(owner)).toHaveLength(1);
  });

  test("nor for the staff of the edition, by this address", async () => {
    const id = await storedId(await anApplicant());
    const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }, "admin"] });
    expect(await get(coordinator, id)).toMatchObject({ status: 404 });
  });
});

describe("removing", () => {
  test("a file of a draft removes it, once", async () => {
    const person = await anApplicant();
    const id = await storedId(person);
    expect(await removal(person, id)).toMatchObject({
      status: 302,
      location: "/application/form/experience/files",
    });
    expect(await filesOf(person)).toEqual([]);
    expect(await removal(person, id)).toMatchObject({ status: 404 });
  });

  test("is refused once the application is submitted; so is another upload", async () => {
    const person = await aPerson();
    const application = await anApplication({ edition, person, status: "submitted" });
    const [file] = await database()
      .insert(files)
      .values({
        applicationId: application.id,
        personId: person.id,
        question: "cv",
        name: Buffer.from(""),
        mediaType: "application/pdf",
        size: 1,
        content: Buffer.from(""),
      })
      .returning();
    expect(await removal(person, file?.id ?? "")).toMatchObject({
      status: 409,
      data: { refusal: "application-locked" },
    });
    expect(await send(person, pdf)).toMatchObject({ status: 409, data: { lock: "submitted" } });
    expect(await filesOf(person)).toHaveLength(1);
  });
});
