import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { disputedCriteria, meanOf, spread, standingOf, weightedMean } from "./scoring";

const score = fc.integer({ min: 1, max: 5 });
const weighted = fc.record({ score, weight: fc.integer({ min: 1, max: 100 }) });

describe("the weighted mean", () => {
  test("equals the plain mean under equal weights", () => {
    const given = [1, 2, 3, 4, 5].map((one) => ({ score: one, weight: 20 }));
    expect(weightedMean(given)).toBe(3);
  });

  test("follows the weights, which need not add up to 100", () => {
    expect(
      weightedMean([
        { score: 5, weight: 30 },
        { score: 1, weight: 10 },
      ]),
    ).toBe(4);
  });

  test("is nothing where nothing weighs", () => {
    expect(weightedMean([])).toBeNull();
    expect(weightedMean([{ score: 4, weight: 0 }])).toBeNull();
  });

  test("never leaves the range of its scores, and does not care about their order or the weights' unit", () => {
    fc.assert(
      fc.property(fc.array(weighted, { minLength: 1 }), (given) => {
        const mean = weightedMean(given) ?? NaN;
        const values = given.map((one) => one.score);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
        expect(weightedMean([...given].reverse())).toBeCloseTo(mean, 9);
        expect(weightedMean(given.map((one) => ({ ...one, weight: one.weight * 7 })))).toBeCloseTo(mean, 9);
      }),
    );
  });
});

describe("the spread", () => {
  test("is the sample standard deviation", () => {
    expect(spread([2, 4])).toBeCloseTo(Math.SQRT2, 12);
    expect(spread([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.138089935, 9);
  });

  test("says nothing of a single reading", () => {
    expect(spread([3])).toBeNull();
    expect(spread([])).toBeNull();
  });

  test("is zero where all agree, and moves with no common shift", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: 2 }), (values) => {
        expect(spread(values.map((value) => value + 3))).toBeCloseTo(spread(values) ?? NaN, 6);
        expect(spread(values.map(() => values[0] ?? 0))).toBeCloseTo(0, 9);
      }),
    );
  });
});

describe("a standing", () => {
  test("sums readings up", () => {
    expect(standingOf([3, 4])).toEqual({
      mean: 3.5,
      readings: 2,
      lowest: 3,
      highest: 4,
      spread: Math.SQRT1_2,
    });
    expect(standingOf([4.2])).toEqual({ mean: 4.2, readings: 1, lowest: 4.2, highest: 4.2, spread: null });
    expect(standingOf([])).toBeNull();
    expect(meanOf([])).toBeNull();
  });
});

describe("a further reader", () => {
  test("is wanted from two points apart on any criterion", () => {
    expect(
      disputedCriteria([
        { a: 3, b: 5 },
        { a: 4, b: 3 },
      ]),
    ).toEqual(["b"]);
    expect(
      disputedCriteria([
        { a: 3, b: 5 },
        { a: 4, b: 4 },
      ]),
    ).toEqual([]);
  });

  test("is not wanted by one reader alone, nor by what is not scored", () => {
    expect(disputedCriteria([{ a: 1 }])).toEqual([]);
    expect(disputedCriteria([{ a: 1 }, { a: null }, { b: 5 }])).toEqual([]);
    expect(disputedCriteria([])).toEqual([]);
  });
});
