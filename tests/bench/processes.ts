import { fork, spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import type { Recording } from "./recording";

/** A server under measurement, in a process of its own. */
export interface Served {
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

/** Environment in which the app is measured, as it would be served. */
export function appEnvironment(databaseUrl: string, masterKey: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    LOG_LEVEL: "warn",
    DATABASE_URL: databaseUrl,
    ELF_MASTER_KEY: masterKey,
    PORT: String(port),
    HOST: "127.0.0.1",
    // Callers say where they come from: the limits of one network are not what is measured.
    TRUST_PROXY: "1",
  };
}

/** Starts the built app in one process, as `npm start` does. `nodeOptions` are for its profile. */
export async function startApp(env: NodeJS.ProcessEnv, nodeOptions: string[] = []): Promise<Served> {
  const child = spawn(process.execPath, [...nodeOptions, "--import", "tsx", "app/cli.ts", "serve"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await said(child, /^Serving /m);
  return served(child, Number(env["PORT"]));
}

export async function startBare(port: number, databaseUrl: string, file: string): Promise<Served> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/bench/bare.ts", String(port), databaseUrl, file],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await said(child, /^ready/m);
  return served(child, port);
}

/** The app with an ear on it. */
export interface Recorder {
  origin: string;
  /** What the app did since the last time this was asked. */
  take(): Promise<Recording>;
  stop(): Promise<void>;
}

export async function startRecorder(env: NodeJS.ProcessEnv): Promise<Recorder> {
  const child = fork("tests/bench/recorder.ts", {
    env,
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let hear: (message: unknown) => void = () => {};
  let giveUp: (reason: Error) => void = () => {};
  child.on("message", (message) => hear(message));
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  void ended.then(() => giveUp(new Error("The recorder ended before it answered.")));
  const answer = () => new Promise<unknown>((done, fail) => ([hear, giveUp] = [done, fail]));
  await answer();
  return {
    origin: `http://127.0.0.1:${env["PORT"]}`,
    async take() {
      const recording = answer();
      child.send("take");
      return (await recording) as Recording;
    },
    async stop() {
      child.send("stop");
      await ended;
    },
  };
}

function served(child: ChildProcess, port: number): Served {
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((done) => {
        if (child.exitCode !== null) return done();
        child.once("exit", () => done());
        child.kill("SIGTERM");
      }),
  };
}

function said(child: ChildProcess, what: RegExp): Promise<void> {
  return new Promise((done, fail) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (what.test(text)) done();
    });
    child.once("exit", (code) => fail(new Error(`A server did not start (${code}): ${text}`)));
  });
}
