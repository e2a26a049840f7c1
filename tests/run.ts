import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

/*
 * `npm test`: builds the app (once, from the setup of the tests that need it), runs every project of
 * vitest.config.ts, or those named as arguments, and ends with one line: "N passed, N failed".
 *
 * `npm test -- changed` runs what a change can break, of what needs no built app: the tests that import, by whatever
 * detour, a file that is not committed yet, or where all is committed, one of the last commit. `npm test -- changed main`
 * goes by all that differs from there.
 *
 * Projects run in two lanes side by side: a browser waits more than it works, and what it leaves of two cores is enough
 * for the others.
 */
const lanes = [
  ["browser", "processes", "tooling"],
  ["unit", "integration", "embedded"],
];

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  /** Files; one that could not even be loaded has no tests to count. */
  testResults: {
    name: string;
    status: string;
    /** Milliseconds since 1970. */
    startTime: number;
    endTime: number;
    assertionResults: unknown[];
  }[];
}

async function main(wished: string[]): Promise<void> {
  const startedAt = performance.now();
  const [first, since] = wished;
  if (first === "changed") {
    const lane = await runLane(["unit", "integration"], false, ["--changed", since ?? presentChange()]);
    tell([lane], startedAt);
    return;
  }
  const unknown = wished.filter((name) => !lanes.flat().includes(name));
  if (unknown.length > 0) throw new Error(`There are no tests named ${unknown.join(", ")}.`);
  const meant = lanes
    .map((names) =>
      names.filter((name) =>
        wished.length > 0
          ? wished.includes(name)
          : // Where all run on the embedded database, none need run there again.
            name !== "embedded" || process.env["ELF_TEST_DB"] !== "pglite",
      ),
    )
    .filter((names) => names.length > 0);
  const isBeside = meant.length > 1;
  // A core for each lane: what has to wait for one looks as if it had failed.
  const share = isBeside ? ["--maxWorkers=1"] : [];
  tell(await Promise.all(meant.map((names) => runLane(names, isBeside, share))), startedAt);
}

/** Where what is being worked on begins: at the last commit, or before it where nothing has changed since. */
function presentChange(): string {
  const status = execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" });
  return status.trim() ? "HEAD" : "HEAD~1";
}

/** Says which files were slow, and the one line that everything ends with. */
function tell(ran: Awaited<ReturnType<typeof runLane>>[], startedAt: number): void {
  const files = ran.flatMap((lane) => lane.files).sort((a, b) => b.seconds - a.seconds);
  process.stdout.write("\nThe slowest files:\n");
  for (const { name, seconds } of files.slice(0, 10))
    process.stdout.write(`${seconds.toFixed(1).padStart(7)} s  ${name}\n`);
  const sum = (key: "passed" | "failed") => ran.reduce((total, lane) => total + lane[key], 0);
  process.stdout.write(`All took ${((performance.now() - startedAt) / 1000).toFixed(0)} s.\n`);
  process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
  process.exitCode = sum("failed") > 0 ? 1 : 0;
}

/** Runs some projects, with `more` for vitest, and counts; beside another lane, without what a terminal would show of the progress. */
async function runLane(projects: string[], isBeside: boolean, more: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), "elf-report-"));
  const file = join(folder, "report.json");
  const code = await runVitest(
    [
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
      ...more,
    ],
    isBeside,
  );
  const report = await readFile(file, "utf8").then(
    (text) => JSON.parse(text) as Report,
    () => null,
  );
  await rm(folder, { recursive: true, force: true });
  const results = report?.testResults ?? [];
  const unloaded = results.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = (report?.numFailedTests ?? 0) + unloaded.length;
  // Whatever made vitest unhappy without failing a test (an unhandled rejection, a setup that broke) counts as one.
  const otherwise = code !== 0 && failed === 0 ? 1 : 0;
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failed + otherwise,
    files: results.map(({ name, startTime, endTime }) => ({
      name: relative(process.cwd(), name),
      seconds: (endTime - startTime) / 1000,
    })),
  };
}

/** Runs vitest under the Node that runs this. */
function runVitest(args: string[], isBeside: boolean): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], {
      stdio: ["inherit", isBeside ? "pipe" : "inherit", isBeside ? "pipe" : "inherit"],
      env: { ...process.env, NODE_ENV: "test", TZ: "UTC" },
    });
    child.stdout?.pipe(process.stdout, { end: false });
    child.stderr?.pipe(process.stderr, { end: false });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
    child.on("close", (code) => done(code ?? 1));
  });
}

await main(process.argv.slice(2));
