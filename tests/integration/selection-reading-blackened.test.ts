import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { applicationEvents, redactions } from "#db/schema";
import { database } from "~/platform/database.server";
import * as lifting from "~/selection/routes/redaction-lifting";
import * as redactionsRoute from "~/selection/routes/redactions";
import * as readingRoute from "~/selection/routes/reading";
import * as submissionRoute from "~/selection/routes/reading-submission";
import { bar } from "~/selection/blackening";
import { listLostPassages } from "~/selection/redactions.server";
import { anApplication, sendAgain, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let coordinator: Person;
let application: Application;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  application = await anApplication({
    edition,
    status: "submitted",
    eligibility: "eligible",
    answers: {
      community: "I am ZARINA-9 of Khorog. Everybody knows ZARINA-9.",
      led: "They said: ask ZARINA-9 🌿 at once.",
    },
  });
  await anAssignment({ application, panelist });
});

const office = (code = application.code) => ({
  path: `/office/${edition.slug}/applications/${code}/redactions`,
  params: { edition: edition.slug, code },
});
const mark = (form: Record<string, string>, as: Person = coordinator) =>
  outcomeOf(redactionsRoute.action, { as, form, ...office() });
const look = () => call(redactionsRoute.loader, { as: coordinator, ...office() });
const lift = (id: string, as: Person = coordinator) => {
  const { path, params } = office();
  return outcomeOf(lifting.action, {
    as,
    form: {},
    path: `${path}/${id}/lifting`,
    params: { ...params, id },
  });
};
const panel = () => ({ path: `/panel/${application.code}`, params: { code: application.code } });
/** Everything that a panelist can get of the application, a page with errors and the answer to a bad save too. */
async function panelBytes(): Promise<string> {
  const bad = { as: panelist, form: { revision: "0", "score.x": "9" }, ...panel() };
  const outcomes = await Promise.all([
    outcomeOf(readingRoute.loader, { as: panelist, ...panel() }),
    outcomeOf(submissionRoute.loader, { as: panelist, ...panel() }),
    outcomeOf(readingRoute.action, bad),
    outcomeOf(submissionRoute.action, bad),
  ]);
  return JSON.stringify(outcomes.map(({ data }) => data));
}

const rowsOf = () => database().select().from(redactions).where(eq(redactions.applicationId, application.id));

describe("a passage", () => {
  test("is hidden wherever it stands, behind a bar that tells no length", async () => {
    expect(await panelBytes()).toContain("ZARINA-9");
    const marked = await mark({ text: "ZARINA-9" });
    expect([marked.status, marked.location]).toEqual([302, `${office().path}?hidden=3`]);
    const bytes = await panelBytes();
    expect(bytes).not.toContain("ZARINA-9");
    expect(bytes).toContain(`I am ${bar} of Khorog. Everybody knows ${bar}.`);
    expect(bytes).toContain(`ask ${bar} 🌿 at once`);
    const page = await look();
    expect(page.passages).toHaveLength(3);
    expect(page.passages.every(({ text, who }) => text === "ZARINA-9" && who === "Jana")).toBe(true);
    const [event] = await database()
      .select()
      .from(applicationEvents)
      .where(
        and(
          eq(applicationEvents.kind, "passage-blackened"),
          eq(applicationEvents.applicationId, application.id),
        ),
      );
    expect(event?.detail).toEqual({ count: 3 });
    expect(JSON.stringify(await rowsOf())).not.toContain("ZARINA");
  });

  test("can be one stretch of one answer, and is lifted again", async () => {
    const marked = await mark({ place: "community", from: "5", to: "23", number: "1" });
    expect(marked.status).toBe(302);
    // What may be left of it elsewhere waits for another look, and is hidden meanwhile.
    expect(await panelBytes()).toContain(`I am ${bar}. Everybody knows ${bar}-9.`);
    const { passages, traces } = await look();
    expect(traces.map(({ kind, text, count, ruling }) => [kind, text, count, ruling])).toEqual([
      ["spelling", "ZARINA", 2, null],
    ]);
    const [passage] = passages;
    expect(passage?.text).toBe("ZARINA-9 of Khorog");
    expect((await lift(passage?.id ?? "")).status).toBe(302);
    expect(await panelBytes()).toContain("I am ZARINA-9 of Khorog.");
    expect((await lift(passage?.id ?? "")).status).toBe(404);
    expect((await look()).passages).toEqual([]);
  });

  test("cuts no character in two", async () => {
    const at = "They said: ask ZARINA-9 🌿".length;
    await mark({ place: "led", from: String(at - 1), to: String(at), number: "1" });
    const bytes = await panelBytes();
    expect(bytes).toContain(`ask ZARINA-9 ${bar} at once`);
    expect(bytes).not.toMatch(/\\ud83c|\\udf3f/i);
  });

  test("is hidden however it is typed, in all texts of the application", async () => {
    application = await anApplication({
      edition,
      status: "submitted",
      eligibility: "eligible",
      answers: {
        community: "They call me Zhanar Oʻrinova. ZHANAR O'RINOVA, Zhanar\u00A0O\u2019rinova.",
        led: "Zhana\u0301r Orinova led, and zhanar  o\u02BCrinova; a zhanar-tree.",
      },
    });
    await anAssignment({ application, panelist });
    const marked = await mark({ text: "Zhanar Oʻrinova" });
    expect(marked.location).toBe(`${office().path}?hidden=5`);
    const bytes = await panelBytes();
    expect(bytes).toContain(`They call me ${bar}. ${bar}, ${bar}.`);
    expect(bytes).toContain(`${bar} led, and ${bar}; a zhanar-tree.`);
    // One stretch that is selected takes the same words elsewhere with it.
    for (const { id } of (await look()).passages) await lift(id);
    expect(await panelBytes()).toContain("ZHANAR O'RINOVA");
    await mark({ place: "community", from: "13", to: "28", number: "1" });
    expect(await panelBytes()).not.toMatch(/rinova/i);
  });

  test("that is nowhere, hidden already, or not even named is told", async () => {
    expect((await mark({ text: "zarina-8" })).status).toBe(409);
    await mark({ text: "ZARINA-9" });
    const again = await mark({ text: "ZARINA-9" });
    expect(JSON.stringify(again.data)).toContain("selection:redactions.error.already");
    for (const form of [
      { text: "  " },
      {},
      { text: "x".repeat(2001) },
      { place: "led", from: "-1", to: "4", number: "1" },
      { place: "led", from: "a", to: "b", number: "1" },
    ] as Record<string, string>[])
      expect((await mark(form)).status).toBe(400);
    for (const stretch of [
      { place: "led", from: "4", to: "4", number: "1" },
      { place: "led", from: "4", to: "4000", number: "1" },
      { place: "gender", from: "0", to: "1", number: "1" },
      { place: "led", from: "0", to: "4", number: "2" },
    ])
      expect((await mark(stretch)).status).toBe(409);
    expect(await rowsOf()).toHaveLength(3);
  });

  test("is for coordinators of that edition alone", async () => {
    const other = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    await mark({ text: "ZARINA-9" });
    const [passage] = (await look()).passages;
    for (const as of [panelist, other]) {
      expect((await mark({ text: "Khorog" }, as)).status).toBe(404);
      expect((await lift(passage?.id ?? "", as)).status).toBe(404);
      expect((await outcomeOf(redactionsRoute.loader, { as, ...office() })).status).toBe(404);
    }
    expect(await panelBytes()).not.toContain("ZARINA-9");
  });
});

describe("a newer version", () => {
  test("hides the same words, wherever they have gone", async () => {
    await mark({ text: "ZARINA-9" });
    await sendAgain(edition, application, {
      community: "Hello.",
      led: "Now it stands here: ZARINA-9.",
      dilemma: "ZARINA-9!",
    });
    expect(await panelBytes()).not.toContain("ZARINA-9");
    expect((await look()).passages.every(({ isLost }) => !isLost)).toBe(true);
    expect(await listLostPassages(edition.id)).toEqual([]);
  });

  test("hides them in other capitals, blanks and apostrophes too, and marks other spellings", async () => {
    await mark({ place: "community", from: "5", to: "11", number: "1" });
    await sendAgain(edition, application, {
      community: "Hello, zarina-9 and Zari\u00ADna.",
      led: "К Зарине ходили все.",
      dilemma: "ZARI\u0301NA!",
    });
    const bytes = await panelBytes();
    expect(bytes).toContain(`Hello, ${bar}-9 and ${bar}.`);
    expect(bytes).toContain(`К ${bar} ходили все.`);
    expect(bytes).toContain(`"${bar}!"`);
    expect((await look()).traces.map(({ kind, text, ruling }) => [kind, text, ruling])).toEqual([
      ["spelling", "Зарине", null],
    ]);
    expect(await listLostPassages(edition.id)).toEqual([]);
  });

  test("that words it anew is brought to a coordinator's attention", async () => {
    await mark({ place: "community", from: "5", to: "23", number: "1" });
    await sendAgain(edition, application, { community: "I am Z. of Khorog." });
    const page = await look();
    expect(page.passages.map(({ isLost, text }) => [isLost, text])).toEqual([[true, "ZARINA-9 of Khorog"]]);
    expect(await listLostPassages(edition.id)).toEqual([application.code]);
    await lift(page.passages[0]?.id ?? "");
    expect(await listLostPassages(edition.id)).toEqual([]);
  });
});
