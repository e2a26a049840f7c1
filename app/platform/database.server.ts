import { createHash } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import * as schema from "#db/schema";
import type { Database, DatabaseHandle, Queryable, Transaction } from "./database-handle.server";
import { runtime } from "./runtime.server";

export type { Database, DatabaseHandle, Queryable, Transaction } from "./database-handle.server";

export const migrationsFolder = resolve("db/migrations");

/**
 * Opens `postgres://…`, `pglite://folder` or `pglite://memory`.
 *
 * An embedded folder belongs to one process at a time: a lock file beside it holds the owner's process id and a
 * second opener gets an Error that names it (two writers lose rows silently). A lock left by a dead process is
 * taken over. With `template`, a new embedded database starts as a copy of a migrated one.
 */
export async function openDatabase(
  url: string,
  options: { poolSize?: number; template?: Blob } = {},
): Promise<DatabaseHandle> {
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options.poolSize ?? 10);
  if (url.startsWith("pglite://")) return openEmbedded(url, options.template);
  throw new Error(`DATABASE_URL must begin with postgres:// or pglite://, not ${url.split(":")[0]}:`);
}

/** Seconds after which a lost connection is tried anew. The driver's own answer grows to twenty, for everybody who waits. */
const untilNext = (tries: number) => Math.min(0.5, 0.05 * 2 ** tries) * (0.75 + Math.random() / 4);

async function openPostgres(url: string, poolSize: number): Promise<DatabaseHandle> {
  const { default: postgres } = await import("postgres");
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    idle_timeout: 60,
    backoff: untilNext,
    onnotice: () => {},
    connection: {
      application_name: "elf",
      statement_timeout: 15_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  // Opened when it is first used, and closed again when it has not been for a while.
  const watcher = postgres(url, {
    max: 1,
    connect_timeout: 2,
    idle_timeout: 30,
    backoff: untilNext,
    onnotice: () => {},
    connection: { application_name: "elf-watch" },
  });
  return {
    url,
    db: drizzlePostgres(preparing(client), { schema }),
    driver: { kind: "postgres", client },
    ping: async () => {
      await watcher`select 1`;
    },
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), watcher.end({ timeout: 1 })]);
    },
  };
}

/** Longest statement that is kept prepared: a bulk insert of hundreds of rows is not asked for again. */
const longestPrepared = 8_000;

/**
 * The same client, whose statements stay prepared. Drizzle hands its SQL over as raw text, which postgres.js would
 * have parsed and described anew each time: two ways to the server and back instead of one.
 */
function preparing(client: postgres.Sql): postgres.Sql {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name === "unsafe")
        return (text: string, parameters?: never[], options?: object) =>
          target.unsafe(text, parameters, { ...options, prepare: text.length <= longestPrepared });
      if (name === "begin" || name === "savepoint")
        return (...given: unknown[]): unknown =>
          Reflect.apply(
            value as (...args: unknown[]) => unknown,
            target,
            given.map((one) =>
              typeof one === "function"
                ? (own: postgres.Sql) => (one as (sql: postgres.Sql) => unknown)(preparing(own))
                : one,
            ),
          );
      return value;
    },
  });
}

async function openEmbedded(url: string, template: Blob | undefined): Promise<DatabaseHandle> {
  const [{ PGlite: Embedded }, { drizzle }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("drizzle-orm/pglite"),
  ]);
  const target = url.slice("pglite://".length);
  const inMemory = target === "memory";
  const folder = inMemory ? undefined : resolve(target);
  const unlock = folder ? lockFolder(folder) : () => {};
  try {
    const isNew = !folder || !existsSync(join(folder, "PG_VERSION"));
    const client = await Embedded.create({
      ...(folder ? { dataDir: folder } : {}),
      ...(isNew && template ? { loadDataDir: template } : {}),
    });
    return {
      url,
      // Same builder, same tables: only the shape of raw results differs, and rowsOf() hides that.
      db: drizzle(client, { schema }) as unknown as Database,
      driver: { kind: "pglite", client },
      // It lives in this process and has one connection: where this runs, it is alive.
      ping: () => Promise.resolve(),
      close: async () => {
        await client.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Takes `<folder>.lock` for this process, or throws a sentence that names the owner. Returns the unlocking. */
export function lockFolder(folder: string): () => void {
  mkdirSync(dirname(folder), { recursive: true });
  const lockFile = `${folder}.lock`;
  const held = (runtime().heldLocks ??= new Set());
  // Written whole before it gets its name, so that nobody reads a lock without an owner.
  const draft = `${lockFile}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (succeeds("EEXIST", () => linkSync(draft, lockFile))) {
        held.add(lockFile);
        return () => {
          held.delete(lockFile);
          rmSync(lockFile, { force: true });
        };
      }
      const owner = ownerOf(lockFile);
      // A lock with this process's number that it does not hold was left by an earlier one (in a container all are 1).
      if (owner === process.pid ? held.has(lockFile) : isAlive(owner))
        throw new Error(
          `The embedded database ${folder} is open in process ${owner}. Stop that process first; ` +
            `two programs on one embedded database would lose data.`,
        );
      // Moved away before it is removed: should another process have taken over meanwhile, it gets its lock back.
      const dead = `${lockFile}.dead-${process.pid}`;
      if (!succeeds("ENOENT", () => renameSync(lockFile, dead))) continue;
      if (ownerOf(dead) !== owner) succeeds("EEXIST", () => linkSync(dead, lockFile));
      rmSync(dead, { force: true });
    }
    throw new Error(`Could not take the lock ${lockFile}.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether a step on a file succeeds; false for the one error that says somebody else was faster. */
function succeeds(otherwise: "EEXIST" | "ENOENT", step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === otherwise) return false;
    throw error;
  }
}

/** The process id in a lock file; 0 when there is none. */
function ownerOf(lockFile: string): number {
  let content = "";
  succeeds("ENOENT", () => void (content = readFileSync(lockFile, "utf8")));
  return Number(content) || 0;
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Makes this handle the process's database. */
export function useDatabase(handle: DatabaseHandle): void {
  runtime().database = handle;
}

/** The process's database handle. Throws when none was opened. */
export function databaseHandle(): DatabaseHandle {
  const handle = runtime().database;
  if (!handle) throw new Error("No database is open in this process.");
  return handle;
}

/** The process's database. Inside a transaction use the handle that the transaction gives, never this. */
export function database(): Database {
  return databaseHandle().db;
}

/** Runs `work` in one transaction; whatever it throws rolls everything back. */
export function inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return database().transaction(work);
}

/** The rows of a raw query on either driver. The caller names the row's shape, as no type can know it. */
export async function rowsOf<Row>(db: Queryable, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query);
  return Array.isArray(result) ? [...(result as Row[])] : (result as { rows: Row[] }).rows;
}

/**
 * Words in the order of every list, the same on both databases and the same as `compareWords`: Unicode's own. Without it
 * a server's locale decides, and the embedded database sorts by code: Zebra, apple, Жанна, Ёлка.
 */
export function inWordOrder(words: SQLWrapper): SQL {
  return sql`${words} collate "und-x-icu"`;
}

/** A short name for the present set of migrations, so that a template is made anew when one is added. */
export function migrationsFingerprint(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(migrationsFolder)
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash.update(file).update(readFileSync(join(migrationsFolder, file)));
  return hash.digest("hex").slice(0, 16);
}

/** Whether the database answers, and whether every migration of this build has been applied. */
export async function checkDatabase(db: Database): Promise<{ migrated: boolean }> {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, "meta/_journal.json"), "utf8")) as {
    entries: unknown[];
  };
  const [row] = await rowsOf<{ count: number }>(
    db,
    sql`select count(*)::int as count from drizzle.__drizzle_migrations`,
  );
  return { migrated: (row?.count ?? 0) >= journal.entries.length };
}
