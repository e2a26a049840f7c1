import {
  applications,
  applicationEvents,
  applicationMessages,
  applicationNotes,
  applicationSections,
  applicationTags,
  assignments,
  auditLog,
  calibrationFiles,
  discussionPosts,
  conflicts,
  criteria,
  decisions,
  editions,
  eligibilityRulings,
  fellows,
  forms,
  imports,
  offers,
  panelists as panelistRows,
  people,
  pulseAnswers,
  referees,
  reviews,
  reviewScores,
  roles,
  savedViews,
  standings,
  submissions,
  tags,
  vaultKeys,
} from "#db/schema";
import type { PgTable } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { hashPassword } from "~/accounts/password.server";
import { publicContentChanged } from "~/platform/http/page-cache.server";
import { rowsOf, type Database, type Queryable } from "~/platform/database.server";
import type { Tell } from "~/platform/progress.server";
import { demoPassword, demoPeople } from "./accounts";
import { seedOpenCall } from "./chapters/open-call";
import { seedRunning } from "./chapters/running";
import { seedSelection } from "./chapters/selection";
import { datesOf, zone } from "./calendar";
import { panelists, facilitators } from "./content/names";
import { addEdition, editionId, type SeededEdition } from "./editions";
import { addPerson, addRole, type SeededPerson } from "./people";
import { Random } from "./random";
import { Rows } from "./rows";
import type { Staff } from "./telling";

/** The order in which rows can be written: whoever is pointed at comes first. */
const writingOrder: readonly PgTable[] = [
  people,
  vaultKeys,
  editions,
  forms,
  criteria,
  roles,
  panelistRows,
  applications,
  applicationSections,
  submissions,
  applicationEvents,
  applicationMessages,
  applicationNotes,
  referees,
  imports,
  tags,
  applicationTags,
  savedViews,
  eligibilityRulings,
  calibrationFiles,
  discussionPosts,
  assignments,
  conflicts,
  reviews,
  reviewScores,
  standings,
  decisions,
  offers,
  fellows,
  pulseAnswers,
  auditLog,
];

/** Whether nobody has an account yet. */
export async function isEmpty(db: Queryable): Promise<boolean> {
  const [row] = await rowsOf<{ empty: boolean }>(db, sql`select not exists (select 1 from people) as empty`);
  return row?.empty ?? true;
}

/** Whether a database holds the demonstration. */
export async function isDemonstration(db: Queryable): Promise<boolean> {
  const id = editionId("running");
  const [row] = await rowsOf<{ there: boolean }>(
    db,
    sql`select exists (select 1 from editions where id = ${id}) as there`,
  );
  return row?.there ?? false;
}

/**
 * Fills an empty database with the demonstration: three editions, dated from `now`, and everybody in them. All in one
 * transaction, so that a run that is broken off leaves nothing behind.
 */
export async function seedDemonstration(db: Database, now: Date, tell: Tell = () => {}): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await db.transaction(async (tx) => {
    const rows = new Rows(writingOrder);
    const random = new Random("the demonstration");
    const dates = {
      open: datesOf("open", now),
      selection: datesOf("selection", now),
      running: datesOf("running", now),
    };
    const staff = addStaff(
      rows,
      random.fork("staff"),
      passwordHash,
      new Date(dates.running.callOpensAt.getTime() - 60 * 86_400_000),
    );
    const createdBy = staff.coordinator.id;
    const open = addEdition(rows, "open", dates.open, {
      places: 16,
      createdBy,
      refereesAsked: "with-application",
    });
    const selection = addEdition(rows, "selection", dates.selection, {
      places: 16,
      createdBy,
      // The panel is in the middle of it, whenever the demonstration is begun.
      readingDays: 28,
    });
    const running = addEdition(rows, "running", dates.running, { places: 6, createdBy });
    addRoles(rows, random.fork("roles"), staff, { open, selection, running });
    await rows.write(tx);

    const telling = { tx, rows, now, passwordHash, staff, tell: () => {} };
    await seedRunning({ ...telling, edition: running, random: random.fork("running") });
    await seedOpenCall({ ...telling, edition: open, random: random.fork("open") });
    await seedSelection({ ...telling, edition: selection, random: random.fork("selection"), tell });
    await publicContentChanged(tx);
  });
  await refreshStatistics(db);
}

function addStaff(rows: Rows, random: Random, passwordHash: string, createdAt: Date): Staff {
  const member = (details: { name: string; email: string }) =>
    addPerson(rows, random, { ...details, zone, passwordHash, createdAt });
  const colleague = (name: string) => member({ name, email: `${plain(name)}@people.example` });
  return {
    coordinator: member(demoPeople.coordinator),
    admin: member(demoPeople.admin),
    panelists: [member(demoPeople.panelist), member(demoPeople.panelist2), ...panelists.map(colleague)],
    facilitators: [member(demoPeople.facilitator), ...facilitators.map(colleague)],
  };
}

function plain(name: string): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ń", "n")
    .toLowerCase()
    .replaceAll(" ", ".");
}

function addRoles(
  rows: Rows,
  random: Random,
  staff: Staff,
  all: Record<"open" | "selection" | "running", SeededEdition>,
): void {
  const grantedBy = staff.admin.id;
  const grantedAt = (edition: SeededEdition, days: number) =>
    new Date(edition.callOpensAt.getTime() + days * 86_400_000);
  const give = (
    person: SeededPerson,
    role: "coordinator" | "panelist" | "facilitator",
    edition: SeededEdition,
    days: number,
  ) =>
    addRole(rows, random, {
      personId: person.id,
      role,
      editionId: edition.id,
      grantedBy,
      grantedAt: grantedAt(edition, days),
      ...(role === "panelist"
        ? { panelist: { key: person.key, ...sayingOf(staff.panelists.indexOf(person), person) } }
        : {}),
    });
  addRole(rows, random, {
    personId: staff.admin.id,
    role: "admin",
    editionId: null,
    grantedBy: null,
    grantedAt: grantedAt(all.running, -60),
  });
  for (const edition of Object.values(all)) {
    give(staff.coordinator, "coordinator", edition, -21);
    rows.add(auditLog, {
      id: random.uuid(),
      at: grantedAt(edition, -21),
      actorId: staff.coordinator.id,
      action: "edition.created",
      editionId: edition.id,
      subjectType: "edition",
      subjectId: edition.id,
    });
  }
  for (const person of staff.panelists) give(person, "panelist", all.selection, 20);
  // The running edition was read by a smaller panel.
  for (const person of staff.panelists.slice(2, 7)) give(person, "panelist", all.running, 20);
  for (const person of staff.facilitators) give(person, "facilitator", all.running, 180);
}

/** What the panelists of the demonstration have said of themselves. */
function sayingOf(index: number, person: SeededPerson) {
  const houses = [
    "People in Need",
    "Charles University",
    "Transitions",
    "Berlin Civic Lab",
    "Providus",
    "Arnika",
  ];
  const fields = ["education", "media", "environment", "human rights", "youth work", "social enterprise"];
  const pick = (list: string[], by: number) => list[by % list.length] ?? "";
  return {
    languages: index % 3 === 2 ? ["en"] : ["en", "ru"],
    cap: index === 0 ? 80 : null,
    experienced: index % 3 === 0,
    profile: {
      organisation: pick(houses, index),
      expertise: [pick(fields, index), pick(fields, index + 2)],
      familyNames: person.name.split(" ").at(-1) ?? "",
      citizenship: null,
      employerState: null,
    },
  };
}

/** The planner should know what has come: it would otherwise read a full table as an empty one. */
async function refreshStatistics(db: Database): Promise<void> {
  await db.execute(sql`analyze`);
}
