import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { applications, auditLog, forms } from "#db/schema";
import { action as saveDraft } from "~/applying/routes/draft";
import { action as savePage, loader as page } from "~/applying/routes/section";
import { startApplication } from "~/applying/applications.server";
import { submitApplication } from "~/applying/submission.server";
import { action as clone } from "~/cohorts/routes/form-clone";
import { action as copy } from "~/cohorts/routes/form-copies";
import { action as discard } from "~/cohorts/routes/form-discarding";
import { loader as file } from "~/cohorts/routes/form-file";
import { action as bringIn } from "~/cohorts/routes/form-import";
import { action as addQuestion } from "~/cohorts/routes/form-new-question";
import { action as addSection } from "~/cohorts/routes/form-new-section";
import { action as move } from "~/cohorts/routes/form-order";
import { action as publish } from "~/cohorts/routes/form-publication";
import { action as saveQuestion } from "~/cohorts/routes/form-question";
import { action as remove } from "~/cohorts/routes/form-removals";
import { action as saveRule } from "~/cohorts/routes/form-rule";
import { getEditedForm } from "~/cohorts/form-versions.server";
import { action as rule } from "~/selection/routes/application-eligibility";
import { database } from "~/platform/database.server";
import { getKey } from "~/platform/vault.server";
import type { FormDefinition } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { anApplication } from "../factories/applications";
import { anEdition, formOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let coordinator: Person;
beforeEach(async () => {
  edition = await anEdition();
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
});

const edited = (of = edition) => getEditedForm(database(), of.id, "application");
const reference = (of = edition) => getEditedForm(database(), of.id, "reference");
const keysOf = (form: FormDefinition) => questionsOf(form).map(({ key }) => key);

/** Posts to one of the form's pages, by default on the state that it is in now. */
async function post(
  action: Parameters<typeof outcomeOf>[0],
  form: Record<string, string | string[]>,
  more: {
    as?: Person;
    key?: string;
    edition?: Edition;
    search?: string;
    kind?: "application" | "reference";
  } = {},
) {
  const word = more.kind === "reference" ? "reference" : "form";
  const on = more.edition ?? edition;
  const seen = form["seen"] ?? (await (word === "reference" ? reference(on) : edited(on))).token;
  return outcomeOf(action, {
    as: more.as ?? coordinator,
    path: `/office/${on.slug}/call/${word}${more.search ?? ""}`,
    params: { edition: on.slug, form: word, ...(more.key ? { key: more.key } : {}) },
    form: { seen, ...form },
  });
}

const newQuestion = (settings: Record<string, string | string[]> = {}) => ({
  section: "community",
  type: "text",
  "label.en": "A new question",
  maxCharacters: "80",
  audience: "office",
  ...settings,
});

describe("a form that is being worked on", () => {
  test("begins with the first change, and applicants see nothing of it until it is published", async () => {
    expect((await edited()).isWorking).toBe(false);
    expect((await post(addQuestion, newQuestion())).status).toBe(302);
    const form = await edited();
    expect(form.isWorking).toBe(true);
    expect(keysOf(form.definition)).toContain("a-new-question");
    expect(keysOf((await formOf(edition)).definition)).not.toContain("a-new-question");

    expect((await post(publish, {})).status).toBe(302);
    expect(keysOf((await formOf(edition)).definition)).toContain("a-new-question");
    const audit = await database()
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.editionId, edition.id));
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["form.opened", "form.published"]),
    );
  });

  test("is thrown away without a trace in the published one", async () => {
    await post(remove, { what: "question", key: "led" });
    expect((await post(discard, {})).status).toBe(302);
    const form = await edited();
    expect(form.isWorking).toBe(false);
    expect(keysOf(form.definition)).toContain("led");
  });

  test("is moved, copied, and taken apart", async () => {
    await post(move, { move: "question led up" });
    expect(keysOf((await edited()).definition).indexOf("led")).toBeLessThan(
      keysOf((await edited()).definition).indexOf("community"),
    );
    await post(move, { move: "question led to 0 reflection" });
    const sectionOf = async (key: string) =>
      (await edited()).definition.sections.find(({ questions }) => questions.some((one) => one.key === key))
        ?.key;
    expect(await sectionOf("led")).toBe("reflection");
    expect((await post(copy, { key: "led" })).location).toMatch(/questions\/led-2$/);
    await post(move, { move: "section reflection up" });
    expect((await edited()).definition.sections.map(({ key }) => key).indexOf("reflection")).toBe(2);
    await post(remove, { what: "section", key: "reflection" });
    expect(keysOf((await edited()).definition)).not.toContain("led-2");
  });

  test("gives no question a key that another has had", async () => {
    await post(remove, { what: "question", key: "led" });
    await post(addQuestion, newQuestion({ "label.en": "Led" }));
    expect(keysOf((await edited()).definition)).toContain("led-2");
  });

  test("two coordinators who change it at once: one wins, and the other is told with both kept", async () => {
    const { token } = await edited();
    await post(addQuestion, newQuestion());
    const late = await post(addQuestion, newQuestion({ seen: token, "label.en": "Another" }));
    expect(late.status).toBe(409);
    expect(late.data).toMatchObject({ isStale: true, question: { label: { en: "Another" } } });
    expect(keysOf((await edited()).definition)).toContain("a-new-question");
    expect(keysOf((await edited()).definition)).not.toContain("another");
    const { token: seen } = await edited();
    const both = await Promise.all([
      post(addQuestion, { seen, ...newQuestion({ "label.en": "First" }) }),
      post(addQuestion, { seen, ...newQuestion({ "label.en": "Second" }) }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
  });

  test("published twice at once is published once", async () => {
    await post(addQuestion, newQuestion());
    const both = await Promise.all([post(publish, {}), post(publish, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect((await post(publish, {})).status).toBe(409);
    expect((await formOf(edition)).version).toBe(2);
  });

  test("cannot be published with an empty section, nor on a state that has gone", async () => {
    const { token } = await edited();
    await post(addSection, { "title.en": "More" });
    expect((await post(publish, {})).status).toBe(422);
    expect((await post(publish, { seen: token })).status).toBe(409);
    expect((await formOf(edition)).version).toBe(1);
  });

  test("belongs to the coordinators of its edition", async () => {
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    for (const action of [addQuestion, publish, move, remove, bringIn])
      expect((await post(action, newQuestion({ move: "question led up" }), { as: stranger })).status).toBe(
        404,
      );
    expect((await edited()).isWorking).toBe(false);
  });
});

describe("bad input to the builder", () => {
  test.each([
    ["no words", { "label.en": "" }],
    ["no limit", { maxCharacters: "" }],
    ["a limit that is no number", { maxCharacters: "many" }],
    ["a limit of nothing", { maxCharacters: "0" }],
    ["words without end", { "label.en": "a".repeat(4001) }],
    ["an audience that is none", { audience: "everyone" }],
    ["one option", { type: "choice", "option.0.en": "Yes" }],
    ["an option without English", { type: "choice", "option.0.en": "Yes", "option.1.ru": "Нет" }],
    ["a scale that ends before it begins", { type: "scale", from: "1", to: "0" }],
    ["years the wrong way round", { type: "year", min: "2000", max: "1990" }],
    ["a file larger than any", { type: "file", mediaTypes: "application/pdf", megabytes: "500" }],
    ["a file of no kind", { type: "file", megabytes: "5" }],
    ["no languages", { type: "languages" }],
    [
      "a condition on a later question",
      { "condition.0": JSON.stringify({ question: "dilemma", is: "answered" }) },
    ],
    [
      "a condition on an option that is not there",
      { "condition.0": JSON.stringify({ question: "passport", is: "equals", value: "gone" }) },
    ],
  ])("%s is refused in words, and kept as typed", async (_, settings) => {
    const outcome = await post(addQuestion, newQuestion(settings));
    expect(outcome.status).toBe(422);
    const { faults, question } = outcome.data as { faults: { text: string }[]; question: { label: object } };
    expect(faults.length).toBeGreaterThan(0);
    for (const { text } of faults) expect(text).not.toMatch(/questions:|fault\./);
    expect(question.label).toBeDefined();
    expect((await edited()).isWorking).toBe(false);
  });

  test("a condition in no known shape is passed over", async () => {
    for (const condition of ["{", "[]", "null", '{"is":"equals"}', '{"question":"led","is":"__proto__"}'])
      expect((await post(addQuestion, newQuestion({ "condition.0": condition }))).status).toBe(302);
  });

  test("a question cannot be put before one it hangs on, and this cannot be taken away", async () => {
    await post(
      saveQuestion,
      {
        ...newQuestion({ "condition.0": JSON.stringify({ question: "community", is: "answered" }) }),
      },
      { key: "led" },
    );
    const before = await edited();
    expect((await post(move, { move: "question led up" })).status).toBe(422);
    expect((await post(remove, { what: "question", key: "community" })).status).toBe(422);
    expect((await edited()).token).toBe(before.token);
  });

  test("moves that are none, and keys of nothing, are refused", async () => {
    for (const wrong of ["", "question", "question led sideways", "question led to x", "rule age up"])
      expect((await post(move, { move: wrong })).status).toBe(400);
    expect((await post(copy, { key: "nothing" })).status).toBe(404);
    expect((await post(remove, { what: "question", key: "nothing" })).status).toBe(404);
    expect((await post(remove, { what: "__proto__", key: "led" })).status).toBe(404);
    expect((await post(saveQuestion, newQuestion(), { key: "nothing" })).status).toBe(404);
  });

  test("rules about nothing, without an age, and without words are refused", async () => {
    const rule = (form: Record<string, string>, type: string) =>
      post(saveRule, { effect: "tell", "says.en": "No.", ...form }, { key: "new", search: `?type=${type}` });
    expect((await rule({ question: "gone", min: "18" }, "age")).status).toBe(422);
    expect((await rule({ question: "led", min: "18" }, "age")).status).toBe(422);
    expect((await rule({ question: "birth-year" }, "age")).status).toBe(422);
    expect((await rule({ question: "birth-year", min: "40", max: "18" }, "age")).status).toBe(422);
    expect((await rule({ question: "birth-year", min: "18", "says.en": "" }, "age")).status).toBe(422);
    expect((await rule({ option: "passport gone" }, "answer")).status).toBe(422);
    expect((await rule({ question: "birth-year", min: "18" }, "age")).status).toBe(302);
  });
});

describe("a form from elsewhere", () => {
  const read = (text: string, more: Parameters<typeof post>[2] = {}) => post(bringIn, { text }, more);
  const textsOf = (outcome: { data: unknown }) => (outcome.data as { texts: string[] }).texts;
  const valid = { key: "q", type: "text", label: { en: "Q" }, audience: "office", maxCharacters: 10 };
  const formWith = (...questions: object[]) =>
    JSON.stringify({ sections: [{ key: "s", title: { en: "S" }, questions }] });

  test("is read as it was saved", async () => {
    const other = await anEdition({ by: coordinator });
    await post(remove, { what: "question", key: "led" }, { edition: other });
    const saved = await call(file, {
      as: coordinator,
      path: `/office/${other.slug}/call/form/file`,
      params: { edition: other.slug, form: "form" },
    });
    expect(saved.headers.get("Content-Disposition")).toMatch(/^attachment/);
    const text = await saved.text();
    expect((await read(text)).status).toBe(302);
    expect((await edited()).definition).toEqual((await edited(other)).definition);
  });

  test.each([
    ["nothing", "", /file or paste/],
    ["no JSON", "{", /not JSON/],
    ["a list", "[]", /wrong kind/],
    ["no sections", "{}", /sections.*missing/],
    ["a NUL", formWith({ ...valid, label: { en: "a\u0000b" } }), /characters/],
    ["half a character", formWith(valid).replace('"Q"', '"\\ud800"'), /characters/],
    ["too deep", "[".repeat(40) + "]".repeat(40), /deep/],
    ["too large", formWith({ ...valid, help: { en: "a".repeat(1_100_000) } }), /larger than 1 MB/],
    [
      "a wrong type",
      formWith({ ...valid, maxCharacters: "ten" }),
      /Section 1, question 1 \(Q\).*maxCharacters/,
    ],
    ["an unknown type", formWith({ ...valid, type: "magic" }), /Section 1, question 1 \(Q\).*type/],
    ["keys that come twice", formWith(valid, valid), /Section 1, question 2 \(Q\).*Two questions/],
    ["a key that is none", formWith({ ...valid, key: "Q!" }), /question 1 \(Q\).*small letter/],
    ["a key of the page's own", formWith({ ...valid, key: "revision" }), /needs this key/],
    [
      "a forward condition",
      formWith(
        { ...valid, showIf: { match: "all", conditions: [{ question: "r", is: "answered" }] } },
        { ...valid, key: "r" },
      ),
      /question 1 \(Q\).*not a question before it/,
    ],
    [
      "a rule about nothing",
      JSON.stringify({
        ...(JSON.parse(formWith(valid)) as object),
        eligibility: [{ key: "r", type: "age", question: "x", min: 1, says: { en: "No" }, effect: "tell" }],
      }),
      /Eligibility rule 1.*not a question of this form/,
    ],
  ])("with %s is refused, and it says where", async (_, text, expected) => {
    const outcome = await read(text);
    expect([413, 422]).toContain(outcome.status);
    if (outcome.status === 422) expect(textsOf(outcome).join("\n")).toMatch(expected);
    expect((await edited()).isWorking).toBe(false);
  });

  test("tells everything that is wrong at once", async () => {
    const outcome = await read(
      formWith({ ...valid, audience: "all" }, { ...valid, key: "r", maxCharacters: 0 }),
    );
    expect(textsOf(outcome)).toHaveLength(2);
  });

  test("of another edition is taken only by who coordinates both", async () => {
    const foreign = await anEdition();
    expect((await post(clone, { from: foreign.slug })).status).toBe(404);
    expect((await post(clone, { from: edition.slug })).status).toBe(404);
    const own = await anEdition({ by: coordinator });
    expect((await post(clone, { from: own.slug })).status).toBe(302);
    expect((await post(clone, { from: own.slug, seen: "1.0" })).status).toBe(409);
  });
});

describe("a draft whose form is published anew", () => {
  async function aDraft() {
    const person = await aPerson();
    const application = await anApplication({ edition, person, sections: 0 });
    return { person, application };
  }
  const save = (person: Person, section: string, form: Record<string, string>) =>
    outcomeOf(savePage, { as: person, path: `/application/form/${section}`, params: { section }, form });
  const see = async (person: Person, section: string) =>
    (await outcomeOf(page, { as: person, path: `/application/form/${section}`, params: { section } }))
      .data as {
      answers: Record<string, unknown>;
      revision: number;
    };

  test("moves to it; what was sent keeps the version that it answered", async () => {
    const { application } = await aDraft();
    const sent = await anApplication({ edition, status: "submitted" });
    const first = (await formOf(edition)).id;
    await post(addQuestion, newQuestion());
    await post(publish, {});
    const rows = await database()
      .select({ id: applications.id, formId: applications.formId })
      .from(applications)
      .where(eq(applications.editionId, edition.id));
    const formIds = new Map(rows.map(({ id, formId }) => [id, formId]));
    expect(formIds.get(application.id)).toBe((await formOf(edition)).id);
    expect(formIds.get(sent.id)).toBe(first);
  });

  test("shows an answer where its question stands now", async () => {
    const { person } = await aDraft();
    await save(person, "community", { revision: "0", community: "A village.", led: "A team." });
    await post(move, { move: "question led to 0 reflection" });
    await post(publish, {});
    expect((await see(person, "reflection")).answers["led"]).toBe("A team.");
    await save(person, "community", { revision: "1", community: "A town." });
    expect((await see(person, "reflection")).answers["led"]).toBe("A team.");
  });

  test("keeps what is typed on a page that was opened before", async () => {
    const { person } = await aDraft();
    await post(move, { move: "question led to 0 reflection" });
    await post(remove, { what: "section", key: "return" });
    await post(publish, {});
    const stale = { revision: "0", asked: "community led", community: "A village.", led: "Typed late." };
    expect((await save(person, "community", stale)).status).toBe(302);
    expect((await see(person, "reflection")).answers["led"]).toBe("Typed late.");
    const gone = await save(person, "return", {
      revision: "0",
      asked: "at-home why-now",
      "at-home": "A club.",
    });
    expect(gone).toMatchObject({ status: 302, location: "/application?changed=1" });
    // Nothing shows it now; once the section is back, so is the text.
    await post(bringIn, {
      text: JSON.stringify((await import("~/cohorts/default-form")).defaultForm(edition)),
    });
    await post(publish, {});
    expect((await see(person, "return")).answers["at-home"]).toBe("A club.");
  });

  test("an empty field is told from one that the page did not have", async () => {
    const { person } = await aDraft();
    await save(person, "learning", { revision: "0", skills: "ethics", "skills-why": "To decide well." });
    await post(move, { move: "question skills-why to 0 community" });
    await post(publish, {});
    await save(person, "community", {
      revision: "0",
      asked: "community led",
      community: "A village.",
      led: "",
    });
    expect((await see(person, "community")).answers).toEqual({
      community: "A village.",
      led: "",
      "skills-why": "To decide well.",
    });
  });

  test("loses no save that meets the publication", async () => {
    const drafts = await Promise.all(Array.from({ length: 6 }, aDraft));
    await post(move, { move: "question led to 0 reflection" });
    const saves = drafts.map(({ person }, index) =>
      outcomeOf(saveDraft, {
        as: person,
        path: "/application/form/community/draft",
        params: { section: "community" },
        json: {
          revision: 0,
          fields: [
            ["asked", "community led"],
            ["community", `C${index}`],
            ["led", `L${index}`],
          ],
        },
      }),
    );
    const [published, ...saved] = await Promise.all([post(publish, {}), ...saves]);
    expect(published.status).toBe(302);
    expect(saved.map(({ status }) => status)).toEqual(saved.map(() => 200));
    for (const [index, { person }] of drafts.entries()) {
      expect((await see(person, "community")).answers["community"]).toBe(`C${index}`);
      expect((await see(person, "reflection")).answers["led"]).toBe(`L${index}`);
    }
  });

  test("one begun at that moment is on the newest version too", async () => {
    await post(addQuestion, newQuestion());
    const people = await Promise.all(Array.from({ length: 5 }, () => aPerson()));
    await Promise.all([
      post(publish, {}),
      ...people.map((person) => startApplication({ personId: person.id }, edition)),
    ]);
    const [published] = await database()
      .select({ id: forms.id })
      .from(forms)
      .where(and(eq(forms.editionId, edition.id), eq(forms.version, 2)));
    const rows = await database()
      .select({ formId: applications.formId })
      .from(applications)
      .where(eq(applications.editionId, edition.id));
    expect(new Set(rows.map(({ formId }) => formId))).toEqual(new Set([published?.id]));
  });
});

describe("eligibility", () => {
  async function stopAtAge() {
    await post(
      saveRule,
      {
        effect: "stop",
        "says.en": "Too young or too old.",
        "says.ru": "Возраст.",
        question: "birth-year",
        min: "20",
        max: "35",
      },
      { key: "age" },
    );
    await post(publish, {});
  }
  const checkOf = async (id: string) =>
    (
      await database()
        .select({ check: applications.eligibilityCheck })
        .from(applications)
        .where(eq(applications.id, id))
    )[0]?.check;
  const about = (year: string) => ({
    revision: "0",
    "birth-year": year,
    citizenship: "KZ",
    residence: "KG",
    "dates-free": "yes",
    passport: "valid",
    "travel-ban": "no",
  });

  test("is judged as soon as its answers are saved, and told on the next page", async () => {
    const person = await aPerson();
    const { id } = await anApplication({ edition, person, sections: 0 });
    const saveAbout = (form: Record<string, string>) =>
      outcomeOf(savePage, {
        as: person,
        path: "/application/form/about",
        params: { section: "about" },
        form,
      });
    expect(await checkOf(id)).toBe("open");
    await saveAbout(about("1950"));
    expect(await checkOf(id)).toBe("unmet");
    const next = await outcomeOf(page, {
      as: person,
      path: "/application/form/contact",
      params: { section: "contact" },
    });
    expect(next.data).toMatchObject({
      ineligible: { isBarred: false, says: [{ en: expect.stringContaining("20 to 35") as string }] },
    });
    const year = String(Number(edition.startsOn.slice(0, 4)) - 27);
    await saveAbout({ ...about(year), revision: "1" });
    expect(await checkOf(id)).toBe("met");
  });

  test("that bars stops a submission, until a coordinator lets it through with a reason", async () => {
    await stopAtAge();
    const person = await aPerson();
    const application = await anApplication({ edition, person, answers: { "birth-year": "1950" } });
    const submit = async () =>
      submitApplication({ personId: person.id, key: await getKey(database(), person.id) }, application.id);
    expect(await submit()).toEqual({ outcome: "ineligible" });

    const letThrough = (form: Record<string, string>) =>
      outcomeOf(rule, {
        as: coordinator,
        path: `/office/${edition.slug}/applications/${application.code}/eligibility`,
        params: { edition: edition.slug, code: application.code },
        form,
      });
    expect((await letThrough({ eligible: "yes" })).status).toBe(400);
    expect((await letThrough({ eligible: "no", reason: "Too old." })).status).toBe(409);
    expect(await submit()).toEqual({ outcome: "ineligible" });
    expect((await letThrough({ eligible: "yes", reason: "A typing mistake in the year." })).status).toBe(302);
    expect(await submit()).toMatchObject({ outcome: "submitted" });
  });
});

describe("a referee's form", () => {
  const kind = "reference" as const;
  const ofReference = (settings: Record<string, string> = {}) =>
    newQuestion({ section: "reference", "label.en": "Where did you meet?", ...settings });

  test("begins as the one that all editions share, and is changed and published like the application's", async () => {
    expect(await reference()).toMatchObject({ isWorking: false, published: { version: 1 }, token: "1.0" });
    expect((await post(addQuestion, ofReference(), { kind })).status).toBe(302);
    expect(await reference()).toMatchObject({ isWorking: true, published: { version: 1 }, token: "2.1" });
    expect((await edited()).isWorking).toBe(false);
    expect((await post(publish, {}, { kind })).status).toBe(302);
    const form = await reference();
    expect(form).toMatchObject({ isWorking: false, published: { version: 2 } });
    expect(keysOf(form.published.definition)).toEqual([
      ...["acquaintance", "example", "to-learn", "recommend", "anything-else"],
      "where-did-you-meet",
    ]);
  });

  test("gives no key a second time that a referee may have answered under", async () => {
    await post(remove, { what: "question", key: "recommend" }, { kind });
    await post(publish, {}, { kind });
    await post(addQuestion, ofReference({ "label.en": "Recommend" }), { kind });
    const keys = keysOf((await reference()).definition);
    expect(keys).not.toContain("recommend");
    expect(keys).toContain("recommend-2");
  });

  test("has one section, no file and no eligibility rule, however they are tried", async () => {
    const file = { type: "file", mediaTypes: "application/pdf", megabytes: "1" };
    expect((await post(addQuestion, ofReference(file), { kind })).status).toBe(422);
    expect((await post(addSection, { "title.en": "More" }, { kind })).status).toBe(422);
    const whole = { text: JSON.stringify((await edited()).definition) };
    const refused = await post(bringIn, whole, { kind });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.data)).toContain("one section");
    expect((await post(saveRule, { effect: "tell" }, { kind, key: "new", search: "?type=age" })).status).toBe(
      404,
    );
    expect((await reference()).isWorking).toBe(false);
  });
});
