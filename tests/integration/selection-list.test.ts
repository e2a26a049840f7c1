import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  applicationMessages,
  applications,
  applicationTags,
  duplicates,
  people,
  savedViews,
  tags,
} from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { destroyKey, getKey, seal } from "~/platform/vault.server";
import { forgetNames } from "~/selection/applicant-names.server";
import * as listRoute from "~/selection/routes/applications";
import * as viewRoute from "~/selection/routes/list-view";
import * as removalRoute from "~/selection/routes/list-view-removal";
import * as viewsRoute from "~/selection/routes/list-views";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let by: Person;
beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  by = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  forgetNames();
});

const list = (search = "", as = by, of = edition) =>
  call(listRoute.loader, {
    as,
    path: `/office/${of.slug}/applications${search}`,
    params: { edition: of.slug },
  });
const codes = async (search: string) => (await list(search)).rows.map(({ code }) => code).sort();
const submitted = (details: Parameters<typeof anApplication>[0] = {}) =>
  anApplication({ edition, status: "submitted", ...details });

describe("the list's filters", () => {
  test("narrow it by the form's check, by how it came and by its decision", async () => {
    const met = await submitted();
    const imported = await submitted();
    await database().update(applications).set({ eligibilityCheck: "met" }).where(eq(applications.id, met.id));
    await database().update(applications).set({ source: "import" }).where(eq(applications.id, imported.id));
    await aDecision({ application: met, outcome: "reserve", by });
    expect(await codes("?check=met")).toEqual([met.code]);
    expect(await codes("?check=unmet")).toEqual([]);
    expect(await codes("?source=import")).toEqual([imported.code]);
    expect(await codes("?decision=reserve")).toEqual([met.code]);
    expect(await codes("?decision=none")).toEqual([imported.code]);
    expect(await codes("?check=met&source=import")).toEqual([]);
    expect((await list("?source=import")).counts).toMatchObject({ submitted: 1, unchecked: 1, draft: 0 });
  });

  test("narrow it by readings against what the edition wants", async () => {
    const unread = await submitted({ eligibility: "eligible" });
    const once = await submitted({ eligibility: "eligible" });
    const twice = await submitted({ eligibility: "eligible" });
    const panelist = await aPerson();
    await aReview({ application: once, panelist });
    await aReview({ application: twice, panelist });
    await aReview({ application: twice, panelist: await aPerson() });
    for (const { id } of [once, twice]) await inTransaction((tx) => recomputeStanding(tx, id));
    expect(await codes("?readings=none")).toEqual([unread.code]);
    expect(await codes("?readings=fewer")).toEqual([unread.code, once.code].sort());
    expect(await codes("?readings=enough")).toEqual([twice.code]);
    // By readings and by mean, in both directions and over pages, nothing is lost.
    for (const sort of ["readings", "-readings", "mean", "-mean"])
      expect((await list(`?sort=${sort}`)).rows).toHaveLength(3);
    const order = (await list("?sort=readings")).rows.map(({ code }) => code);
    expect(order).toEqual([unread.code, once.code, twice.code]);
    const means = (await list("?sort=mean")).rows;
    expect(means.at(-1)?.code).toBe(unread.code);
  });

  test("narrow it by tag, by likeness and by an unread message", async () => {
    const tagged = await submitted();
    const alike = await submitted();
    const other = await submitted();
    const [tag] = await database()
      .insert(tags)
      .values({ editionId: edition.id, name: "Call back" })
      .returning();
    await database().insert(applicationTags).values({ applicationId: tagged.id, tagId: tag!.id });
    await database()
      .insert(duplicates)
      .values({ applicationId: alike.id, otherId: other.id, kind: "person", likeness: 1 });
    const key = await getKey(database(), tagged.personId);
    const message = { applicationId: tagged.id, authorId: tagged.personId, fromOffice: false };
    await database()
      .insert(applicationMessages)
      .values({ ...message, text: seal(key, "message.text", "Hello") });
    expect(await codes(`?tag=${tag!.id}`)).toEqual([tagged.code]);
    expect(await codes("?flag=duplicate")).toEqual([alike.code, other.code].sort());
    expect(await codes("?flag=message")).toEqual([tagged.code]);
    const page = await list("?col=tags");
    const row = page.rows.find(({ code }) => code === tagged.code);
    expect(row).toMatchObject({ tags: ["Call back"], hasUnread: true, isFlagged: false });
    await database().update(duplicates).set({ settledAt: new Date() });
    expect(await codes("?flag=duplicate")).toEqual([]);
  });

  test("take days as days of the edition's zone, both ends included", async () => {
    // Half past midnight in Prague, which is the day before in UTC.
    const early = await submitted({ submittedAt: new Date("2026-10-01T22:30:00Z") });
    const late = await submitted({ submittedAt: new Date("2026-10-02T21:59:59Z") });
    await submitted({ submittedAt: new Date("2026-10-02T22:00:00Z") });
    expect(await codes("?from=2026-10-02&to=2026-10-02")).toEqual([early.code, late.code].sort());
    expect(await codes("?to=2026-10-01")).toEqual([]);
  });

  test("say nothing about what stands in a draft", async () => {
    const draft = await anApplication({ edition, country: "TM" });
    await database()
      .update(applications)
      .set({ eligibilityCheck: "unmet" })
      .where(eq(applications.id, draft.id));
    for (const search of ["?status=draft&country=TM", "?status=draft&check=unmet"])
      expect((await list(search)).counts.draft).toBe(0);
    expect(JSON.stringify(await list("?status=draft&sort=country"))).not.toContain("unmet");
  });
});

describe("a search", () => {
  test("finds a new name at once, and an erased one no longer", async () => {
    const person = await aPerson({ name: "Гулнора Каримова" });
    const application = await submitted({ person, answers: { "preferred-name": "" } });
    const find = (words: string) => codes(`?q=${encodeURIComponent(words)}`);
    expect(await find("каримова")).toEqual([application.code]);
    const key = await getKey(database(), person.id);
    await database()
      .update(people)
      .set({ name: seal(key, "people.name", "Гулнора Назарова") })
      .where(eq(people.id, person.id));
    expect(await find("каримова")).toEqual([]);
    expect(await find("назарова")).toEqual([application.code]);
    await inTransaction((tx) => destroyKey(tx, person.id));
    expect(await find("назарова")).toEqual([]);
    expect(await find(application.code)).toEqual([application.code]);
  });

  test("finds nobody whose application alone was erased", async () => {
    const person = await aPerson({ name: "Тимур Ашыров" });
    const application = await anApplication({ edition, person, status: "withdrawn" });
    expect((await list("?status=withdrawn&q=%D1%82%D0%B8%D0%BC%D1%83%D1%80")).rows).toHaveLength(1);
    await database()
      .update(applications)
      .set({ erasedAt: new Date() })
      .where(eq(applications.id, application.id));
    expect((await list("?status=withdrawn&q=%D1%82%D0%B8%D0%BC%D1%83%D1%80")).rows).toEqual([]);
    expect((await list("?status=withdrawn")).rows[0]).toMatchObject({ name: null });
  });

  test("keeps to its edition", async () => {
    const elsewhere = await anEdition({ at: "selection" });
    const both = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const person = await aPerson({ name: "Дина Абенова" });
    await anApplication({ edition: elsewhere, person, status: "submitted" });
    await list("?q=%D0%B0%D0%B1%D0%B5%D0%BD%D0%BE%D0%B2%D0%B0", both, elsewhere);
    expect(await codes("?q=%D0%B0%D0%B1%D0%B5%D0%BD%D0%BE%D0%B2%D0%B0")).toEqual([]);
  });
});

describe("a view of the list", () => {
  const save = (search: string, form: Record<string, string>, as = by) =>
    outcomeOf(viewsRoute.action, {
      as,
      form,
      path: `/office/${edition.slug}/applications/views${search}`,
      params: { edition: edition.slug },
    });
  const at = (id: string) => ({
    path: `/office/${edition.slug}/applications/views/${id}`,
    params: { edition: edition.slug, id },
  });

  test("keeps filters, columns and order under a name, and nothing that was looked for", async () => {
    const search = "?status=eligible&country=KG&sort=-mean&col=name&col=tags";
    const saved = await save(`${search}&q=%D0%90%D0%B9%D0%B3%D0%B5%D1%80%D0%B8%D0%BC`, {
      name: "  Kyrgyz,\tbest  first ",
    });
    expect(saved.status).toBe(302);
    expect(saved.location).toContain("country=KG");
    expect((await list()).views).toMatchObject([
      { name: "Kyrgyz, best first", isMine: true, isShared: false },
    ]);
    const [row] = await database().select().from(savedViews).where(eq(savedViews.editionId, edition.id));
    expect(row?.query).not.toContain("q=");
    const opened = await list(row?.query);
    expect(opened.query).toMatchObject({ part: "eligible", country: "KG", columns: ["name", "tags"] });
  });

  test("is seen by others once it is shared, and changed by its owner alone", async () => {
    const colleague = await aPerson({ name: "Petr", roles: [{ role: "coordinator", edition }] });
    await save("?country=UZ", { name: "Uzbek" });
    const [view] = (await list()).views;
    expect((await list("", colleague)).views).toEqual([]);
    const change = (form: Record<string, string>, as: Person) =>
      outcomeOf(viewRoute.action, { as, form, ...at(view!.id) });
    expect((await change({ name: "Uzbek", shared: "yes" }, colleague)).status).toBe(404);
    expect((await change({ name: "From Uzbekistan", shared: "yes" }, by)).status).toBe(302);
    expect((await list("", colleague)).views).toMatchObject([
      { name: "From Uzbekistan", isMine: false, owner: "Jana" },
    ]);
    const remove = (as: Person) => outcomeOf(removalRoute.action, { as, method: "POST", ...at(view!.id) });
    expect((await remove(colleague)).status).toBe(404);
    expect((await outcomeOf(viewRoute.loader, { as: colleague, ...at(view!.id) })).status).toBe(404);
    expect((await remove(by)).status).toBe(302);
    expect((await remove(by)).status).toBe(404);
    expect((await list()).views).toEqual([]);
  });

  test.each([
    ["no name", { name: " " }, 400],
    ["a name that is too long", { name: "x".repeat(61) }, 400],
    ["a half character", { name: "\u0007bell" }, 400],
    ["nothing at all", {}, 400],
    ["a tick that is none", { name: "A", shared: "maybe" }, 400],
  ])("is not kept with %s", async (_what, form, status) => {
    const refused = await save("", form);
    expect(refused.status).toBe(status);
    expect((await list()).views).toEqual([]);
  });

  test("does not take a name that is taken, nor more views than anybody finds again", async () => {
    await save("", { name: "One" });
    expect((await save("?country=KG", { name: "One" })).status).toBe(409);
    await save("", { name: "Two" });
    const two = (await list()).views.find(({ name }) => name === "Two");
    const renamed = await outcomeOf(viewRoute.action, { as: by, form: { name: "One" }, ...at(two!.id) });
    expect(renamed.status).toBe(409);
    await database()
      .insert(savedViews)
      .values(
        Array.from({ length: 28 }, (_, index) => ({
          editionId: edition.id,
          ownerId: by.id,
          name: `More ${index}`,
          query: "",
        })),
      );
    expect((await save("", { name: "One too many" })).status).toBe(409);
    expect((await outcomeOf(viewRoute.loader, { as: by, ...at("nothing") })).status).toBe(404);
  });
});
