import loadHighs from "highs";
import type { Assignment, AssignmentProblem } from "./assignment.ts";
import { explainShortages, factsOf } from "./assignment-facts.ts";
import { assignmentModel } from "./assignment-model.ts";
import { inOrder } from "./chance.ts";

/**
 * What an assignment is at: waiting for another one to be done; setting out the choices, then with how many there are;
 * or solving, with the steps done so far.
 */
export type AssignmentProgress =
  { stage: "waiting" } | { stage: "choices"; pairs: number | null } | { stage: "solving"; steps: number };

let solverModule: ReturnType<typeof loadHighs> | null = null;

/**
 * Works an assignment out, here and now: what exists is kept, every limit is met, and what can't be is said. Belongs in a
 * worker (assignment-worker.ts), as a large panel takes HiGHS a second or two in one go.
 */
export async function assignHere(
  problem: AssignmentProblem,
  tell: (progress: AssignmentProgress) => void = () => {},
): Promise<Assignment> {
  const facts = factsOf(problem);
  solverModule ??= loadHighs();
  const highs = await solverModule;
  let chosen: number[][] | null = null;
  for (let steps = 20; chosen === null; steps *= 4) {
    const model = assignmentModel(facts, problem.seed, steps);
    tell({ stage: "choices", pairs: model.pairs.length });
    if (model.pairs.length === 0) {
      chosen = facts.applications.map(() => []);
      break;
    }
    chosen = highs.withModel(model.data, (solver) => {
      solver.options.set({ output_flag: false, solver: "simplex", random_seed: 0 });
      solver.run({
        [highs.constants.callbackType.simplexInterrupt]: ({ data }) => {
          tell({ stage: "solving", steps: data.simplex_iteration_count ?? 0 });
        },
      });
      if (solver.getModelStatus() !== highs.constants.modelStatus.optimal)
        throw new Error(`The assignment was not solved: status ${solver.getModelStatus()}.`);
      const { colValue } = solver.getSolution();
      if (model.beyond.some((column) => (colValue[column] ?? 0) > 0.5)) return null;
      const readers: number[][] = facts.applications.map(() => []);
      model.pairs.forEach(({ application, panelist }, column) => {
        const value = colValue[column] ?? 0;
        if (Math.abs(value - Math.round(value)) > 1e-6) throw new Error("The assignment is not whole.");
        if (value > 0.5) readers[application]?.push(panelist);
      });
      return readers;
    });
  }
  const { applications, panelists, isExperienced, wantsExperience } = facts;
  const readers = chosen;
  return {
    added: applications.flatMap((application, index) =>
      (readers[index] ?? [])
        .map((panelist) => panelists[panelist] ?? "")
        .sort(inOrder)
        .map((panelist) => ({ application, panelist })),
    ),
    impossible: explainShortages(facts, readers),
    withoutExperience: applications.filter(
      (_, index) => wantsExperience[index] && !readers[index]?.some((panelist) => isExperienced[panelist]),
    ),
  };
}
