import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { PDFDocument } from "@cantoo/pdf-lib";
import { addHours } from "date-fns";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applications, files, uploadParts, uploads } from "#db/schema";
import { cleaningTurns } from "~/applying/cleaning/cleaning.server";
import { SealedStore } from "~/applying/resumable-store.server";
import { deleteOldUploads } from "~/applying/resumable.server";
import { action as begin, loader as options } from "~/applying/routes/resumable";
import { action as goOn, loader as look } from "~/applying/routes/resumable-upload";
import { loader as page } from "~/applying/routes/upload";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { getKey, unsealBytes } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition, takeFiles, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { asRequest, call, cookieOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let pdf: Buffer;
beforeAll(async () => {
  edition = await anEdition();
  const document = await PDFDocument.create();
  document.addPage().drawText("What I did");
  await document.attach(randomBytes(300_000), "noise.bin");
  // A comment of the format's, which no page shows.
  const secret = Buffer.from("% Aigerim Secret");
  pdf = Buffer.concat([await document.save({ useObjectStreams: false }), secret]);
});

async function anApplicant(status: "draft" | "submitted" = "draft"): Promise<Person> {
  const person = await aPerson();
  await anApplication({ edition, person, sections: 2, status });
  return person;
}

const metadataOf = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString("base64")}`)
    .join(",");

/** A request as a tus client makes it. */
async function tus(
  person: Person | undefined,
  method: string,
  id: string | null,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<Response> {
  const path = id === null ? "/application/uploads" : `/application/uploads/${id}`;
  const { context } = await asRequest();
  const request = new Request(new URL(path, env().origin), {
    method,
    headers: {
      Origin: env().origin,
      "Tus-Resumable": "1.0.0",
      ...(person ? { Cookie: await cookieOf(person) } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body, duplex: "half" }),
  });
  const reads = ["HEAD", "OPTIONS", "GET"].includes(method);
  const handler = id === null ? (reads ? options : begin) : reads ? look : goOn;
  try {
    return await handler({ request, params: id === null ? {} : { id }, context });
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
}

async function start(person: Person, size: number, more: Record<string, string> = {}): Promise<Response> {
  return tus(person, "POST", null, {
    "Upload-Length": String(size),
    "Upload-Metadata": metadataOf({
      filename: "Aigerim Secret.pdf",
      question: "cv",
      modified: "17",
      ...more,
    }),
  });
}

async function begun(person: Person, size: number): Promise<string> {
  const answer = await start(person, size);
  expect(answer.status).toBe(201);
  const location = answer.headers.get("Location") ?? "";
  expect(location).toMatch(/^\/application\/uploads\/[\w-]{43}$/);
  return location.split("/").at(-1) ?? "";
}

const send = (person: Person, id: string, offset: number, piece: Uint8Array | ReadableStream) =>
  tus(
    person,
    "PATCH",
    id,
    { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
    piece as BodyInit,
  );
const offsetOf = async (person: Person, id: string) =>
  Number((await tus(person, "HEAD", id)).headers.get("Upload-Offset"));
const filesOf = (person: Person) => database().select().from(files).where(eq(files.personId, person.id));
const partsOf = (id: string) => database().select().from(uploadParts).where(eq(uploadParts.uploadId, id));
const place = { path: "/application/form/experience/files", params: { section: "experience" } };

/** A body that breaks off after its first bytes, as a connection does. */
function broken(piece: Uint8Array): ReadableStream {
  let sent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!sent) {
        sent = true;
        controller.enqueue(piece);
        return;
      }
      await wait(60);
      controller.error(new Error("The connection is gone."));
    },
  });
}

describe("an upload in pieces", () => {
  test("becomes the same file as one that came with a form: cleaned, sealed, and nothing on the way in clear", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    const half = pdf.subarray(0, 150_000);
    expect((await send(person, id, 0, half)).status).toBe(204);
    expect(await offsetOf(person, id)).toBe(half.length);
    const [part] = await partsOf(id);
    expect(part?.content.includes("Secret") || part?.content.includes("%PDF")).toBe(false);
    const [row] = await database().select().from(uploads).where(eq(uploads.id, id));
    expect(row?.name.includes("Secret")).toBe(false);

    // After a reload the page tells which upload can go on.
    const shown = await call(page, { as: person, ...place });
    expect(shown.unfinished).toMatchObject([
      {
        id,
        question: "cv",
        name: "Aigerim Secret.pdf",
        modified: "17",
        size: pdf.length,
        received: half.length,
      },
    ]);
    const answer = await send(person, id, half.length, pdf.subarray(half.length));
    expect(answer.status).toBe(204);
    expect(answer.headers.get("Upload-Offset")).toBe(String(pdf.length));
    const [file, ...more] = await filesOf(person);
    expect(more).toEqual([]);
    const key = await getKey(database(), person.id);
    const content = unsealBytes(key, "file.content", file?.content ?? Buffer.alloc(0));
    expect(content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(content.includes("Secret")).toBe(false);
    expect(await partsOf(id)).toEqual([]);
    // Asked again, as after a lost answer, it is whole, and nothing is stored twice.
    expect(await offsetOf(person, id)).toBe(pdf.length);
    expect(await filesOf(person)).toHaveLength(1);
    expect((await call(page, { as: person, ...place })).unfinished).toEqual([]);
  });

  test("keeps what came before the connection broke, and goes on from there, byte for byte", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    const answer = await send(person, id, 0, broken(pdf.subarray(0, 100_001)));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await offsetOf(person, id)).toBe(100_001);
    await send(person, id, 100_001, broken(pdf.subarray(100_001, 100_777)));
    expect(await offsetOf(person, id)).toBe(100_777);
    const key = await getKey(database(), person.id);
    const kept = (await partsOf(id))
      .sort((a, b) => a.offset - b.offset)
      .map(({ content }) => unsealBytes(key, "upload.part", content));
    expect(Buffer.concat(kept).equals(pdf.subarray(0, 100_777))).toBe(true);
    expect((await send(person, id, 100_777, pdf.subarray(100_777))).status).toBe(204);
    expect(await filesOf(person)).toHaveLength(1);
  });

  test("whose process ended between its last piece and its judgement is judged when it is asked about", async () => {
    const person = await aPerson();
    const several = await anEdition();
    await takeFiles(several, { most: 5 });
    await anApplication({ edition: several, person });
    const id = await begun(person, pdf.length);
    await send(person, id, 0, pdf.subarray(0, pdf.length - 10));
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    const [row] = await database().select().from(uploads).where(eq(uploads.id, id));
    await new SealedStore(actor, row?.applicationId ?? "").write(
      Readable.from([pdf.subarray(pdf.length - 10)]),
      id,
      pdf.length - 10,
    );
    expect(await filesOf(person)).toEqual([]);
    const asked = await Promise.all([
      tus(person, "HEAD", id),
      tus(person, "HEAD", id),
      tus(person, "HEAD", id),
    ]);
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await filesOf(person)).toHaveLength(1);
  });

  test("that waits for others' files is told how long, and asked about twice is judged once", async () => {
    const person = await anApplicant();
    const other = await anApplicant();
    const id = await begun(person, pdf.length);
    let open: () => void = () => {};
    // Somebody else's file, which takes as long as the test wants.
    const theirs = cleaningTurns.take("another", () => new Promise<void>((done) => (open = done)));
    const whole = send(person, id, 0, pdf);
    await expect.poll(() => cleaningTurns.aheadOf(person.id)?.works, { timeout: 20_000 }).toBe(1);
    const again = tus(person, "HEAD", id);
    const told = (await (await tus(person, "GET", id)).json()) as { text: string };
    expect(told.text).toMatch(
      /^All of it has arrived\. Files before yours: 1\. Yours will be checked in about \d+ seconds\.$/,
    );
    expect((await tus(other, "GET", id)).status).toBe(404);
    expect(cleaningTurns.aheadOf(person.id)?.works).toBe(1);
    open();
    expect((await Promise.all([whole, again, theirs])).slice(0, 2)).toMatchObject([
      { status: 204 },
      { status: 200 },
    ]);
    expect(await filesOf(person)).toHaveLength(1);
  });

  test("from two sides at once: one wins, the other is told, and nothing is mixed up", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    const piece = pdf.subarray(0, 100_000);
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    const [row] = await database().select().from(uploads).where(eq(uploads.id, id));
    // Stores of two processes, which know nothing of one another's locks.
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        new SealedStore(actor, row?.applicationId ?? "").write(Readable.from([piece]), id, 0),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ status_code: 409 });
    expect(await offsetOf(person, id)).toBe(100_000);
    const answers = await Promise.all([
      send(person, id, 100_000, pdf.subarray(100_000)),
      send(person, id, 100_000, pdf.subarray(100_000)),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await filesOf(person)).toHaveLength(1);
  });

  test("is nobody else's: another person's is not there to ask about, go on with or end", async () => {
    const owner = await anApplicant();
    const id = await begun(owner, pdf.length);
    const stranger = await anApplicant();
    expect((await tus(stranger, "HEAD", id)).status).toBe(404);
    expect((await send(stranger, id, 0, pdf)).status).toBe(404);
    expect((await tus(stranger, "DELETE", id)).status).toBe(404);
    expect((await tus(await aPerson(), "HEAD", id)).status).toBe(404);
    expect((await tus(undefined, "HEAD", id)).status).toBe(302);
    expect(await offsetOf(owner, id)).toBe(0);
  });

  test("that is stopped leaves nothing", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    await send(person, id, 0, pdf.subarray(0, 1000));
    expect((await tus(person, "DELETE", id)).status).toBe(204);
    expect(await partsOf(id)).toEqual([]);
    expect((await tus(person, "HEAD", id)).status).toBe(404);
  });

  test("that nobody goes on with for a day is gone", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    await send(person, id, 0, pdf.subarray(0, 1000));
    setClock(() => addHours(new Date(), 23));
    expect(await deleteOldUploads()).toBe(0);
    setClock(() => addHours(new Date(), 25));
    expect((await tus(person, "HEAD", id)).status).toBe(410);
    expect((await call(page, { as: person, ...place })).unfinished).toEqual([]);
    expect(await deleteOldUploads()).toBeGreaterThan(0);
    setClock(undefined);
    expect(await partsOf(id)).toEqual([]);
  });

  test("that was broken off too often does not pile up", async () => {
    const person = await anApplicant();
    for (let i = 0; i < 7; i++) await begun(person, pdf.length);
    const left = await database().select().from(uploads).where(eq(uploads.personId, person.id));
    expect(left.length).toBe(4);
  });
});

describe("refused in a sentence", () => {
  test.each<[string, number, Record<string, string>, number, string]>([
    ["a file of no bytes", 0, {}, 400, "empty"],
    ["a file that is too large", 5 * 1024 * 1024 + 1, {}, 413, "too-large"],
    ["a question that does not ask for a file", 100, { question: "community" }, 400, "missing"],
    ["an unknown question", 100, { question: "passport" }, 400, "missing"],
    ["a name without end", 100, { filename: "x".repeat(301) }, 400, "missing"],
    ["a name with a NUL", 100, { filename: "a\0b.pdf" }, 400, "missing"],
  ])("%s", async (_, size, more, status, reason) => {
    const person = await anApplicant();
    const answer = await start(person, size, more);
    expect(answer.status).toBe(status);
    const body = (await answer.json()) as { reason: string; text: string };
    expect(body.reason).toBe(reason);
    expect(body.text).toMatch(/\.$/);
    expect(await database().select().from(uploads).where(eq(uploads.personId, person.id))).toEqual([]);
  });

  test.each<[string, () => Buffer, number, string]>([
    ["what is no PDF, whatever its name", () => Buffer.from("MZ\x90\0".padEnd(400, "x")), 415, "wrong-type"],
    ["a damaged one", () => Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\nnothing more"), 422, "broken"],
  ])("%s, at its last piece; nothing of it is left", async (_, make, status, reason) => {
    const person = await anApplicant();
    const content = make();
    const id = await begun(person, content.length);
    const answer = await send(person, id, 0, content);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ reason });
    expect(await partsOf(id)).toEqual([]);
    expect(await filesOf(person)).toEqual([]);
    expect((await tus(person, "HEAD", id)).status).toBe(404);
  });

  test("what is no PDF, at its first piece: of five megabytes four are never sent", async () => {
    const person = await anApplicant();
    const id = await begun(person, 5_000_000);
    const answer = await send(person, id, 0, Buffer.alloc(256 * 1024, "MZ"));
    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      reason: "wrong-type",
      text: expect.stringContaining("PDF") as string,
    });
    expect(await partsOf(id)).toEqual([]);
    expect((await tus(person, "HEAD", id)).status).toBe(404);
  });

  test("an application that has been sent, or is sent or closed on the way", async () => {
    const sent = await anApplicant("submitted");
    expect((await start(sent, 100)).status).toBe(409);
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    await database()
      .update(applications)
      .set({ status: "submitted" })
      .where(eq(applications.personId, person.id));
    const answer = await send(person, id, 0, pdf);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ reason: "locked", text: "Your application has been sent" });
    expect(await filesOf(person)).toEqual([]);
    const late = await anApplicant();
    const lateId = await begun(late, pdf.length);
    setClock(() => addHours(edition.callClosesAt, 2));
    await database()
      .update(uploads)
      .set({ updatedAt: addHours(edition.callClosesAt, 1) })
      .where(eq(uploads.id, lateId));
    expect((await send(late, lateId, 0, pdf)).status).toBe(403);
    setClock(undefined);
  });

  test("more bytes than were announced, in one piece or without a length", async () => {
    const person = await anApplicant();
    const id = await begun(person, 10);
    const announced = await tus(
      person,
      "PATCH",
      id,
      { "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream", "Content-Length": "20" },
      Buffer.alloc(20),
    );
    expect(announced.status).toBe(413);
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
    });
    expect((await send(person, id, 0, endless)).status).toBe(413);
    expect(await offsetOf(person, id)).toBe(0);
  });

  test.each<[string, string, string | null, Record<string, string>, number]>([
    ["no version of the protocol", "POST", null, { "Tus-Resumable": "" }, 412],
    ["no length", "POST", null, {}, 400],
    ["a length that is none", "POST", null, { "Upload-Length": "-5" }, 400],
    ["metadata that is none", "POST", null, { "Upload-Length": "5", "Upload-Metadata": "a b c" }, 400],
    ["a deferred length", "POST", null, { "Upload-Defer-Length": "1" }, 501],
    ["an id that is none", "HEAD", "../../etc/passwd", {}, 404],
    ["an id that is nobody's", "HEAD", "x".repeat(43), {}, 404],
    ["a GET", "GET", null, {}, 404],
    ["a PUT", "PUT", null, {}, 404],
  ])("a request with %s", async (_, method, id, headers, status) => {
    expect((await tus(await anApplicant(), method, id, headers)).status).toBe(status);
  });

  test("a piece at another place, without a place, or of another content type", async () => {
    const person = await anApplicant();
    const id = await begun(person, pdf.length);
    expect((await send(person, id, 5, pdf.subarray(5))).status).toBe(409);
    const type = { "Content-Type": "application/offset+octet-stream" };
    expect((await tus(person, "PATCH", id, type, "x")).status).toBe(403);
    const json = { "Upload-Offset": "0", "Content-Type": "application/json" };
    expect((await tus(person, "PATCH", id, json, "{}")).status).toBe(400);
    expect(await offsetOf(person, id)).toBe(0);
  });

  test("no other site may read an answer", async () => {
    const person = await anApplicant();
    const answer = await tus(person, "OPTIONS", null, { Origin: "https://elsewhere.example" });
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(env().origin);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });
});
