import { PDFDocument } from "@cantoo/pdf-lib";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationMessages, applications, files } from "#db/schema";
import { loader as application } from "~/applying/routes/application";
import { action as applyNow, loader as apply } from "~/applying/routes/apply";
import { action as choose } from "~/applying/routes/choice";
import { action as autosave } from "~/applying/routes/draft";
import { action as message } from "~/applying/routes/messages";
import { action as save, loader as section } from "~/applying/routes/section";
import { action as submit } from "~/applying/routes/submission";
import { action as upload } from "~/applying/routes/upload";
import { readSection } from "~/applying/sections.server";
import { loader as home } from "~/cohorts/routes/home";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import { getKey } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let first: Edition;
let second: Edition;
beforeAll(async () => {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  first = await anEdition({ name: "First call", callClosesAt: days(5), countries: ["KZ", "KG"] });
  second = await anEdition({ name: "Second call", callClosesAt: days(30), countries: ["UZ"] });
});

const page = (person: Person) => call(application, { as: person, path: "/application" });
const turn = (person: Person, id: string) =>
  outcomeOf(choose, { as: person, path: "/application/choice", form: { application: id } });
const begin = (person: Person, edition?: Edition) =>
  outcomeOf(applyNow, { as: person, path: "/apply", form: edition ? { call: edition.slug } : {} });
const story = async (person: Person, of: Application) => {
  const actor = { personId: person.id, key: await getKey(database(), person.id) };
  return (await readSection(database(), actor, of.id, "community")).answers["community"];
};

const statusOf = async ({ id }: Application) =>
  (await database().select().from(applications).where(eq(applications.id, id)))[0]?.status;

/** Somebody with a draft in both calls, the one to the second begun last. */
async function withBoth() {
  const person = await aPerson();
  const early = await anApplication({ person, edition: first, answers: { community: "EARLY" } });
  await database()
    .update(applications)
    .set({ createdAt: new Date("2026-01-01T00:00:00Z") })
    .where(eq(applications.id, early.id));
  const late = await anApplication({ person, edition: second, answers: { community: "LATE" } });
  return { person, early, late };
}

describe("while two calls are open", () => {
  test("the start page shows both, until the first of them closes", async () => {
    const shown = await outcomeOf(home, { path: "/" });
    expect(shown.data).toMatchObject({
      call: { name: "First call", slug: first.slug, isOpen: true },
      others: [{ name: "Second call", slug: second.slug, isOpen: true }],
    });
    expect(Number(shown.headers.get(freshUntilHeader))).toBeLessThanOrEqual(first.callClosesAt.getTime());
  });

  test("somebody who has begun nothing is asked which, and an address may name one", async () => {
    const person = await aPerson();
    const asked = await outcomeOf(apply, { as: person, path: "/apply" });
    expect(asked.data).toMatchObject({
      choices: [
        { slug: first.slug, state: "start" },
        { slug: second.slug, state: "start" },
      ],
    });
    const named = await outcomeOf(apply, { as: person, path: `/apply?call=${second.slug}` });
    expect(named.data).toMatchObject({ choices: [{ slug: second.slug }], hasOthers: true });
    expect(await begin(person)).toMatchObject({ status: 400 });
    expect(await begin(person, second)).toMatchObject({ location: "/application" });
    expect((await page(person)).status).toMatchObject({ standing: "draft", call: null });
    expect(await outcomeOf(apply, { as: person, path: "/apply" })).toMatchObject({
      location: "/application",
    });
    // The other call is pointed to, and can be begun beside it.
    expect(await page(person)).toMatchObject({ mayStart: true });
    const other = await outcomeOf(apply, { as: person, path: `/apply?call=${first.slug}` });
    expect(other.data).toMatchObject({ choices: [{ slug: first.slug, state: "start" }] });
    expect(await begin(person, first)).toMatchObject({ location: "/application" });
    expect(await page(person)).toMatchObject({
      mayStart: false,
      status: { call: "First call" },
      others: [{ call: "Second call", standing: "draft" }],
    });
  });

  test("what has been sent is not taken for what was begun", async () => {
    const person = await aPerson();
    await anApplication({ person, edition: first, status: "submitted" });
    const asked = await outcomeOf(apply, { as: person, path: "/apply" });
    expect(asked.data).toMatchObject({
      choices: [
        { slug: first.slug, state: "sent" },
        { slug: second.slug, state: "start" },
      ],
    });
  });
});

describe("of two applications", () => {
  test("each is reached from the status page, also once its call has closed", async () => {
    const { person, early, late } = await withBoth();
    expect(await page(person)).toMatchObject({
      status: { code: late.code, call: "Second call" },
      others: [{ id: early.id, code: early.code, standing: "draft", sendBy: expect.any(String) as string }],
    });
    expect(await turn(person, early.id)).toMatchObject({ status: 302, location: "/application" });
    expect(await page(person)).toMatchObject({ status: { code: early.code }, others: [{ code: late.code }] });
    const shown = await call(section, {
      as: person,
      path: "/application/form/community",
      params: { section: "community" },
    });
    expect(shown).toMatchObject({ call: "First call", of: early.id, answers: { community: "EARLY" } });
    setClock(() => new Date(Date.now() + 10 * 86_400_000));
    await turn(person, late.id);
    expect(await page(person)).toMatchObject({
      status: { code: late.code, standing: "draft" },
      others: [{ code: early.code, standing: "unsent", sendBy: null }],
    });
    setClock(undefined);
  });

  test("another person's is nobody's to turn to", async () => {
    const { early } = await withBoth();
    const person = await aPerson();
    for (const id of [early.id, "ELF-000000", ""])
      expect(await turn(person, id)).toMatchObject({ status: 404 });
  });

  test("one that was erased steps back behind the other", async () => {
    const { person, early, late } = await withBoth();
    await database().update(applications).set({ erasedAt: new Date() }).where(eq(applications.id, late.id));
    expect(await page(person)).toMatchObject({ status: { code: early.code } });
  });

  test("a new message about the other is told", async () => {
    const { person, early } = await withBoth();
    await database()
      .insert(applicationMessages)
      .values({
        applicationId: early.id,
        fromOffice: true,
        authorId: person.id,
        text: Buffer.from("x"),
        at: new Date(),
      });
    expect((await page(person)).others).toMatchObject([{ code: early.code, unread: 1 }]);
  });
});

describe("a page that was made for one application, sent while another has been turned to", () => {
  const place = { path: "/application/form/community", params: { section: "community" } };

  test("is saved in its own, which is at hand from then on", async () => {
    const { person, early, late } = await withBoth();
    const typed = {
      revision: "1",
      application: early.id,
      asked: "community",
      community: "TYPED",
      next: "overview",
    };
    expect(await outcomeOf(save, { as: person, ...place, form: typed })).toMatchObject({ status: 302 });
    expect([await story(person, early), await story(person, late)]).toEqual(["TYPED", "LATE"]);
    expect((await page(person)).status?.code).toBe(early.code);
  });

  test("saves by itself in its own, and leaves the other at hand", async () => {
    const { person, early, late } = await withBoth();
    const fields = [
      ["application", early.id],
      ["asked", "community"],
      ["community", "TYPED"],
    ];
    const saved = await outcomeOf(autosave, { as: person, ...place, json: { revision: 1, fields } });
    expect(saved.status).toBe(200);
    expect([await story(person, early), await story(person, late)]).toEqual(["TYPED", "LATE"]);
    expect((await page(person)).status?.code).toBe(late.code);
  });

  test("uploads, writes and sends for its own alone", async () => {
    const { person, early, late } = await withBoth();
    const document = await PDFDocument.create();
    document.addPage();
    const form = new FormData();
    form.set("cv", new File([await document.save()], "cv.pdf", { type: "application/pdf" }));
    const cv = {
      path: `/application/form/experience/files?question=cv&of=${early.id}`,
      params: { section: "experience" },
    };
    expect(await outcomeOf(upload, { as: person, ...cv, form })).toMatchObject({ status: 302 });
    expect(await database().select().from(files).where(eq(files.personId, person.id))).toMatchObject([
      { applicationId: early.id },
    ]);

    await turn(person, late.id);
    const mine = { application: early.id };
    const asked = { as: person, path: "/application/messages", form: { ...mine, text: "A question." } };
    expect(await outcomeOf(message, asked)).toMatchObject({ status: 302 });
    expect(
      await database().select().from(applicationMessages).where(eq(applicationMessages.authorId, person.id)),
    ).toMatchObject([{ applicationId: early.id }]);

    await turn(person, late.id);
    const sent = { as: person, path: "/application/submission", form: mine };
    expect(await outcomeOf(submit, sent)).toMatchObject({ status: 302, location: "/application/receipt" });
    expect(await statusOf(early)).toBe("submitted");
    expect(await statusOf(late)).toBe("draft");
  });

  test("of another person is not there", async () => {
    const { early } = await withBoth();
    const { person, late } = await withBoth();
    for (const [handler, asked] of [
      [submit, { path: "/application/submission", form: { application: early.id } }],
      [save, { ...place, form: { revision: "1", application: early.id, community: "TYPED" } }],
    ] as const)
      expect(await outcomeOf(handler, { as: person, ...asked })).toMatchObject({ status: 404 });
    expect(await story(person, late)).toBe("LATE");
    expect(await statusOf(early)).toBe("draft");
  });
});
