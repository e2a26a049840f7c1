import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberManners } from "./import-choices";
import { readNumber } from "./import-numbers";

describe("readNumber", () => {
  test.each([
    ["5", "5"],
    ["-3", "-3"],
    ["− 3", "-3"],
    ["5.0", "5"],
    ["1,5", "1.5"],
    ["2.25", "2.25"],
    ["0,125", "0.125"],
    ["1234.567", "1234.567"],
    ["1,000.5", "1000.5"],
    ["1.000,5", "1000.5"],
    ["1,000,000", "1000000"],
    ["1.000.000", "1000000"],
    ["007", "7"],
  ])("reads %j", (text, number) => {
    expect(readNumber(text)).toEqual({ number });
  });

  test.each(["1,000", "1.000", "1 000", "12\u202f345", "1'000", "1 000,5", "-1,000"])(
    "does not guess what %j means",
    (text) => {
      expect(readNumber(text)).toBe("ambiguous");
    },
  );

  test.each(["five", "1 00", "10 00", "1,00,0", "1.000.00", "5 years", "1e5", "+5-", "½", "", "1,000 000"])(
    "does not read %j",
    (text) => {
      expect(readNumber(text)).toBe("unread");
    },
  );

  test("reads what was left open once somebody says how the column writes numbers", () => {
    const read = (text: string) =>
      numberManners.map((manner) => {
        const found = readNumber(text, manner);
        return typeof found === "string" ? found : found.number;
      });
    expect(read("1,000")).toEqual(["1000", "1", "1"]);
    expect(read("1.000")).toEqual(["1", "1000", "1"]);
    expect(read("1 000")).toEqual(["1000", "1000", "1000"]);
    expect(read("1 000,5")).toEqual(["1000.5", "1000.5", "1000.5"]);
    expect(read("1,5")).toEqual(["1.5", "1.5", "1.5"]);
  });

  test("reads a number back as a language writes it, given how that groups", () => {
    const languages = {
      en: "comma-groups",
      de: "point-groups",
      ru: "blank-groups",
      cs: "blank-groups",
    } as const;
    const number = fc.integer({ min: -100_000_000, max: 100_000_000 }).map((n) => n / 1000);
    fc.assert(
      fc.property(number, fc.constantFrom("en", "de", "ru", "cs"), (value, language) => {
        const text = new Intl.NumberFormat(language, { maximumFractionDigits: 3 }).format(value);
        const read = readNumber(text, languages[language]);
        expect([text, read]).toEqual([text, { number: String(value === 0 ? 0 : value) }]);
      }),
    );
  });
});
