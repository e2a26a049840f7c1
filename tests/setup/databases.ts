import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { jobKinds } from "~/jobs.server";
import { migrationsFingerprint, openDatabase, useDatabase } from "~/platform/database.server";
import { startJobs, stopJobs } from "~/platform/jobs.server";
import { embeddedTemplate, migrateDatabase } from "~/platform/migrate.server";
import { useTestEnvironment } from "./environment";

const serverUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";

/** The variable by which the setup tells every worker of a run which kind of database it found. */
const foundVariable = "ELF_TEST_DB";

/** Whether tests of this run use PostgreSQL (or, without a server, embedded databases). Known once the template is made. */
export function testsUsePostgres(): boolean {
  return process.env[foundVariable] !== "pglite";
}

function templateName(): string {
  return `elf_template_${migrationsFingerprint()}`;
}

function urlOf(database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs statements as the server's owner, such as CREATE DATABASE, which no transaction may hold. */
async function onServer<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(serverUrl, { max: 1, connect_timeout: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function serverAnswers(): Promise<boolean> {
  return onServer((sql) => sql`select 1`).then(
    () => true,
    () => false,
  );
}

/**
 * Makes the migrated database that every test's own is copied from, unless an earlier run has left it. Where no
 * PostgreSQL answers within a second, tests fall back to embedded databases; `ELF_TEST_DB=pglite` asks for that.
 */
export async function prepareTemplate(): Promise<void> {
  useTestEnvironment();
  const wished = process.env[foundVariable];
  const usePostgres = wished !== "pglite" && (await serverAnswers());
  if (wished === "postgres" && !usePostgres)
    throw new Error(`No PostgreSQL answers at ${new URL(serverUrl).host}.`);
  process.env[foundVariable] = usePostgres ? "postgres" : "pglite";
  if (!usePostgres) {
    await embeddedTemplate();
    return;
  }
  await onServer(async (sql) => {
    // Several runs may begin at once: the first makes the template, the others wait for it.
    await sql`select pg_advisory_lock(${0x7e57})`;
    await dropForgotten(sql);
    const name = templateName();
    const [there] = await sql`select 1 from pg_database where datname = ${name}`;
    if (there) return;
    const draft = `${name}_draft`;
    await sql.unsafe(`drop database if exists ${draft} with (force)`);
    await sql.unsafe(`create database ${draft}`);
    const handle = await openDatabase(urlOf(draft), { poolSize: 2 });
    useDatabase(handle);
    await migrateDatabase(handle);
    // The tables of the job queue too, so that a copy can enqueue at once.
    await startJobs(jobKinds, { work: false });
    await stopJobs();
    await handle.close();
    await sql.unsafe(`alter database ${draft} rename to ${name}`);
    // A template that somebody is connected to cannot be copied.
    await sql.unsafe(`alter database ${name} allow_connections false`);
  });
}

/** Removes what runs that were killed left behind: databases an hour old with nobody in them. */
async function dropForgotten(sql: postgres.Sql): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select datname as name from pg_database
    where datname like 'elf\\_test\\_%' and not exists (select 1 from pg_stat_activity a where a.datname = pg_database.datname)`;
  for (const { name } of rows) {
    const madeAt = parseInt(name.split("_")[2] ?? "", 36);
    if (Date.now() - madeAt > 3_600_000) await sql.unsafe(`drop database if exists ${name}`).catch(() => {});
  }
}

/** A database of one's own: its address, and how to be rid of it. */
export interface OwnDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Copies the template on PostgreSQL; with `empty`, a database without any table. */
export async function createOwnDatabase(options: { empty?: boolean } = {}): Promise<OwnDatabase> {
  const name = `elf_test_${Date.now().toString(36)}_${process.pid}_${randomBytes(3).toString("hex")}`;
  await onServer((sql) =>
    sql.unsafe(`create database ${name}${options.empty ? "" : ` template ${templateName()}`}`),
  );
  return {
    url: urlOf(name),
    drop: async () => {
      await onServer((sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
    },
  };
}
