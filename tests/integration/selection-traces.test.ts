import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, people, redactions, traceLooks, traces, vaultKeys } from "#db/schema";
import { database } from "~/platform/database.server";
import { getKey, seal } from "~/platform/vault.server";
import * as assignmentRoute from "~/selection/routes/panel-assignment";
import * as changeRoute from "~/selection/routes/reading-change";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import * as discussionRoute from "~/selection/routes/reading-discussion";
import * as panelRoute from "~/selection/routes/panel";
import * as readingRoute from "~/selection/routes/reading";
import * as redactionsRoute from "~/selection/routes/redactions";
import * as rulingsRoute from "~/selection/routes/trace-rulings";
import * as submissionRoute from "~/selection/routes/reading-submission";
import * as tracesRoute from "~/selection/routes/traces";
import * as wishesRoute from "~/selection/routes/panel-wishes";
import { bar } from "~/selection/blackening";
import { countWaitingTraces, lookForTraces } from "~/selection/traces.server";
import { anApplication, sendAgain, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let coordinator: Person;
let application: Application;
let number = 0;

/** Somebody who says in their answers who they are, in whatever spelling. */
async function aWriter(answers: Record<string, string> = {}): Promise<Application> {
  number += 1;
  const person = await aPerson({ name: "Зарина Каримова", email: `zarina.karimova${number}@mail.example` });
  return anApplication({
    edition,
    person,
    status: "submitted",
    eligibility: "eligible",
    answers: {
      "preferred-name": "Zara",
      "safe-channel": "Telegram: zara_98",
      experience: [{ what: "Teaching", where: "NGO Bilim Nuru, Кара-Буура", from: "2020", to: "" }],
      community: "Our town, where I, ZARINA KARIMOVA, live. Write to zara_98, +996 555 123 456.",
      led: "В «Билим Нуру» меня, Зару, знают все; у Каримовой учились в Кара-Бууре.",
      ...answers,
    },
  });
}

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  application = await aWriter();
});

const list = (search = "") => ({
  as: coordinator,
  path: `/office/${edition.slug}/applications/traces${search}`,
  params: { edition: edition.slug },
});
const look = () => call(tracesRoute.loader, list());
const rule = (form: Record<string, string | string[]>, as = coordinator) =>
  outcomeOf(rulingsRoute.action, { ...list("/rulings"), as, form });
const one = (code = application.code) => ({
  as: coordinator,
  path: `/office/${edition.slug}/applications/${code}/redactions`,
  params: { edition: edition.slug, code },
});
const panel = (path = "") => ({
  as: panelist,
  path: `/panel/${application.code}${path}`,
  params: { code: application.code },
});

/** Everything that a panelist can get of an application: before it is theirs, while they read, and after. */
async function panelBytes(): Promise<string> {
  const bad = { ...panel(), form: { revision: "0", "score.x": "9" } };
  const asked = [
    outcomeOf(wishesRoute.loader, { as: panelist, path: "/panel/wishes" }),
    outcomeOf(panelRoute.loader, { as: panelist, path: "/panel" }),
    outcomeOf(panelRoute.loader, { as: panelist, path: "/panel?show=discussed" }),
    outcomeOf(readingRoute.loader, panel()),
    outcomeOf(readingRoute.loader, panel(".data")),
    outcomeOf(readingRoute.action, bad),
    outcomeOf(submissionRoute.loader, panel("/submission")),
    outcomeOf(submissionRoute.action, bad),
    outcomeOf(conflictRoute.loader, panel("/conflict")),
    outcomeOf(discussionRoute.loader, panel("/discussion")),
    outcomeOf(changeRoute.loader, panel("/scores")),
  ];
  return JSON.stringify((await Promise.all(asked)).map(({ data }) => data));
}

/** Whoever wrote it, in every spelling that is in the answers. */
const telling = /zar[ai]|зар[аиу]|karimova|каримов|bilim|билим|буур|zara_98|555 123/i;

describe("what nobody has ruled on", () => {
  test("reaches no panelist, on any page, before anything has looked for it", async () => {
    const waiting = await panelBytes();
    expect(waiting).toContain(`Our town, where I, ${bar}, live.`);
    expect(waiting).not.toMatch(telling);
    await anAssignment({ application, panelist });
    const assigned = await panelBytes();
    expect(assigned).toContain(`В «${bar}» меня, ${bar}, знают все; у ${bar} учились в ${bar}.`);
    expect(assigned).not.toMatch(telling);
    await aReview({ application, panelist });
    const read = await panelBytes();
    expect(read).toContain(`Our town, where I, ${bar}, live.`);
    expect(read).not.toMatch(telling);
    expect(await database().select().from(traces)).toEqual([]);
  });

  test("is listed with its sentence, for coordinators of that edition alone", async () => {
    expect((await look()).unlooked).toBe(1);
    await lookForTraces();
    const page = await look();
    expect([page.unlooked, page.applications, page.rows.length]).toEqual([0, 1, 1]);
    expect(page.rows[0]?.traces.map(({ kind, text }) => [kind, text])).toEqual([
      ["name", "ZARINA KARIMOVA"],
      ["contact", "zara_98"],
      ["contact", "+996 555 123 456"],
      ["organisation", "Билим Нуру"],
      ["name", "Зару"],
      ["name", "Каримовой"],
      ["organisation", "Кара-Бууре"],
    ]);
    expect(page.rows[0]?.traces[0]).toMatchObject({ before: "Our town, where I, ", question: /community/ });
    const elsewhere = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    for (const as of [panelist, elsewhere]) {
      expect((await outcomeOf(tracesRoute.loader, { ...list(), as })).status).toBe(404);
      expect((await rule({ hidden: "all" }, as)).status).toBe(404);
    }
    expect((await countWaitingTraces([edition.id])).get(edition.id)).toEqual({ traces: 7, applications: 1 });
  });

  test("is said before readings are handed out", async () => {
    await lookForTraces();
    const page = await call(assignmentRoute.loader, {
      as: coordinator,
      path: `/office/${edition.slug}/panel/assignment`,
      params: { edition: edition.slug },
    });
    expect(page.traces).toBe(7);
  });

  test("is written down by place and mark, in no word that says who it is", async () => {
    await lookForTraces();
    const rows = JSON.stringify([
      await database().select().from(traces),
      await database().select().from(traceLooks),
    ]);
    expect(rows).not.toMatch(/zar[ai]|зар[аиу]|karim|карим|bilim|билим|буур/i);
    // The same words of another person have another mark.
    const other = await aWriter();
    await lookForTraces();
    const marks = async (id: string) =>
      (await database().select().from(traces).where(eq(traces.applicationId, id))).map(({ mark }) => mark);
    const own = new Set(await marks(application.id));
    expect((await marks(other.id)).filter((mark) => own.has(mark))).toEqual([]);
  });
});

describe("a ruling", () => {
  test("shows the panel a word as it is written, in all its places, and is taken back", async () => {
    await anAssignment({ application, panelist });
    await lookForTraces();
    const place = (await look()).rows[0]?.traces.find(({ text }) => text === "Кара-Бууре");
    const shown = await rule({ shown: `${application.code} ${place?.mark}` });
    expect(shown.location).toBe(`/office/${edition.slug}/applications/traces?shown=1`);
    expect(await panelBytes()).toContain("учились в Кара-Бууре.");
    expect((await look()).waiting).toBe(6);
    const hidden = await rule({
      hidden: `${application.code} ${place?.mark}`,
      application: application.code,
    });
    expect(hidden.location).toBe(`${one().path}?hidden=1`);
    expect(await panelBytes()).not.toMatch(telling);
  });

  test("hides those that are ticked, or all of the edition, as passages that can be lifted", async () => {
    await aWriter();
    await anAssignment({ application, panelist });
    await lookForTraces();
    const [first] = (await look()).rows;
    const ticked = first?.traces.slice(0, 2).map(({ mark }) => `${first.code} ${mark}`) ?? [];
    await rule({ hidden: "chosen", trace: ticked });
    expect((await look()).waiting).toBe(12);
    const all = await rule({ hidden: "all" });
    expect(all.location).toContain("?hidden=12");
    await lookForTraces();
    expect(await look()).toMatchObject({ waiting: 0, applications: 0, rows: [] });
    expect(await panelBytes()).not.toMatch(telling);
    const page = await call(redactionsRoute.loader, one());
    expect(page.passages).toHaveLength(7);
    expect(page.traces).toEqual([]);
    const audited = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "passages.blackened"), eq(auditLog.editionId, edition.id)));
    expect(audited.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining([{ count: 12, applications: 2 }]),
    );
    expect(JSON.stringify(await database().select().from(redactions))).not.toMatch(telling);
  });

  test("on one application's page holds for what is found there at that moment", async () => {
    await anAssignment({ application, panelist });
    const before = await call(redactionsRoute.loader, one());
    expect(before.traces).toHaveLength(7);
    const all = await rule({ hidden: "all", application: application.code });
    expect(all.location).toBe(`${one().path}?hidden=7`);
    expect((await call(redactionsRoute.loader, one())).passages).toHaveLength(7);
  });

  test("that no page of ours asks for is refused, and one of another edition does nothing", async () => {
    await lookForTraces();
    for (const form of [
      {},
      { hidden: "x" },
      { hidden: `${application.code} short` },
      { shown: "chosen", trace: ["?"] },
    ] as Record<string, string | string[]>[])
      expect((await rule(form)).status).toBe(400);
    const far = await anEdition({ at: "selection" });
    const farCoordinator = await aPerson({ roles: [{ role: "coordinator", edition: far }] });
    const [mark] = (await look()).rows[0]?.traces ?? [];
    const foreign = await outcomeOf(rulingsRoute.action, {
      as: farCoordinator,
      path: `/office/${far.slug}/applications/traces/rulings`,
      params: { edition: far.slug },
      form: { shown: `${application.code} ${mark?.mark}` },
    });
    expect(foreign.location).toContain("?shown=0");
    expect((await look()).waiting).toBe(7);
    expect((await rule({ hidden: "chosen" })).location).toContain("?hidden=0");
  });
});

describe("what changes", () => {
  test("in a newer version is hidden from the first look on, and what was ruled keeps its ruling", async () => {
    await anAssignment({ application, panelist });
    await lookForTraces();
    const shown = (await look()).rows[0]?.traces.find(({ text }) => text === "Зару");
    await rule({ shown: `${application.code} ${shown?.mark}` });
    await rule({ hidden: "all" });
    await sendAgain(edition, application, {
      community: "Zarina Karimova again, and мне, зару, and zarina\u00A0KARIMOVA.",
      led: "Здесь Каримову нашли снова.",
    });
    const bytes = await panelBytes();
    expect(bytes).toContain(`${bar} again, and мне, зару, and ${bar}.`);
    expect(bytes).toContain(`Здесь ${bar} нашли снова.`);
    expect((await look()).unlooked).toBe(1);
    await lookForTraces();
    expect((await look()).rows[0]?.traces.map(({ text }) => text)).toEqual(["Каримову"]);
  });

  test("in somebody's name is looked for again", async () => {
    await lookForTraces();
    const key = await getKey(database(), application.personId);
    await database()
      .update(people)
      .set({ name: seal(key, "people.name", "Айсулуу") })
      .where(eq(people.id, application.personId));
    expect((await look()).unlooked).toBe(1);
    await lookForTraces();
    expect((await look()).unlooked).toBe(0);
  });

  test("to somebody erased leaves nothing to look for", async () => {
    await lookForTraces();
    await database().delete(vaultKeys).where(eq(vaultKeys.personId, application.personId));
    expect(await lookForTraces()).toBe(0);
    expect((await look()).rows).toEqual([]);
  });
});
