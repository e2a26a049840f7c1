import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { Assignment, AssignmentProblem } from "./assignment";
import type { AssignmentProgress } from "./assignment-solver";

type Message = { progress: AssignmentProgress } | { assignment: Assignment };

let last: Promise<unknown> = Promise.resolve();

/**
 * Gives every application its readers (see {@link AssignmentProblem}) in a worker thread, one problem at a time, so that
 * requests are answered meanwhile. `tell` hears how far it is.
 */
export function assignReadings(
  problem: AssignmentProblem,
  tell: (progress: AssignmentProgress) => void = () => {},
): Promise<Assignment> {
  const assigned = last.then(() => runWorker(problem, tell));
  last = assigned.catch(() => {});
  return assigned;
}

function runWorker(
  problem: AssignmentProblem,
  tell: (progress: AssignmentProgress) => void,
): Promise<Assignment> {
  return new Promise((done, fail) => {
    const worker = new Worker(resolve("app/selection/assignment-worker.ts"), {
      workerData: problem,
      // Node 24 reads TypeScript by itself, quicker than through a loader.
      execArgv: "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"],
    });
    worker.on("message", (message: Message) => {
      if ("progress" in message) {
        tell(message.progress);
        return;
      }
      void worker.terminate();
      done(message.assignment);
    });
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("The assignment ended without an answer.")));
  });
}
