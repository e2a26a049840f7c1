import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { comparePassages, likenessWord } from "./passages";

describe("two texts side by side", () => {
  test("show what stands in both", () => {
    const [a, b] = comparePassages(
      "In our town we began a reading circle, and it grew. Nobody had asked for it.",
      "Years ago, we began a reading circle — and it grew to forty people.",
    );
    expect(a).toEqual([
      { text: "In our town ", isShared: false },
      { text: "we began a reading circle, and it grew", isShared: true },
      { text: ". Nobody had asked for it.", isShared: false },
    ]);
    expect(b.filter(({ isShared }) => isShared)).toEqual([
      { text: "we began a reading circle — and it grew", isShared: true },
    ]);
  });

  test("share nothing where only a few words meet", () => {
    const [a, b] = comparePassages("one two three four other", "one two three four else");
    expect([...a, ...b].some(({ isShared }) => isShared)).toBe(false);
  });

  test("lose not a letter, and are shared alike in both directions", () => {
    const text = fc
      .array(fc.constantFrom("а", "b", "c.", "«d»", "\n"), { maxLength: 40 })
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary" })), text, (one, other) => {
        const [a, b] = comparePassages(one, other);
        expect(a.map((passage) => passage.text).join("")).toBe(one);
        expect(b.map((passage) => passage.text).join("")).toBe(other);
        expect(a.some(({ isShared }) => isShared)).toBe(b.some(({ isShared }) => isShared));
      }),
      { numRuns: 40 },
    );
  });
});

test("likeness is said in a word", () => {
  expect([1, 0.9, 0.79].map(likenessWord)).toEqual(["same", "nearly", "much"]);
});
