import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { applicationEvents, applications, auditLog, decisions, people, standings } from "#db/schema";
import { database } from "~/platform/database.server";
import * as decisionsRoute from "~/selection/routes/decisions";
import * as markingRoute from "~/selection/routes/marking";
import * as rankingRoute from "~/selection/routes/ranking";
import * as orderRoute from "~/selection/routes/reserve-order";
import { sealMark, type Mark } from "~/selection/decisions";
import { listReserve } from "~/selection/decisions.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, formOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, aStanding } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let coordinator: Person;
let stranger: Person;

beforeEach(async () => {
  edition = await anEdition({ at: "selection", places: 2 });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  stranger = await aPerson({
    roles: [{ role: "coordinator", edition: await anEdition({ at: "selection" }) }],
  });
});

async function ranked(
  mean: number,
  more: Partial<Parameters<typeof aStanding>[0]> = {},
): Promise<Application> {
  const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await aStanding({ application, mean, ...more });
  return application;
}

/** So many ranked applications in a few statements: means and spreads rise by steps. */
async function manyRanked(count: number): Promise<void> {
  const { id: formId } = await formOf(edition);
  const rows = Array.from({ length: count }, (_, index) => ({
    personId: randomUUID(),
    applicationId: randomUUID(),
    code: `ELF-${String(index).padStart(4, "0")}${edition.id.slice(0, 4).toUpperCase()}`,
    mean: 1 + index / 20,
    spread: index / 50,
  }));
  await database()
    .insert(people)
    .values(rows.map(({ personId }) => ({ id: personId })));
  await database()
    .insert(applications)
    .values(
      rows.map(({ applicationId: id, personId, code }) => ({
        id,
        personId,
        code,
        editionId: edition.id,
        formId,
        status: "submitted" as const,
      })),
    );
  await database()
    .insert(standings)
    .values(
      rows.map(({ applicationId, mean, spread }) => ({
        applicationId,
        editionId: edition.id,
        mean,
        readings: 2,
        lowest: mean - spread,
        highest: mean + spread,
        spread,
      })),
    );
}

const at = (page: string) => ({ path: `/office/${edition.slug}/${page}`, params: { edition: edition.slug } });
const ranking = (search = "", as = coordinator) =>
  call(rankingRoute.loader, { as, ...at(`ranking${search}`) });

interface Row {
  code: string;
  outcome: string;
  rank?: string;
  seen?: Mark;
}
const unseen: Mark = { outcome: null, reserveRank: null, revision: 0 };

function decide(rows: Row[], as = coordinator, more: Record<string, string> = {}) {
  const form = Object.fromEntries(
    rows.flatMap(({ code, outcome, rank, seen = unseen }, index) => [
      [`rows[${index}].code`, code],
      [`rows[${index}].outcome`, outcome],
      [`rows[${index}].seen`, sealMark(seen)],
      ...(rank === undefined ? [] : [[`rows[${index}].rank`, rank]]),
    ]),
  ) as Record<string, string>;
  return outcomeOf(decisionsRoute.action, { as, form: { ...form, ...more }, ...at("decisions") });
}

async function markOf({ id }: Application): Promise<Mark> {
  const [row] = await database().select().from(decisions).where(eq(decisions.applicationId, id));
  return row ? { outcome: row.outcome, reserveRank: row.reserveRank, revision: row.revision } : unseen;
}

const reserve = async () => (await listReserve(database(), edition.id)).map(({ code }) => code);

describe("the ranking", () => {
  test("orders by mean, shares places, and leaves out who cannot be chosen", async () => {
    const best = await ranked(4.5);
    const level = [await ranked((1.2 + 6.8) / 2), await ranked((3.4 + 4.6) / 2)];
    const last = await ranked(3.1, { readings: 1 });
    const ineligible = await anApplication({ edition, status: "submitted", eligibility: "ineligible" });
    const withdrawn = await anApplication({ edition, status: "withdrawn" });
    for (const application of [ineligible, withdrawn]) await aStanding({ application, mean: 5 });
    await anApplication({ edition, status: "submitted" });
    await anApplication({ edition });
    const data = await ranking();
    expect(data.rows.map(({ code, rank, isShared }) => [code, rank, isShared])).toEqual([
      [best.code, 1, false],
      ...data.rows.slice(1, 3).map(({ code }) => [code, 2, true]),
      [last.code, 4, false],
    ]);
    expect(
      data.rows
        .slice(1, 3)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(level.map(({ code }) => code).sort());
    expect(data.counts).toMatchObject({
      submitted: 6,
      ranked: 4,
      unread: 1,
      short: 1,
      ineligible: 1,
      undecided: 6,
    });
    expect(data.line?.line.kind).toBe("level");
    expect(data.line?.atLine).toEqual({ above: 1, below: 1 });
  });

  test("comes in pages of fifty, sorted as asked, and holds no name", async () => {
    await manyRanked(53);
    const first = await ranking();
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]?.mean).toBeCloseTo(3.6);
    const second = await ranking("?page=2");
    expect(second.rows.map(({ rank }) => rank)).toEqual([51, 52, 53]);
    expect((await ranking("?page=99")).view.page).toBe(2);
    expect((await ranking("?sort=spread")).rows[0]?.spread).toBeCloseTo(1.04);
    expect((await ranking("?sort=mean&direction=asc")).rows[0]?.rank).toBe(53);
    const everything = JSON.stringify([first, second]);
    expect(everything).not.toMatch(/Person \d|@example/);
  });

  test("is not there for another edition's coordinator", async () => {
    await ranked(4);
    expect((await outcomeOf(rankingRoute.loader, { as: stranger, ...at("ranking") })).status).toBe(404);
    expect((await decide([{ code: "ELF-AAAAAA", outcome: "cohort" }], stranger)).status).toBe(404);
  });
});

describe("marking a page", () => {
  test("saves what changed, tells the history, and goes back to the page", async () => {
    const [a, b, c] = [await ranked(4), await ranked(3.9), await ranked(3.8)];
    const outcome = await decide(
      [
        { code: a.code, outcome: "cohort" },
        { code: b.code, outcome: "reserve" },
        { code: c.code, outcome: "undecided" },
      ],
      coordinator,
      { back: "?sort=spread" },
    );
    expect(outcome).toMatchObject({
      status: 302,
      location: `/office/${edition.slug}/ranking?sort=spread&saved=2#decide`,
    });
    expect(await markOf(a)).toEqual({ outcome: "cohort", reserveRank: null, revision: 1 });
    expect(await markOf(b)).toEqual({ outcome: "reserve", reserveRank: 1, revision: 1 });
    expect(await markOf(c)).toEqual(unseen);
    const events = await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.kind, "decided"));
    expect(events.filter(({ applicationId }) => [a.id, b.id].includes(applicationId))).toHaveLength(2);
    const audit = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.editionId, edition.id), eq(auditLog.action, "decisions.marked")));
    expect(audit[0]?.detail).toEqual({ cohort: 1, reserve: 1, declined: 0, undecided: 0 });
  });

  test("is refused whole when somebody else has marked one of them, with what it is now and nothing lost", async () => {
    const [a, b] = [await ranked(4), await ranked(3.9)];
    const colleague = await aPerson({ name: "Tomáš", roles: [{ role: "coordinator", edition }] });
    await decide([{ code: a.code, outcome: "declined" }], colleague);
    const outcome = await decide([
      { code: a.code, outcome: "cohort" },
      { code: b.code, outcome: "reserve", rank: "1" },
    ]);
    expect(outcome.status).toBe(409);
    expect(outcome.data).toMatchObject({
      review: {
        rows: [
          {
            code: a.code,
            problem: "clash",
            outcome: "cohort",
            present: { outcome: "declined" },
            by: "Tomáš",
          },
          { code: b.code, problem: null, outcome: "reserve", rank: "1", isChanged: true },
        ],
      },
    });
    expect(await markOf(a)).toMatchObject({ outcome: "declined", revision: 1 });
    expect(await markOf(b)).toEqual(unseen);
    // What came back is fit to be sent again.
    const rows = (outcome.data as { review: { rows: { seen: string }[] } }).review.rows;
    expect(rows[0]?.seen).toBe("1:declined:");
    expect((await decide([{ code: a.code, outcome: "cohort", seen: await markOf(a) }])).status).toBe(302);
  });

  test("takes over what somebody else decided where one had wanted no change", async () => {
    const a = await ranked(4);
    await decide([{ code: a.code, outcome: "declined" }]);
    const outcome = await decide([{ code: a.code, outcome: "undecided" }]);
    expect(outcome.data).toMatchObject({ review: { rows: [{ outcome: "declined", chosen: null }] } });
  });

  test("by two at the same moment is done by one and told to the other", async () => {
    const a = await ranked(4);
    const both = await Promise.all([
      decide([{ code: a.code, outcome: "cohort" }]),
      decide([{ code: a.code, outcome: "declined" }]),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect((await markOf(a)).revision).toBe(1);
  });

  test("finds no application of another edition, and none that is not there", async () => {
    const a = await ranked(4);
    const foreign = await anApplication({ edition: await anEdition(), status: "submitted" });
    for (const code of [foreign.code, "ELF-ZZZZZZ"]) {
      expect(
        (
          await decide([
            { code: a.code, outcome: "cohort" },
            { code, outcome: "cohort" },
          ])
        ).status,
      ).toBe(404);
      expect(await markOf(a)).toEqual(unseen);
    }
    expect(await markOf(foreign)).toEqual(unseen);
  });

  test("does not choose who has withdrawn meanwhile, and lets their mark be taken away", async () => {
    const a = await ranked(4);
    await database().update(applications).set({ status: "withdrawn" }).where(eq(applications.id, a.id));
    const outcome = await decide([{ code: a.code, outcome: "cohort" }]);
    expect(outcome.status).toBe(409);
    expect(outcome.data).toMatchObject({
      review: { rows: [{ code: a.code, problem: "gone", outcome: null }] },
    });
    await aDecision({ application: a, outcome: "cohort" });
    expect((await decide([{ code: a.code, outcome: "undecided", seen: await markOf(a) }])).status).toBe(302);
  });

  test("says what is wrong with a place, keeps the rest and saves nothing", async () => {
    const [a, b] = [await ranked(4), await ranked(3)];
    const outcome = await decide([
      { code: a.code, outcome: "reserve", rank: "second" },
      { code: b.code, outcome: "cohort" },
    ]);
    expect(outcome.status).toBe(400);
    expect(outcome.data).toMatchObject({
      review: {
        rows: [
          { problem: "rank", rank: "second" },
          { problem: null, outcome: "cohort" },
        ],
      },
    });
    expect(await markOf(b)).toEqual(unseen);
  });

  test("is refused for what no page of ours would send", async () => {
    const a = await ranked(4);
    for (const row of [
      { code: a.code, outcome: "winner" },
      { code: "'; drop table decisions", outcome: "cohort" },
    ])
      expect((await decide([row])).status).toBe(400);
    expect(
      (await decide([{ code: a.code, outcome: "cohort" }], coordinator, { back: "//evil.example" })).status,
    ).toBe(400);
    expect(await markOf(a)).toEqual(unseen);
  });
});

describe("the reserve list", () => {
  const move = (code: string, direction: string, mark: Mark, as = coordinator) =>
    outcomeOf(orderRoute.action, {
      as,
      form: { code, direction, rank: String(mark.reserveRank ?? 0), revision: String(mark.revision) },
      ...at("decisions/reserve-order"),
    });

  test("is numbered without gaps, takes places as typed, and closes up", async () => {
    const [a, b, c] = [await ranked(4), await ranked(3.9), await ranked(3.8)];
    await decide([a, b, c].map(({ code }) => ({ code, outcome: "reserve" })));
    expect(await reserve()).toEqual([a.code, b.code, c.code]);
    await decide([{ code: c.code, outcome: "reserve", rank: "1", seen: await markOf(c) }]);
    expect(await reserve()).toEqual([c.code, a.code, b.code]);
    await decide([{ code: c.code, outcome: "cohort", rank: "1", seen: await markOf(c) }]);
    expect(await reserve()).toEqual([a.code, b.code]);
    // Closing up moved these two; a page that showed them before is not stale for that.
    expect(await markOf(a)).toEqual({ outcome: "reserve", reserveRank: 1, revision: 1 });
  });

  test("moves by one, once for two presses at the same moment", async () => {
    const [a, b, c] = [await ranked(4), await ranked(3.9), await ranked(3.8)];
    await decide([a, b, c].map(({ code }) => ({ code, outcome: "reserve" })));
    const seen = await markOf(c);
    const both = await Promise.all([move(c.code, "up", seen), move(c.code, "up", seen)]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(await reserve()).toEqual([a.code, c.code, b.code]);
    expect((await move(a.code, "down", await markOf(a), stranger)).status).toBe(404);
    expect((await move("ELF-ZZZZZZ", "up", unseen)).status).toBe(404);
    expect((await move(a.code, "sideways", await markOf(a))).status).toBe(400);
  });
});

describe("marking by rank", () => {
  const preview = (search: string) =>
    call(markingRoute.loader, { as: coordinator, ...at(`ranking/marking${search}`) });
  const apply = (form: Record<string, string>, as = coordinator) =>
    outcomeOf(markingRoute.action, { as, form, ...at("ranking/marking") });

  test("shows what it would do, changes nothing by that, and does it when asked", async () => {
    const [a, b, c, d] = [await ranked(4.6), await ranked(4.4), await ranked(4.2), await ranked(4)];
    await decide([
      { code: a.code, outcome: "declined" },
      { code: d.code, outcome: "cohort" },
    ]);
    const { preview: shown } = await preview("?first=1&next=1");
    expect(shown).toMatchObject({
      cohort: [{ code: b.code, from: null }],
      reserve: [{ code: c.code }],
      cleared: [d.code],
      passedOver: 1,
    });
    expect(await markOf(b)).toEqual(unseen);
    const outcome = await apply({
      first: "1",
      next: "1",
      level: "split",
      fingerprint: shown?.fingerprint ?? "",
    });
    expect(outcome.location).toBe(`/office/${edition.slug}/ranking?cohort=1&reserve=1`);
    expect(await Promise.all([a, b, c, d].map(async (one) => (await markOf(one)).outcome))).toEqual([
      "declined",
      "cohort",
      "reserve",
      null,
    ]);
  });

  test("is refused when a score or a mark has changed since it was shown", async () => {
    const [a, b] = [await ranked(4.6), await ranked(4.4)];
    const fingerprint = (await preview("?first=1&next=0")).preview?.fingerprint ?? "";
    await database().update(standings).set({ mean: 4.9 }).where(eq(standings.applicationId, b.id));
    expect((await apply({ first: "1", next: "0", fingerprint })).status).toBe(409);
    const again = (await preview("?first=1&next=0")).preview?.fingerprint ?? "";
    await decide([{ code: a.code, outcome: "declined" }]);
    expect((await apply({ first: "1", next: "0", fingerprint: again })).status).toBe(409);
    expect(await markOf(b)).toEqual(unseen);
    expect((await apply({ first: "1", next: "0", fingerprint: again }, stranger)).status).toBe(404);
  });

  test("tells a number that is none at its field", async () => {
    await ranked(4);
    const data = await preview("?first=-1&next=many");
    expect(data.preview).toBeNull();
    expect(data.errors).toEqual({
      first: "Write a whole number from 0 to 999.",
      next: "Write a whole number from 0 to 999.",
    });
  });
});
