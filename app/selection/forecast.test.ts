import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forecast, sayRoughly, shareSoFar, stillToCome, usualShare } from "./forecast";

const share = fc.double({ min: 0.02, max: 0.98, noNaN: true });
const fraction = fc.double({ min: 0.1, max: 0.999, noNaN: true });

describe("the usual share", () => {
  test("begins with none, ends with all and piles up at the deadline", () => {
    expect(usualShare(0)).toBe(0);
    expect(usualShare(1)).toBe(1);
    expect(usualShare(0.5)).toBeLessThan(0.2);
    expect(usualShare(0.9)).toBeLessThan(0.55);
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        if (a < b) expect(usualShare(a)).toBeLessThanOrEqual(usualShare(b));
        expect(usualShare(a)).toBeLessThan(a);
      }),
    );
  });
});

describe("a forecast", () => {
  test("says nothing on too little, and the number itself at the end", () => {
    expect(forecast({ submitted: 4, fraction: 0.9, earlier: [] })).toEqual({ kind: "too-early" });
    expect(forecast({ submitted: 400, fraction: 0.05, earlier: [] })).toEqual({ kind: "too-early" });
    expect(forecast({ submitted: 0, fraction: 1, earlier: [] })).toEqual({ kind: "closed", total: 0 });
    expect(forecast({ submitted: 312, fraction: 1.2, earlier: [0.5] })).toEqual({
      kind: "closed",
      total: 312,
    });
  });

  test("is in order, not below what is in, and the same each time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 3000 }),
        fraction,
        fc.array(share, { maxLength: 4 }),
        (submitted, passed, earlier) => {
          const told = forecast({ submitted, fraction: passed, earlier });
          if (told.kind !== "range") throw new Error("There was enough to tell.");
          expect(told.low).toBeGreaterThanOrEqual(submitted);
          expect(told.middle).toBeGreaterThanOrEqual(told.low);
          expect(told.high).toBeGreaterThanOrEqual(told.middle);
          expect(Number.isFinite(told.high)).toBe(true);
          expect(forecast({ submitted, fraction: passed, earlier })).toEqual(told);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("grows narrower with what is known", () => {
    const width = (earlier: number[]) => {
      const told = forecast({ submitted: 60, fraction: 0.6, earlier });
      return told.kind === "range" ? told.high - told.low : NaN;
    };
    const usual = usualShare(0.6);
    expect(width([usual, usual, usual])).toBeLessThan(width([usual]));
    expect(width([usual])).toBeLessThan(width([]));
    // Earlier calls that were nothing like one another don't count as knowledge.
    expect(width([0.05, 0.6])).toBeGreaterThan(width([usual, usual]));
  });

  test("follows earlier calls rather than the usual curve", () => {
    const even = forecast({ submitted: 100, fraction: 0.5, earlier: [0.5, 0.5, 0.5] });
    expect(even.kind === "range" && even.middle).toBeLessThan(280);
    const late = forecast({ submitted: 100, fraction: 0.5, earlier: [0.1, 0.1, 0.1] });
    expect(late.kind === "range" && late.middle).toBeGreaterThan(600);
  });
});

describe("how many are still to come", () => {
  test("is a negative binomial where the share is all but known", () => {
    const known = (p: number) => ({ alpha: p * 1e7, beta: (1 - p) * 1e7 });
    // Of a negative binomial with r = 50, p = 1/2 the mean is 50, the standard deviation 10.
    const [low = 0, middle = 0, high = 0] = stillToCome(50, known(0.5), [0.1, 0.5, 0.9]);
    expect(middle).toBeGreaterThanOrEqual(48);
    expect(middle).toBeLessThanOrEqual(51);
    expect(low).toBeGreaterThan(34);
    expect(high).toBeLessThan(66);
  });

  test("holds the true number about as often as it says", () => {
    // A fixed stream of numbers (mulberry32), so that the test is the same each time.
    let state = 42;
    const next = () => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
    const { alpha, beta } = shareSoFar({ fraction: 0.6, earlier: [0.35, 0.4, 0.3] });
    const gamma = (shape: number) => {
      // Sum of exponentials for the whole part; the rest is left out on both sides alike.
      let total = 0;
      for (let count = 0; count < Math.round(shape); count++) total -= Math.log(1 - next());
      return total;
    };
    let held = 0;
    const tries = 400;
    for (let count = 0; count < tries; count++) {
      const [a, b] = [gamma(alpha), gamma(beta)];
      const p = a / (a + b);
      let submitted = 0;
      for (let person = 0; person < 300; person++) if (next() < p) submitted++;
      const told = forecast({ submitted, fraction: 0.6, earlier: [0.35, 0.4, 0.3] });
      if (told.kind === "range" && told.low <= 300 && 300 <= told.high) held++;
    }
    expect(held / tries).toBeGreaterThan(0.7);
    expect(held / tries).toBeLessThan(0.92);
  });
});

test("numbers are said roughly, and outwards", () => {
  expect([sayRoughly(37, "down"), sayRoughly(123, "down"), sayRoughly(181, "up")]).toEqual([37, 120, 185]);
  expect([sayRoughly(994, "up"), sayRoughly(1234, "down"), sayRoughly(0, "up")]).toEqual([1000, 1200, 0]);
});
