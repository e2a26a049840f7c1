import { asc, eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { applicationMessages } from "#db/schema";
import { withdrawApplication } from "~/applying/applications.server";
import { countWaitingMessages } from "~/applying/messages.server";
import { loader as status } from "~/applying/routes/application";
import * as own from "~/applying/routes/messages";
import { loader as overview } from "~/office/routes/edition";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { loader as page } from "~/selection/routes/application";
import * as thread from "~/selection/routes/application-messages";
import { loader as waiting } from "~/selection/routes/messages";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();
afterEach(() => setClock(undefined));

let edition: Edition;
let coordinator: Person;
beforeAll(async () => {
  edition = await anEdition({ name: "Canary edition" });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

async function anApplicant(status: "draft" | "submitted" = "draft", of: Edition = edition) {
  const person = await aPerson({ name: "Canary Accountname" });
  return { person, application: await anApplication({ edition: of, person, status }) };
}

const write = (person: Person, text: string) =>
  outcomeOf(own.action, { as: person, path: "/application/messages", form: { text } });
const at = (application: Application, of: Edition = edition) => ({
  path: `/office/${of.slug}/applications/${application.code}/messages`,
  params: { edition: of.slug, code: application.code },
});
const reply = (application: Application, text: string, by = coordinator) =>
  outcomeOf(thread.action, { as: by, ...at(application), form: { text } });
const read = (person: Person) => call(own.loader, { as: person, path: "/application/messages" });
const openThread = (application: Application, by = coordinator) =>
  outcomeOf(thread.loader, { as: by, ...at(application) });
const rowsOf = ({ id }: Application) =>
  database()
    .select()
    .from(applicationMessages)
    .where(eq(applicationMessages.applicationId, id))
    .orderBy(asc(applicationMessages.at));

describe("a message from an applicant", () => {
  test("is sealed, waits for the coordinators, and their mail says only that there is one", async () => {
    const quiet = await anEdition({ name: "Canary edition" });
    const by = await aPerson({ roles: [{ role: "coordinator", edition: quiet }] });
    const { person, application } = await anApplicant("draft", quiet);
    const text = "My passport runs out in May.\nIs that a problem?";
    expect(await write(person, text)).toMatchObject({ status: 302 });
    const [row] = await rowsOf(application);
    expect(row?.text.includes("passport")).toBe(false);
    const letters = await lettersTo(by);
    expect(letters).toHaveLength(1);
    expect(JSON.stringify(letters)).not.toMatch(/passport|canary|fellow|programme|application|ELF-/i);
    expect(await countWaitingMessages(quiet.id)).toBe(1);
    expect(await call(overview, { as: by, path: "/", params: { edition: quiet.slug } })).toMatchObject({
      messages: 1,
    });
    const list = await call(waiting, { as: by, path: "/", params: { edition: quiet.slug } });
    expect(list.rows).toMatchObject([{ code: application.code, count: 1, name: null }]);
    expect(JSON.stringify(list)).not.toContain("Accountname");
    expect(await call(page, { as: by, ...at(application, quiet) })).toMatchObject({
      unread: 1,
      submitted: null,
    });

    const opened = await outcomeOf(thread.loader, { as: by, ...at(application, quiet) });
    expect(opened.data).toMatchObject({ messages: [{ text, fromOffice: false }], isDraft: true, name: null });
    expect(JSON.stringify(opened.data)).not.toContain("Accountname");
    expect(JSON.stringify(opened.data)).not.toContain(person.email);
    expect(await countWaitingMessages(quiet.id)).toBe(0);
    expect(await read(person)).toMatchObject({ messages: [{ isRead: true }] });
  });

  test("is followed by no second letter until the first has been read", async () => {
    const quiet = await anEdition();
    const by = await aPerson({ roles: [{ role: "coordinator", edition: quiet }] });
    const { person, application } = await anApplicant("submitted", quiet);
    for (const text of ["One.", "Two.", "Three."]) await write(person, text);
    expect(await lettersTo(by)).toHaveLength(1);
    await outcomeOf(thread.loader, { as: by, ...at(application, quiet) });
    await write(person, "Four.");
    expect(await lettersTo(by)).toHaveLength(2);
  });

  test("pressed twice is sent once", async () => {
    const { person, application } = await anApplicant();
    await Promise.all([write(person, "Hello"), write(person, "Hello")]);
    await write(person, "Hello ");
    expect(await rowsOf(application)).toHaveLength(1);
    setClock(() => new Date(Date.now() + 300_000));
    await write(person, "Hello");
    expect(await rowsOf(application)).toHaveLength(2);
  });

  test("is limited to twenty a day, and the one too many is kept in the form", async () => {
    const { person, application } = await anApplicant();
    for (let n = 0; n < 20; n++) await write(person, `Message ${n}`);
    const outcome = await write(person, "One too many");
    expect(outcome.status).toBe(429);
    expect(JSON.stringify(outcome.data)).toContain("One too many");
    expect(await rowsOf(application)).toHaveLength(20);
  });

  test.each([
    ["nothing", "   "],
    ["too much", "a".repeat(2001)],
  ])("with %s is refused at its field", async (_, text) => {
    const { person, application } = await anApplicant();
    const outcome = await write(person, text);
    expect(outcome.status).toBe(400);
    expect(JSON.stringify(outcome.data)).toContain('"text":[');
    expect(await rowsOf(application)).toEqual([]);
  });

  test("with a NUL in it is refused", async () => {
    const { person } = await anApplicant();
    expect(await write(person, "a\0b")).toMatchObject({ status: 400 });
  });

  test("of a thousand Cyrillic letters, tags and formulas comes back as it was typed", async () => {
    const { person } = await anApplicant();
    const text = `=1+1 <script>alert(1)</script> ${"ә".repeat(1000)}`;
    await write(person, text);
    expect(await read(person)).toMatchObject({ messages: [{ text }] });
  });
});

describe("a message from the coordinators", () => {
  test("is told in one neutral letter, counted until it is opened, and names nobody", async () => {
    const { person, application } = await anApplicant("submitted");
    await reply(application, "Please send the scan again.");
    await reply(application, "Both sides, please.");
    const letters = await lettersTo(person);
    expect(letters.map(({ kind }) => kind)).toEqual(["applying.message"]);
    expect(JSON.stringify(letters)).not.toMatch(/scan|canary|fellow|programme|application"/i);
    expect(letters[0]?.path).toBe("/home");
    expect(await call(status, { as: person, path: "/application" })).toMatchObject({ beside: { unread: 2 } });
    const opened = await read(person);
    expect(opened.messages).toHaveLength(2);
    expect(JSON.stringify(opened)).not.toContain("Jana");
    expect(await call(status, { as: person, path: "/application" })).toMatchObject({ beside: { unread: 0 } });
    expect((await openThread(application)).data).toMatchObject({
      messages: [
        { who: "Jana", isRead: true },
        { who: "Jana", isRead: true },
      ],
    });
  });

  test("goes only from a coordinator of the edition; a panelist has no such page", async () => {
    const { application } = await anApplicant("submitted");
    const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
    await anAssignment({ application, panelist });
    const elsewhere = await anEdition();
    const other = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    for (const person of [panelist, other]) {
      expect(await reply(application, "Hello", person)).toMatchObject({ status: 404 });
      expect(await openThread(application, person)).toMatchObject({ status: 404 });
    }
    const crossed = { ...at(application), params: { edition: elsewhere.slug, code: application.code } };
    expect(await outcomeOf(thread.loader, { as: other, ...crossed })).toMatchObject({ status: 404 });
  });
});

test("what was taken back is read by nobody, and nothing more is sent about it", async () => {
  const { person, application } = await anApplicant("submitted");
  await write(person, "Before");
  await withdrawApplication({ personId: person.id }, application.id);
  expect(await openThread(application)).toMatchObject({ status: 404 });
  expect(await reply(application, "After")).toMatchObject({ status: 409 });
  expect(await write(person, "After")).toMatchObject({ status: 409 });
  expect(await read(person)).toMatchObject({ isOpen: false, messages: [{ text: "Before" }] });
});

test("a long thread comes in pages, the newest first", async () => {
  const { person, application } = await anApplicant("submitted");
  for (let n = 0; n < 31; n++) {
    setClock(() => new Date(Date.now() + n * 1000));
    await reply(application, `Line ${n}`);
  }
  const first = await read(person);
  expect(first.pages).toBe(2);
  expect(first.messages.at(-1)?.text).toBe("Line 30");
  const second = await call(own.loader, { as: person, path: "/application/messages?page=2" });
  expect(second.messages.map(({ text }) => text)).toEqual(["Line 0"]);
});
