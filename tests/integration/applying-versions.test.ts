import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationEvents, applications, editions, files, mail, submissions } from "#db/schema";
import { listFiles, readSubmission } from "~/applying/reading.server";
import { loader as application } from "~/applying/routes/application";
import { loader as copy } from "~/applying/routes/copy";
import { loader as copyFile } from "~/applying/routes/copy-file";
import { loader as receipt } from "~/applying/routes/receipt";
import { loader as record } from "~/applying/routes/record";
import { action as reopen, loader as reopening } from "~/applying/routes/reopening";
import { loader as review } from "~/applying/routes/review";
import { action as submit } from "~/applying/routes/submission";
import { readSection, saveSection } from "~/applying/sections.server";
import { removeFile } from "~/applying/uploads.server";
import { restoreUnsent } from "~/applying/versions.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { withinLimit } from "~/platform/limits.server";
import { getKey, seal, sealBytes } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { runForeign } from "../setup/foreign";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
beforeAll(async () => {
  edition = await anEdition();
});

async function aSubmitted(details: Parameters<typeof anApplication>[0] = {}) {
  const person = await aPerson({ timeZone: "Asia/Bishkek" });
  const sent = await anApplication({ edition, person, status: "submitted", ...details });
  return { person, sent };
}

const path = { path: "/application/reopening" };
const takeBack = (person: Person) => outcomeOf(reopen, { as: person, ...path, form: {} });
const send = (person: Person) => outcomeOf(submit, { as: person, path: "/application/submission", form: {} });
const rowOf = async ({ id }: Application) =>
  (await database().select().from(applications).where(eq(applications.id, id)))[0];
const numbersOf = async ({ id }: Application) =>
  (
    await database()
      .select({ number: submissions.number })
      .from(submissions)
      .where(eq(submissions.applicationId, id))
      .orderBy(asc(submissions.number))
  ).map(({ number }) => number);
const kindsOf = async ({ id }: Application) =>
  (
    await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.applicationId, id))
      .orderBy(asc(applicationEvents.at))
  ).map(({ kind }) => kind);
const lettersTo = (person: Person) => database().select().from(mail).where(eq(mail.personId, person.id));
const inForce = async ({ id }: Application) =>
  (await readSubmission(database(), id, ["panel"]))?.[0]?.answers["community"];

async function rewrite(person: Person, sent: Application, community: string): Promise<void> {
  const actor = { personId: person.id, key: await getKey(database(), person.id) };
  const { revision, answers } = await readSection(database(), actor, sent.id, "community");
  expect(
    await saveSection(actor, {
      applicationId: sent.id,
      section: "community",
      revision,
      answers: { ...answers, community },
    }),
  ).toMatchObject({ outcome: "saved" });
}

async function aFile(person: Person, sent: Application, name: string): Promise<string> {
  const key = await getKey(database(), person.id);
  const [file] = await database()
    .insert(files)
    .values({
      applicationId: sent.id,
      personId: person.id,
      question: "cv",
      name: seal(key, "file.name", name),
      mediaType: "application/pdf",
      size: 4,
      content: sealBytes(key, "file.content", Buffer.from(name)),
    })
    .returning({ id: files.id });
  return file?.id ?? "";
}

const afterTheEnd = (minutes: number) => () => new Date(edition.callClosesAt.getTime() + minutes * 60_000);
const namesOf = async ({ id }: Application) => (await listFiles(database(), id)).map(({ name }) => name);

describe("a submission taken back to be changed", () => {
  test("counts until a newer one is sent; that one is a version of its own with one receipt", async () => {
    const { person, sent } = await aSubmitted();
    expect(await takeBack(person)).toMatchObject({ status: 302, location: "/application?reopened=1" });
    expect(await takeBack(person)).toMatchObject({ status: 302 });
    expect(await rowOf(sent)).toMatchObject({ status: "draft" });
    await rewrite(person, sent, "Changed");
    expect(await inForce(sent)).toBe(sent.answers["community"]);
    const page = await call(application, { as: person, path: "/application" });
    expect(page.status).toMatchObject({ standing: "reopened", mayReopen: false });

    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send(person)));
    expect(new Set(outcomes.map(({ status, location }) => `${status} ${location}`))).toEqual(
      new Set(["302 /application/receipt"]),
    );
    expect(await numbersOf(sent)).toEqual([1, 2]);
    expect(await lettersTo(person)).toHaveLength(1);
    expect(await inForce(sent)).toBe("Changed");
    expect(await kindsOf(sent)).toEqual(["submitted", "reopened", "submitted"]);
    const shown = await call(receipt, { as: person, path: "/application/receipt" });
    expect(shown).toMatchObject({ number: 2, earlier: [{ number: 1 }] });
  });

  test("and not sent again by its last moment counts as it was sent, by itself and at once", async () => {
    const { person, sent } = await aSubmitted();
    await takeBack(person);
    await rewrite(person, sent, "Never sent");
    setClock(afterTheEnd(60));
    expect(await restoreUnsent()).toBe(0);
    expect((await call(application, { as: person, path: "/application" })).status?.standing).toBe("reopened");
    setClock(afterTheEnd(60.01));
    // Even before the job has come round, it reads as sent and nothing can be changed.
    expect((await call(application, { as: person, path: "/application" })).status?.standing).toBe("reading");
    const read = await call(review, { as: person, path: "/application/review" });
    expect(read).toMatchObject({ lock: "submitted", answers: { community: sent.answers["community"] } });
    expect(await send(person)).toMatchObject({ status: 409 });
    expect((await Promise.all([restoreUnsent(), restoreUnsent()])).reduce((a, b) => a + b)).toBe(1);
    setClock(undefined);
    expect(await rowOf(sent)).toMatchObject({ status: "submitted" });
    expect(await numbersOf(sent)).toEqual([1]);
    expect(await inForce(sent)).toBe(sent.answers["community"]);
    expect(await kindsOf(sent)).toEqual(["submitted", "reopened", "restored"]);
  });

  test("can be sent again within the grace, but not taken back in it", async () => {
    const early = await aSubmitted();
    const late = await aSubmitted();
    await takeBack(early.person);
    setClock(afterTheEnd(59));
    expect(await send(early.person)).toMatchObject({ status: 302, location: "/application/receipt" });
    expect(await takeBack(late.person)).toMatchObject({ status: 409 });
    expect(await outcomeOf(reopening, { as: late.person, ...path })).toMatchObject({
      location: "/application",
    });
    setClock(undefined);
    expect(await numbersOf(early.sent)).toEqual([1, 2]);
    expect(await rowOf(late.sent)).toMatchObject({ status: "submitted" });
  });

  test("keeps the files it was sent with, whatever is done to them in the draft", async () => {
    const { person, sent } = await aSubmitted();
    const actor = { personId: person.id, key: await getKey(database(), person.id) };
    const first = await aFile(person, sent, "first.pdf");
    await takeBack(person);
    expect(await removeFile(actor, first)).toMatchObject({ outcome: "removed" });
    await expect(removeFile(actor, first)).rejects.toMatchObject({ status: 404 });
    await aFile(person, sent, "second.pdf");
    expect(await namesOf(sent)).toEqual(["first.pdf"]);
    const draft = await call(review, { as: person, path: "/application/review" });
    expect(draft.files.map(({ name }) => name)).toEqual(["second.pdf"]);
    await send(person);
    expect(await namesOf(sent)).toEqual(["second.pdf"]);
    // The earlier version is kept whole.
    expect(await database().select().from(files).where(eq(files.id, first))).toHaveLength(1);

    await takeBack(person);
    const [second] = await listFiles(database(), sent.id);
    await removeFile(actor, second?.id ?? "");
    await aFile(person, sent, "third.pdf");
    setClock(afterTheEnd(61));
    expect(await restoreUnsent()).toBeGreaterThan(0);
    setClock(undefined);
    expect(await namesOf(sent)).toEqual(["second.pdf"]);
  });

  test("is nobody else's to take back, and not there for somebody with a draft or a withdrawn one", async () => {
    const stranger = await aPerson();
    expect(await takeBack(stranger)).toMatchObject({ status: 404 });
    for (const status of ["draft", "withdrawn"] as const) {
      const { person, sent } = await aSubmitted({ status });
      expect(await takeBack(person)).toMatchObject({ status: 409 });
      expect(await rowOf(sent)).toMatchObject({ status });
    }
  });

  test("cannot be taken back once decisions are out", async () => {
    const decided = await anEdition();
    await database()
      .update(editions)
      .set({ decisionsReleasedAt: new Date() })
      .where(eq(editions.id, decided.id));
    const { person } = await aSubmitted({ edition: decided });
    expect(await takeBack(person)).toMatchObject({ status: 409 });
  });
});

describe("the receipt", () => {
  test("carries the fingerprint of a file that holds exactly what was sent", async () => {
    const { person, sent } = await aSubmitted();
    await aFile(person, sent, "cv.pdf");
    const shown = await call(receipt, { as: person, path: "/application/receipt" });
    expect(shown.submittedAt).toContain("(Bishkek)");
    const outcome = await outcomeOf(
      async (args) => {
        const response = await record(args);
        const text = await response.text();
        return Response.json({ text }, { headers: response.headers });
      },
      { as: person, path: "/application/receipt/record.json" },
    );
    const { text } = outcome.data as { text: string };
    expect(createHash("sha256").update(text).digest("hex")).toBe(shown.fingerprint);
    expect(JSON.parse(text)).toMatchObject({
      code: sent.code,
      number: 1,
      answers: { community: sent.answers["community"] },
      files: [{ question: "cv", sha256: createHash("sha256").update("cv.pdf").digest("hex") }],
    });
    expect(outcome.headers.get("Content-Disposition")).toBe('attachment; filename="record.json"');
  });

  test("is the same each time, and another for other answers", async () => {
    const { person, sent } = await aSubmitted();
    const print = async () => (await call(receipt, { as: person, path: "/application/receipt" })).fingerprint;
    const before = await print();
    expect(await print()).toBe(before);
    await takeBack(person);
    await rewrite(person, sent, "Changed");
    expect(await print()).toBe(before);
    await send(person);
    expect(await print()).not.toBe(before);
  });

  test("has no record for somebody who has sent nothing", async () => {
    const { person } = await aSubmitted({ status: "draft" });
    expect(await outcomeOf(record, { as: person, path: "/application/receipt/record.json" })).toMatchObject({
      status: 404,
    });
  });
});

describe("a readable copy", () => {
  const page = { path: "/application/receipt/copy" };
  const file = { path: "/application/receipt/copy.pdf" };
  const story = "Кружок ≥ 5 человек → клуб. ქართული";

  test("holds what was sent, its code and its time, and not what was typed since", async () => {
    const { person, sent } = await aSubmitted({ answers: { community: story } });
    await aFile(person, sent, "cv.pdf");
    await takeBack(person);
    await rewrite(person, sent, "CANARY-DRAFT");
    const shown = await call(copy, { as: person, ...page });
    const text = JSON.stringify(shown.copy);
    for (const part of [story, sent.code, "(Bishkek)", "cv.pdf"]) expect(text).toContain(part);
    expect(text).not.toContain("CANARY");

    const response = await call(copyFile, { as: person, ...file });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const read = (program: "pdftotext" | "pdfinfo", args: string[]) =>
      runForeign(program, args, bytes).toString("utf8");
    const printed = read("pdftotext", ["-layout", "-", "-"]);
    for (const part of [story, sent.code, "(Bishkek)", "cv.pdf"]) expect(printed).toContain(part);
    expect(printed).not.toContain("CANARY");

    // What stands above an open file, and in a folder of downloads, tells nobody what it is.
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="copy.pdf"');
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(shown.title).toBe("Copy");
    const facts = read("pdfinfo", ["-"]);
    expect(facts).toMatch(/^Title: +Copy$/m);
    expect(facts).not.toContain(sent.code);
  }, 60_000);

  test("is there for nobody who has sent nothing, and still there for who has taken it back", async () => {
    for (const [status, found] of [
      ["draft", 404],
      ["withdrawn", 200],
    ] as const) {
      const { person } = await aSubmitted({ status });
      expect(await outcomeOf(copy, { as: person, ...page })).toMatchObject({ status: found });
      expect(await outcomeOf(copyFile, { as: person, ...file })).toMatchObject({ status: found });
    }
  });

  test("can be set as a file only so often in an hour", async () => {
    const { person } = await aSubmitted();
    for (let asked = 0; asked < 20; asked++)
      await withinLimit({ name: "own-copies", points: 20, windowSeconds: 3600 }, person.id);
    expect(await outcomeOf(copyFile, { as: person, ...file })).toMatchObject({ status: 429 });
    expect(await outcomeOf(copy, { as: person, ...page })).toMatchObject({ status: 200 });
  });
});
