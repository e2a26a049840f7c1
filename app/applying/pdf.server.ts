import { log } from "~/platform/log.server";
import { startThread } from "~/platform/thread.server";
import type { Cleaned } from "./pdf-cleaning";

/** What one document may cost before it is given up: a few megabytes can be made to unfold into gigabytes. */
const limits = { seconds: 15, megabytes: 400 };

/** Cleans a PDF in a worker. What takes too long or unfolds too far counts as broken. */
export function cleanPdf(bytes: Uint8Array): Promise<Cleaned> {
  return new Promise((done) => {
    const worker = startThread("app/applying/pdf-worker.ts", {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes / 2 },
    });
    const startedAt = performance.now();
    const startedWith = process.memoryUsage.rss();
    const finish = (cleaned: Cleaned) => {
      clearInterval(watch);
      void worker.terminate();
      done(cleaned);
    };
    const watch = setInterval(() => {
      const grown = (process.memoryUsage.rss() - startedWith) / 2 ** 20;
      if (performance.now() - startedAt > limits.seconds * 1000 || grown > limits.megabytes) {
        log().warn({ grown: Math.round(grown) }, "a document was given up");
        finish({ ok: false, reason: "broken" });
      }
    }, 40);
    worker.once("message", (cleaned: Cleaned) => finish(cleaned));
    worker.once("error", () => finish({ ok: false, reason: "broken" }));
    worker.once("exit", () => finish({ ok: false, reason: "broken" }));
  });
}
