import { parentPort, workerData } from "node:worker_threads";
import type { AssignmentProblem } from "./assignment.ts";
import { assignHere } from "./assignment-solver.ts";

// The other side of assignment-worker.server.ts: works out the one assignment it was started with, and ends.
let toldAt = 0;
const result = await assignHere(workerData as AssignmentProblem, (progress) => {
  // A solver takes thousands of steps a second; nobody reads that fast.
  if (progress.stage === "solving" && performance.now() - toldAt < 200) return;
  toldAt = performance.now();
  parentPort?.postMessage(progress);
});
parentPort?.postMessage({ result });
