import { expect, test } from "vitest";
import { formSchema } from "~/questions/form-schema";
import { readRows } from "./import-rows";

test("a row with a word that a sign got into is named, whatever else may be left open", () => {
  const form = formSchema.parse({
    sections: [
      {
        key: "one",
        title: { en: "One" },
        questions: [
          { key: "essay", label: { en: "Essay" }, audience: "panel", type: "long-text", maxWords: 100 },
        ],
      },
    ],
  });
  const table = {
    columns: ["Full name", "Essay"],
    rows: [
      ["Айгуль", "Наша помощь"],
      ["Айгуль", "Наша пом\uFFFDощь"],
      ["Бак\uFFFDыт", "Наш город"],
    ],
  };
  const { problems } = readRows(
    table,
    { 0: "name", 1: "answer.essay" },
    { form, countries: [], zone: "UTC", now: new Date("2026-12-01T00:00:00Z"), allowGaps: true, manners: {} },
  );
  expect(problems.map(({ row, column, problem }) => [row, column, problem.error])).toEqual([
    [3, "Essay", "damaged"],
    [4, "Full name", "name-damaged"],
  ]);
});
