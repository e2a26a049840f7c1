import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { applicationSections, applications } from "#db/schema";
import { loader as overview } from "~/applying/routes/application";
import { action as saveDraft } from "~/applying/routes/draft";
import { action as savePage, loader as page } from "~/applying/routes/section";
import type { Answers } from "~/cohorts/questions";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { getKey, unsealJson } from "~/platform/vault.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf, type Outcome } from "../setup/request";

withTestDatabase();

let edition: Edition;
beforeAll(async () => {
  edition = await anEdition();
});

interface Draft {
  person: Person;
  application: Application;
}

async function aDraft(details: Parameters<typeof anApplication>[0] = {}): Promise<Draft> {
  const person = await aPerson();
  return { person, application: await anApplication({ edition, person, sections: 0, ...details }) };
}

const pathOf = (section: string) => ({ path: `/application/form/${section}`, params: { section } });
const post = ({ person }: Draft, section: string, form: Record<string, string | string[]>) =>
  outcomeOf(savePage, { as: person, ...pathOf(section), form });
const autosave = ({ person }: Draft, section: string, json: unknown) =>
  outcomeOf(saveDraft, { as: person, path: `/application/form/${section}/draft`, params: { section }, json });

/** What is stored of a section, opened. */
async function stored(
  { application }: Draft,
  section: string,
): Promise<{ revision: number; answers: Answers } | null> {
  const [row] = await database()
    .select()
    .from(applicationSections)
    .where(
      and(eq(applicationSections.applicationId, application.id), eq(applicationSections.section, section)),
    );
  if (!row) return null;
  const key = await getKey(database(), application.personId);
  return { revision: row.revision, answers: unsealJson(key, "section.answers", row.answers) as Answers };
}

const problemsOf = (outcome: Outcome) =>
  (outcome.data as { problems: { question: string; error: string }[] }).problems;

describe("saving a page by its button", () => {
  test("keeps what is there, leads on, and seals it", async () => {
    const draft = await aDraft();
    const saved = await post(draft, "community", { revision: "0", next: "on", community: "Our valley" });
    expect(saved).toMatchObject({ status: 302, location: "/application/form/reflection" });
    expect(await stored(draft, "community")).toEqual({
      revision: 1,
      answers: { community: "Our valley", led: "" },
    });
    const [row] = await database()
      .select({ answers: applicationSections.answers })
      .from(applicationSections)
      .where(eq(applicationSections.applicationId, draft.application.id));
    expect(row?.answers.includes("valley")).toBe(false);
  });

  test("leads to the overview, to the file or to the review, as asked", async () => {
    const draft = await aDraft();
    expect(await post(draft, "balance", { revision: "0", next: "overview" })).toMatchObject({
      location: "/application?saved=1",
    });
    expect(await post(draft, "experience", { revision: "0", next: "file" })).toMatchObject({
      location: "/application/form/experience/files",
    });
    expect(await post(draft, "consent", { revision: "0", next: "on", notice: "yes" })).toMatchObject({
      location: "/application/review",
    });
  });

  test("keeps too many words, says so at the field, and shows them again", async () => {
    const draft = await aDraft();
    const long = "сөз ".repeat(201).trim();
    const outcome = await post(draft, "community", { revision: "0", community: long, led: "Short" });
    expect(outcome).toMatchObject({
      status: 400,
      data: { saved: true, revision: 1, answers: { community: long, led: "Short" } },
    });
    expect(problemsOf(outcome)).toEqual([
      { question: "community", error: "too-many-words", words: 201, max: 200 },
    ]);
    expect((await stored(draft, "community"))?.answers["community"]).toBe(long);
  });

  test("keeps words that a sign got into, and tells of them until they are typed again", async () => {
    const draft = await aDraft();
    const broken = "Моя пом\uFFFDощь соседям";
    const outcome = await post(draft, "community", { revision: "0", community: broken, led: "Short" });
    expect(outcome).toMatchObject({ status: 400, data: { saved: true, revision: 1 } });
    const problem = { question: "community", error: "damaged", damaged: ["пом\uFFFDощь"] };
    expect(problemsOf(outcome)).toEqual([problem]);
    expect((await stored(draft, "community"))?.answers["community"]).toBe(broken);

    const opened = await call(page, { as: draft.person, ...pathOf("community") });
    expect(opened.problems).toEqual([problem]);
    const told = () => call(overview, { as: draft.person, path: "/application" });
    expect((await told()).status?.damaged).toMatchObject([{ key: "community", words: ["пом\uFFFDощь"] }]);
    const mended = { revision: "1", community: "Моя помощь соседям", led: "Short" };
    expect((await post(draft, "community", mended)).status).toBe(302);
    expect((await call(page, { as: draft.person, ...pathOf("community") })).problems).toEqual([]);
    expect((await told()).status?.damaged).toEqual([]);
  });

  test("refuses text without end at its field, shows all of it again, and changes nothing", async () => {
    const draft = await aDraft();
    const endless = "a".repeat(60_000);
    const outcome = await post(draft, "community", {
      revision: "0",
      community: endless,
      led: "Kept on the page",
    });
    expect(outcome).toMatchObject({
      status: 400,
      data: { saved: false, revision: 0, answers: { community: endless, led: "Kept on the page" } },
    });
    expect(problemsOf(outcome)).toMatchObject([{ question: "community", error: "too-long" }]);
    expect(await stored(draft, "community")).toBeNull();
  });

  test.each([
    ["an option that is not offered", "about", { passport: "diplomatic" }, "passport"],
    ["a country that is none", "about", { residence: "Kyrgyzstan" }, "residence"],
    ["a language level that is none", "experience", { "languages.en": "Z9" }, "languages"],
    ["a skill that is not listed", "learning", { skills: ["ethics", "flying"] }, "skills"],
  ])("refuses %s at its field, and changes nothing", async (_, section, fields, question) => {
    const draft = await aDraft();
    const outcome = await post(draft, section, { revision: "0", ...fields });
    expect(outcome.status).toBe(400);
    expect(problemsOf(outcome)).toMatchObject([{ question }]);
    expect(await stored(draft, section)).toBeNull();
  });

  test("ignores fields that the page does not have", async () => {
    const draft = await aDraft();
    await post(draft, "community", {
      revision: "0",
      community: "Ours",
      status: "submitted",
      "birth-year": "1990",
    });
    expect((await stored(draft, "community"))?.answers).toEqual({ community: "Ours", led: "" });
  });

  test("keeps all that was typed around a NUL, and names the word that it got into", async () => {
    const draft = await aDraft();
    const outcome = await post(draft, "community", { revision: "0", community: "Our va\0lley, as ever" });
    expect(outcome).toMatchObject({ status: 400, data: { kind: "problems", saved: true } });
    expect(JSON.stringify(outcome.data)).toContain("va\uFFFDlley");
    expect((await stored(draft, "community"))?.answers).toMatchObject({
      community: "Our va\uFFFDlley, as ever",
    });
  });

  test("refuses a revision that is no number, and changes nothing", async () => {
    const draft = await aDraft();
    for (const revision of ["", "-1", "one", "1e400", "99999999999"])
      expect(await post(draft, "community", { revision, community: "a" })).toMatchObject({ status: 400 });
    expect(await post(draft, "community", { community: "a" })).toMatchObject({ status: 400 });
    expect(await stored(draft, "community")).toBeNull();
  });

  test("shows beside each page how all of them stand, as they were saved", async () => {
    const draft = await aDraft();
    await post(draft, "community", { revision: "0", next: "on", community: "Our valley" });
    const opened = await outcomeOf(page, { as: draft.person, ...pathOf("reflection") });
    const { menu } = opened.data as { menu: { key: string; state: string; gaps: number }[] };
    expect(menu.map(({ key }) => key).slice(2, 4)).toEqual(["community", "reflection"]);
    expect(menu[2]).toMatchObject({ state: "started", gaps: 1, title: { en: "Your community" } });
    expect(menu[3]).toMatchObject({ state: "empty", gaps: 1 });
  });

  test("an unknown page, and somebody without an application, find nothing", async () => {
    const draft = await aDraft();
    expect(await post(draft, "nothing", { revision: "0" })).toMatchObject({ status: 404 });
    expect(await outcomeOf(page, { as: draft.person, ...pathOf("nothing") })).toMatchObject({ status: 404 });
    expect(await outcomeOf(page, { as: await aPerson(), ...pathOf("about") })).toMatchObject({ status: 404 });
    expect(
      await outcomeOf(savePage, { as: await aPerson(), ...pathOf("about"), form: { revision: "0" } }),
    ).toMatchObject({ status: 404 });
  });

  test("somebody whose session has ended gets back what they typed", async () => {
    const refused = await outcomeOf(savePage, {
      ...pathOf("community"),
      form: { revision: "3", community: "Typed for two hours" },
    });
    expect(refused.status).toBe(401);
    expect(refused.data).toMatchObject({
      refusal: "logged-out",
      typed: [
        ["revision", "3"],
        ["community", "Typed for two hours"],
      ],
    });
  });
});

describe("two tabs", () => {
  test("the later save gets both texts and can choose", async () => {
    const draft = await aDraft();
    await post(draft, "community", { revision: "0", community: "First tab", led: "Same" });
    const late = await post(draft, "community", { revision: "0", community: "Second tab", led: "Same" });
    expect(late.status).toBe(409);
    expect(late.data).toMatchObject({
      kind: "conflict",
      revision: 1,
      mine: { community: "Second tab", led: "Same" },
      saved: { community: "First tab", led: "Same" },
    });
    expect((await stored(draft, "community"))?.answers["community"]).toBe("First tab");

    const merge = { revision: "1", merge: "yes", led: "Same", community: "Second tab, edited" };
    expect(await post(draft, "community", { ...merge, "keep.community": "saved" })).toMatchObject({
      status: 302,
    });
    expect(await stored(draft, "community")).toEqual({
      revision: 2,
      answers: { community: "First tab", led: "Same" },
    });
    expect(
      await post(draft, "community", { ...merge, revision: "2", "keep.community": "mine" }),
    ).toMatchObject({ status: 302 });
    expect((await stored(draft, "community"))?.answers["community"]).toBe("Second tab, edited");
  });

  test("saying the same twice is no conflict", async () => {
    const draft = await aDraft();
    await post(draft, "community", { revision: "0", community: "Once" });
    expect(await post(draft, "community", { revision: "0", community: "Once" })).toMatchObject({
      status: 302,
    });
    expect((await stored(draft, "community"))?.revision).toBe(1);
  });

  test("of many saves at once from the same state, one is kept and the others are told", async () => {
    const draft = await aDraft();
    await post(draft, "community", { revision: "0", community: "Before" });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, tab) =>
        autosave(draft, "community", { revision: 1, fields: [["community", `Tab ${tab}`]] }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 409)).toHaveLength(7);
    const kept = await stored(draft, "community");
    expect(kept?.revision).toBe(2);
    expect(kept?.answers["community"]).toBe(`Tab ${outcomes.findIndex(({ status }) => status === 200)}`);
  });
});

describe("saving while somebody types", () => {
  test("answers with the new revision and the time", async () => {
    const draft = await aDraft();
    const saved = await autosave(draft, "community", { revision: 0, fields: [["community", "Аул"]] });
    expect(saved).toMatchObject({
      status: 200,
      data: { revision: 1, savedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string },
    });
    expect((await stored(draft, "community"))?.answers["community"]).toBe("Аул");
  });

  test("a stale tab gets what is there, and its own text stays with it", async () => {
    const draft = await aDraft();
    await autosave(draft, "community", { revision: 0, fields: [["community", "One"]] });
    expect(await autosave(draft, "community", { revision: 0, fields: [["community", "Two"]] })).toMatchObject(
      {
        status: 409,
        data: { revision: 1, answers: { community: "One" } },
      },
    );
  });

  test.each<[string, unknown]>([
    ["a list", []],
    ["a text", "hello"],
    ["nothing", null],
    ["no revision", { fields: [] }],
    ["a revision in words", { revision: "one", fields: [] }],
    ["fields that are no pairs", { revision: 0, fields: [["community"]] }],
    ["a number for a text", { revision: 0, fields: [["community", 7]] }],
    ["an object for the fields", { revision: 0, fields: { community: "a" } }],
    ["fields without end", { revision: 0, fields: Array.from({ length: 2001 }, () => ["skills", "ethics"]) }],
  ])("refuses %s, and changes nothing", async (_, json) => {
    const draft = await aDraft();
    expect(await autosave(draft, "community", json)).toMatchObject({
      status: 400,
      data: { text: expect.any(String) as string },
    });
    expect(await stored(draft, "community")).toBeNull();
  });

  test("refuses a JSON bomb, NUL bytes, half a letter and what is no JSON, and changes nothing", async () => {
    const draft = await aDraft();
    const send = (body: BodyInit, type = "application/json") =>
      outcomeOf(
        async (args) => {
          const request = new Request(args.request.url, {
            method: "POST",
            headers: { ...Object.fromEntries(args.request.headers), "content-type": type },
            body,
          });
          return saveDraft({ ...args, request });
        },
        { as: draft.person, path: "/application/form/community/draft", params: { section: "community" } },
      );
    expect(await send(`{"revision":0,"fields":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toMatchObject({
      status: 400,
      data: { refusal: "json-too-deep" },
    });
    expect(
      await send(JSON.stringify({ revision: 0, fields: [["community", "a".repeat(300_000)]] })),
    ).toMatchObject({ status: 413 });
    expect(await send("not json")).toMatchObject({ status: 400, data: { refusal: "json-unreadable" } });
    expect(await send("revision=0", "application/x-www-form-urlencoded")).toMatchObject({ status: 415 });
    expect(await stored(draft, "community")).toBeNull();
    expect(await send('{"revision":0,"fields":[["community","a\\u0000b \\ud83d"]]}')).toMatchObject({
      status: 200,
    });
    expect((await stored(draft, "community"))?.answers).toMatchObject({ community: "a\uFFFDb \uFFFD" });
  });

  test("refuses an option that is not offered with a sentence", async () => {
    const draft = await aDraft();
    expect(
      await autosave(draft, "about", { revision: 0, fields: [["passport", "diplomatic"]] }),
    ).toMatchObject({
      status: 422,
      data: { problems: [{ question: "passport", text: "Choose one." }] },
    });
  });
});

describe("what can no longer be changed", () => {
  test.each(["submitted", "withdrawn"] as const)(
    "a %s application: the page can be read, a save changes nothing and shows what was typed",
    async (status) => {
      const draft = await aDraft({ status, sections: 99 });
      const before = await stored(draft, "community");
      const shown = (await call(page, { as: draft.person, ...pathOf("community") })) as { lock: string };
      expect(shown.lock).toBe(status);
      const outcome = await post(draft, "community", { revision: "1", community: "Too late" });
      expect(outcome).toMatchObject({
        status: 409,
        data: { kind: "locked", lock: status, answers: { community: "Too late" } },
      });
      expect(
        await autosave(draft, "community", { revision: 1, fields: [["community", "Too late"]] }),
      ).toMatchObject({ status: 409, data: { lock: status } });
      expect(await stored(draft, "community")).toEqual(before);
    },
  );

  test("a draft once the grace is over: 403, and what was typed is shown", async () => {
    const draft = await aDraft();
    const after = (minutes: number) => () => new Date(edition.callClosesAt.getTime() + minutes * 60_000);
    // The session must be there before the clock moves on, and be seen as fresh by it.
    setClock(after(59));
    expect(await post(draft, "community", { revision: "0", community: "Within the grace" })).toMatchObject({
      status: 302,
    });
    setClock(after(61));
    expect(await post(draft, "community", { revision: "1", community: "After it" })).toMatchObject({
      status: 403,
      data: { kind: "locked", lock: "closed", answers: { community: "After it" } },
    });
    setClock(undefined);
    expect((await stored(draft, "community"))?.answers["community"]).toBe("Within the grace");
  });
});

test("nobody reads or writes another's draft: each finds their own", async () => {
  const mine = await aDraft();
  const theirs = await aDraft();
  await post(theirs, "community", { revision: "0", community: "Theirs" });
  await post(mine, "community", { revision: "0", community: "Mine" });
  const shown = await call(page, { as: mine.person, ...pathOf("community") });
  expect(JSON.stringify(shown)).toContain("Mine");
  expect(JSON.stringify(shown)).not.toContain("Theirs");
  expect((await stored(theirs, "community"))?.answers["community"]).toBe("Theirs");
  expect(
    await database().select().from(applications).where(eq(applications.personId, mine.person.id)),
  ).toHaveLength(1);
});
