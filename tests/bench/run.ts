import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import postgres from "postgres";
import { sql } from "drizzle-orm";
import { useDatabase } from "~/platform/database.server";
import { openMigratedDatabase } from "~/platform/migrate.server";
import { setEnv } from "~/platform/env.server";
import { useCatalogue } from "~/platform/locale/request.server";
import { catalogue } from "~/words";
import {
  computedLine,
  measureAssignment,
  measureCalibration,
  measureLetters,
  type Computed,
} from "./computing";
import { entranceWords, rushEntrance, type Entrance } from "./entrance";
import { measure, type Caller } from "./load";
import { appEnvironment, freePort, startApp, startBare, startRecorder, type Recorder } from "./processes";
import type { BareRoute, Recording } from "./recording";
import { head, line, timesBare, type Cell } from "./report";
import { rush, rushWords, type Rush } from "./rush";
import { scenarios, type Scenario } from "./scenarios";
import { mostCallers, seedEdition, seedWorld, type SizedEdition, type World } from "./seed";

/*
 * `npm run bench`: fills a database of its own with 2,000 applications of three readings each, and measures what people
 * do most, beside a bare server that does the same work in the database; then a minute like the last before a deadline
 * (rush.ts), and the entrance while many log in (entrance.ts). `npm run bench -- home list rush` measures these alone. BENCH_RUSH_SECONDS, BENCH_DATABASE_URL (made anew!), BENCH_SECONDS for each cell, BENCH_SIZES, BENCH_PROFILE=1 for a profile of
 * the app in bench-results/.
 */

const databaseUrl = process.env["BENCH_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1/elf_bench";
const seconds = Number(process.env["BENCH_SECONDS"] ?? 3);
const connections = (process.env["BENCH_CONNECTIONS"] ?? "1,10,50").split(",").map(Number);
const rushSeconds = Number(process.env["BENCH_RUSH_SECONDS"] ?? 60);
const say = (text: string) => void process.stdout.write(`${text}\n`);

async function main(wanted: string[]): Promise<void> {
  const wantsSizes = wanted.length === 0 || wanted.some((name) => /^(list|ranking)-/.test(name));
  const sizes = (process.env["BENCH_SIZES"] ?? (wantsSizes ? "2000,200,20000" : "2000"))
    .split(",")
    .map(Number);
  const masterKey = randomBytes(32).toString("hex");
  setEnv({ NODE_ENV: "production", ELF_MASTER_KEY: masterKey, DATABASE_URL: databaseUrl });
  await makeAnew(databaseUrl);
  const { world, editions, computed } = await fill(sizes, wanted);
  if (wanted.length > 0 && wanted.every((name) => computedNames.includes(name))) return;
  say("Building the app…");
  execFileSync(
    process.execPath,
    ["node_modules/@remix-run/dev/dist/cli.js", "vite:build", "--logLevel", "warn"],
    { env: { ...process.env, NODE_ENV: "production" }, stdio: "inherit" },
  );

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const chosen = scenarios(origin, world, editions).filter(
    ({ name }) => wanted.length === 0 || wanted.includes(name),
  );
  const wantsRush = wanted.length === 0 || wanted.includes("rush");
  const wantsEntrance = wanted.length === 0 || wanted.includes("entrance");
  if (chosen.length === 0 && !wantsRush && !wantsEntrance) throw new Error("No scenario of that name.");
  const env = appEnvironment(databaseUrl, masterKey, port);
  say("Listening to what the app does…");
  const recorder = await startRecorder(env);
  const routes: Record<string, BareRoute> = {};
  try {
    for (const scenario of chosen) routes[scenario.name] = await record(recorder, scenario);
  } finally {
    await recorder.stop();
  }
  const file = join(tmpdir(), `elf-bench-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(routes), { mode: 0o600 });

  mkdirSync("bench-results", { recursive: true });
  const profile = process.env["BENCH_PROFILE"]
    ? ["--cpu-prof", `--cpu-prof-dir=${resolve("bench-results")}`]
    : [];
  const app = await startApp(env, profile);
  const bare = await startBare(await freePort(), databaseUrl, file);
  const cells: Cell[] = [];
  let rushed: Rush | undefined;
  let entered: Entrance | undefined;
  try {
    if (chosen.length > 0) say(`\n${head()}`);
    for (const scenario of chosen)
      for (const count of connections) {
        const cell = await compare(scenario, count, app, bare);
        cells.push(cell);
        say(line(cell));
      }
    if (wantsEntrance) {
      entered = await rushEntrance(databaseUrl, app.origin, 20);
      say(`\n${entranceWords(entered)}`);
    }
    if (wantsRush) rushed = await rush(databaseUrl, app.origin, rushSeconds, say);
  } finally {
    await Promise.all([app.stop(), bare.stop()]);
    rmSync(file, { force: true });
  }
  const result = `bench-results/${new Date().toISOString().replaceAll(/[:.]/g, "-")}.json`;
  const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model };
  writeFileSync(
    result,
    JSON.stringify(
      {
        at: new Date(),
        machine,
        seconds,
        sizes,
        computed,
        cells: cells.map((cell) => ({ ...cell, timesBare: timesBare(cell) })),
        rush: rushed,
        entrance: entered,
      },
      null,
      2,
    ),
  );
  say(
    `\nWritten to ${result}. "times" is how many requests the bare server answers while the app answers one.`,
  );
  const failed = cells.reduce((sum, { app: one, bare: other }) => sum + one.failed + other.failed, 0);
  if (rushed) say(`\n${rushWords(rushed)}`);
  if (rushed && !rushed.isSound) process.exitCode = 1;
  if (entered && (entered.failed.length > 0 || entered.pages.p95 > 1000)) process.exitCode = 1;
  if (failed > 0) {
    say(`${failed} answers were not 2xx.`);
    process.exitCode = 1;
  }
}

async function makeAnew(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  if (!/^[a-z0-9_]*bench[a-z0-9_]*$/.test(name))
    throw new Error(`BENCH_DATABASE_URL is emptied first, so its name must say bench; it is ${name}.`);
  const server = new URL(url);
  server.pathname = "/postgres";
  const client = postgres(server.href, { max: 1, onnotice: () => {} });
  await client.unsafe(`drop database if exists ${name} with (force)`);
  await client.unsafe(`create database ${name}`);
  await client.end();
}

/** What is worked out beside the requests; measured while the database is filled. */
const computedNames = ["calibration", "assignment", "letters"];

async function fill(
  sizes: number[],
  wanted: string[],
): Promise<{ world: World; editions: SizedEdition[]; computed: Computed[] }> {
  const handle = await openMigratedDatabase(databaseUrl);
  useDatabase(handle);
  useCatalogue(catalogue);
  try {
    const now = new Date();
    const { world, cast } = await seedWorld(handle.db, now);
    let scorers: World["scorers"] = [];
    let criteria: string[] = [];
    const editions: SizedEdition[] = [];
    for (const size of sizes) {
      const startedAt = Date.now();
      const edition = await seedEdition(handle.db, now, cast, size, (done) => {
        if (process.stdout.isTTY) process.stdout.write(`\rWriting ${size} applications… ${done}`);
      });
      say(
        `${process.stdout.isTTY ? "\r" : ""}Writing ${size} applications with three readings each… done in ${Math.round((Date.now() - startedAt) / 1000)} s`,
      );
      if (edition.scorers.length > 0) ({ scorers, criteria } = edition);
      editions.push(edition);
    }
    await handle.db.execute(sql`vacuum analyze`);
    // Pages show stored scores, so these have to be there in any case.
    const computed = [await measureCalibration()];
    if (wanted.length === 0 || wanted.includes("assignment")) computed.push(await measureAssignment());
    if (wanted.length === 0 || wanted.includes("letters")) computed.push(await measureLetters());
    for (const one of computed) say(computedLine(one));
    return { world: { ...world, scorers, criteria }, editions, computed };
  } finally {
    await handle.close();
  }
}

/** Lets each caller ask three times, checks the answers, and keeps what the app did for the last. */
async function record(recorder: Recorder, scenario: Scenario): Promise<BareRoute> {
  const recordings: Recording[] = [];
  let cached: BareRoute["cached"];
  for (let person = 0; person < (scenario.kind === "json" ? scenario.people : 1); person++) {
    const caller = scenario.caller(person);
    for (let time = 0; time < 3; time++) {
      await recorder.take();
      const { status, headers, body } = await ask(recorder.origin, caller);
      // The first save is told the present revision, which it could not know.
      if (status !== 200 && !(status === 409 && time === 0))
        throw new Error(`${scenario.title} answered ${status}: ${body.slice(0, 300)}`);
      if (time > 0 && !scenario.expects.test(body))
        throw new Error(`${scenario.title} answered something else: ${body.slice(0, 300)}`);
      if (scenario.cached && time === 2) {
        const sent = await raw(recorder.origin, caller);
        cached = { body: sent.toString("base64"), encoding: headers.get("content-encoding") ?? "identity" };
      }
    }
    recordings.push(await recorder.take());
  }
  return { kind: scenario.kind, recordings, ...(cached ? { cached } : {}) };
}

async function ask(
  origin: string,
  caller: Caller,
): Promise<{ status: number; headers: Headers; body: string }> {
  const response = await fetch(origin + caller.path, {
    method: caller.method,
    headers: caller.headers,
    redirect: "manual",
    ...(caller.body ? { body: caller.body() } : {}),
  });
  const body = await response.text();
  caller.heard?.(response.status, body);
  return { status: response.status, headers: response.headers, body };
}

/** The bytes of an answer as they are sent, which fetch would unpack. */
async function raw(origin: string, caller: Caller): Promise<Buffer> {
  const { get } = await import("node:http");
  return new Promise((done, fail) => {
    get(origin + caller.path, { headers: caller.headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => done(Buffer.concat(chunks)));
    }).on("error", fail);
  });
}

async function compare(
  scenario: Scenario,
  count: number,
  app: { origin: string; pid: number },
  bare: { origin: string; pid: number },
): Promise<Cell> {
  const people = Array.from({ length: Math.min(count, mostCallers) }, (_, index) => index);
  const callers = people.map((person) => scenario.caller(person));
  for (const caller of callers) {
    // Learns the present revision, and sees that what is measured is what is meant.
    await ask(app.origin, caller);
    const { status, body } = await ask(app.origin, caller);
    if (status !== 200 || !scenario.expects.test(body))
      throw new Error(`${scenario.title} answered ${status}: ${body.slice(0, 300)}`);
  }
  const bareCallers = people.map((person): Caller => {
    const { method, headers, body } = scenario.caller(person);
    return { method, headers, path: `/${scenario.name}/${person}`, ...(body ? { body } : {}) };
  });
  // A first taste for both, so that neither is measured cold.
  await measure(app.origin, app.pid, callers, Math.min(1, seconds / 3));
  const ours = await measure(app.origin, app.pid, callers, seconds);
  await measure(bare.origin, bare.pid, bareCallers, Math.min(1, seconds / 3));
  return {
    scenario: scenario.name,
    title: scenario.title,
    app: ours,
    bare: await measure(bare.origin, bare.pid, bareCallers, seconds),
  };
}

await main(process.argv.slice(2));
