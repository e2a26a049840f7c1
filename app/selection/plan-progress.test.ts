import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heard, shareDone, type PlanProgress } from "./plan-progress";

describe("how far a plan is", () => {
  test("goes from one stage to the next, and keeps the number of choices while the steps are counted", () => {
    const read: PlanProgress = { stage: "reading", done: 20, total: 20 };
    expect(heard(read, { stage: "waiting" }, 60)).toEqual({ stage: "waiting" });
    expect(heard(read, { stage: "choices", pairs: null }, 60)).toEqual({ stage: "choices" });
    const chosen = heard({ stage: "choices" }, { stage: "choices", pairs: 900 }, 60);
    expect(chosen).toEqual({ stage: "solving", readings: 60, pairs: 900, steps: 0 });
    expect(heard(chosen, { stage: "solving", steps: 12 }, 60)).toEqual({ ...chosen, steps: 12 });
  });

  test("never goes back, and never claims the end before it is there", () => {
    const at = (steps: number): PlanProgress => ({ stage: "solving", readings: 6000, pairs: 76_000, steps });
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(60_000), (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(shareDone(at(less))).toBeLessThanOrEqual(shareDone(at(more)));
        expect(shareDone(at(more))).toBeLessThanOrEqual(1);
      }),
    );
    expect(shareDone(at(6000))).toBeLessThan(0.96);
    expect(shareDone(at(3000))).toBeCloseTo(0.65);
    expect(shareDone({ stage: "reading", done: 0, total: 0 })).toBe(0);
    expect(shareDone({ stage: "reading", done: 50, total: 50 })).toBe(shareDone({ stage: "choices" }));
    expect(shareDone(at(0))).toBe(shareDone({ stage: "choices" }));
  });
});
