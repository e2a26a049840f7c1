import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  drawLine,
  intervalOf,
  isAtLine,
  isNearTie,
  nearNext,
  placesOnPage,
  plotDomain,
  plotTicks,
  rankingQuery,
  rankingSorts,
  readRankingView,
  type RankingSort,
} from "./ranking";

const margin = 0.25;
/** A score that so many readings of five criteria can have. */
const scored = fc
  .integer({ min: 1, max: 4 })
  .chain((readings) =>
    fc
      .array(fc.integer({ min: 5, max: 25 }), { minLength: readings, maxLength: readings })
      .map((sums) => ({ score: sums.reduce((a, b) => a + b / 5, 0) / readings })),
  );

describe("near ties", () => {
  test("are closer than the margin, and level ones always", () => {
    expect(isNearTie({ score: 3.9 }, { score: 3.7 }, margin)).toBe(true);
    expect(isNearTie({ score: 3.75 }, { score: 3.5 }, margin)).toBe(false);
    expect(isNearTie({ score: 3.75 }, { score: 3.75 }, 0)).toBe(true);
    expect(isNearTie({ score: 3.75 }, { score: 3.74 }, 0)).toBe(false);
  });

  test("being near does not depend on who is named first", () => {
    fc.assert(fc.property(scored, scored, (a, b) => isNearTie(a, b, margin) === isNearTie(b, a, margin)));
  });
});

describe("being near the next", () => {
  test("is less than the margin below, and the last has nobody below", () => {
    expect(nearNext([4, 3.8, 3.55, 3.55, 3], margin)).toEqual([true, false, true, false, false]);
    expect(nearNext([4, 3.9, 3.9], 0)).toEqual([false, true, false]);
    expect(nearNext([], margin)).toEqual([]);
  });

  test("is the same wherever a page is cut", () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 60 }), fc.integer({ min: 1, max: 12 }), (some, size) => {
        const ranking = some.map(({ score }) => score).sort((a, b) => b - a);
        const paged = [];
        for (let offset = 0; offset < ranking.length; offset += size)
          paged.push(...nearNext(ranking.slice(offset, offset + size), margin, ranking[offset + size]));
        expect(paged).toEqual(nearNext(ranking, margin));
      }),
    );
  });
});

describe("places on a page", () => {
  test("are those of the whole ranking, wherever a page is cut", () => {
    const scores = fc.array(
      fc.integer({ min: 5, max: 25 }).map((sum) => sum / 5),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 12 }), (some, size) => {
        const ranking = [...some].sort((a, b) => b - a);
        const paged = [];
        for (let offset = 0; offset < ranking.length; offset += size) {
          const page = ranking.slice(offset, offset + size);
          const better = ranking.filter((score) => score > (page[0] ?? 0)).length;
          paged.push(...placesOnPage(page, { offset, better, next: ranking[offset + size] }));
        }
        expect(paged).toEqual(
          ranking.map((score) => ({
            rank: 1 + ranking.filter((other) => other > score).length,
            isShared: ranking.filter((other) => other === score).length > 1,
          })),
        );
      }),
    );
  });
});

describe("the line after the last place", () => {
  const at = (score: number) => ({ score });

  test("is level, near or clear", () => {
    expect(drawLine(16, at(3.9), at(3.9), margin)?.kind).toBe("level");
    // The same score, added up in another order.
    expect(drawLine(16, at((1.2 + 2.2) / 2), at((1.4 + 2) / 2), margin)?.kind).toBe("level");
    expect(drawLine(16, at(3.9), at(3.7), margin)?.kind).toBe("near");
    expect(drawLine(16, at(3.9), at(3.5), margin)?.kind).toBe("clear");
  });

  test("is not there when everybody has a place, or nobody", () => {
    expect(drawLine(16, at(3.9), undefined, margin)).toBeNull();
    expect(drawLine(16, undefined, undefined, margin)).toBeNull();
  });

  test("has nobody at it when it is clear, only its level ones when it is level", () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 2, maxLength: 40 }), fc.nat({ max: 38 }), (some, cut) => {
        const ranking = [...some].sort((a, b) => b.score - a.score);
        const after = 1 + (cut % (ranking.length - 1));
        const line = drawLine(after, ranking[after - 1], ranking[after], margin);
        if (!line) throw new Error("There are two sides.");
        const atLine = ranking.filter(({ score }) => isAtLine(score, line));
        if (line.kind === "clear") expect(atLine).toHaveLength(0);
        else {
          expect(atLine).toContain(ranking[after - 1]);
          expect(atLine).toContain(ranking[after]);
        }
        if (line.kind === "level")
          for (const { score } of atLine) expect(score).toBeCloseTo(line.above.score, 5);
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
    const start = { sort: "score", direction: "desc", page: 1 };
    for (const query of ["", "sort=toString&page=0", "page=-1&direction=up", "page=1e9", "sort=__proto__"])
      expect(readRankingView(new URLSearchParams(query))).toEqual(start);
    expect(rankingQuery(readRankingView(new URLSearchParams()))).toBe("");
  });
});

describe("the figure's scale", () => {
  test("shows an interval within the rubric's scale", () => {
    expect(intervalOf(3, 0.5)).toEqual([2.02, 3.98]);
    expect(intervalOf(4.8, 0.5)).toEqual([expect.closeTo(3.82), 5]);
    expect(intervalOf(5.1, 0.5)).toEqual([expect.closeTo(4.12), 5.1]);
    expect(intervalOf(3, null)).toBeNull();
  });

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
