import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applications, editions } from "#db/schema";
import { loader as application } from "~/applying/routes/application";
import { action as applyNow, loader as apply } from "~/applying/routes/apply";
import { draftRetentionJob } from "~/applying/jobs.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

async function onlyOpenEdition() {
  await database()
    .update(editions)
    .set({ callClosesAt: new Date("2020-01-01T00:00:00Z") });
  return anEdition();
}

const applicationsOf = (person: { id: string }) =>
  database().select().from(applications).where(eq(applications.personId, person.id));

const begin = (person: Person, edition?: { slug: string }) =>
  outcomeOf(applyNow, { as: person, path: "/apply", form: edition ? { call: edition.slug } : {} });

describe("starting an application", () => {
  test("asks to log in, and comes back", async () => {
    expect(await outcomeOf(apply, { path: "/apply" })).toMatchObject({
      status: 302,
      location: "/login?to=%2Fapply",
    });
  });

  test("is done by a press alone: looking begins nothing", async () => {
    const edition = await onlyOpenEdition();
    const person = await aPerson();
    const page = await outcomeOf(apply, { as: person, path: "/apply" });
    expect(page).toMatchObject({ status: 200, data: { choices: [{ slug: edition.slug, state: "start" }] } });
    expect(await applicationsOf(person)).toEqual([]);
  });

  test("makes one draft, however often and however fast it is asked for, and is resumed from then on", async () => {
    const edition = await onlyOpenEdition();
    const person = await aPerson();
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => begin(person)));
    expect(outcomes.map(({ location }) => location)).toEqual(Array.from({ length: 6 }, () => "/application"));
    expect(await applicationsOf(person)).toMatchObject([{ editionId: edition.id, status: "draft" }]);
    expect(await outcomeOf(apply, { as: person, path: "/apply" })).toMatchObject({
      status: 302,
      location: "/application",
    });
  });

  test.each(["coordinator", "panelist"] as const)(
    "is barred to a %s of that edition, and of no other",
    async (role) => {
      const edition = await onlyOpenEdition();
      const other = await anEdition({ at: "selection" });
      const judge = await aPerson({ roles: [{ role, edition }] });
      expect(await outcomeOf(apply, { as: judge, path: "/apply" })).toMatchObject({
        status: 409,
        data: { isBarred: true },
      });
      expect(await begin(judge)).toMatchObject({ status: 409 });
      expect(await applicationsOf(judge)).toEqual([]);
      const elsewhere = await aPerson({ roles: [{ role, edition: other }] });
      expect(await begin(elsewhere)).toMatchObject({ location: "/application" });
    },
  );

  test("says so when no call is open, and when the next opens", async () => {
    await onlyOpenEdition();
    await database()
      .update(editions)
      .set({ callClosesAt: new Date("2020-01-01T00:00:00Z") });
    const person = await aPerson();
    expect(await outcomeOf(apply, { as: person, path: "/apply" })).toMatchObject({
      status: 200,
      data: { choices: [], opensAt: null },
    });
    await anEdition({ at: "before-call" });
    const page = await outcomeOf(apply, { as: person, path: "/apply" });
    expect(page.data).toMatchObject({
      choices: [],
      opensAt: expect.stringContaining("(Prague)") as string,
    });
    expect(await outcomeOf(applyNow, { as: person, path: "/apply", form: {} })).toMatchObject({
      status: 409,
    });
    expect(await applicationsOf(person)).toEqual([]);
  });
});

describe("one's own status", () => {
  test("shows the newest application, with the others in a few lines each", async () => {
    const person = await aPerson();
    const before = await anApplication({
      edition: await anEdition({ at: "over" }),
      person,
      status: "submitted",
    });
    await database()
      .update(applications)
      .set({ createdAt: new Date("2025-01-01") })
      .where(eq(applications.id, before.id));
    const newest = await anApplication({ person, sections: 2 });
    const page = await call(application, { as: person, path: "/application" });
    expect(page.status).toMatchObject({ code: newest.code, standing: "draft" });
    expect(page.others).toMatchObject([{ code: before.code }]);
    expect(JSON.stringify(page)).not.toContain("reading circle");
  });

  test("tells somebody without any how to begin", async () => {
    await onlyOpenEdition();
    const page = await call(application, { as: await aPerson(), path: "/application" });
    expect(page).toMatchObject({ status: null, mayStart: true, title: "Overview" });
  });
});

test("a draft that was never sent is deleted when its time is over, and nothing else is", async () => {
  const edition = await anEdition();
  const draft = await anApplication({ edition });
  const sent = await anApplication({ edition, status: "submitted" });
  const days = (after: number) => new Date(edition.callClosesAt.getTime() + after * 86_400_000);
  setClock(() => days(29));
  await draftRetentionJob.run({});
  expect(await applicationsOf({ id: draft.personId })).toHaveLength(1);
  setClock(() => days(31));
  await draftRetentionJob.run({});
  setClock(undefined);
  expect(await applicationsOf({ id: draft.personId })).toEqual([]);
  expect(await applicationsOf({ id: sent.personId })).toHaveLength(1);
});
