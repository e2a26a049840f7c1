import { startThread } from "~/platform/thread.server";
import type { PrintedApplication } from "./print-document";

/** Longest that setting one application may take, in seconds. */
const limit = 30;

let last: Promise<unknown> = Promise.resolve();

/** Sets an application as a PDF, in a worker and one at a time. Throws when it cannot be set. */
export function printPdf(application: PrintedApplication): Promise<Uint8Array> {
  const printed = last.then(() => runWorker(application));
  last = printed.catch(() => {});
  return printed;
}

function runWorker(application: PrintedApplication): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const worker = startThread("app/selection/print-worker.server.ts", {
      workerData: application,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const finish = (outcome: Uint8Array | null) => {
      clearTimeout(timer);
      void worker.terminate();
      if (outcome) done(outcome);
      else fail(new Error("The application could not be set as a PDF."));
    };
    const timer = setTimeout(() => finish(null), limit * 1000);
    worker.once("message", (bytes: Uint8Array) => finish(bytes));
    worker.once("error", () => finish(null));
    worker.once("exit", () => finish(null));
  });
}
