import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  applicationMessages,
  applicationNotes,
  applicationSections,
  applicationTags,
  applications,
  discussionPosts,
  draftReminders,
  duplicates,
  fellows,
  files,
  fingerprints,
  mail,
  people,
  redactions,
  referees,
  reviewScores,
  roles,
  sessions,
  submissions,
  tags,
  tokens,
  traceLooks,
  traces,
  unwantedReaders,
  uploadParts,
  uploads,
  vaultKeys,
} from "#db/schema";
import { startApplication } from "~/applying/applications.server";
import { action as eraseAccountPage, loader as accountPage } from "~/applying/routes/account-erasure";
import { loader as applicationPage } from "~/applying/routes/application";
import { loader as review } from "~/applying/routes/review";
import { action as withdraw, loader as page } from "~/applying/routes/withdrawal";
import { loader as officeList } from "~/selection/routes/applications";
import { loader as officeApplication } from "~/selection/routes/application";
import { database } from "~/platform/database.server";
import { findPersonByEmail } from "~/accounts/people.server";
import { signUp } from "~/accounts/entrance.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aFellow } from "../factories/programme";
import { aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

const password = "correct horse battery staple";
let edition: Edition;
let coordinator: Person;
beforeAll(async () => {
  coordinator = await aPerson({ password });
  edition = await anEdition({ by: coordinator });
});

async function anApplicant(details: Parameters<typeof anApplication>[0] = {}) {
  const person = await aPerson({ password });
  return { person, sent: await anApplication({ edition, person, status: "submitted", ...details }) };
}

const leave = (person: Person, form: Record<string, string>) =>
  outcomeOf(withdraw, { as: person, path: "/application/more", form });
const open = (person: Person) => call(page, { as: person, path: "/application/more" });
const rowOf = async (id: string) =>
  (await database().select().from(applications).where(eq(applications.id, id)))[0];
const personOf = async ({ id }: Person) =>
  (await database().select().from(people).where(eq(people.id, id)))[0];

/** Every kind of content that an application can have, and a letter about it. */
async function fill(person: Person, { id }: Application): Promise<void> {
  const db = database();
  const sealed = Buffer.from("sealed");
  const own = { applicationId: id, personId: person.id };
  const upload = randomUUID();
  await db
    .insert(files)
    .values({ ...own, question: "cv", name: sealed, mediaType: "application/pdf", size: 1, content: sealed });
  await db.insert(uploads).values({ ...own, id: upload, question: "cv", name: sealed, size: 9, received: 1 });
  await db.insert(uploadParts).values({ uploadId: upload, offset: 0, content: sealed });
  await db.insert(referees).values({ ...own, position: 1, details: sealed });
  await db
    .insert(applicationMessages)
    .values({ applicationId: id, fromOffice: true, authorId: coordinator.id, text: sealed });
  await db.insert(applicationNotes).values({ applicationId: id, authorId: coordinator.id, text: sealed });
  await db.insert(fingerprints).values({ applicationId: id, kind: "person", value: "x" });
  await db.insert(draftReminders).values({ applicationId: id, kind: "week" });
  await db.insert(unwantedReaders).values({ applicationId: id, details: sealed });
  await db.insert(discussionPosts).values({ applicationId: id, authorId: coordinator.id, text: sealed });
  await db
    .insert(redactions)
    .values({ applicationId: id, number: 1, question: "led", fromAt: 0, toAt: 3, madeBy: coordinator.id });
  await db.insert(traces).values({
    applicationId: id,
    mark: "x",
    kind: "name",
    number: 1,
    places: [{ place: "led", from: 0, to: 3 }],
  });
  await db.insert(traceLooks).values({ applicationId: id, state: "x" });
  const other = await anApplication({ edition, status: "submitted" });
  await db.insert(duplicates).values({ applicationId: other.id, otherId: id, kind: "person", likeness: 1 });
  const [tag] = await db.insert(tags).values({ editionId: edition.id, name: randomUUID() }).returning();
  await db.insert(applicationTags).values({ applicationId: id, tagId: tag?.id ?? "" });
  for (const kind of [
    "applying.receipt",
    "selection.news",
    "reference.request",
    "office.message",
    "account.confirmation",
  ])
    await db.insert(mail).values({
      personId: person.id,
      kind,
      recipient: sealed,
      subject: sealed,
      text: sealed,
      html: sealed,
      messageId: randomUUID(),
    });
}

const contents = {
  applicationSections,
  submissions,
  files,
  uploads,
  referees,
  applicationMessages,
  applicationNotes,
  fingerprints,
  applicationTags,
  draftReminders,
  unwantedReaders,
  redactions,
  traces,
  traceLooks,
  discussionPosts,
};

async function leftOf(id: string): Promise<string[]> {
  const left: string[] = [];
  for (const [name, table] of Object.entries(contents))
    if ((await database().select().from(table).where(eq(table.applicationId, id))).length > 0)
      left.push(name);
  if ((await database().select().from(duplicates).where(eq(duplicates.otherId, id))).length > 0)
    left.push("duplicates");
  return left;
}

describe("taking an application back and having it erased", () => {
  test("leaves an empty row for the count, and nothing that it said", async () => {
    const { person, sent } = await anApplicant();
    await fill(person, sent);
    await aReview({ application: sent, comment: "Said of the person" });
    expect(await leftOf(sent.id)).toHaveLength(Object.keys(contents).length + 1);
    expect((await open(person)).ways).toEqual(["withdraw", "erase", "account"]);

    expect(await leave(person, { code: sent.code, way: "erase", password })).toMatchObject({
      status: 302,
      location: "/application?erased=1",
    });
    expect(await leftOf(sent.id)).toEqual([]);
    expect(await rowOf(sent.id)).toMatchObject({ status: "withdrawn", country: null, code: sent.code });
    expect((await rowOf(sent.id))?.erasedAt).not.toBeNull();
    const letters = await database().select().from(mail).where(eq(mail.personId, person.id));
    expect(letters.map(({ kind }) => kind)).toEqual(["account.confirmation"]);
    const scores = await database().select().from(reviewScores);
    expect(scores.every(({ comment }) => comment === null)).toBe(true);
    // The account stays, says so, and there is no second application in this call.
    const shown = await call(applicationPage, { as: person, path: "/application" });
    expect(shown.status).toMatchObject({ standing: "withdrawn", isErased: true });
    expect(shown.beside).toBeNull();
    expect(await outcomeOf(review, { as: person, path: "/application/review" })).toMatchObject({
      status: 404,
    });
    expect(await outcomeOf(page, { as: person, path: "/application/more" })).toMatchObject({
      location: "/application",
    });
    expect(await startApplication({ personId: person.id }, edition)).toMatchObject({ outcome: "resumed" });
    // Asked once more, nothing more happens.
    expect(await leave(person, { code: sent.code, way: "erase", password })).toMatchObject({ status: 302 });
  });

  test("and the account with it destroys the key, the address and every log-in", async () => {
    const { person, sent } = await anApplicant();
    await fill(person, sent);
    await database()
      .insert(tokens)
      .values({
        personId: person.id,
        purpose: "recovery",
        tokenHash: randomUUID(),
        expiresAt: new Date(Date.now() + 1000),
      });
    const outcome = await leave(person, { code: sent.code, way: "account", password });
    expect(outcome).toMatchObject({ status: 302, location: "/login?note=erased" });
    expect(outcome.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
    expect(outcome.headers.get("Clear-Site-Data")).toContain("storage");
    expect(await leftOf(sent.id)).toEqual([]);
    const row = await personOf(person);
    expect(row).toMatchObject({ emailHash: null, email: null, name: null, passwordHash: null });
    expect(row?.erasedAt).not.toBeNull();
    for (const table of [sessions, tokens, mail, vaultKeys])
      expect(
        await database()
          .select()
          .from(table)
          .where(eq("userId" in table ? table.userId : table.personId, person.id)),
      ).toEqual([]);
    // The address is free again.
    expect(await findPersonByEmail(database(), person.email)).toBeNull();
    await signUp({
      email: person.email,
      password,
      locale: "en",
      timeZone: null,
      address: "192.0.2.9",
      to: "",
    });
    expect(await findPersonByEmail(database(), person.email)).not.toBeNull();
  });

  test("leaves coordinators with pages that still work, and say nothing of who it was", async () => {
    const { person, sent } = await anApplicant();
    await fill(person, sent);
    await leave(person, { code: sent.code, way: "account", password });
    const params = { edition: edition.slug };
    for (const search of ["", "?part=withdrawn", "?status=withdrawn", `?q=${sent.code}`]) {
      const listed = await outcomeOf(officeList, {
        as: coordinator,
        path: `/office/${edition.slug}/applications${search}`,
        params,
      });
      expect(listed.status).toBe(200);
      expect(JSON.stringify(listed.data)).not.toContain(person.email);
    }
    const one = await outcomeOf(officeApplication, {
      as: coordinator,
      path: `/office/${edition.slug}/applications/${sent.code}`,
      params: { ...params, code: sent.code },
    });
    expect([200, 404]).toContain(one.status);
  });

  test("deletes a draft altogether, and the account where that was asked", async () => {
    const draft = await anApplicant({ status: "draft" });
    expect((await open(draft.person)).ways).toEqual(["withdraw", "account"]);
    await fill(draft.person, draft.sent);
    expect(await leave(draft.person, { code: draft.sent.code, way: "withdraw" })).toMatchObject({
      location: "/application?deleted=1",
    });
    expect(await rowOf(draft.sent.id)).toBeUndefined();
    const other = await anApplicant({ status: "draft" });
    expect(await leave(other.person, { code: other.sent.code, way: "account", password })).toMatchObject({
      location: "/login?note=erased",
    });
    expect(await rowOf(other.sent.id)).toBeUndefined();
    expect((await personOf(other.person))?.erasedAt).not.toBeNull();
  });

  test("can still be chosen for one that was taken back before", async () => {
    const { person, sent } = await anApplicant({ status: "withdrawn" });
    expect((await open(person)).ways).toEqual(["erase", "account"]);
    await leave(person, { code: sent.code, way: "erase", password });
    expect(await leftOf(sent.id)).toEqual([]);
  });

  test.each<[string, Record<string, string>, string]>([
    ["without a password", { way: "erase" }, "password-missing"],
    ["with a wrong one", { way: "erase", password: "wrong" }, "password-wrong"],
    ["with one without end", { way: "account", password: "x".repeat(5000) }, "password-wrong"],
    ["in an unknown way", { way: "everything", password }, "way"],
    ["in none of the ways", { password }, "way"],
  ])("is refused %s, and changes nothing", async (_, form, error) => {
    const { person, sent } = await anApplicant();
    expect(await leave(person, { code: sent.code, ...form })).toMatchObject({ status: 400, data: { error } });
    expect(await rowOf(sent.id)).toMatchObject({ status: "submitted", erasedAt: null });
    expect(await leftOf(sent.id)).toContain("submissions");
  });

  test("asks for the password ten times in a quarter of an hour at the most", async () => {
    const { person, sent } = await anApplicant();
    const tries: number[] = [];
    for (let i = 0; i < 11; i++)
      tries.push((await leave(person, { code: sent.code, way: "erase", password: "wrong" })).status);
    expect(tries).toEqual([...Array<number>(10).fill(400), 429]);
    expect((await leave(person, { code: sent.code, way: "erase", password })).status).toBe(429);
    expect(await rowOf(sent.id)).toMatchObject({ erasedAt: null });
  });

  test("leaves the account of somebody with a role or another application, and says so", async () => {
    const holder = await anApplicant();
    await database()
      .insert(roles)
      .values({ personId: holder.person.id, role: "facilitator", editionId: edition.id });
    expect((await open(holder.person)).ways).toEqual(["withdraw", "erase"]);
    expect(await leave(holder.person, { code: holder.sent.code, way: "account", password })).toMatchObject({
      location: "/application?account-kept=1",
    });
    expect((await personOf(holder.person))?.erasedAt).toBeNull();

    const twice = await anApplicant({ edition: await anEdition({ at: "selection" }) });
    await anApplication({ edition, person: twice.person, status: "submitted" });
    expect((await open(twice.person)).ways).toEqual(["withdraw", "erase"]);
  });

  test("is too late for a fellow whose programme has begun, and not for others of that time", async () => {
    const running = await anEdition({ at: "running" });
    const fellow = await anApplicant({ edition: running });
    await aFellow({ edition: running, person: fellow.person });
    expect(await outcomeOf(page, { as: fellow.person, path: "/application/more" })).toMatchObject({
      location: "/application",
    });
    expect(await leave(fellow.person, { code: fellow.sent.code, way: "erase", password })).toMatchObject({
      status: 409,
    });
    expect(
      await database().select().from(fellows).where(eq(fellows.personId, fellow.person.id)),
    ).toHaveLength(1);
    const other = await anApplicant({ edition: running });
    expect((await open(other.person)).ways).toEqual(["erase", "account"]);
    await leave(other.person, { code: other.sent.code, way: "erase", password });
    expect(await rowOf(other.sent.id)).toMatchObject({ status: "withdrawn" });
    expect(await leftOf(other.sent.id)).toEqual([]);
  });
});

describe("erasing the account on its own page", () => {
  const erase = (person: Person, form: Record<string, string>) =>
    outcomeOf(eraseAccountPage, { as: person, path: "/account/more", form });

  test("takes every application of every year with it", async () => {
    const { person, sent } = await anApplicant();
    const earlier = await anApplication({
      edition: await anEdition({ at: "over" }),
      person,
      status: "submitted",
    });
    const draft = await anApplication({ edition: await anEdition(), person, status: "draft" });
    await fill(person, sent);
    expect(await erase(person, { password: "wrong" })).toMatchObject({ status: 400 });
    expect(await erase(person, {})).toMatchObject({ status: 400 });
    expect(await erase(person, { password })).toMatchObject({ status: 302, location: "/login?note=erased" });
    for (const { id } of [sent, earlier]) {
      expect(await leftOf(id)).toEqual([]);
      expect(await rowOf(id)).toMatchObject({ status: "withdrawn", country: null });
    }
    expect(await rowOf(draft.id)).toBeUndefined();
    expect((await personOf(person))?.erasedAt).not.toBeNull();
  });

  test("is not for somebody with a role", async () => {
    expect(await call(accountPage, { as: coordinator, path: "/account/more" })).toMatchObject({
      possible: false,
    });
    expect(await erase(coordinator, { password })).toMatchObject({ status: 409 });
    expect((await personOf(coordinator))?.erasedAt).toBeNull();
  });
});
