import { and, eq, gt, sql } from "drizzle-orm";
import { rateLimits } from "#db/schema";
import { now } from "./clock.server";
import { database, rowsOf } from "./database.server";
import { dailyHash, lastingHash } from "./vault.server";

export interface Limit {
  name: string;
  /** How many are allowed within the window. */
  points: number;
  windowSeconds: number;
}

/**
 * Counts one use against a fixed-window limit and says whether it is still within it. One statement, so exact
 * whatever number of processes share the database. `subject` (an address, an account) is stored only as a keyed
 * hash whose key changes every day.
 */
export async function withinLimit(limit: Limit, subject: string): Promise<boolean> {
  return (await countUse(limit, subject)) === null;
}

/** As {@link withinLimit}; says until when the limit holds, or null while it does not. */
export async function countUse(limit: Limit, subject: string): Promise<Date | null> {
  const at = now();
  const key = keyOf(limit, subject, at);
  const resetsAt = new Date(at.getTime() + limit.windowSeconds * 1000);
  const [row] = await database()
    .insert(rateLimits)
    .values({ key, count: 1, resetsAt })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${rateLimits.resetsAt} <= ${at.toISOString()}::timestamptz then 1 else ${rateLimits.count} + 1 end`,
        resetsAt: sql`case when ${rateLimits.resetsAt} <= ${at.toISOString()}::timestamptz then excluded.resets_at else ${rateLimits.resetsAt} end`,
      },
    })
    .returning({ count: rateLimits.count, resetsAt: rateLimits.resetsAt });
  return row && row.count > limit.points ? row.resetsAt : null;
}

function keyOf(limit: Limit, subject: string, at: Date): string {
  return `${limit.name}:${dailyHash(`${limit.name}:${subject}`, at.toISOString().slice(0, 10))}`;
}

/**
 * Remembers for some days that something has been so, and forgets what a limit counted on the way to it. `subject` is
 * stored only as a keyed hash.
 */
export async function remember(what: string, subject: string, days: number, settled: Limit): Promise<void> {
  const at = now();
  const resetsAt = new Date(at.getTime() + days * 86_400_000);
  await database()
    .insert(rateLimits)
    .values([
      { key: lastingKey(what, subject), count: 1, resetsAt },
      { key: keyOf(settled, subject, at), count: 0, resetsAt: at },
    ])
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { count: sql`excluded.count`, resetsAt: sql`excluded.resets_at` },
    });
}

/** Whether something is remembered, see {@link remember}. */
export async function isRemembered(what: string, subject: string): Promise<boolean> {
  const [row] = await database()
    .select({ key: rateLimits.key })
    .from(rateLimits)
    .where(and(eq(rateLimits.key, lastingKey(what, subject)), gt(rateLimits.resetsAt, now())));
  return row !== undefined;
}

function lastingKey(what: string, subject: string): string {
  return `${what}:${lastingHash(`${what}:${subject}`)}`;
}

/** Removes counters whose window is over. Returns how many. */
export async function sweepLimits(): Promise<number> {
  const rows = await rowsOf<{ key: string }>(
    database(),
    sql`delete from ${rateLimits} where ${rateLimits.resetsAt} < ${now().toISOString()}::timestamptz returning key`,
  );
  return rows.length;
}
