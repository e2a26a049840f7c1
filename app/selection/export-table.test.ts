import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Question } from "~/questions/definition";
import { answerCell, answerValue, harmlessCell, tidyCell, workbookCell } from "./export-table";

describe("a cell of a table", () => {
  test("never begins as a formula does", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
      expect(harmlessCell(`${start}1+1`)).toBe(`'${start}1+1`);
    expect(harmlessCell("Ошская область")).toBe("Ошская область");
    expect(harmlessCell(-3)).toBe(-3);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(harmlessCell(tidyCell(text))).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });

  test("holds nothing that a workbook can't", () => {
    expect(tidyCell("a\0b\u0007c\ud800\r\nd")).toBe("abc\ufffd\nd");
    expect(tidyCell("one\vtwo\fthree\rfour")).toBe("one two three\nfour");
    expect(tidyCell("x".repeat(40_000))).toHaveLength(32_001);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const tidy = String(tidyCell(text));
        expect(tidy.isWellFormed()).toBe(true);
        expect(tidy).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
      }),
    );
  });
});

describe("a text that is too long for a cell", () => {
  test.each(["🙂", "е\u0308", "👩🏽‍🌾", "g̈"])("is cut between letters, not within %s", (letter) => {
    for (let before = 31_990; before <= 32_000; before++) {
      const cut = String(tidyCell("x".repeat(before) + letter.repeat(200)));
      expect(cut.length).toBeLessThanOrEqual(32_001);
      expect(cut.slice(before, -1).replaceAll(letter, "")).toBe("");
    }
  });
});

describe("a cell of a workbook", () => {
  test("holds a telephone number as it is, and is careful with everything else", () => {
    for (const number of ["+996 555 123456", "+420777123456", "+7 (701) 555-12-12"])
      expect(workbookCell(number)).toBe(number);
    for (const text of ["+1+1", "+1;cmd|'/c calc'!A1", "=1", "-1", "@SUM(A1)", "+7 (701) =1"])
      expect(workbookCell(text)).toBe(`'${text}`);
  });

  test("says an underscore that would begin a code in a code", () => {
    expect(workbookCell("_x0041_")).toBe("_x005F_x0041_");
    expect(workbookCell("a_x000d_x00AF_b _x41_ snake_case")).toBe(
      "a_x005F_x000d_x005F_x00AF_b _x41_ snake_case",
    );
  });
});

test.each<[Partial<Question>, string, unknown]>([
  [{ type: "number" }, "12", 12],
  [{ type: "number", decimal: true }, "−2,5", -2.5],
  [{ type: "number" }, "about ten", "about ten"],
  [{ type: "number" }, "1234567890123456", "1234567890123456"],
  [{ type: "scale" }, "4", 4],
  [{ type: "year" }, "1998", 1998],
  [{ type: "date" }, "2027-04-05", new Date("2027-04-05T00:00:00Z")],
  [{ type: "date" }, "1880-01-01", "1880-01-01"],
  [{ type: "text" }, "0012", "0012"],
  [{ type: "choice" }, "1", "1"],
])("the answer to a question %j, %j, is a cell of its kind", (question, answer, cell) => {
  expect(answerCell(question as Question, answer)).toEqual(cell);
});

test("an answer is one line of what was chosen", () => {
  expect(answerValue(["a", "b"])).toBe("a; b");
  expect(answerValue({ en: "B2", ru: "native" })).toBe("en:B2; ru:native");
  expect(answerValue(true)).toBe("yes");
  for (const nothing of [undefined, "", false, [], {}]) expect(answerValue(nothing)).toBeNull();
});
