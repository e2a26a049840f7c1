import { log } from "~/platform/log.server";
import { startThread } from "~/platform/thread.server";
import type { Cleaned } from "./pdf-cleaning";

/**
 * What drawing one document may cost. Its processor time is bounded, and by the clock it gets three times as long, so
 * that a busy machine refuses nobody. Memory is bounded where it is taken: the engine's in pdf-engine.ts, the points of
 * a picture in pdf-cleaning.ts, and here what scripts may hold.
 */
const limits = { seconds: 5, megabytes: 64 };

/** Draws a PDF anew in a worker, which is ended when it takes too long; see `cleanPdfHere` for what comes of it. */
export function cleanPdf(bytes: Uint8Array, size: number, seconds = limits.seconds): Promise<Cleaned> {
  return new Promise((done) => {
    const worker = startThread("app/applying/cleaning/pdf-worker.ts", {
      workerData: { bytes, size },
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
    const startedAt = performance.now();
    let isOver = false;
    const finish = (cleaned: Cleaned) => {
      isOver = true;
      clearInterval(watch);
      void worker.terminate();
      done(cleaned);
    };
    const giveUp = (why: string, reason: "too-heavy" | "broken" = "too-heavy") => {
      if (isOver) return;
      log().warn(
        { why, seconds: Math.round((performance.now() - startedAt) / 1000) },
        "a document was given up",
      );
      finish({ ok: false, reason });
    };
    const watch = setInterval(() => {
      if (performance.now() - startedAt > 3000 * seconds) return giveUp("time");
      // Node 22 and older can't say.
      if (!("cpuUsage" in worker)) return;
      worker.cpuUsage().then(
        ({ user, system }) => {
          if ((user + system) / 1e6 > seconds) giveUp("processor time");
        },
        // It has ended by now, and says so itself.
        () => {},
      );
    }, 100);
    worker.once("message", (cleaned: Cleaned) => finish(cleaned));
    worker.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? giveUp("memory")
        : giveUp(error.code ?? error.name, "broken"),
    );
    worker.once("exit", () => finish({ ok: false, reason: "broken" }));
  });
}
