import { log } from "~/platform/log.server";
import { GivenUp, runInThread } from "~/platform/thread.server";
import type { BegunTable, Outcome, ReadThrough, TableToBegin, TableToRead } from "./import-reading";

/** What reading one table may cost before it is given up: many times what the largest table needs on a machine at rest. */
export const readingLimits = { seconds: 15, megabytes: 512 };

let last: Promise<unknown> = Promise.resolve();

/** Reads a table for the first time, in a thread that is ended when it takes too long. */
export function beginTable(task: TableToBegin["begin"]): Promise<Outcome<BegunTable>> {
  return inTurn({ begin: task });
}

/** Reads a kept table through, in a thread that is ended when it takes too long. */
export function readThrough(task: TableToRead["read"]): Promise<Outcome<ReadThrough>> {
  return inTurn({ read: task });
}

/** One table at a time, so that however many are brought, whoever is not bringing one is answered as ever. */
function inTurn<Result>(task: TableToBegin | TableToRead): Promise<Outcome<Result>> {
  const done = last.then(() => readInThread<Result>(task));
  last = done.catch(() => {});
  return done;
}

async function readInThread<Result>(task: TableToBegin | TableToRead): Promise<Outcome<Result>> {
  try {
    return await runInThread<Outcome<Result>>("app/applying/import-worker.ts", task, () => {}, readingLimits);
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
    log().warn(readingLimits, "a table was given up");
    return { problem: { reason: "too-slow", max: readingLimits.seconds } };
  }
}
