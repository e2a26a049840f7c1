import { startThread } from "../thread.server";
import type { PrintedDocument } from "./document";

/** Longest that setting one document may take, in seconds. */
const limit = 30;

let last: Promise<unknown> = Promise.resolve();

/** Sets a document as a PDF, in a worker and one at a time. Throws when it cannot be set. */
export function printPdf(document: PrintedDocument): Promise<Uint8Array> {
  const printed = last.then(() => runWorker(document));
  last = printed.catch(() => {});
  return printed;
}

function runWorker(document: PrintedDocument): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const worker = startThread("app/platform/print/print-worker.server.ts", {
      workerData: document,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    const finish = (outcome: Uint8Array | null) => {
      clearTimeout(timer);
      void worker.terminate();
      if (outcome) done(outcome);
      else fail(new Error("The document could not be set as a PDF."));
    };
    const timer = setTimeout(() => finish(null), limit * 1000);
    worker.once("message", (bytes: Uint8Array) => finish(bytes));
    worker.once("error", () => finish(null));
    worker.once("exit", () => finish(null));
  });
}
