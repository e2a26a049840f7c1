import { describe, expect, test } from "vitest";
import { defaultForm } from "~/cohorts/default-form";
import { readAnswers, type FormSection } from "~/cohorts/questions";
import { storableCharacters } from "./answer-size";
import {
  differingQuestions,
  isStorable,
  judgeSection,
  mergeAnswers,
  placeOf,
  progressOf,
  sameAnswer,
} from "./drafts";

const countries = ["KZ", "KG"];
const form = defaultForm({ startsOn: "2027-04-05" });
const sectionOf = (key: string): FormSection => {
  const section = form.sections.find((one) => one.key === key);
  if (!section) throw new Error(key);
  return section;
};
const judge = (key: string, answers: Parameters<typeof judgeSection>[1]) =>
  judgeSection(sectionOf(key), answers, countries);

describe("what may be kept", () => {
  test("an empty page has no problems", () => {
    for (const section of form.sections) expect(judgeSection(section, {}, countries)).toEqual([]);
  });

  test("too many words are a problem, and are kept", () => {
    const problems = judge("community", { community: "слово ".repeat(201) });
    expect(problems).toEqual([{ question: "community", error: "too-many-words", words: 201, max: 200 }]);
    expect(isStorable(problems)).toBe(true);
  });

  test("so are a name that is too long, a year that is none and a skill too many", () => {
    const problems = [
      ...judge("contact", { "preferred-name": "a".repeat(61) }),
      ...judge("about", { "birth-year": "last year" }),
      ...judge("learning", { skills: ["communication", "listening", "ethics", "teams"] }),
    ];
    expect(problems.map(({ error }) => error)).toEqual(["too-long", "number", "number"]);
    expect(isStorable(problems)).toBe(true);
  });

  test("text without end, and options that the page does not offer, are not kept", () => {
    expect(isStorable(judge("community", { community: "a".repeat(storableCharacters + 1) }))).toBe(false);
    expect(isStorable(judge("about", { passport: "diplomatic" }))).toBe(false);
    expect(isStorable(judge("about", { citizenship: "kz" }))).toBe(false);
    expect(isStorable(judge("learning", { skills: ["flying"] }))).toBe(false);
    expect(isStorable(judge("experience", { languages: { en: "perfect" } }))).toBe(false);
  });

  test("what is posted is read without dropping any of it", () => {
    const posted = new FormData();
    const long = "я".repeat(60_000);
    posted.set("community", `${long}\r\nb`);
    expect(readAnswers(sectionOf("community"), posted)["community"]).toBe(`${long}\nb`);
  });
});

describe("two versions of a page", () => {
  const section = sectionOf("learning");

  test("agree where they say the same, however it is written", () => {
    expect(sameAnswer(undefined, "")).toBe(true);
    expect(sameAnswer(false, undefined)).toBe(true);
    expect(sameAnswer([], undefined)).toBe(true);
    expect(sameAnswer({ en: "B2", ru: "C1" }, { ru: "C1", en: "B2" })).toBe(true);
    expect(sameAnswer({ en: "B2" }, { en: "C1" })).toBe(false);
    expect(
      sameAnswer(
        [{ what: "a", where: "b", from: "", to: "" }],
        [{ to: "", from: "", where: "b", what: "a" }],
      ),
    ).toBe(true);
    expect(sameAnswer(["ethics"], ["teams"])).toBe(false);
  });

  test("are told apart by question, and brought together as chosen", () => {
    const mine = { skills: ["ethics"], "skills-why": "mine" };
    const saved = { skills: ["ethics"], "skills-why": "saved" };
    expect(differingQuestions(section, mine, saved).map(({ key }) => key)).toEqual(["skills-why"]);
    expect(mergeAnswers(section, mine, saved, new Set(["skills-why"]))).toEqual(saved);
    expect(mergeAnswers(section, mine, saved, new Set())).toEqual(mine);
  });
});

describe("how far a draft is", () => {
  const stateOf = (answers: Parameters<typeof progressOf>[1], key: string, files = new Set<string>()) =>
    progressOf(form, answers, files, countries).find((one) => one.key === key);

  test("an empty form has everything to do, but for what is optional", () => {
    const states = progressOf(form, {}, new Set(), countries).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["empty", "optional"]));
  });

  test("a page with one of two answers has been started, with one gap", () => {
    expect(stateOf({ community: "A village." }, "community")).toEqual({
      key: "community",
      state: "started",
      gaps: 1,
    });
  });

  test("a page is complete when nothing in it is missing or wrong", () => {
    expect(stateOf({ community: "A village.", led: "A team." }, "community")?.state).toBe("complete");
    expect(stateOf({ community: "word ".repeat(201), led: "A team." }, "community")).toMatchObject({
      state: "started",
      gaps: 1,
    });
  });

  test("an upload counts as an answer", () => {
    expect(stateOf({}, "experience", new Set(["cv"]))?.state).toBe("started");
  });

  test("an optional page is complete once something is in it", () => {
    expect(stateOf({}, "balance")?.state).toBe("optional");
    expect(stateOf({ place: "town" }, "balance")?.state).toBe("complete");
  });
});

test("a page knows its neighbours", () => {
  expect(placeOf(form, "nothing")).toBeNull();
  expect(placeOf(form, undefined)).toBeNull();
  expect(placeOf(form, "about")).toMatchObject({ number: 1, previous: null, next: { key: "contact" } });
  expect(placeOf(form, "consent")).toMatchObject({ number: form.sections.length, next: null });
});
