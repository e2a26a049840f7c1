import { Agent, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { and, count, eq, inArray } from "drizzle-orm";
import { applicationSections, applications, mail, submissions } from "#db/schema";
import { anApplicant } from "#db/seed/applicants";
import { addApplication } from "#db/seed/applications";
import { datesOf } from "#db/seed/calendar";
import { addEdition } from "#db/seed/editions";
import { addPerson } from "#db/seed/people";
import { Random } from "#db/seed/random";
import { Rows } from "#db/seed/rows";
import { questionsOf } from "~/cohorts/questions";
import { openDatabase, type Database } from "~/platform/database.server";
import { findKey, unsealJson } from "~/platform/vault.server";
import { logIn, order, type LoggedIn } from "./seed";

/*
 * The last minute before a deadline: people who save whenever they pause, and people who send, some of them with an
 * impatient second press. Afterwards the database is asked whether everything that was acknowledged is there.
 */

const savers = 200;
const submissionsEachSecond = 50;
/** Somebody types for about as long as the form waits before it saves. */
const pauseMs = 2000;
/** Every so many submissions are sent twice at once. */
const twiceEach = 10;
const day = 86_400_000;

interface Times {
  requests: number;
  p50: number;
  p95: number;
  most: number;
}

export interface Rush {
  seconds: number;
  saves: Times;
  submissions: Times;
  /** Answers that were not what they should be. */
  failed: number;
  /** Acknowledged saves whose text the database does not have. */
  savesLost: number;
  /** Acknowledged submissions that are not there. */
  submissionsLost: number;
  /** Applications with another number of versions or receipts than one. */
  notOnce: number;
  /** Whether everything held: nothing lost, no error, each once, 95 of 100 answers within a second. */
  isSound: boolean;
}

/** Fills an open call with drafts, lets everybody loose on the app for some seconds, and looks what is there. */
export async function rush(
  databaseUrl: string,
  origin: string,
  seconds: number,
  say: (text: string) => void,
): Promise<Rush> {
  const handle = await openDatabase(databaseUrl);
  try {
    say(`\nFilling ${seconds * submissionsEachSecond + savers} drafts…`);
    const { writers, senders, question, section } = await seedDrafts(handle.db, seconds);
    say(`${savers} people save and ${submissionsEachSecond} send each second, for ${seconds} s…`);
    const agent = new Agent({ keepAlive: true, maxSockets: 600 });
    const failures: string[] = [];
    const saved = new Map<string, string>();
    const until = Date.now() + seconds * 1000;
    const [saveTimes, sendTimes] = await Promise.all([
      saveUntil(origin, agent, writers, { question, section }, until, saved, failures),
      sendUntil(origin, agent, senders, until, failures),
    ]);
    agent.destroy();
    for (const failure of new Set(failures)) say(`  ${failure}`);
    const lost = await findLost(handle.db, { section, question, saved });
    const sent = senders.slice(0, sendTimes.people);
    const counts = await countVersions(handle.db, sent);
    const result = {
      seconds,
      saves: times(saveTimes),
      submissions: times(sendTimes.all),
      failed: failures.length,
      savesLost: lost,
      submissionsLost: sent.length - counts.submitted,
      notOnce: counts.notOnce,
    };
    return {
      ...result,
      isSound:
        result.failed + result.savesLost + result.submissionsLost + result.notOnce === 0 &&
        result.saves.p95 < 1000 &&
        result.submissions.p95 < 1000,
    };
  } finally {
    await handle.close();
  }
}

/** The result in a few lines. */
export function rushWords(rush: Rush): string {
  const say = (what: string, { requests, p50, p95, most }: Times) =>
    `${what}: ${requests} in ${rush.seconds} s, p50 ${p50} ms, p95 ${p95} ms, slowest ${most} ms`;
  return [
    "The last minute before a deadline",
    say("saves", rush.saves),
    say("submissions", rush.submissions),
    `errors ${rush.failed}, saves lost ${rush.savesLost}, submissions lost ${rush.submissionsLost}, not exactly one version and one receipt ${rush.notOnce}`,
    rush.isSound ? "Everything held." : "NOT everything held.",
  ].join("\n");
}

async function seedDrafts(db: Database, seconds: number) {
  const now = new Date();
  const rows = new Rows(order);
  const random = new Random("rush");
  const base = { zone: "Europe/Prague", passwordHash: "-", createdAt: new Date(now.getTime() - 5 * day) };
  const coordinator = addPerson(rows, random, {
    ...base,
    name: "Rush",
    email: "rush@bench.example",
  });
  const edition = addEdition(
    rows,
    "bench-rush",
    { ...datesOf("open", now), slug: "bench-rush" },
    { places: 16, createdBy: coordinator.id },
  );
  const voices = Array.from({ length: 60 }, (_, index) =>
    anApplicant(random.fork(`voice/${index}`), 2027, { locale: "en" }),
  );
  const drafter = (index: number): LoggedIn => {
    const applicant = voices[index % voices.length];
    if (!applicant) throw new Error("There is nobody to apply.");
    const person = addPerson(rows, random, {
      ...base,
      name: applicant.name,
      email: `rush${index}@bench.example`,
    });
    addApplication(rows, random, {
      edition,
      applicant,
      person,
      status: "draft",
      progress: 1,
      startedAt: new Date(now.getTime() - 3 * day),
      finishedAt: new Date(now.getTime() - day),
    });
    return logIn(rows, person, now);
  };
  const everybody = Array.from({ length: savers + seconds * submissionsEachSecond }, (_, i) => drafter(i));
  await db.transaction((tx) => rows.write(tx));
  const question = questionsOf(edition.form).find(({ type }) => type === "long-text")?.key ?? "";
  const section = edition.form.sections.find(({ questions }) =>
    questions.some(({ key }) => key === question),
  )?.key;
  if (!section) throw new Error("The form has no long question.");
  return { writers: everybody.slice(0, savers), senders: everybody.slice(savers), question, section };
}

interface Answer {
  status: number;
  location: string;
  body: string;
  ms: number;
}

/** One request, with how long its answer took to arrive whole. */
function send(
  origin: string,
  agent: Agent,
  path: string,
  cookie: string,
  type: string,
  body: string,
): Promise<Answer> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const out = request(origin + path, {
      agent,
      method: "POST",
      headers: { cookie, origin, "content-type": type, "content-length": Buffer.byteLength(body) },
    });
    out.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? "",
          body: Buffer.concat(chunks).toString("utf8"),
          ms: performance.now() - started,
        }),
      );
    });
    out.on("error", fail);
    out.end(body);
  });
}

async function saveUntil(
  origin: string,
  agent: Agent,
  writers: LoggedIn[],
  { question, section }: { question: string; section: string },
  until: number,
  saved: Map<string, string>,
  failures: string[],
): Promise<number[]> {
  const all: number[] = [];
  const write = async (writer: LoggedIn, index: number) => {
    await pause((index / writers.length) * pauseMs);
    let revision = 0;
    for (let round = 0; Date.now() < until; round++) {
      const text = `Round ${round} of somebody who writes and writes. `.repeat(12).trim();
      const answer = await send(
        origin,
        agent,
        `/application/form/${section}/draft`,
        writer.cookie,
        "application/json",
        JSON.stringify({ revision, fields: [[question, text]] }),
      ).catch((error: unknown) => ({ status: 0, location: "", body: String(error), ms: 0 }));
      const found = /"revision":(\d+)/.exec(answer.body)?.[1];
      if (found) revision = Number(found);
      // The first save is told the present revision, which it could not know.
      if (answer.status === 409 && round === 0) continue;
      if (answer.status !== 200)
        failures.push(`save answered ${answer.status}: ${answer.body.slice(0, 120)}`);
      else {
        all.push(answer.ms);
        saved.set(writer.personId, text);
      }
      await pause(pauseMs);
    }
  };
  await Promise.all(writers.map(write));
  return all;
}

async function sendUntil(
  origin: string,
  agent: Agent,
  senders: LoggedIn[],
  until: number,
  failures: string[],
): Promise<{ all: number[]; people: number }> {
  const all: number[] = [];
  const pending: Promise<void>[] = [];
  const started = Date.now();
  let people = 0;
  const submit = async (sender: LoggedIn) => {
    const answer = await send(
      origin,
      agent,
      "/application/submission",
      sender.cookie,
      "application/x-www-form-urlencoded",
      "",
    ).catch((error: unknown) => ({ status: 0, location: "", body: String(error), ms: 0 }));
    if (answer.status !== 302 || answer.location !== "/application/receipt")
      failures.push(`submission answered ${answer.status}: ${answer.location}`);
    all.push(answer.ms);
  };
  for (const sender of senders) {
    if (Date.now() >= until) break;
    pending.push(submit(sender));
    if (people % twiceEach === 0) pending.push(submit(sender));
    people++;
    const due = started + (people / submissionsEachSecond) * 1000;
    if (due > Date.now()) await pause(due - Date.now());
  }
  await Promise.all(pending);
  return { all, people };
}

/** How many of the texts that were acknowledged last are not what the database has. */
async function findLost(
  db: Database,
  { section, question, saved }: { section: string; question: string; saved: Map<string, string> },
): Promise<number> {
  const rows = await db
    .select({ personId: applications.personId, answers: applicationSections.answers })
    .from(applicationSections)
    .innerJoin(applications, eq(applications.id, applicationSections.applicationId))
    .where(and(eq(applicationSections.section, section), inArray(applications.personId, [...saved.keys()])));
  let lost = saved.size - rows.length;
  for (const { personId, answers } of rows) {
    const key = await findKey(db, personId);
    const opened = key ? (unsealJson(key, "section.answers", answers) as Record<string, unknown>) : {};
    if (opened[question] !== saved.get(personId)) lost++;
  }
  return lost;
}

async function countVersions(db: Database, sent: LoggedIn[]) {
  const ids = sent.map(({ personId }) => personId);
  const versions = await db
    .select({ personId: applications.personId, versions: count(submissions.id) })
    .from(applications)
    .innerJoin(submissions, eq(submissions.applicationId, applications.id))
    .where(and(inArray(applications.personId, ids), eq(applications.status, "submitted")))
    .groupBy(applications.personId);
  const receipts = await db
    .select({ personId: mail.personId, receipts: count() })
    .from(mail)
    .where(and(inArray(mail.personId, ids), eq(mail.kind, "applying.receipt")))
    .groupBy(mail.personId);
  const mails = new Map(receipts.map((row) => [row.personId, row.receipts]));
  return {
    submitted: versions.length,
    notOnce: versions.filter((row) => row.versions !== 1 || mails.get(row.personId) !== 1).length,
  };
}

function times(all: number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { requests: all.length, p50: at(0.5), p95: at(0.95), most: Math.round(sorted.at(-1) ?? 0) };
}
