import { request } from "node:http";
import { addPerson } from "#db/seed/people";
import { Random } from "#db/seed/random";
import { Rows } from "#db/seed/rows";
import { hashPassword } from "~/accounts/password.server";
import { openDatabase, type Database } from "~/platform/database.server";
import { logIn, order } from "./seed";

/*
 * The entrance under a rush: forty log-ins at any time, which each take a core for a while, and beside them people who
 * read pages, and others who have forgotten their password, half of them with an address that nobody has.
 */

const rushing = 40;
const readers = 5;
const password = "a password for the bench";

export interface Entrance {
  seconds: number;
  logIns: Times;
  /** Other pages while nobody logs in, and during the rush. */
  pagesBefore: Times;
  pages: Times;
  known: Times;
  unknown: Times;
  failed: string[];
}

interface Times {
  count: number;
  p50: number;
  p95: number;
}

/** Lets everybody loose on the app, and says how long each kind waited, in milliseconds. */
export async function rushEntrance(databaseUrl: string, origin: string, seconds: number): Promise<Entrance> {
  const handle = await openDatabase(databaseUrl);
  const { emails, cookies } = await seed(handle.db).finally(() => handle.close());
  const failed: string[] = [];
  let stranger = 0;
  const during = async (
    until: number,
    ask: (index: number) => Promise<Asked>,
    status: number,
    index: number,
  ) => {
    const all: number[] = [];
    while (Date.now() < until) {
      const answer = await ask(index);
      if (answer.status !== status) failed.push(`${answer.path} answered ${answer.status}`);
      all.push(answer.ms);
    }
    return all;
  };
  const look = (index: number) => send(origin, "/account", { cookie: cookies[index] ?? "" });
  const enter = (index: number) => post(origin, "/login", { email: emails[index] ?? "", password }, index);
  // Each asks from an address of its own, as the limits of one network are not what is measured.
  const recover = (email: string) => post(origin, "/recover", { email }, 1000 + stranger++);
  const many = (count: number, ask: (index: number) => Promise<Asked>, status: number, until: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => during(until, ask, status, index))).then(times);

  const pagesBefore = await many(readers, look, 200, Date.now() + 3000);
  const until = Date.now() + seconds * 1000;
  const [logIns, pages, known, unknown] = await Promise.all([
    many(rushing, enter, 302, until),
    many(readers, look, 200, until),
    many(1, () => recover(emails[stranger % emails.length] ?? ""), 200, until),
    many(1, () => recover(`nobody${stranger}@bench.example`), 200, until),
  ]);
  return { seconds, logIns, pagesBefore, pages, known, unknown, failed };
}

/** The result in a few lines. */
export function entranceWords(result: Entrance): string {
  const say = (what: string, { count, p50, p95 }: Times) =>
    `${what}: ${count}, p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
  return [
    `The entrance: ${rushing} log-ins at any time, for ${result.seconds} s`,
    say("log-ins", result.logIns),
    say("pages before", result.pagesBefore),
    say("pages meanwhile", result.pages),
    say("recovery of a known address", result.known),
    say("recovery of an unknown one", result.unknown),
    ...new Set(result.failed),
  ].join("\n");
}

async function seed(db: Database): Promise<{ emails: string[]; cookies: string[] }> {
  const now = new Date();
  const rows = new Rows(order);
  const random = new Random("entrance");
  const passwordHash = await hashPassword(password);
  const people = Array.from({ length: rushing + readers }, (_, index) => ({
    email: `entrance${index}@bench.example`,
    person: addPerson(rows, random, {
      name: `Somebody ${index}`,
      email: `entrance${index}@bench.example`,
      passwordHash,
      zone: "Europe/Prague",
      createdAt: now,
    }),
  }));
  const cookies = people.slice(rushing).map(({ person }) => logIn(rows, person, now).cookie);
  await db.transaction((tx) => rows.write(tx));
  return { emails: people.slice(0, rushing).map(({ email }) => email), cookies };
}

interface Asked {
  path: string;
  status: number;
  ms: number;
}

function post(origin: string, path: string, form: Record<string, string>, place: number): Promise<Asked> {
  return send(
    origin,
    path,
    { "x-forwarded-for": `10.1.${place >> 8}.${place & 255}` },
    new URLSearchParams(form),
  );
}

function send(
  origin: string,
  path: string,
  headers: Record<string, string>,
  form?: URLSearchParams,
): Promise<Asked> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const out = request(origin + path, {
      method: form ? "POST" : "GET",
      headers: {
        ...headers,
        ...(form ? { origin, "content-type": "application/x-www-form-urlencoded" } : {}),
      },
    });
    out.on("response", (response) => {
      response.resume();
      response.on("end", () =>
        done({ path, status: response.statusCode ?? 0, ms: performance.now() - started }),
      );
    });
    out.on("error", fail);
    out.end(form?.toString());
  });
}

function times(lists: number[][]): Times {
  const all = lists.flat().sort((a, b) => a - b);
  const at = (share: number) => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0;
  return { count: all.length, p50: at(0.5), p95: at(0.95) };
}
