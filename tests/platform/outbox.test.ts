import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mail } from "#db/schema";
import { createPerson } from "~/accounts/people.server";
import * as mailPage from "~/accounts/routes/mail";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction, rowsOf } from "~/platform/database.server";
import { setEnv } from "~/platform/env.server";
import { postLetter, renderLetter, sendWaiting, type Letter } from "~/platform/mail.server";
import { destroyKey } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";
import { startMailServer, type MailServer } from "../setup/smtp";

withTestDatabase({ jobs: true });

let smtp: MailServer;
beforeAll(async () => {
  smtp = await startMailServer();
  setEnv({ NODE_ENV: "test", SMTP_URL: smtp.url, ELF_ORIGIN: "https://apply.example.org" });
});
afterAll(() => smtp.close());

const letter: Letter = {
  kind: "account.confirmation",
  editionId: null,
  subject: "Your address",
  paragraphs: ["Привет & welcome <friend>.", "A second paragraph."],
  link: { label: "Confirm", path: "/signup/confirmation/abc" },
};

async function post(person: Person, changes: Partial<Letter> = {}): Promise<string> {
  const id = await inTransaction((tx) => postLetter(tx, person.id, { ...letter, ...changes }));
  if (!id) throw new Error("The letter was not posted.");
  return id;
}

async function stored(id: string) {
  const [row] = await database().select().from(mail).where(eq(mail.id, id));
  if (!row) throw new Error("The letter is not in the outbox.");
  return row;
}

async function queued(): Promise<number> {
  const rows = await rowsOf(
    database(),
    sql`select 1 from pgboss.job where name = 'outbox' and state = 'created'`,
  );
  return rows.length;
}

describe("a letter", () => {
  test("is posted and queued when its transaction commits; one run waits, however many letters do", async () => {
    const person = await aPerson();
    for (let letters = 0; letters < 3; letters++)
      expect((await stored(await post(person))).state).toBe("waiting");
    expect(await queued()).toBe(1);
  });

  test("is neither posted nor queued when its transaction does not", async () => {
    const person = await aPerson();
    let id = "";
    await expect(
      inTransaction(async (tx) => {
        id = (await postLetter(tx, person.id, letter)) ?? "";
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await database().select().from(mail).where(eq(mail.id, id))).toEqual([]);
  });

  test("is not written to somebody who has no address, and nothing else fails by it", async () => {
    const id = await inTransaction((tx) => createPerson(tx, { email: null, name: "On paper" }));
    expect(await inTransaction((tx) => postLetter(tx, id, letter))).toBeNull();
    expect(await database().select().from(mail).where(eq(mail.personId, id))).toEqual([]);
  });

  test("waits in the outbox unreadable", async () => {
    const person = await aPerson({ email: "hidden@example.org" });
    const row = await stored(await post(person));
    const bytes = Buffer.concat([row.recipient, row.subject, row.text, row.html]);
    for (const word of ["hidden@", "Your address", "welcome"]) expect(bytes.includes(word)).toBe(false);
  });

  test("arrives whole, with a link to the configured origin and nothing fetched from elsewhere", async () => {
    const person = await aPerson({ email: "whole@example.org" });
    await post(person);
    await sendWaiting();
    const received = await smtp.waitFor("whole@example.org");
    expect(received.subject).toBe("Your address");
    expect(received.text).toContain("Привет & welcome <friend>.");
    expect(received.text).toContain("https://apply.example.org/signup/confirmation/abc");
    expect(received.html).toContain("Привет &amp; welcome &lt;friend&gt;.");
    expect(received.html).not.toMatch(/<(img|link|script|iframe)/);
    expect(received.headers["auto-submitted"]).toBe("auto-generated");
  });

  test("goes out once, however many send at the same time", async () => {
    const person = await aPerson({ email: "once@example.org" });
    const ids = [await post(person), await post(person), await post(person)];
    const sent = await Promise.all([sendWaiting(), sendWaiting(), sendWaiting()]);
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(3);
    expect(smtp.mails.filter(({ to }) => to.includes("once@example.org"))).toHaveLength(3);
    for (const id of ids) expect((await stored(id)).state).toBe("sent");
  });

  test("of somebody who waits for it goes first, then the oldest", async () => {
    const person = await aPerson({ email: "order@example.org" });
    for (const subject of ["One", "Two"]) await post(person, { subject, kind: "applying.reminder" });
    await post(person, { subject: "Now" });
    await sendWaiting();
    const received = smtp.mails.filter(({ to }) => to.includes("order@example.org"));
    expect(received.map(({ subject }) => subject)).toEqual(["Now", "One", "Two"]);
  });

  test("keeps its Message-ID when the server asks to try later", async () => {
    const person = await aPerson({ email: "later@example.org" });
    const id = await post(person);
    smtp.refuseNext(1, 451);
    await sendWaiting();
    expect(await stored(id)).toMatchObject({ state: "waiting", attempts: 1 });
    await sendWaiting();
    expect((await stored(id)).state).toBe("waiting");
    setClock(() => new Date(Date.now() + 3 * 60_000));
    await sendWaiting();
    setClock(undefined);
    const received = await smtp.waitFor("later@example.org");
    expect(received.messageId).toBe((await stored(id)).messageId);
    expect(smtp.refused.at(-1)).toBe(received.messageId);
    expect(await stored(id)).toMatchObject({ state: "sent", attempts: 2 });
  });

  test("that the server will never take is parked, troubles nobody any more, and can be sent again", async () => {
    const person = await aPerson({ email: "never@example.org" });
    const id = await post(person);
    smtp.refuseNext(1, 550);
    await sendWaiting();
    expect(await stored(id)).toMatchObject({ state: "parked", attempts: 1 });
    await sendWaiting();
    expect(smtp.mails.some(({ to }) => to.includes("never@example.org"))).toBe(false);
    // What is noted of the failure is its kind: a server's answer may hold the address.
    expect((await stored(id)).lastError).toBe("Error");

    const edition = await anEdition();
    const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
    const press = (letter: string) => outcomeOf(mailPage.action, { as: coordinator, form: { letter } });
    expect((await press("not an id")).status).toBe(400);
    // Not of their edition yet: nothing happens, and nothing is told.
    expect((await press(id)).location).toBe("/office/mail?note=again");
    expect((await stored(id)).state).toBe("parked");
    await anApplication({ edition, person });
    expect((await press(id)).location).toBe("/office/mail?note=again");
    expect(await stored(id)).toMatchObject({ state: "waiting", attempts: 0 });
    await sendWaiting();
    expect((await smtp.waitFor("never@example.org")).messageId).toBe((await stored(id)).messageId);
    expect((await press("all")).location).toBe("/office/mail?note=again");
  });

  test("loses nothing while the server is away, for however long, and leaves in order once it is back", async () => {
    const person = await aPerson({ email: "away@example.org" });
    const away = await startMailServer();
    const { url } = away;
    await away.close();
    setEnv({ NODE_ENV: "test", SMTP_URL: url, ELF_ORIGIN: "https://apply.example.org" });
    const ids = [await post(person, { subject: "One" }), await post(person, { subject: "Two" })];
    for (let minute = 0; minute < 60; minute++) expect(await sendWaiting()).toBe(0);
    for (const id of ids) expect(await stored(id)).toMatchObject({ state: "waiting", attempts: 0 });
    setEnv({ NODE_ENV: "test", SMTP_URL: smtp.url, ELF_ORIGIN: "https://apply.example.org" });
    expect(await sendWaiting()).toBe(2);
    const received = smtp.mails.filter(({ to }) => to.includes("away@example.org"));
    expect(received.map(({ subject }) => subject)).toEqual(["One", "Two"]);
  });

  test("is not sent to somebody who has been erased", async () => {
    const person = await aPerson({ email: "erased@example.org" });
    await post(person);
    await inTransaction((tx) => destroyKey(tx, person.id));
    await sendWaiting();
    expect(smtp.mails.some(({ to }) => to.includes("erased@example.org"))).toBe(false);
  });

  test("cannot smuggle a header in by its subject", async () => {
    const person = await aPerson({ email: "smuggle@example.org" });
    await post(person, { subject: "Hello\r\nBcc: everybody@example.org" });
    await sendWaiting();
    const received = await smtp.waitFor("smuggle@example.org");
    expect(received.headers["bcc"]).toBeUndefined();
    expect(received.to).toEqual(["smuggle@example.org"]);
  });
});

test("a letter is from whom its edition says; one about a reference never is", async () => {
  const edition = await anEdition({ lettersFrom: "Летняя группа" });
  const sender = async (name: string, changes: Partial<Letter>) => {
    const email = `${name}@example.org`;
    await post(await aPerson({ email }), changes);
    await sendWaiting();
    return (await smtp.waitFor(email)).from;
  };
  const usual = "Office <office@localhost>";
  expect(await sender("from-edition", { editionId: edition.id })).toBe("Летняя группа <office@localhost>");
  expect(await sender("from-silent", { editionId: (await anEdition()).id })).toBe(usual);
  expect(await sender("from-none", { editionId: null })).toBe(usual);
  expect(await sender("from-referee", { editionId: edition.id, kind: "reference.request" })).toBe(usual);
});

test("a letter without a link has none", () => {
  const { text, html } = renderLetter({ kind: "a", editionId: null, subject: "b", paragraphs: ["One."] });
  expect(text).toBe("One.\n");
  expect(html).not.toContain("<a ");
});
