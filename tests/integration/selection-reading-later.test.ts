import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { reviews } from "#db/schema";
import { database } from "~/platform/database.server";
import * as officeDiscussion from "~/selection/routes/application-discussion";
import * as panel from "~/selection/routes/panel";
import * as changeRoute from "~/selection/routes/reading-change";
import * as discussionRoute from "~/selection/routes/reading-discussion";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as readingRoute from "~/selection/routes/reading";
import * as submissionRoute from "~/selection/routes/reading-submission";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let criteria: Awaited<ReturnType<typeof criteriaOf>>;
let list: Application[];

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  criteria = await criteriaOf(edition);
  list = [];
  for (let index = 0; index < 4; index++) {
    const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application, panelist });
    list.push(application);
  }
});

const of = (index: number): Application => {
  const application = list[index];
  if (!application) throw new Error(`There is no application ${index}.`);
  return application;
};
const at = (index: number, path = "") => ({
  path: `/panel/${of(index).code}${path}`,
  params: { code: of(index).code },
});
const order = async () => {
  const { current } = await call(panel.loader, { as: panelist, path: "/panel" });
  return current?.rows.map(({ code, isAside }) => [
    list.findIndex((application) => application.code === code),
    isAside,
  ]);
};
const stored = async (index: number) => {
  const [row] = await database()
    .select()
    .from(reviews)
    .where(and(eq(reviews.applicationId, of(index).id), eq(reviews.panelistId, panelist.id)));
  return row;
};

describe("coming back later", () => {
  test("puts an application at the end until it is opened again", async () => {
    await outcomeOf(readingRoute.action, {
      as: panelist,
      form: { revision: "0", then: "later" },
      ...at(1),
    });
    expect(await order()).toEqual([
      [0, false],
      [2, false],
      [3, false],
      [1, true],
    ]);
    const third = await call(readingRoute.loader, { as: panelist, ...at(3) });
    expect([third.place, third.nextCode]).toEqual([{ number: 3, total: 4 }, of(1).code]);
    const page = await call(readingRoute.loader, { as: panelist, ...at(1) });
    expect(page.place).toEqual({ number: 2, total: 4 });
    expect(await order()).toEqual([
      [0, false],
      [1, false],
      [2, false],
      [3, false],
    ]);
  });
});

describe("time", () => {
  const save = (seconds: unknown, revision: number, score?: number) =>
    outcomeOf(draftRoute.action, {
      as: panelist,
      json: { revision, seconds, score: score ? { [criteria[0]?.id ?? ""]: score } : {}, comment: {} },
      ...at(0, "/draft"),
    });

  test("adds up from what the page has measured, within bounds", async () => {
    await save(40, 0, 3);
    await save(20.4, 1, 4);
    expect((await stored(0))?.activeSeconds).toBe(60);
    // Time alone is no change that another tab could be stale for.
    expect((await save(15, 2, 4)).data).toMatchObject({ revision: 2 });
    expect((await stored(0))?.activeSeconds).toBe(75);
    await save(999_999, 2, 5);
    expect((await stored(0))?.activeSeconds).toBe(75 + 1800);
    for (const seconds of [-1, "x", 1e9, null]) expect((await save(seconds, 3, 1)).status).toBe(400);
    expect((await stored(0))?.activeSeconds).toBe(75 + 1800);
  });

  test("that is left is told at one's own pace, once two are in", async () => {
    const scores = Object.fromEntries(criteria.map(({ id }) => [`score.${id}`, "3"]));
    const left = async () => (await call(readingRoute.loader, { as: panelist, ...at(3) })).left;
    for (const index of [0, 1]) {
      expect(await left()).toBeNull();
      await outcomeOf(submissionRoute.action, {
        as: panelist,
        form: { revision: "0", seconds: "1200", ...scores },
        ...at(index, "/submission"),
      });
    }
    expect(await left()).toEqual({ count: 2, time: "40 minutes" });
    const { current } = await call(panel.loader, { as: panelist, path: "/panel" });
    expect(current?.left).toEqual({ count: 2, time: "40 minutes" });
  });
});

describe("blind, on every page and in every answer", () => {
  test("nothing says who wrote it, before and after one's own scores", async () => {
    const canary = "CANARY-93";
    const person = await aPerson({ name: `${canary}-name`, email: `${canary}@example.org`.toLowerCase() });
    const answers = {
      "preferred-name": `${canary}-preferred`,
      "safe-channel": `${canary}-channel`,
      gender: `${canary}-gender`,
    };
    const whose = await anApplication({
      edition,
      person,
      status: "submitted",
      eligibility: "eligible",
      country: "TM",
      answers,
    });
    const other = await aPerson({ name: "OTHER-READER", roles: [{ role: "panelist", edition }] });
    await aReview({ application: whose, panelist: other, comment: "SAID-BY-ANOTHER" });
    await anAssignment({ application: whose, panelist });
    const params = { code: whose.code };
    const here = (path: string) => ({ as: panelist, path: `/panel/${whose.code}${path}`, params });
    const tour = async () => {
      const outcomes = [
        await outcomeOf(readingRoute.loader, here("")),
        await outcomeOf(discussionRoute.loader, here("/discussion")),
        await outcomeOf(changeRoute.loader, here("/scores")),
        await outcomeOf(discussionRoute.action, { ...here("/discussion"), form: { text: "" } }),
        await outcomeOf(changeRoute.action, { ...here("/scores"), form: { revision: "x" } }),
        await outcomeOf(draftRoute.action, {
          ...here("/draft"),
          json: { revision: 7, score: {}, comment: {} },
        }),
        await outcomeOf(readingRoute.action, { ...here(""), form: { revision: "no" } }),
        await outcomeOf(submissionRoute.action, { ...here("/submission"), form: { revision: "0" } }),
        await outcomeOf(panel.loader, { as: panelist, path: "/panel" }),
      ];
      return JSON.stringify(outcomes.map(({ data, location, status }) => [data, location, status]));
    };
    const before = await tour();
    // What was sent incomplete has been kept as a draft.
    const { revision } = (await outcomeOf(readingRoute.loader, here(""))).data as { revision: number };
    const form = Object.fromEntries([
      ["revision", String(revision)],
      ...criteria.map(({ id }) => [`score.${id}`, "3"] as const),
    ]) as Record<string, string>;
    await outcomeOf(submissionRoute.action, { ...here("/submission"), form });
    const after = await tour();
    for (const bytes of [before, after]) {
      expect(bytes.toLowerCase()).not.toContain(canary.toLowerCase());
      for (const secret of ["Turkmenistan", person.id, whose.id, other.id, other.name])
        expect(bytes).not.toContain(secret);
    }
    expect(before).not.toContain("SAID-BY-ANOTHER");
    expect(after).toContain("SAID-BY-ANOTHER");
    // A panelist has no business on the coordinators' side of it.
    const office = await outcomeOf(officeDiscussion.loader, {
      as: panelist,
      path: `/office/${edition.slug}/applications/${whose.code}/discussion`,
      params: { edition: edition.slug, code: whose.code },
    });
    expect(office.status).toBe(404);
  });
});
