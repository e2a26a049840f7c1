import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a module, named from the project's folder, in a thread of its own. Node 24 reads TypeScript by itself; an older
 * one has to be taught within the thread, as it does not hand its loaders on.
 */
export function startThread(file: string, options: Omit<WorkerOptions, "eval" | "execArgv"> = {}): Worker {
  const path = resolve(file);
  // Without the flags of this thread: a loader would only slow it down.
  if ("typescript" in process.features && process.features.typescript)
    return new Worker(path, { ...options, execArgv: [] });
  const start = `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(pathToFileURL(path).href)})))`;
  return new Worker(start, { ...options, eval: true, execArgv: [] });
}

/** What a thread may cost before it is ended. */
export interface ThreadLimits {
  seconds: number;
  megabytes: number;
}

/** A thread was ended, as it cost more than it may. */
export class GivenUp extends Error {}

/**
 * Runs a module, named from the project's folder, in a thread of its own, and gives what it posts as `result`. Whatever
 * else it posts goes to `tell`. The module reads `workerData`, and imports by relative paths with their extension.
 * Throws {@link GivenUp} where it goes beyond `limits`.
 */
export function runInThread<Result, Message = never>(
  file: string,
  data: unknown,
  tell: (message: Message) => void = () => {},
  limits?: ThreadLimits,
): Promise<Result> {
  return new Promise((done, fail) => {
    const worker = startThread(file, {
      workerData: data,
      ...(limits ? { resourceLimits: { maxOldGenerationSizeMb: limits.megabytes } } : {}),
    });
    const giveUp = () => {
      void worker.terminate();
      fail(new GivenUp(`${file} was given up.`));
    };
    const timer = limits && setTimeout(giveUp, limits.seconds * 1000);
    worker.on("message", (message: { result: Result } | Message) => {
      if (typeof message === "object" && message !== null && "result" in message) {
        clearTimeout(timer);
        void worker.terminate();
        done(message.result);
      } else tell(message);
    });
    worker.once("error", (error: Error) => {
      clearTimeout(timer);
      if ("code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY") giveUp();
      else fail(error);
    });
    worker.once("exit", () => {
      clearTimeout(timer);
      fail(new Error(`${file} ended without an answer.`));
    });
  });
}
