import type { AssignmentProgress } from "./assignment-solver";

/**
 * How far an assignment is: what it rests on is being read (some applications of all, where their language has to be
 * told), it waits for another one to be done, its choices are being set out, or it is being solved.
 */
export type PlanProgress =
  | { stage: "reading"; done: number; total: number }
  | { stage: "waiting" | "choices" }
  | { stage: "solving"; readings: number; pairs: number; steps: number };

/** What the solver says, put beside what is known already. `readings` are those that the applications still want. */
export function heard(before: PlanProgress, said: AssignmentProgress, readings: number): PlanProgress {
  if (said.stage === "waiting") return { stage: "waiting" };
  if (said.stage === "choices" && said.pairs === null) return { stage: "choices" };
  const pairs = said.stage === "choices" ? (said.pairs ?? 0) : before.stage === "solving" ? before.pairs : 0;
  return { stage: "solving", readings, pairs, steps: said.stage === "solving" ? said.steps : 0 };
}

/**
 * The share of the work that is done, from 0 up, for a bar. How many steps a solver takes is known only when it has
 * taken them; one for each reading is what panels of 200 to 4,000 applications took, give or take a half. A bar that
 * is ahead of that slows down rather than claim to be at its end.
 */
export function shareDone(progress: PlanProgress): number {
  switch (progress.stage) {
    case "reading":
      return progress.total > 0 ? (0.3 * progress.done) / progress.total : 0;
    case "waiting":
    case "choices":
      return 0.3;
    case "solving": {
      const share = progress.readings > 0 ? progress.steps / progress.readings : 0;
      return 0.3 + 0.7 * (share < 0.8 ? share : 1 - 0.2 * Math.exp((0.8 - share) / 0.2));
    }
  }
}

/** A few names, and that there are more. */
export function listed(names: readonly string[], most = 5): string {
  return `${names.slice(0, most).join(", ")}${names.length > most ? ` (+${names.length - most})` : ""}`;
}
