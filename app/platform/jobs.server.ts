import { sql } from "drizzle-orm";
import { PgBoss, fromDrizzle, fromPglite } from "pg-boss";
import { databaseHandle, type DatabaseHandle, type Transaction } from "./database.server";
import { describeError, log } from "./log.server";
import { runtime } from "./runtime.server";

/** One kind of background work: what its queue is called, how it retries, and what does the work. */
export interface JobKind<Data extends object> {
  queue: string;
  retryLimit: number;
  /** Seconds before the first retry; doubles from there. */
  retryDelay: number;
  /** Cron expression in UTC for work that comes round by itself. */
  schedule?: string;
  /** Only one piece of work with the same `key` waits at a time; what is asked for meanwhile is the same piece. */
  isMerged?: boolean;
  run(data: Data): Promise<void>;
}

/**
 * Starts the job runner on the process's database and registers every kind of work. Several processes may do so
 * on one PostgreSQL: each job runs in one of them. With `work: false` jobs can be sent but none is run here.
 */
export async function startJobs(
  kinds: JobKind<never>[],
  options: { work?: boolean; pollSeconds?: number } = {},
): Promise<PgBoss> {
  const boss = createBoss(databaseHandle());
  boss.on("error", (error) => log().error({ error: describeError(error) }, "jobs"));
  await boss.start();
  for (const kind of kinds) {
    await boss.createQueue(kind.queue, {
      retryLimit: kind.retryLimit,
      retryDelay: kind.retryDelay,
      retryBackoff: true,
      expireInSeconds: 300,
      ...(kind.isMerged ? { policy: "short" } : {}),
    });
    if (kind.schedule) await boss.schedule(kind.queue, kind.schedule);
    if (options.work !== false)
      await boss.work<never>(
        kind.queue,
        { pollingIntervalSeconds: options.pollSeconds ?? 2, batchSize: 1 },
        async ([job]) => {
          if (job) await kind.run(job.data);
        },
      );
  }
  runtime().jobs = boss;
  return boss;
}

function createBoss(handle: DatabaseHandle): PgBoss {
  if (handle.driver.kind === "pglite")
    return new PgBoss({ db: fromPglite(handle.driver.client), backend: "pglite" });
  return new PgBoss({ connectionString: handle.url, max: 3, application_name: "elf-jobs" });
}

/** Puts work in the queue as part of a transaction: it exists if, and only if, the transaction commits. */
export async function enqueue<Data extends object>(
  tx: Transaction,
  queue: string,
  data: Data,
  options: { key?: string; afterSeconds?: number } = {},
): Promise<void> {
  const boss = runtime().jobs;
  if (!boss) return; // A one-off command: the sweep that every queue has picks the row up later.
  await boss.send(queue, data, {
    db: fromDrizzle(tx, sql),
    ...(options.key === undefined ? {} : { singletonKey: options.key }),
    ...(options.afterSeconds === undefined ? {} : { startAfter: options.afterSeconds }),
  });
}

/** Whether the job runner of this process is up. */
export function jobsAreRunning(): boolean {
  return runtime().jobs !== undefined;
}

/** Lets running jobs finish, then stops. */
export async function stopJobs(): Promise<void> {
  const boss = runtime().jobs;
  delete runtime().jobs;
  await boss?.stop({ graceful: true, timeout: 20_000 });
}
