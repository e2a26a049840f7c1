import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultForm } from "~/cohorts/default-form";
import { questionsOf, type Question } from "~/cohorts/questions";
import { guessMapping, judgeMapping, targetsOf } from "./import-mapping";
import { readCells } from "./import-values";

const form = defaultForm({ startsOn: "2027-03-01" });
const question = (key: string): Question => {
  const found = questionsOf(form).find((one) => one.key === key);
  if (!found) throw new Error(`No question ${key}.`);
  return found;
};
const whole = (key: string, text: string) => readCells(question(key), [{ part: [], text }]);

describe("readCells", () => {
  test.each([
    ["dates-free", "Yes", "yes"],
    ["dates-free", " да ", "yes"],
    ["dates-free", "partly", "partly"],
    ["residence", "Kyrgyzstan", "KG"],
    ["residence", "кыргызстан", "KG"],
    ["citizenship", "tj", "TJ"],
    ["birth-year", "1998", "1998"],
    ["birth-year", "1998.0", "1998"],
    ["birth-year", "1998-05-17", "1998"],
    ["community", " One\r\ntwo ", "One\ntwo"],
  ])("reads %s from %j", (key, text, answer) => {
    expect(whole(key, text)).toEqual({ answer });
  });

  test("says what fits no option rather than guess", () => {
    expect(whole("dates-free", "perhaps")).toEqual({
      answer: "",
      problem: { error: "unread", text: "perhaps" },
    });
    expect(whole("residence", "Atlantis")).toEqual({
      answer: "",
      problem: { error: "unread", text: "Atlantis" },
    });
  });

  test("reads a list of labels that hold commas and the word and, of values, and of marked columns", () => {
    const skills = question("skills");
    const answer = ["communication", "conflict"];
    const lists = [
      "Communication and public speaking, Conflict and negotiation",
      "Конфликты и переговоры; Общение и публичные выступления",
      "conflict communication",
      "communication;conflict",
    ];
    for (const text of lists) expect(readCells(skills, [{ part: [], text }])).toEqual({ answer });
    const marked = [
      { part: ["communication"], text: "1" },
      { part: ["conflict"], text: "Conflict and negotiation" },
      { part: ["teams"], text: "0" },
      { part: ["projects"], text: "" },
    ];
    expect(readCells(skills, marked)).toEqual({ answer });
    expect(readCells(skills, [{ part: [], text: "Fundraising, juggling" }])).toEqual({
      answer: ["fundraising"],
      problem: { error: "unread", text: "juggling" },
    });
  });

  test("reads any choice of options, in any language, back as it was", () => {
    const skills = question("skills");
    if (skills.type !== "choices") throw new Error("The skills are no choices.");
    const { options } = skills;
    fc.assert(
      fc.property(
        fc.subarray(options),
        fc.constantFrom("en", "ru"),
        fc.constantFrom(", ", "; ", "\n"),
        (chosen, locale, separator) => {
          const text = chosen.map(({ label }) => label[locale]).join(separator);
          const answer = options.filter((one) => chosen.includes(one)).map(({ value }) => value);
          expect(readCells(skills, [{ part: [], text }])).toEqual({ answer });
        },
      ),
    );
  });

  test("reads levels, boxes and entries", () => {
    expect(
      readCells(question("languages"), [
        { part: ["en"], text: "B2 (upper intermediate)" },
        { part: ["ru"], text: "Native" },
        { part: ["kk"], text: "no" },
        { part: ["tg"], text: "fluent" },
      ]),
    ).toEqual({
      answer: { en: "B2", ru: "native", kk: "none" },
      problem: { error: "unread", text: "fluent" },
    });
    const box = questionsOf(form).find(({ type }) => type === "consent");
    if (!box) throw new Error("There is no box.");
    for (const text of ["yes", "Да", "1", "TRUE", box.label.en])
      expect(readCells(box, [{ part: [], text }])).toEqual({ answer: true });
    expect(readCells(box, [{ part: [], text: "no" }])).toEqual({ answer: false });
    expect(readCells(box, [{ part: [], text: "maybe" }])).toEqual({
      answer: false,
      problem: { error: "unread", text: "maybe" },
    });
    expect(
      readCells(question("experience"), [
        { part: ["1", "what"], text: "Second" },
        { part: ["0", "what"], text: "First" },
        { part: ["0", "from"], text: "2024" },
      ]),
    ).toEqual({
      answer: [
        { what: "First", where: "", from: "2024", to: "" },
        { what: "Second", where: "", from: "", to: "" },
      ],
    });
  });

  test("never throws, whatever a cell says", () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionsOf(form)), fc.string({ unit: "grapheme" }), (one, text) => {
        readCells(one, [{ part: [], text }]);
      }),
    );
  });
});

describe("guessMapping", () => {
  test("knows an export of Google Forms by its wording, in either language", () => {
    const columns = [
      "Timestamp",
      "Email Address",
      "Full name",
      "Country where you live",
      "Год рождения",
      "1. Describe your community, and your role in it",
      "Your languages [English]",
      "What did you have for breakfast?",
    ];
    expect(guessMapping(columns, form)).toEqual({
      0: "submitted-at",
      1: "email",
      2: "name",
      3: "answer.residence",
      4: "answer.birth-year",
      5: "answer.community",
      6: "answer.languages.en",
    });
  });

  test("knows an export of KoboToolbox by its paths", () => {
    const columns = [
      "_submission_time",
      "about/birth-year",
      "learning/skills",
      "learning/skills/conflict",
      "_uuid",
    ];
    expect(guessMapping(columns, form)).toEqual({
      0: "submitted-at",
      1: "answer.birth-year",
      2: "answer.skills",
      3: "answer.skills.conflict",
    });
  });

  test("knows an address by what forms call it, and options that differ in a sign alone", () => {
    for (const column of ["E-mail address", "Email", "Адрес электронной почты", "Username"])
      expect(guessMapping([column], form)).toEqual({ 0: "email" });
    const skills = question("skills");
    if (skills.type !== "choices") throw new Error("The skills are no choices.");
    const options = ["C", "C++", "a.b"].map((value) => ({ value, label: { en: value } }));
    const named = { sections: [{ key: "s", title: { en: "S" }, questions: [{ ...skills, options }] }] };
    expect(guessMapping(["skills/C++", "skills/C", "skills/a.b"], named)).toEqual({
      0: "answer.skills.C++",
      1: "answer.skills.C",
      2: "answer.skills.a.b",
    });
  });

  test("gives no target twice, and only targets that are there", () => {
    const names = targetsOf(form).flatMap(({ question: one }) => (one ? [one.key, one.label.en] : []));
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...names), fc.string()), { maxLength: 20 }),
        (columns) => {
          const mapping = guessMapping(columns, form);
          expect(new Set(Object.values(mapping)).size).toBe(Object.keys(mapping).length);
          expect(judgeMapping(mapping, form, columns.length)).toEqual([]);
        },
      ),
    );
  });
});

test("judgeMapping finds a target twice, an unknown one and a column that is not there", () => {
  expect(judgeMapping({ 0: "name", 1: "name", 2: "answer.nothing", 7: "email" }, form, 3)).toEqual([
    { column: "1", problem: "twice" },
    { column: "2", problem: "unknown" },
    { column: "7", problem: "unknown" },
  ]);
});
