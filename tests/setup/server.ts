import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { openDatabase, useDatabase } from "~/platform/database.server";
import { useCatalogue } from "~/platform/locale/request.server";
import { embeddedTemplate } from "~/platform/migrate.server";
import { catalogue } from "~/words";
import { createOwnDatabase, testsUsePostgres } from "./databases";
import { testMasterKey, useTestEnvironment } from "./environment";
import { startMailServer, type MailServer, type ReceivedMail } from "./smtp";

export interface AppOptions {
  /** Address of a database to serve from, which stays as it is; otherwise a migrated one of the server's own. */
  database?: string;
  /** Runs with the database open in this process, before the server starts: the place for factories. */
  seed?: () => Promise<unknown>;
  /** A mail server to share; otherwise one of its own. `null`: the app knows of none. */
  smtp?: MailServer | null;
  env?: Record<string, string>;
}

export interface RunningApp {
  origin: string;
  database: string;
  pid: number;
  /** Every letter the app has sent. */
  mails: ReceivedMail[];
  smtp: MailServer | null;
  /** What the process has written so far, line by line: its log. */
  output: string[];
  /** Ends it by a signal (SIGTERM) and gives its exit code; null when a signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the built app as a process of its own on a free port, as `npm start` would, and waits until it is ready.
 * Several may be started on one PostgreSQL. Stop each of them.
 */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const database = options.database ? { url: options.database, drop: async () => {} } : await ownDatabase();
  const ownSmtp = options.smtp === undefined ? await startMailServer() : undefined;
  const smtp = options.smtp === undefined ? (ownSmtp ?? null) : options.smtp;
  const clean = async () => {
    await ownSmtp?.close();
    await database.drop();
  };
  try {
    if (options.seed) await inDatabase(database.url, options.seed);
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const output: string[] = [];
    const child = spawn(process.execPath, ["--import", "tsx", "app/cli.ts", "serve"], {
      env: {
        PATH: process.env["PATH"],
        NODE_ENV: "production",
        TZ: "UTC",
        HOST: "127.0.0.1",
        PORT: String(port),
        DATABASE_URL: database.url,
        ELF_MASTER_KEY: testMasterKey,
        ...(smtp ? { SMTP_URL: smtp.url } : {}),
        ...options.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    collect(child, output);
    const ended = new Promise<number | null>((done) => child.on("exit", (code) => done(code)));
    const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const late = wait(40_000, "late" as const, { ref: false });
      const code = await Promise.race([ended, late]);
      if (code === "late") child.kill("SIGKILL");
      await clean();
      if (code === "late") throw new Error("The server did not stop within 40 s.");
      return code;
    };
    await untilReady(origin, child, output).catch(async (error: unknown) => {
      child.kill("SIGKILL");
      throw error;
    });
    return {
      origin,
      database: database.url,
      pid: child.pid ?? 0,
      mails: smtp?.mails ?? [],
      smtp,
      output,
      stop,
    };
  } catch (error) {
    await clean();
    throw error;
  }
}

async function ownDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (testsUsePostgres()) return createOwnDatabase();
  const folder = await mkdtemp(join(tmpdir(), "elf-test-"));
  return { url: `pglite://${join(folder, "db")}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs `work` with a database open as this process's own. */
export async function inDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  useTestEnvironment();
  useCatalogue(catalogue);
  const handle = await openDatabase(
    url,
    url.startsWith("pglite:") ? { template: await embeddedTemplate() } : { poolSize: 4 },
  );
  useDatabase(handle);
  try {
    return await work();
  } finally {
    await handle.close();
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

function collect(child: ChildProcess, output: string[]): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      output.push(...lines);
    });
    stream?.on("end", () => {
      if (rest) output.push(rest);
    });
  }
}

async function untilReady(origin: string, child: ChildProcess, output: string[]): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`The server ended before it was ready:\n${output.slice(-20).join("\n")}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > deadline)
      throw new Error(`The server was not ready within a minute:\n${output.slice(-20).join("\n")}`);
    await wait(100);
  }
}
