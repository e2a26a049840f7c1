import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markFirst, type Candidate } from "./marking";

const ranking = fc
  .array(
    fc.record({
      // Few different scores, so that many are level.
      score: fc.integer({ min: 10, max: 25 }).map((sum) => sum / 5),
      outcome: fc.constantFrom("cohort" as const, "reserve" as const, "declined" as const, null),
    }),
    { maxLength: 60 },
  )
  .map((rows): Candidate[] =>
    rows.sort((a, b) => b.score - a.score).map((row, index) => ({ ...row, code: `ELF-${index}` })),
  );
const counts = { first: fc.nat({ max: 40 }), next: fc.nat({ max: 20 }) };

function candidates(scores: number[]): Candidate[] {
  return scores.map((score, index) => ({ code: `C${index + 1}`, score, outcome: null }));
}

describe("marking by rank", () => {
  test("takes the first as cohort and the next as reserve, in order", () => {
    const marked = markFirst(candidates([5, 4.8, 4.5, 4.1, 3]), { first: 2, next: 2, level: "split" });
    expect(marked).toEqual({ cohort: ["C1", "C2"], reserve: ["C3", "C4"], cleared: [], level: [] });
  });

  test("names those who are level across a line, and can leave them open", () => {
    const level = candidates([5, 4, 4, 4, 3]);
    const split = markFirst(level, { first: 2, next: 1, level: "split" });
    expect(split.cohort).toEqual(["C1", "C2"]);
    expect(split.reserve).toEqual(["C3"]);
    expect(split.level).toEqual([
      { line: "cohort", score: 4, codes: ["C2", "C3", "C4"], above: 1 },
      { line: "reserve", score: 4, codes: ["C2", "C3", "C4"], above: 2 },
    ]);
    const left = markFirst(level, { first: 2, next: 3, level: "leave" });
    expect(left.cohort).toEqual(["C1"]);
    expect(left.reserve).toEqual(["C5"]);
  });

  test("passes over who is marked 'not this time', and clears who falls out", () => {
    const [first, second, third, fourth] = candidates([5, 4, 3, 2]) as [
      Candidate,
      Candidate,
      Candidate,
      Candidate,
    ];
    const marked = markFirst(
      [
        { ...first, outcome: "declined" },
        second,
        { ...third, outcome: "reserve" },
        { ...fourth, outcome: "cohort" },
      ],
      { first: 1, next: 1, level: "split" },
    );
    expect(marked).toEqual({ cohort: ["C2"], reserve: ["C3"], cleared: ["C4"], level: [] });
  });

  test("fills both lists exactly as far as there are candidates, and never marks anyone twice", () => {
    fc.assert(
      fc.property(ranking, counts.first, counts.next, (rows, first, next) => {
        const { cohort, reserve, cleared } = markFirst(rows, { first, next, level: "split" });
        const open = rows.filter(({ outcome }) => outcome !== "declined").length;
        expect(cohort).toHaveLength(Math.min(first, open));
        expect(reserve).toHaveLength(Math.min(next, Math.max(0, open - first)));
        const all = [...cohort, ...reserve, ...cleared];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });

  test("never puts a lower score above a higher one", () => {
    fc.assert(
      fc.property(
        ranking,
        counts.first,
        counts.next,
        fc.constantFrom("split" as const, "leave" as const),
        (rows, first, next, level) => {
          const { cohort, reserve } = markFirst(rows, { first, next, level });
          const score = new Map(rows.map((row) => [row.code, row.score]));
          const scores = [...cohort, ...reserve].map((code) => score.get(code) ?? 0);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        },
      ),
    );
  });

  test("with the level left open, the same score never ends in two ways", () => {
    fc.assert(
      fc.property(ranking, counts.first, counts.next, (rows, first, next) => {
        const { cohort, reserve } = markFirst(rows, { first, next, level: "leave" });
        const fate = new Map<number, string>();
        for (const { code, score, outcome } of rows) {
          if (outcome === "declined") continue;
          const now = cohort.includes(code) ? "cohort" : reserve.includes(code) ? "reserve" : "open";
          expect(fate.get(score) ?? now).toBe(now);
          fate.set(score, now);
        }
      }),
    );
  });
});
