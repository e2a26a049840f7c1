import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fairFigures, fairnessFloor, groupSpellings, quantile, type Grouped } from "./fairness";

const of = (sizes: Record<string, number>): Grouped[] =>
  Object.entries(sizes).flatMap(([group, size]) =>
    Array.from({ length: size }, (_, index) => ({ group, score: 1 + (index % 5) })),
  );
const shown = (sizes: Record<string, number>) =>
  fairFigures(of(sizes)).map(({ groups, count }) => [groups.join("+"), count]);

describe("groups", () => {
  test("of five and more stand alone, smaller ones together", () => {
    expect(shown({ a: 9, b: 5, c: 4, d: 2 })).toEqual([
      ["a", 9],
      ["b", 5],
      ["c+d", 6],
    ]);
  });

  test("of which one alone would be hidden take the smallest other along", () => {
    expect(shown({ a: 9, b: 6, c: 4 })).toEqual([
      ["a", 9],
      ["b+c", 10],
    ]);
  });

  test("that are too few together take another along", () => {
    expect(shown({ a: 9, b: 6, c: 2, d: 1 })).toEqual([
      ["a", 9],
      ["b+c+d", 9],
    ]);
  });

  test("that can't be told without singling somebody out are not told", () => {
    expect(shown({ a: 4 })).toEqual([]);
    expect(shown({ a: 2, b: 2 })).toEqual([]);
    expect(shown({})).toEqual([]);
    expect(shown({ a: 9, b: 1 })).toEqual([["a+b", 10]]);
  });

  test("never single anybody out, by themselves or by subtraction", () => {
    const sizes = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
      fc.integer({ min: 1, max: 14 }),
    );
    fc.assert(
      fc.property(sizes, fc.integer({ min: 2, max: 8 }), (groups, floor) => {
        const figures = fairFigures(of(groups), floor);
        const total = Object.values(groups).reduce((sum, size) => sum + size, 0);
        // Nothing of fewer than the floor is shown.
        for (const { count } of figures) expect(count).toBeGreaterThanOrEqual(floor);
        // What is shown is the whole, so that nothing is left to subtract; or nothing is shown.
        const told = figures.reduce((sum, { count }) => sum + count, 0);
        expect([0, total]).toContain(told);
        // A small group never stands alone, and whatever stands together is of two groups at least.
        for (const { groups: names } of figures)
          if (names.length === 1) expect(groups[names[0] ?? ""]).toBeGreaterThanOrEqual(floor);
        expect(figures.filter(({ groups: names }) => names.length > 1).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("have quartiles within their scores, and the mean of them", () => {
    const scores = fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: fairnessFloor });
    fc.assert(
      fc.property(scores, (values) => {
        const [figures] = fairFigures(values.map((score) => ({ group: "a", score })));
        if (!figures) throw new Error("There are figures.");
        const { lowerQuartile, median, upperQuartile, mean } = figures;
        expect(lowerQuartile).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upperQuartile);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });

  test("quantiles are interpolated", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4, 5], 0.25)).toBe(2);
    expect(quantile([3], 0.75)).toBe(3);
  });
});

describe("answers in one's own words", () => {
  test("are gathered by spelling, and called as most wrote them", () => {
    expect(
      groupSpellings(["Female", "female ", "female", "Женщина.", "женщина", "женщина", "", null]),
    ).toEqual(["female", "female", "female", "женщина", "женщина", "женщина", null, null]);
  });
});
