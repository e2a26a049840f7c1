import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * `npm test`: builds the app (once, from the setup of the tests that need it), runs every project of
 * vitest.config.ts, or those named as arguments, and ends with one line: "N passed, N failed".
 */

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  /** Files; one that could not even be loaded has no tests to count. */
  testResults: { status: string; assertionResults: unknown[] }[];
}

async function main(projects: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "elf-report-"));
  const file = join(folder, "report.json");
  const code = await runVitest([
    "run",
    ...projects.flatMap((name) => ["--project", name]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  const report = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as Report,
    () => null,
  );
  await rm(folder, { recursive: true, force: true });
  const unloaded = report?.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = report ? report.numFailedTests + (unloaded?.length ?? 0) : 0;
  // Whatever made vitest unhappy without failing a test (an unhandled rejection, a setup that broke) counts as one.
  const otherwise = code !== 0 && failed === 0 ? 1 : 0;
  process.stdout.write(`${report?.numPassedTests ?? 0} passed, ${failed + otherwise} failed\n`);
  process.exitCode = failed + otherwise > 0 ? 1 : 0;
}

/** Runs vitest under the Node that runs this. */
function runVitest(args: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "test", TZ: "UTC" },
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.on("exit", (code) => done(code ?? 1));
  });
}

await main(process.argv.slice(2));
