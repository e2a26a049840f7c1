import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerValue, harmlessCell, tidyCell } from "./export-table";

describe("a cell of a table", () => {
  test("never begins as a formula does", () => {
    for (const start of ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
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

test("an answer is one line of what was chosen", () => {
  expect(answerValue(["a", "b"])).toBe("a; b");
  expect(answerValue({ en: "B2", ru: "native" })).toBe("en:B2; ru:native");
  expect(answerValue(true)).toBe("yes");
  for (const nothing of [undefined, "", false, [], {}]) expect(answerValue(nothing)).toBeNull();
});
