import { randomBytes } from "node:crypto";
import {
  applicationEvents,
  applications,
  applicationSections,
  assignments,
  calendarFeeds,
  criteria,
  editions,
  eligibilityRulings,
  fellows,
  forms,
  panelists,
  people,
  pulseAnswers,
  reviews,
  reviewScores,
  roles,
  sessions,
  standings,
  submissions,
  vaultKeys,
} from "#db/schema";
import { anApplicant, type Applicant } from "#db/seed/applicants";
import { addApplication, type SeededApplication } from "#db/seed/applications";
import { datesOf } from "#db/seed/calendar";
import { addEdition, type SeededEdition } from "#db/seed/editions";
import { addPerson, addRole, type SeededPerson } from "#db/seed/people";
import { seedProgramme } from "#db/seed/programme";
import { findRelease, listReleasedSessions } from "~/programme/releases.server";
import { Random } from "#db/seed/random";
import { addReading, addStanding, aReader, score, shareOut } from "#db/seed/readings";
import { Rows } from "#db/seed/rows";
import type { Database, Transaction } from "~/platform/database.server";
import { digest, seal } from "~/platform/vault.server";

/** The most connections that are measured: each is a person of its own. */
export const mostCallers = 50;
const panelSize = 40;
const readingsEach = 3;
const chunk = 500;

const day = 86_400_000;

/** Somebody with an open session: what their requests bring along. */
export interface LoggedIn {
  personId: string;
  /** The Cookie header. */
  cookie: string;
}

/** What the scenarios speak about. */
export interface World {
  coordinator: LoggedIn;
  /** Each with a draft of their own in the open call. */
  applicants: LoggedIn[];
  /** Each with one application of the large edition to score. */
  scorers: (LoggedIn & { code: string })[];
  fellow: LoggedIn;
  feedToken: string;
  openForm: SeededEdition["form"];
  criteria: string[];
}

/** An edition in selection, by how many applications it has. */
export interface SizedEdition {
  slug: string;
  size: number;
  /** An application that has been read by everybody who was to read it. */
  code: string;
}

/** Tables in an order in which rows can be written. */
export const order = [
  people,
  vaultKeys,
  editions,
  forms,
  criteria,
  roles,
  panelists,
  applications,
  applicationSections,
  submissions,
  applicationEvents,
  eligibilityRulings,
  assignments,
  reviews,
  reviewScores,
  standings,
  fellows,
  pulseAnswers,
  calendarFeeds,
  sessions,
];

interface Cast {
  coordinator: SeededPerson;
  readers: SeededPerson[];
}

/** Everybody but the applicants, the open call with its drafts, and the running programme. */
export async function seedWorld(
  db: Database,
  now: Date,
): Promise<{ world: Omit<World, "scorers" | "criteria">; cast: Cast }> {
  return db.transaction(async (tx) => {
    const rows = new Rows(order);
    const random = new Random("bench");
    const person = (email: string, name = "Somebody") =>
      addPerson(rows, random, {
        name,
        email: `${email}@bench.example`,
        zone: "Europe/Prague",
        passwordHash: "-",
        createdAt: new Date(now.getTime() - 90 * day),
      });
    const cast: Cast = {
      coordinator: person("coordinator", "Coordinator"),
      readers: Array.from({ length: panelSize }, (_, index) => person(`reader${index}`, `Reader ${index}`)),
    };
    const open = addEdition(
      rows,
      "bench-open",
      { ...datesOf("open", now), slug: "bench-open" },
      { places: 16, createdBy: cast.coordinator.id },
    );
    const running = addEdition(
      rows,
      "bench-running",
      { ...datesOf("running", now), slug: "bench-running" },
      { places: 16, createdBy: cast.coordinator.id },
    );
    for (const edition of [open, running]) coordinate(rows, random, cast.coordinator, edition, now);

    const drafters = Array.from({ length: mostCallers }, (_, index) => {
      const applicant = anApplicant(random.fork(`drafter/${index}`), 2027, { locale: "en" });
      const owner = person(`drafter${index}`, applicant.name);
      addApplication(rows, random, {
        edition: open,
        applicant,
        person: owner,
        status: "draft",
        progress: 0.99,
        startedAt: new Date(now.getTime() - 3 * day),
        finishedAt: new Date(now.getTime() - day),
      });
      return owner;
    });
    const cohort = Array.from({ length: 16 }, (_, index) => person(`fellow${index}`, `Fellow ${index}`));
    for (const fellow of cohort)
      rows.add(fellows, { id: random.uuid(), editionId: running.id, personId: fellow.id, joinedAt: now });
    const [first] = cohort;
    if (!first) throw new Error("No fellow was made.");
    const feedToken = randomBytes(32).toString("base64url");
    rows.add(calendarFeeds, {
      id: random.uuid(),
      personId: first.id,
      editionId: running.id,
      tokenHash: digest(feedToken),
      token: seal(first.key, "calendar.token", feedToken),
    });
    const login = (who: SeededPerson) => logIn(rows, who, now);
    const world = {
      coordinator: login(cast.coordinator),
      applicants: drafters.map(login),
      fellow: login(first),
      feedToken,
      openForm: open.form,
    };
    await rows.write(tx);
    await seedProgramme(
      tx,
      running,
      { coordinator: cast.coordinator, facilitators: cast.readers.slice(0, 6) },
      now,
    );
    await answerPulses(tx, rows, random, running, cohort, now);
    return { world, cast };
  });
}

/** An edition with `size` applications, each read by three of forty, the way the demonstration is filled. */
export async function seedEdition(
  db: Database,
  now: Date,
  cast: Cast,
  size: number,
  tell: (done: number) => void,
): Promise<SizedEdition & { scorers: World["scorers"]; criteria: string[] }> {
  const slug = `bench-${size}`;
  const random = new Random(slug);
  const rows = new Rows(order);
  const edition = addEdition(
    rows,
    slug,
    { ...datesOf("selection", now), slug },
    { places: 16, createdBy: cast.coordinator.id, readings: readingsEach },
  );
  coordinate(rows, random, cast.coordinator, edition, now);
  for (const reader of cast.readers)
    addRole(rows, random, {
      personId: reader.id,
      role: "panelist",
      editionId: edition.id,
      grantedBy: null,
      grantedAt: now,
    });
  const scorers = size === 2000 ? scorersOf(rows, random, edition, now) : [];
  await db.transaction((tx) => rows.write(tx));

  // Writing is what takes time, not saying: a few hundred voices are enough for any number.
  const voices = Array.from({ length: Math.min(size, 400) }, (_, index) =>
    anApplicant(random.fork(`voice/${index}`), 2027),
  );
  const readers = cast.readers.map((person, index) => aReader(random.fork(`reader/${index}`), person, 1));
  const positions = new Map<string, number>();
  let last: SeededApplication | undefined;
  for (let from = 0; from < size; from += chunk) {
    const batch = Array.from({ length: Math.min(chunk, size - from) }, (_, index) => {
      const voice = voices[(from + index) % voices.length] as Applicant;
      return addRead(rows, random, edition, { ...voice, quality: random.normal() }, from + index, now);
    });
    const read = shareOut(random, batch, readers, readingsEach).map(([application, reader]) => {
      const position = (positions.get(reader.person.id) ?? 0) + 1;
      positions.set(reader.person.id, position);
      const reading = {
        application,
        reader,
        ...score(random, application, reader, edition),
        state: "submitted" as const,
      };
      addReading(
        rows,
        random,
        edition,
        reading,
        {
          assignedAt: new Date(now.getTime() - 8 * day),
          readAt: new Date(now.getTime() - random.next() * 7 * day),
        },
        { assignedBy: cast.coordinator.id, position },
      );
      return reading;
    });
    for (const [application, own] of Map.groupBy(read, (reading) => reading.application))
      addStanding(rows, edition, application, own, now);
    if (from === 0)
      scorers.forEach((scorer, index) => {
        const application = batch[index];
        if (!application) return;
        scorer.code = application.code;
        rows.add(assignments, {
          id: random.uuid(),
          editionId: edition.id,
          applicationId: application.id,
          panelistId: scorer.personId,
          position: 1,
        });
      });
    last = batch.at(-1);
    await db.transaction((tx) => rows.write(tx));
    tell(from + batch.length);
  }
  return { slug, size, code: last?.code ?? "", scorers, criteria: edition.criteria.map(({ id }) => id) };
}

function addRead(
  rows: Rows,
  random: Random,
  edition: SeededEdition,
  applicant: Applicant,
  number: number,
  now: Date,
): SeededApplication {
  const finishedAt = new Date(edition.callClosesAt.getTime() - random.next() * 30 * day);
  const person = addPerson(rows, random, {
    name: applicant.name,
    email: `${number}.${edition.slug}@bench.example`,
    zone: applicant.zone,
    passwordHash: "-",
    createdAt: finishedAt,
  });
  const application = addApplication(rows, random, {
    edition,
    applicant,
    person,
    status: "submitted",
    eligibility: "eligible",
    startedAt: finishedAt,
    finishedAt,
    // The office's lists read the second; the rest would fill the disk and is never asked for here.
    keepSections: ["about", "contact"],
  });
  rows.add(eligibilityRulings, {
    id: random.uuid(),
    applicationId: application.id,
    eligible: true,
    ruledBy: edition.createdBy,
    ruledAt: now,
  });
  return application;
}

function scorersOf(rows: Rows, random: Random, edition: SeededEdition, now: Date): World["scorers"] {
  return Array.from({ length: mostCallers }, (_, index) => {
    const person = addPerson(rows, random, {
      name: `Scorer ${index}`,
      email: `scorer${index}@bench.example`,
      zone: "Europe/Prague",
      passwordHash: "-",
      createdAt: now,
    });
    addRole(rows, random, {
      personId: person.id,
      role: "panelist",
      editionId: edition.id,
      grantedBy: null,
      grantedAt: now,
    });
    return { ...logIn(rows, person, now), code: "" };
  });
}

function coordinate(
  rows: Rows,
  random: Random,
  coordinator: SeededPerson,
  edition: SeededEdition,
  now: Date,
): void {
  addRole(rows, random, {
    personId: coordinator.id,
    role: "coordinator",
    editionId: edition.id,
    grantedBy: null,
    grantedAt: now,
  });
}

/** An open session, put where a log-in would put it. */
export function logIn(rows: Rows, person: SeededPerson, now: Date): LoggedIn {
  const id = randomBytes(20).toString("hex");
  rows.add(sessions, {
    id: digest(id),
    userId: person.id,
    createdAt: now,
    lastSeenAt: new Date(now.getTime() + 3_600_000),
    expiresAt: new Date(now.getTime() + 13 * day),
  });
  return { personId: person.id, cookie: `elf=${id}` };
}

async function answerPulses(
  tx: Transaction,
  rows: Rows,
  random: Random,
  running: SeededEdition,
  cohort: SeededPerson[],
  now: Date,
): Promise<void> {
  const release = await findRelease(tx, running.id);
  const past = release ? await listReleasedSessions(tx, [release]) : [];
  for (const session of past.filter(({ endsAt }) => endsAt < now))
    for (const fellow of cohort.slice(1))
      rows.add(pulseAnswers, {
        id: random.uuid(),
        editionId: running.id,
        sessionId: session.sessionId,
        personId: fellow.id,
        usefulness: random.between(2, 5),
        pace: "right",
        answeredAt: session.endsAt,
      });
  await rows.write(tx);
}
