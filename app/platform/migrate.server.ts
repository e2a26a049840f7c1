import { setTimeout as wait } from "node:timers/promises";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import {
  migrationsFingerprint,
  migrationsFolder,
  openDatabase,
  type DatabaseHandle,
} from "./database.server";

/** Any two processes that migrate the same database meet at this advisory lock. */
const migrationLock = 0x454c46; // "ELF"

/**
 * Applies the migrations that are missing. On PostgreSQL under an advisory lock, so that of several processes
 * starting at once one migrates and the others wait (a minute at most), and with a lock timeout, so that a busy
 * table makes the migration fail cleanly rather than the app hang behind it.
 */
export async function migrateDatabase(handle: DatabaseHandle): Promise<void> {
  if (handle.driver.kind === "pglite") {
    const [{ migrate }, { drizzle }] = await Promise.all([
      import("drizzle-orm/pglite/migrator"),
      import("drizzle-orm/pglite"),
    ]);
    await migrate(drizzle(handle.driver.client), { migrationsFolder });
    return;
  }
  const { default: postgres } = await import("postgres");
  const client = postgres(handle.url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: "elf-migrate", lock_timeout: 5_000 },
  });
  try {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const [row] = await client<
        { taken: boolean }[]
      >`select pg_try_advisory_lock(${migrationLock}) as taken`;
      if (row?.taken) break;
      if (Date.now() > deadline)
        throw new Error("Another process has been migrating this database for a minute.");
      await wait(200);
    }
    await migratePostgres(drizzlePostgres(client), { migrationsFolder });
  } finally {
    // Ending the connection releases the lock.
    await client.end({ timeout: 5 });
  }
}

/**
 * A dump of a migrated, empty embedded database, made once for each set of migrations: opening a copy takes a
 * quarter of the time that building one from nothing does.
 */
export async function embeddedTemplate(cacheFolder = "node_modules/.cache/elf"): Promise<Blob> {
  const file = resolve(cacheFolder, `template-${migrationsFingerprint()}.tar`);
  if (!existsSync(file)) {
    const handle = await openDatabase("pglite://memory");
    try {
      await migrateDatabase(handle);
      if (handle.driver.kind !== "pglite") throw new Error("A template comes from an embedded database.");
      const dump = await handle.driver.client.dumpDataDir("none");
      await mkdir(resolve(cacheFolder), { recursive: true });
      const partial = join(resolve(cacheFolder), `.${process.pid}.partial`);
      await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
      await rename(partial, file);
    } finally {
      await handle.close();
    }
  }
  return new Blob([new Uint8Array(await readFile(file))]);
}

/** Opens and migrates in one go, through a template where the database is a new embedded one. */
export async function openMigratedDatabase(
  url: string,
  options: { poolSize?: number; fresh?: boolean } = {},
): Promise<DatabaseHandle> {
  const folder =
    url.startsWith("pglite://") && url !== "pglite://memory"
      ? resolve(url.slice("pglite://".length))
      : undefined;
  if (folder && options.fresh) await rm(folder, { recursive: true, force: true });
  const wantsTemplate = url.startsWith("pglite://") && !(folder && existsSync(join(folder, "PG_VERSION")));
  const handle = await openDatabase(url, {
    ...(options.poolSize ? { poolSize: options.poolSize } : {}),
    ...(wantsTemplate ? { template: await embeddedTemplate() } : {}),
  });
  try {
    await migrateDatabase(handle);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
