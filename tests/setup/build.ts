import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a build is made from. */
const sources = ["app", "db/schema", "public", "vite.config.ts", "package.json", "package-lock.json"];

/** Builds the app for the tests that need real processes, unless build/ is newer than everything it is made from. */
export async function setup(): Promise<void> {
  const release = await takeTurn(resolve("node_modules/.cache/elf/build.lock"));
  try {
    const built = "build/server/index.js";
    if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources.map(newest))) return;
    await run(
      process.execPath,
      ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"],
      {
        env: { ...process.env, NODE_ENV: "production" },
        maxBuffer: 16 * 1024 * 1024,
      },
    );
  } finally {
    release();
  }
}

/** When a file, or the youngest file below a folder, was last written. Tests are no part of a build. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => !/\.test\.tsx?$/.test(name))
      .map((name) => newest(join(path, name))),
  );
}

/** Two runs must not build into one folder at once: the second waits for the first. */
async function takeTurn(lock: string): Promise<() => void> {
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => rmSync(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      // A build takes seconds; a lock this old was left by a run that was killed.
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 180_000) rmSync(lock, { force: true });
      await wait(250);
    }
  }
}
