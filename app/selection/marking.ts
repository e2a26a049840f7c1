import { z } from "zod";
import { says } from "~/platform/forms";
import type { Outcome } from "./decisions";
import { isLevel } from "./ranking";

/** What to do with applications that are level across a line: take them as they are listed, or leave them open. */
export const levelRules = ["split", "leave"] as const;

const whole = says("platform:error.number", { min: 0, max: 999 });
const count = z.number(whole).int(whole).min(0, whole).max(999, whole);

/** "Mark the first N as cohort and the next M as reserve." */
export const MarkingForm = z.object({
  first: count,
  next: count,
  level: z.enum(levelRules).default("split"),
});
export type Marking = z.output<typeof MarkingForm>;

/** An application in its place in the ranking. */
export interface Candidate {
  code: string;
  score: number;
  outcome: Outcome | null;
}

/** Applications with the same score, on both sides of a line. */
export interface LevelGroup {
  /** The end of the cohort or of the reserve list. */
  line: "cohort" | "reserve";
  score: number;
  codes: string[];
  /** How many of them are above the line. */
  above: number;
}

export interface Marked {
  cohort: string[];
  /** In the order of the list. */
  reserve: string[];
  /** Marked as cohort or reserve until now, and no longer. */
  cleared: string[];
  level: LevelGroup[];
}

/**
 * Marks the best of a ranking, given from the highest score down. Who has been marked "not this time" by hand is
 * passed over and keeps that mark. Applications that are level across a line are named; with the rule "leave" none
 * of them is marked, as only their random order tells them apart.
 */
export function markFirst(ranking: readonly Candidate[], { first, next, level: rule }: Marking): Marked {
  const candidates = ranking.filter((one) => one.outcome !== "declined");
  const lines = [
    { line: "cohort" as const, after: first },
    { line: "reserve" as const, after: first + next },
  ].filter(({ line }) => (line === "cohort" ? first > 0 : next > 0));
  const level = lines.flatMap(({ line, after }) => levelAcross(candidates, line, after));
  const open = new Set(rule === "leave" ? level.flatMap(({ codes }) => codes) : []);
  const take = (from: number, to: number) =>
    candidates.slice(from, to).flatMap(({ code }) => (open.has(code) ? [] : [code]));
  const cohort = take(0, first);
  const reserve = take(first, first + next);
  const marked = new Set([...cohort, ...reserve]);
  const cleared = candidates.flatMap(({ code, outcome }) =>
    outcome !== null && !marked.has(code) ? [code] : [],
  );
  return { cohort, reserve, cleared, level };
}

function levelAcross(
  candidates: readonly Candidate[],
  line: LevelGroup["line"],
  after: number,
): LevelGroup[] {
  const above = candidates[after - 1];
  const below = candidates[after];
  if (!above || !below || !isLevel(above.score, below.score)) return [];
  const group = candidates.flatMap((one, index) =>
    isLevel(one.score, above.score) ? [{ code: one.code, index }] : [],
  );
  return [
    {
      line,
      score: above.score,
      codes: group.map(({ code }) => code),
      above: group.filter(({ index }) => index < after).length,
    },
  ];
}
