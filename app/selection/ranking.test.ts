import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  drawLine,
  isAtLine,
  isNearTie,
  onePoint,
  placesOnPage,
  plotDomain,
  plotTicks,
  rankingQuery,
  rankingSorts,
  readRankingView,
  type RankingSort,
} from "./ranking";

const equalWeights = [20, 20, 20, 20, 20];
/** A mean that so many readings of five criteria can have. */
const scored = fc
  .integer({ min: 1, max: 4 })
  .chain((readings) =>
    fc
      .array(fc.integer({ min: 5, max: 25 }), { minLength: readings, maxLength: readings })
      .map((sums) => ({ mean: sums.reduce((a, b) => a + b / 5, 0) / readings, readings })),
  );

describe("near ties", () => {
  test("one reader's point on one of five equal criteria moves the mean of two readings by a tenth", () => {
    expect(onePoint(equalWeights, 2)).toBeCloseTo(0.1);
    expect(onePoint([40, 30, 30], 2)).toBeCloseTo(0.2);
    expect(onePoint([], 2)).toBe(0);
    expect(onePoint(equalWeights, 0)).toBe(0);
  });

  test("a tenth between two readings each is near, a little more is not", () => {
    expect(isNearTie({ mean: 3.9, readings: 2 }, { mean: 3.8, readings: 2 }, equalWeights)).toBe(true);
    expect(isNearTie({ mean: 3.9, readings: 2 }, { mean: 3.79, readings: 2 }, equalWeights)).toBe(false);
    // With one reading, that one reader decides more.
    expect(isNearTie({ mean: 3.9, readings: 1 }, { mean: 3.7, readings: 2 }, equalWeights)).toBe(true);
  });

  test("being near does not depend on who is named first", () => {
    fc.assert(
      fc.property(scored, scored, (a, b) => isNearTie(a, b, equalWeights) === isNearTie(b, a, equalWeights)),
    );
  });
});

describe("places on a page", () => {
  test("are those of the whole ranking, wherever a page is cut", () => {
    const means = fc.array(
      fc.integer({ min: 5, max: 25 }).map((sum) => sum / 5),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(means, fc.integer({ min: 1, max: 12 }), (some, size) => {
        const ranking = [...some].sort((a, b) => b - a);
        const paged = [];
        for (let offset = 0; offset < ranking.length; offset += size) {
          const page = ranking.slice(offset, offset + size);
          const better = ranking.filter((mean) => mean > (page[0] ?? 0)).length;
          paged.push(...placesOnPage(page, { offset, better, next: ranking[offset + size] }));
        }
        expect(paged).toEqual(
          ranking.map((mean) => ({
            rank: 1 + ranking.filter((other) => other > mean).length,
            isShared: ranking.filter((other) => other === mean).length > 1,
          })),
        );
      }),
    );
  });
});

describe("the line after the last place", () => {
  const at = (mean: number) => ({ mean, readings: 2 });

  test("is level, near or clear", () => {
    expect(drawLine(16, at(3.9), at(3.9), equalWeights)?.kind).toBe("level");
    // The same mean, added up in another order.
    expect(drawLine(16, at((1.2 + 2.2) / 2), at((1.4 + 2) / 2), equalWeights)?.kind).toBe("level");
    expect(drawLine(16, at(3.9), at(3.8), equalWeights)?.kind).toBe("near");
    expect(drawLine(16, at(3.9), at(3.5), equalWeights)?.kind).toBe("clear");
  });

  test("is not there when everybody has a place, or nobody", () => {
    expect(drawLine(16, at(3.9), undefined, equalWeights)).toBeNull();
    expect(drawLine(16, undefined, undefined, equalWeights)).toBeNull();
  });

  test("has nobody at it when it is clear, only its level ones when it is level", () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 2, maxLength: 40 }), fc.nat({ max: 38 }), (some, cut) => {
        const ranking = [...some].sort((a, b) => b.mean - a.mean);
        const after = 1 + (cut % (ranking.length - 1));
        const line = drawLine(after, ranking[after - 1], ranking[after], equalWeights);
        if (!line) throw new Error("There are two sides.");
        const atLine = ranking.filter(({ mean }) => isAtLine(mean, line));
        if (line.kind === "clear") expect(atLine).toHaveLength(0);
        else {
          expect(atLine).toContain(ranking[after - 1]);
          expect(atLine).toContain(ranking[after]);
        }
        if (line.kind === "level")
          for (const { mean } of atLine) expect(mean).toBeCloseTo(line.above.mean, 5);
      }),
    );
  });
});

describe("the view in the URL", () => {
  test("comes back as it was written", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(rankingSorts) as RankingSort[])),
        fc.constantFrom("asc" as const, "desc" as const),
        fc.integer({ min: 1, max: 99_999 }),
        (sort, direction, page) => {
          const view = { sort, direction, page };
          expect(readRankingView(new URLSearchParams(rankingQuery(view)))).toEqual(view);
        },
      ),
    );
  });

  test("falls back to the best first for whatever makes no sense", () => {
    const start = { sort: "mean", direction: "desc", page: 1 };
    for (const query of ["", "sort=toString&page=0", "page=-1&direction=up", "page=1e9", "sort=__proto__"])
      expect(readRankingView(new URLSearchParams(query))).toEqual(start);
    expect(rankingQuery(readRankingView(new URLSearchParams()))).toBe("");
  });
});

describe("the figure's scale", () => {
  test("holds every value and stays within the rubric's", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { maxLength: 50 }), (values) => {
        const [low, high] = plotDomain(values);
        expect(low).toBeGreaterThanOrEqual(1);
        expect(high).toBeLessThanOrEqual(5);
        expect(low).toBeLessThan(high);
        for (const value of values) expect(value >= low && value <= high).toBe(true);
        const ticks = plotTicks([low, high]);
        expect([ticks[0], ticks.at(-1)]).toEqual([low, high]);
      }),
    );
  });
});
