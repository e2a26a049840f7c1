import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";
import { eq } from "drizzle-orm";
import { people, vaultKeys } from "#db/schema";
import { demoPassword, demoPeople } from "#db/seed/accounts";
import { isDemonstration, isEmpty, seedDemonstration } from "#db/seed/demonstration";
import { shiftDemonstration } from "#db/seed/shift";
import { now } from "./platform/clock.server";
import {
  inTransaction,
  lockFolder,
  useDatabase,
  type Database,
  type DatabaseHandle,
} from "./platform/database.server";
import { env, setEnv, setEnvDefaults } from "./platform/env.server";
import { useCatalogue } from "./platform/locale/request.server";
import { openMigratedDatabase } from "./platform/migrate.server";
import { Progress } from "./platform/progress.server";
import { listUncalibrated, recalibrate } from "./selection/calibrations.server";
import { lookForTraces } from "./selection/traces.server";

import { emailHash, openKey } from "./platform/vault.server";
import { serve } from "./serve.server";
import { loadBuild, stopOnSignal } from "./start.server";
import { catalogue } from "./words";

const home = ".data/demo";

/**
 * Builds what has changed, fills an embedded database with the demonstration, and serves it: one command on a machine
 * that has nothing but Node and npm. What is there from last time is used again; `--fresh` starts over.
 */
export async function runDemo(args: string[]): Promise<void> {
  const unknown = args.find((argument) => argument !== "--fresh");
  if (unknown) throw new Error(`npm run demo knows --fresh, and not ${unknown}.`);
  const fresh = args.includes("--fresh");
  const startedAt = Date.now();
  setEnvDefaults({ DATABASE_URL: `pglite://${home}/db`, ELF_MASTER_KEY: demoKey, LOG_LEVEL: "warn" });
  setEnv({ NODE_ENV: "production", ELF_DEMO: "1" });
  await refuseWhenRunning();
  if (fresh) removeEmbedded(env().DATABASE_URL);

  const progress = new Progress();
  const abandon = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    abandon.abort();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  // The build is a process of its own and begins first: opening an embedded database keeps this one busy.
  const built = buildIfStale(progress, abandon.signal);
  const [handle] = await Promise.all([openFilled(progress), built]).catch((error: unknown) => {
    abandon.abort();
    throw error;
  });
  try {
    const running = await serve({ build: await loadBuild() });
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    stopOnSignal(running);
    stopWithParent();
    process.stdout.write(welcome(running.address, startedAt));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** npm hands a SIGTERM to the shell it started us by, which ends without passing it on. So we look whether it is there. */
function stopWithParent(): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}

/** Fills DATABASE_URL with the demonstration when there is nothing in it. */
export async function runSeed(): Promise<void> {
  const progress = new Progress();
  const handle = await progress.step("Opening the database", () => openMigratedDatabase(env().DATABASE_URL));
  useDatabase(handle);
  try {
    if (await isDemonstration(handle.db))
      process.stdout.write("The demonstration is there already; nothing was changed.\n");
    else if (await isEmpty(handle.db)) await fill(progress, handle.db);
    else throw new Error("This database is not empty; nothing was changed.");
  } finally {
    await handle.close();
  }
}

/** The key of the demonstration's vault: made once, readable by its owner alone. */
function demoKey(): string {
  const file = resolve(home, "master.key");
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  }
  return readFileSync(file, "utf8").trim();
}

function embeddedFolder(url: string): string | null {
  return url.startsWith("pglite://") && url !== "pglite://memory"
    ? resolve(url.slice("pglite://".length))
    : null;
}

/** Says at once what would otherwise be noticed after minutes of work, or after the build of a running demo is gone. */
async function refuseWhenRunning(): Promise<void> {
  const folder = embeddedFolder(env().DATABASE_URL);
  if (folder) lockFolder(folder)();
  const { PORT, HOST } = env();
  const refused = await new Promise<NodeJS.ErrnoException | null>((done) => {
    const probe = createServer()
      .once("error", done)
      .listen(PORT, HOST, () => probe.close(() => done(null)));
  });
  if (refused?.code === "EADDRINUSE")
    throw new Error(
      `Something else is using port ${PORT}. Choose another one: PORT=${PORT + 1} npm run demo`,
    );
  if (refused)
    throw new Error(
      `Port ${PORT} on ${HOST} cannot be used (${refused.code}). Choose another one: PORT=8000 npm run demo`,
    );
}

function removeEmbedded(url: string): void {
  const folder = embeddedFolder(url);
  if (!folder)
    throw new Error(
      "--fresh removes the embedded database only. Empty the one that DATABASE_URL names yourself, then start again.",
    );
  rmSync(folder, { recursive: true, force: true });
}

async function openFilled(progress: Progress): Promise<DatabaseHandle> {
  const { DATABASE_URL, DATABASE_POOL } = env();
  const label = embeddedFolder(DATABASE_URL) ? "Opening the embedded database" : "Opening the database";
  const handle = await progress.step(label, () =>
    openMigratedDatabase(DATABASE_URL, { poolSize: DATABASE_POOL }),
  );
  useDatabase(handle);
  try {
    if (await isEmpty(handle.db)) await fill(progress, handle.db);
    else await bringToToday(handle.db);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function fill(progress: Progress, db: Database): Promise<void> {
  // The story writes letters: to fellows, when their programme is published.
  useCatalogue(catalogue);
  await progress.step("Writing some 300 applications, and everyone around them", (tell) =>
    seedDemonstration(db, now(), tell),
  );
  await progress.step("Calibrating the panel's scores", async () => {
    for (const editionId of await listUncalibrated()) await recalibrate(editionId);
  });
  await progress.step("Looking for names in what the panel reads", async () => {
    await lookForTraces();
  });
}

async function bringToToday(db: Database): Promise<void> {
  if (!(await isDemonstration(db)))
    throw new Error(
      "DATABASE_URL names a database with other data in it, which the demonstration leaves alone.",
    );
  await checkKey(db);
  const weeks = await inTransaction((tx) => shiftDemonstration(tx, now()));
  if (weeks > 0)
    process.stdout.write(
      `Moved every date on by ${weeks} ${weeks === 1 ? "week" : "weeks"}, so that it is alive today.\n`,
    );
}

/** A key that is not the one the data was sealed with would show as an error on every page. */
async function checkKey(db: Database): Promise<void> {
  const [row] = await db
    .select({ id: people.id, wrapped: vaultKeys.wrapped, hash: people.emailHash })
    .from(vaultKeys)
    .innerJoin(people, eq(people.id, vaultKeys.personId))
    .where(eq(people.emailHash, emailHash(demoPeople.coordinator.email)));
  try {
    if (!row) throw new Error("Nobody is found by this key.");
    openKey(row.id, row.wrapped);
  } catch {
    throw new Error(
      `The master key (${home}/master.key or ELF_MASTER_KEY) is not the one this database was filled with. Start over with: npm run demo -- --fresh`,
    );
  }
}

const fingerprintFile = "build/server/.fingerprint";

/** Builds the app unless the present build was made from the files as they are. */
async function buildIfStale(progress: Progress, signal: AbortSignal): Promise<void> {
  const fingerprint = fingerprintSources();
  const built =
    existsSync(fingerprintFile) && existsSync("build/server/index.js")
      ? readFileSync(fingerprintFile, "utf8")
      : null;
  if (built === fingerprint) return;
  await progress.step("Building the app", () => build(signal));
  // Inside the build, so that whatever builds anew takes it away.
  writeFileSync(fingerprintFile, fingerprint);
}

/** Stands for the content of everything that a build is made from. */
function fingerprintSources(): string {
  const folders = ["app", "public", "db/schema"];
  const files = ["vite.config.ts", "package-lock.json"];
  for (const folder of folders) {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    files.push(
      ...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
    );
  }
  const hash = createHash("sha256");
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function build(signal: AbortSignal): Promise<void> {
  const packageFile = createRequire(import.meta.url).resolve("@remix-run/dev/package.json");
  const { bin } = JSON.parse(readFileSync(packageFile, "utf8")) as { bin: { remix: string } };
  const child = spawn(
    process.execPath,
    [join(dirname(packageFile), bin.remix), "vite:build", "--logLevel", "warn"],
    {
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    },
  );
  const said: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => {
      if (code === 0) done();
      else
        fail(new Error(`The app could not be built:\n${Buffer.concat(said).toString("utf8").slice(-4000)}`));
    });
  });
}

function welcome(address: string, startedAt: number): string {
  const people = Object.values(demoPeople).map(
    ({ email, name, can }) => `  ${email.padEnd(26)} ${name} ${can}`,
  );
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return [
    "",
    `The demonstration is ready after ${seconds} s:  ${address}`,
    "",
    ...people,
    "",
    `  Everybody's password is ${demoPassword}`,
    "",
    "Stop it with Ctrl+C; what you did is kept. Start over with: npm run demo -- --fresh",
    "",
  ].join("\n");
}
