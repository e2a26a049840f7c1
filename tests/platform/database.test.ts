import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people } from "#db/schema";
import {
  checkDatabase,
  inTransaction,
  lockFolder,
  openDatabase,
  rowsOf,
  database,
} from "~/platform/database.server";
import { embeddedTemplate, migrateDatabase } from "~/platform/migrate.server";
import { PageCache, freshUntilHeader, publicContentChanged } from "~/platform/http/page-cache.server";
import { withTestDatabase } from "../setup/database";
import { createOwnDatabase, testsUsePostgres } from "../setup/databases";
import { testMasterKey } from "../setup/environment";

withTestDatabase();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "elf-lock-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command of the app from source, with its output. */
function runCli(
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "app/cli.ts", ...args], {
    env: {
      NODE_ENV: "development",
      PATH: process.env["PATH"],
      ELF_MASTER_KEY: testMasterKey,
      LOG_LEVEL: "silent",
      ...env,
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  return new Promise((done) => child.on("exit", (code) => done({ code, output })));
}

describe("the lock of an embedded database", { timeout: 60_000 }, () => {
  async function otherProcess(): Promise<{ child: ChildProcess; end: () => Promise<void> }> {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await new Promise((started) => child.once("spawn", started));
    const end = () =>
      new Promise<void>((ended) => {
        child.once("exit", () => ended());
        child.kill("SIGKILL");
      });
    return { child, end };
  }

  test("is refused to a second opener while its owner lives, with a sentence that names it", async () => {
    const target = join(folder, "living");
    const { child, end } = await otherProcess();
    writeFileSync(`${target}.lock`, String(child.pid));
    expect(() => lockFolder(target)).toThrow(`is open in process ${child.pid}. Stop that process first`);
    await expect(openDatabase(`pglite://${target}`)).rejects.toThrow(
      "two programs on one embedded database would lose data",
    );
    expect(readFileSync(`${target}.lock`, "utf8")).toBe(String(child.pid));
    await end();
    // Its owner is dead now: the lock is anybody's.
    const unlock = lockFolder(target);
    expect(readFileSync(`${target}.lock`, "utf8")).toBe(String(process.pid));
    unlock();
    expect(existsSync(`${target}.lock`)).toBe(false);
  });

  test("is refused to this very process, while it holds it", () => {
    const target = join(folder, "own");
    const unlock = lockFolder(target);
    expect(() => lockFolder(target)).toThrow(`is open in process ${process.pid}`);
    unlock();
    lockFolder(target)();
  });

  test("is taken over from an earlier process that had this process's number, as happens in a container", () => {
    const target = join(folder, "same-number");
    writeFileSync(`${target}.lock`, String(process.pid));
    lockFolder(target)();
  });

  test.each(["", "not a number", "-1", "0"])("is taken over when it holds %j", (content) => {
    const target = join(folder, "garbled");
    writeFileSync(`${target}.lock`, content);
    lockFolder(target)();
  });

  test("goes to one of many that find it dead at once", async () => {
    const target = join(folder, "contended");
    writeFileSync(`${target}.lock`, "999999999");
    const script = `
      const { lockFolder } = await import(${JSON.stringify(join(process.cwd(), "app/platform/database.server.ts"))});
      console.log("ready");
      process.stdin.once("data", () => {
        try { lockFolder(process.argv.at(-1)); console.log("taken"); } catch { console.log("refused"); }
      });`;
    const children = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, target]),
    );
    const nextLine = ({ stdout }: (typeof children)[number]) =>
      new Promise<string>((done) =>
        stdout.setEncoding("utf8").once("data", (line: string) => done(line.trim())),
      );
    await Promise.all(children.map(nextLine));
    const answering = children.map(nextLine);
    for (const child of children) child.stdin.write("go\n");
    // All of them live until all have answered: none may find another's lock dead.
    const answers = await Promise.all(answering);
    for (const child of children) child.kill("SIGKILL");
    expect(answers.filter((answer) => answer === "taken")).toHaveLength(1);
  });
});

describe("an embedded database", { timeout: 60_000 }, () => {
  test("starts migrated from its template, keeps its rows and gives its lock back", async () => {
    const url = `pglite://${join(folder, "deep/er/db")}`;
    const first = await openDatabase(url, { template: await embeddedTemplate() });
    expect(await checkDatabase(first.db)).toEqual({ migrated: true });
    await migrateDatabase(first);
    await first.db.insert(people).values({ locale: "ru" });
    await expect(openDatabase(url)).rejects.toThrow("is open in process");
    await first.close();
    const second = await openDatabase(url, { template: await embeddedTemplate() });
    expect(await rowsOf<{ locale: string }>(second.db, sql`select locale from people`)).toEqual([
      { locale: "ru" },
    ]);
    await second.close();
    expect(existsSync(`${join(folder, "deep/er/db")}.lock`)).toBe(false);
  });
});

test("an address of another kind is refused by its kind alone, as it may hold a password", async () => {
  await expect(openDatabase("mysql://root:secret@db/elf")).rejects.toThrow(
    /^DATABASE_URL must begin with postgres:\/\/ or pglite:\/\/, not mysql:$/,
  );
});

test("a transaction that throws leaves nothing behind", async () => {
  const before = await database().$count(people);
  await expect(
    inTransaction(async (tx) => {
      await tx.insert(people).values({ locale: "en" });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await database().$count(people)).toBe(before);
});

describe.skipIf(!testsUsePostgres())("several processes on one PostgreSQL", { timeout: 60_000 }, () => {
  test("migrate it once when they start at the same time", async () => {
    const own = await createOwnDatabase({ empty: true });
    try {
      const runs = await Promise.all([1, 2, 3].map(() => runCli(["migrate"], { DATABASE_URL: own.url })));
      expect(runs.map(({ code, output }) => [code, output.trim()])).toEqual(
        Array(3).fill([0, "The database is up to date."]),
      );
      const handle = await openDatabase(own.url, { poolSize: 1 });
      expect(await checkDatabase(handle.db)).toEqual({ migrated: true });
      const rows = await rowsOf(
        handle.db,
        sql`select hash from drizzle.__drizzle_migrations group by hash having count(*) > 1`,
      );
      expect(rows).toEqual([]);
      await handle.close();
    } finally {
      await own.drop();
    }
  });

  test("wait for one another's migration rather than race it", async () => {
    const own = await createOwnDatabase({ empty: true });
    const holder = await openDatabase(own.url, { poolSize: 1 });
    try {
      await holder.db.execute(sql`select pg_advisory_lock(${0x454c46})`);
      let ended = false;
      const run = runCli(["migrate"], { DATABASE_URL: own.url }).then((result) => {
        ended = true;
        return result;
      });
      await new Promise((wait) => setTimeout(wait, 2500));
      expect(ended).toBe(false);
      await holder.db.execute(sql`select pg_advisory_unlock(${0x454c46})`);
      expect((await run).code).toBe(0);
    } finally {
      await holder.close();
      await own.drop();
    }
  });
});

describe("cached public pages", () => {
  const key = "en /";
  const paths = new Set(["/"]);
  const page =
    (text: string, minutes = 5) =>
    () =>
      Promise.resolve(
        new Response(text, { headers: { [freshUntilHeader]: String(Date.now() + minutes * 60_000) } }),
      );

  /** Whether a cache answers from memory: what it is asked to make instead then goes unused. */
  async function isKept(cache: PageCache): Promise<boolean> {
    let written = 0;
    const response = { writeHead: () => response, end: () => (written++, response) };
    return cache.send(key, { headers: {}, method: "GET" } as never, response as never) && written === 1;
  }

  async function eventually(condition: () => Promise<boolean>): Promise<boolean> {
    for (let tries = 0; tries < 60; tries++) {
      if (await condition()) return true;
      await new Promise((wait) => setTimeout(wait, 50));
    }
    return false;
  }

  test("are forgotten by every process once a change commits, and only then", async () => {
    const caches = [new PageCache(paths), new PageCache(paths)];
    for (const cache of caches) await cache.listen();
    for (const cache of caches) await cache.fill(key, page("one"));
    expect(await Promise.all(caches.map(isKept))).toEqual([true, true]);

    await inTransaction(async (tx) => {
      await publicContentChanged(tx);
      throw new Error("rolled back");
    }).catch(() => {});
    await new Promise((wait) => setTimeout(wait, 200));
    expect(await Promise.all(caches.map(isKept))).toEqual([true, true]);

    await inTransaction((tx) => publicContentChanged(tx));
    for (const cache of caches) expect(await eventually(async () => !(await isKept(cache)))).toBe(true);
    for (const cache of caches) await cache.close();
  });

  test("are not kept when something changed while they were made", async () => {
    const cache = new PageCache(paths);
    await cache.fill(key, async () => {
      const made = await page("old")();
      cache.clear();
      return made;
    });
    expect(await isKept(cache)).toBe(false);
  });

  test("are not kept beyond their time, nor when they failed or set a cookie", async () => {
    const cache = new PageCache(paths);
    const until = { [freshUntilHeader]: String(Date.now() + 60_000) };
    await cache.fill(key, page("stale", -1));
    expect(await isKept(cache)).toBe(false);
    await cache.fill(key, () => Promise.resolve(new Response("broken", { status: 500, headers: until })));
    expect(await isKept(cache)).toBe(false);
    await cache.fill(key, () =>
      Promise.resolve(new Response("mine", { headers: { ...until, "Set-Cookie": "a=b" } })),
    );
    expect(await isKept(cache)).toBe(false);
  });

  test("are for those without a session alone, and one for each language", () => {
    const cache = new PageCache(paths);
    const keyFor = (headers: Record<string, string>, url = "/", method = "GET") =>
      cache.keyFor({ method, url, headers } as never, "elf");
    expect(keyFor({})).toBe("en /");
    expect(keyFor({ "accept-language": "ru" })).toBe("ru /");
    expect(keyFor({ "accept-language": "ru", cookie: "elf-language=en" })).toBe("en /");
    expect(keyFor({ cookie: "elf=abc" })).toBeNull();
    expect(keyFor({ cookie: "x=1; elf=abc" })).toBeNull();
    expect(keyFor({}, "/?x=1")).toBeNull();
    expect(keyFor({}, "/application")).toBeNull();
    expect(keyFor({}, "/", "POST")).toBeNull();
  });
});
