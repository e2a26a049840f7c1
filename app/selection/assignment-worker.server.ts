import { runInThread } from "~/platform/thread.server";
import type { Assignment, AssignmentProblem } from "./assignment";
import type { AssignmentProgress } from "./assignment-solver";

let last: Promise<unknown> = Promise.resolve();
let unfinished = 0;

/**
 * Gives every application its readers (see {@link AssignmentProblem}) in a worker thread, one problem at a time, so that
 * requests are answered meanwhile. `tell` hears how far it is.
 */
export function assignReadings(
  problem: AssignmentProblem,
  tell: (progress: AssignmentProgress) => void = () => {},
): Promise<Assignment> {
  if (unfinished++ > 0) tell({ stage: "waiting" });
  const assigned = last.then(() => {
    tell({ stage: "choices", pairs: null });
    return runInThread<Assignment, AssignmentProgress>("app/selection/assignment-worker.ts", problem, tell);
  });
  last = assigned.catch(() => {}).finally(() => unfinished--);
  return assigned;
}
