import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  assignments,
  conflicts,
  discussionPosts,
  editions,
  reviews,
  scoreChanges,
  standings,
} from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { getKey, unseal } from "~/platform/vault.server";
import {
  assignFurtherReader,
  findFurtherReaders,
  listWithoutFurtherReader,
} from "~/selection/further-reader.server";
import * as overviewRoute from "~/office/routes/edition";
import * as applicationRoute from "~/selection/routes/application";
import * as officeDiscussion from "~/selection/routes/application-discussion";
import * as panelRoute from "~/selection/routes/office-panel";
import * as changeRoute from "~/selection/routes/reading-change";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import * as discussionRoute from "~/selection/routes/reading-discussion";
import * as readingRoute from "~/selection/routes/reading";
import * as submissionRoute from "~/selection/routes/reading-submission";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let reader: Person;
let other: Person;
let coordinator: Person;
let application: Application;
let criteria: Awaited<ReturnType<typeof criteriaOf>>;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  reader = await aPerson({ name: "Name-of-one", roles: [{ role: "panelist", edition }] });
  other = await aPerson({ name: "Name-of-two", roles: [{ role: "panelist", edition }] });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application, panelist: reader });
  await aReview({ application, panelist: other, scores: [3, 3, 3, 3, 3] });
  criteria = await criteriaOf(edition);
});

const at = (path: string) => ({
  path: `/panel/${application.code}/${path}`,
  params: { code: application.code },
});
const office = () => ({
  path: `/office/${edition.slug}/applications/${application.code}/discussion`,
  params: { edition: edition.slug, code: application.code },
});
const open = (as: Person) => outcomeOf(discussionRoute.loader, { as, ...at("discussion") });
const say = (as: Person, text: string) =>
  outcomeOf(discussionRoute.action, { as, form: { text }, ...at("discussion") });
const scored = (scores: number[], more: Record<string, string> = {}) => ({
  revision: "0",
  ...Object.fromEntries(criteria.map(({ id }, index) => [`score.${id}`, String(scores[index] ?? 3)])),
  ...more,
});
const submit = (as: Person, scores: number[], revision = "0") =>
  outcomeOf(submissionRoute.action, { as, form: scored(scores, { revision }), ...at("submission") });
const change = (
  as: Person,
  scores: number[],
  reason = "I had overlooked the second answer.",
  revision = "1",
) => outcomeOf(changeRoute.action, { as, form: scored(scores, { revision, reason }), ...at("scores") });
const declare = (as: Person) =>
  outcomeOf(conflictRoute.action, { as, form: { reason: "We are friends." }, ...at("conflict") });

const postsOf = () =>
  database().select().from(discussionPosts).where(eq(discussionPosts.applicationId, application.id));
const changesOf = async () => {
  const rows = await database()
    .select({ change: scoreChanges })
    .from(scoreChanges)
    .innerJoin(reviews, eq(reviews.id, scoreChanges.reviewId))
    .where(eq(reviews.applicationId, application.id));
  return rows.map(({ change }) => change);
};

describe("a discussion", () => {
  test("is not there before one's own scores are in", async () => {
    await say(other, "SAID-BY-ANOTHER");
    for (const outcome of [await open(reader), await say(reader, "Hello")])
      expect([outcome.status, outcome.data]).toEqual([404, { refusal: "not-found" }]);
    await aReview({
      application,
      panelist: await aPerson({ roles: [{ role: "panelist", edition }] }),
      submitted: false,
    });
    await submit(reader, [3, 3, 3, 3, 3]);
    expect(JSON.stringify((await open(reader)).data)).toContain("SAID-BY-ANOTHER");
  });

  test("shows readers as numbers, and is sealed", async () => {
    await submit(reader, [3, 3, 3, 3, 4]);
    expect((await say(other, " Two\r\nlines ")).location).toBe(
      `/panel/${application.code}/discussion?sent=1`,
    );
    await outcomeOf(officeDiscussion.action, {
      as: coordinator,
      form: { text: "From the office" },
      ...office(),
    });
    const page = await call(discussionRoute.loader, { as: reader, ...at("discussion") });
    expect(page.posts.map(({ who, text, own }) => [who, text, own])).toEqual([
      ["Reader 1", "Two\nlines", false],
      ["A coordinator", "From the office", false],
    ]);
    const bytes = JSON.stringify(page);
    for (const secret of [other.name, other.id, coordinator.name, coordinator.id, reader.id, application.id])
      expect(bytes).not.toContain(secret);
    const [row] = await postsOf();
    expect(row?.text.includes("lines")).toBe(false);
    expect(unseal(await getKey(database(), application.personId), "discussion.text", row?.text ?? null)).toBe(
      "Two\nlines",
    );
    const whole = await call(officeDiscussion.loader, { as: coordinator, ...office() });
    expect(whole.posts.map(({ who }) => who)).toEqual(["Name-of-two (reader 1)", "Jana"]);
    const { submitted } = await call(applicationRoute.loader, {
      as: coordinator,
      path: `/office/${edition.slug}/applications/${application.code}`,
      params: { edition: edition.slug, code: application.code },
    });
    expect(submitted?.posts).toBe(2);
  });

  test("a second press says it once", async () => {
    await Promise.all([say(other, "Once"), say(other, "Once")]);
    expect(await postsOf()).toHaveLength(1);
  });

  test.each([
    ["nothing", ""],
    ["blanks", "   "],
    ["an essay", "я".repeat(2001)],
    ["NUL", "a\0b"],
  ])("refuses %s", async (_, text) => {
    expect((await say(other, text)).status).toBe(400);
    expect(await postsOf()).toHaveLength(0);
  });

  test("ends with a conflict, and takes along what was said", async () => {
    await submit(reader, [3, 3, 3, 3, 3]);
    await say(reader, "SAID-BEFORE");
    await declare(reader);
    for (const outcome of [
      await open(reader),
      await say(reader, "More"),
      await change(reader, [5, 5, 5, 5, 5]),
    ])
      expect(outcome.status).toBe(404);
    expect(JSON.stringify((await open(other)).data)).not.toContain("SAID-BEFORE");
    const whole = await outcomeOf(officeDiscussion.loader, { as: coordinator, ...office() });
    expect(JSON.stringify(whole.data)).toContain("SAID-BEFORE");
  });
});

describe("a score that changes after it was in", () => {
  beforeEach(() => submit(reader, [3, 3, 3, 3, 3]));

  test("keeps both values and the reason, and moves the standing", async () => {
    const changed = await change(reader, [4, 3, 3, 3, 3]);
    expect([changed.status, changed.location]).toEqual([302, `/panel/${application.code}/discussion`]);
    const [row] = await changesOf();
    expect([row?.before, row?.after, row?.criterionId]).toEqual([3, 4, criteria[0]?.id]);
    expect(row?.reason.includes("overlooked")).toBe(false);
    const [standing] = await database()
      .select()
      .from(standings)
      .where(eq(standings.applicationId, application.id));
    expect(standing?.mean).toBeCloseTo(3.1, 10);
    const page = await call(discussionRoute.loader, { as: other, ...at("discussion") });
    expect(page.changes).toMatchObject([
      { who: "Reader 2", before: 3, after: 4, reason: "I had overlooked the second answer." },
    ]);
    expect((await call(officeDiscussion.loader, { as: coordinator, ...office() })).changes[0]?.who).toBe(
      "Name-of-one",
    );
  });

  test("wants a reason, real scores, a change, and the newest page", async () => {
    expect((await change(reader, [4, 3, 3, 3, 3], "  ")).status).toBe(400);
    expect((await change(reader, [9, 3, 3, 3, 3])).status).toBe(400);
    expect((await change(reader, [3, 3, 3, 3, 3])).status).toBe(409);
    expect((await change(reader, [4, 3, 3, 3, 3], "Stale", "0")).status).toBe(409);
    expect(await changesOf()).toHaveLength(0);
  });

  test("is over once decisions are out", async () => {
    await database()
      .update(editions)
      .set({ decisionsReleasedAt: new Date() })
      .where(eq(editions.id, edition.id));
    expect((await change(reader, [4, 3, 3, 3, 3])).status).toBe(409);
    expect((await outcomeOf(changeRoute.loader, { as: reader, ...at("scores") })).status).toBe(404);
  });

  test("twice at once changes once", async () => {
    const outcomes = await Promise.all([change(reader, [4, 3, 3, 3, 3]), change(reader, [2, 3, 3, 3, 3])]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(await changesOf()).toHaveLength(1);
  });
});

describe("where readings differ by two", () => {
  const further = () =>
    database()
      .select()
      .from(assignments)
      .where(and(eq(assignments.applicationId, application.id), eq(assignments.kind, "further")));

  test("somebody else is asked by itself, once, who has the least to read", async () => {
    const busy = await aPerson({ roles: [{ role: "panelist", edition }] });
    const free = await aPerson({ roles: [{ role: "panelist", edition }] });
    await anAssignment({
      application: await anApplication({ edition, status: "submitted", eligibility: "eligible" }),
      panelist: busy,
    });
    await submit(reader, [5, 3, 3, 3, 3]);
    expect((await further()).map(({ panelistId }) => panelistId)).toEqual([free.id]);
    const [letter] = await lettersTo(free);
    expect(JSON.stringify(letter)).not.toMatch(/fellow|ELF-|emerging/i);
    await change(reader, [1, 3, 3, 3, 3]);
    await inTransaction((tx) => assignFurtherReader(tx, application.id));
    expect(await further()).toHaveLength(1);
    expect(
      (
        await outcomeOf(readingRoute.loader, {
          as: free,
          path: `/panel/${application.code}`,
          params: { code: application.code },
        })
      ).status,
    ).toBe(200);
  });

  test("by a change as well, and never where they don't", async () => {
    await aPerson({ roles: [{ role: "panelist", edition }] });
    await submit(reader, [4, 3, 3, 3, 3]);
    expect(await further()).toEqual([]);
    await change(reader, [5, 3, 3, 3, 3]);
    expect(await further()).toHaveLength(1);
  });

  test("never somebody with a conflict, at their cap, or who does not read the language; then it is told", async () => {
    const { panelists } = await import("#db/schema");
    const tied = await aPerson({ roles: [{ role: "panelist", edition }] });
    await database()
      .insert(conflicts)
      .values({ applicationId: application.id, panelistId: tied.id, source: "rule" });
    const set = async (person: Person, row: { cap?: number; languages?: string[] }) =>
      database()
        .insert(panelists)
        .values({ editionId: edition.id, personId: person.id, ...row })
        .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: row });
    const full = await aPerson({ roles: [{ role: "panelist", edition }] });
    await set(full, { cap: 0 });
    const foreign = await aPerson({ roles: [{ role: "panelist", edition }] });
    await set(foreign, { languages: ["ru"] });
    await submit(reader, [5, 3, 3, 3, 3]);
    expect(await further()).toEqual([]);
    expect(await listWithoutFurtherReader(edition.id)).toEqual([application.code]);
    // Where a coordinator comes by, both it and the tie that nobody has ruled on are waiting.
    const seen = { as: coordinator, params: { edition: edition.slug } };
    const overview = await call(overviewRoute.loader, { ...seen, path: `/office/${edition.slug}` });
    expect(overview.attention).toContainEqual(expect.objectContaining({ what: "further-reader", count: 1 }));
    expect(overview.attention).toContainEqual(expect.objectContaining({ what: "conflicts", count: 1 }));
    const panel = await call(panelRoute.loader, { ...seen, path: `/office/${edition.slug}/panel` });
    expect(panel).toMatchObject({ wanting: [application.code], conflicts: { waiting: 1 } });
    const able = await aPerson({ roles: [{ role: "panelist", edition }] });
    await set(able, { languages: ["en", "ru"], cap: 1 });
    await findFurtherReaders(edition.id);
    expect((await further())[0]?.panelistId).toBe(able.id);
    expect(await listWithoutFurtherReader(edition.id)).toEqual([]);
    const after = await call(overviewRoute.loader, { ...seen, path: `/office/${edition.slug}` });
    expect(after.attention.map(({ what }) => what)).not.toContain("further-reader");
  });

  test("by two who submit at once, one is asked", async () => {
    const third = await aPerson({ roles: [{ role: "panelist", edition }] });
    await anAssignment({ application, panelist: third });
    await aPerson({ roles: [{ role: "panelist", edition }] });
    await aPerson({ roles: [{ role: "panelist", edition }] });
    await Promise.all([submit(reader, [5, 3, 3, 3, 3]), submit(third, [1, 3, 3, 3, 3])]);
    expect(await further()).toHaveLength(1);
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    expect(
      await database().select().from(reviews).where(eq(reviews.applicationId, application.id)),
    ).toHaveLength(3);
  });
});
