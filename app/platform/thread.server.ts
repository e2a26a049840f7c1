import { resolve } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * Runs a module, named from the project's folder, in a thread of its own, and gives what it posts as `result`. Whatever
 * else it posts goes to `tell`. The module reads `workerData`, and imports by relative paths with their extension.
 */
export function runInThread<Result, Message = never>(
  file: string,
  data: unknown,
  tell: (message: Message) => void = () => {},
): Promise<Result> {
  return new Promise((done, fail) => {
    const worker = new Worker(resolve(file), {
      workerData: data,
      // Node 24 reads TypeScript by itself, quicker than through a loader.
      execArgv: "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"],
    });
    worker.on("message", (message: { result: Result } | Message) => {
      if (typeof message === "object" && message !== null && "result" in message) {
        void worker.terminate();
        done(message.result);
      } else tell(message);
    });
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error(`${file} ended without an answer.`)));
  });
}
