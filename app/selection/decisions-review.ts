import {
  isChange,
  sealMark,
  type Clash,
  type Mark,
  type Outcome,
  type PostedRow,
  type RowProblem,
} from "./decisions";

/** One application of a page that could not be saved, as it is shown again. */
export interface ReviewRow {
  code: string;
  /** What is chosen when the page is shown again. */
  outcome: Outcome | null;
  rank: string;
  /** How it is marked now: saving again rests on this. */
  seen: string;
  /** Whether the coordinator wanted it changed. */
  isChanged: boolean;
  problem: RowProblem | "gone" | "clash" | null;
  /** For a clash: what it is now, and what the coordinator had chosen. */
  present: Pick<Mark, "outcome" | "reserveRank"> | null;
  chosen: Pick<Mark, "outcome" | "reserveRank"> | null;
  by: string | null;
  at: Date | null;
}

/**
 * Prepares posted rows to be looked at again. Nothing that was chosen is lost; where somebody else was faster and
 * the coordinator had wanted no change, what is there now is taken over.
 */
export function reviewRows(
  rows: readonly PostedRow[],
  found: {
    problems?: ReadonlyMap<string, RowProblem>;
    clashes?: readonly Clash[];
    present?: ReadonlyMap<string, Mark>;
  },
): ReviewRow[] {
  const clashes = new Map(found.clashes?.map((clash) => [clash.code, clash]));
  return rows.map(({ code, outcome, rank = "", seen }): ReviewRow => {
    const clash = clashes.get(code);
    const typed = /^\d{1,3}$/.test(rank.trim()) ? Number(rank) : undefined;
    const isChanged = isChange({ outcome, rank: typed, seen });
    const present = clash?.present ?? found.present?.get(code) ?? seen;
    const isTakenOver = (clash !== undefined && !isChanged) || clash?.isGone === true;
    return {
      code,
      outcome: isTakenOver ? present.outcome : outcome,
      rank: isTakenOver ? String(present.reserveRank ?? "") : rank,
      seen: sealMark(present),
      isChanged,
      problem: found.problems?.get(code) ?? (clash ? (clash.isGone ? "gone" : "clash") : null),
      present: clash ? present : null,
      chosen:
        clash && isChanged ? { outcome, reserveRank: outcome === "reserve" ? (typed ?? null) : null } : null,
      by: clash?.by ?? null,
      at: clash?.at ?? null,
    };
  });
}
