import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agesOn, judgeEligibility } from "./eligibility";
import type { FormDefinition } from "./definition";
import { formSchema } from "./form-schema";

const base = { label: { en: "Q" }, audience: "office" } as const;
const form = (rules: object[]): FormDefinition =>
  formSchema.parse({
    sections: [
      {
        key: "s",
        title: { en: "S" },
        questions: [
          { ...base, key: "year", type: "year", min: 1900, max: 2027 },
          { ...base, key: "birthday", type: "date" },
          { ...base, key: "citizenship", type: "country", only: "any" },
          { ...base, key: "residence", type: "country", only: "any" },
          {
            ...base,
            key: "free",
            type: "choice",
            options: ["yes", "no"].map((value) => ({ value, label: { en: value } })),
          },
        ],
      },
    ],
    eligibility: rules.map((rule, index) => ({
      key: `r${index}`,
      says: { en: "No." },
      effect: "tell",
      ...rule,
    })),
  });
const ground = { countries: ["KZ", "KG"], startsOn: "2027-04-05" };
const judge = (rules: object[], answers: Record<string, string>) =>
  judgeEligibility(form(rules), answers, ground).check;

describe("age", () => {
  const byYear = [{ type: "age", question: "year", min: 20, max: 35 }];
  const byDay = [{ type: "age", question: "birthday", min: 20, max: 35 }];

  test("by a year alone counts who could still fit", () => {
    expect(judge(byYear, { year: "2007" })).toBe("met");
    expect(judge(byYear, { year: "2008" })).toBe("unmet");
    expect(judge(byYear, { year: "1991" })).toBe("met");
    expect(judge(byYear, { year: "1990" })).toBe("unmet");
  });

  test("by a day is exact", () => {
    expect(judge(byDay, { birthday: "2007-04-05" })).toBe("met");
    expect(judge(byDay, { birthday: "2007-04-06" })).toBe("unmet");
    expect(judge(byDay, { birthday: "1991-04-06" })).toBe("met");
    expect(judge(byDay, { birthday: "1991-04-05" })).toBe("unmet");
  });

  test("is open until there is something to count from, and counts on the day that the rule names", () => {
    expect(judge(byYear, {})).toBe("open");
    expect(judge(byYear, { year: "last year" })).toBe("open");
    expect(judge([{ ...byDay[0], on: "2027-04-06" }], { birthday: "2007-04-06" })).toBe("met");
  });

  test("of a year holds the age of every day in it", () => {
    const aDay = fc
      .date({ min: new Date("1930-01-01"), max: new Date("2026-12-31"), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(aDay, aDay, (born, on) => {
        const exact = agesOn(born, on);
        const rough = agesOn(born.slice(0, 4), on);
        expect(exact && rough && exact.least >= rough.least && exact.most <= rough.most).toBe(true);
      }),
    );
  });
});

describe("countries and answers", () => {
  const countries = [{ type: "countries", questions: ["citizenship", "residence"] }];
  const free = [{ type: "answer", question: "free", values: ["yes"] }];

  test("it is enough to live there or to be a citizen", () => {
    expect(judge(countries, { citizenship: "RU", residence: "KG" })).toBe("met");
    expect(judge(countries, { citizenship: "KZ" })).toBe("met");
    expect(judge(countries, { citizenship: "RU" })).toBe("open");
    expect(judge(countries, { citizenship: "RU", residence: "RU" })).toBe("unmet");
  });

  test("an answer is one of those that the rule names", () => {
    expect(judge(free, {})).toBe("open");
    expect(judge(free, { free: "yes" })).toBe("met");
    expect(judge(free, { free: "no" })).toBe("unmet");
  });

  test("one rule that is not met outweighs those that are open", () => {
    expect(judge([...countries, ...free], { free: "no" })).toBe("unmet");
    expect(judge([], {})).toBe("met");
  });
});
