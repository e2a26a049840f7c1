import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { applications, assignments, conflicts, editions, panelists, people, roles, wishes } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters } from "~/platform/mail.server";
import { digest } from "~/platform/vault.server";
import { loadsOf, type AssignmentProblem, type Pair } from "./assignment";
import { assignReadings } from "./assignment-worker.server";
import { isCalibrationFile } from "./calibration-files.server";
import { seededRandom } from "./chance";
import { beforePanel, holdsRole, readsOrHasRead } from "./panel.server";
import { searchTies } from "./tie-search.server";
import { isInForce } from "./ties.server";
import { readWrittenLanguages } from "./written-languages.server";

/** What is known before an assignment is worked out. Ids are of the app's own use, codes are for people. */
interface Situation {
  applications: { id: string; code: string }[];
  problem: AssignmentProblem;
  /** Names this very situation and seed, which determine the assignment: so what is applied is what was shown. */
  fingerprint: string;
}

/** What a wish weighs; what somebody would rather not read weighs most. */
const worthOf = { yes: 2, maybe: 1, no: -3 } as const;

type AssigningEdition = { id: string; readingsPerApplication: number };

async function readSituation(db: Queryable, edition: AssigningEdition, seed: string): Promise<Situation> {
  const [waiting, panel, existing, declared, wished] = await Promise.all([
    db
      .select({ id: applications.id, code: applications.code, personId: applications.personId })
      .from(applications)
      .where(and(eq(applications.editionId, edition.id), beforePanel, sql`not ${isCalibrationFile()}`))
      .orderBy(asc(applications.id)),
    db
      .selectDistinct({
        id: roles.personId,
        cap: panelists.cap,
        languages: panelists.languages,
        experienced: panelists.experienced,
      })
      .from(roles)
      .leftJoin(panelists, and(eq(panelists.personId, roles.personId), eq(panelists.editionId, edition.id)))
      .where(holdsRole(edition.id))
      .orderBy(asc(roles.personId)),
    db
      .select({ application: assignments.applicationId, panelist: assignments.panelistId })
      .from(assignments)
      .innerJoin(applications, eq(applications.id, assignments.applicationId))
      .where(
        and(
          eq(assignments.editionId, edition.id),
          readsOrHasRead(db, edition.id),
          // What everybody reads is nobody's load.
          sql`not ${isCalibrationFile()}`,
        ),
      )
      .orderBy(asc(assignments.applicationId), asc(assignments.panelistId)),
    db
      .select({ application: conflicts.applicationId, panelist: conflicts.panelistId })
      .from(conflicts)
      .innerJoin(applications, eq(applications.id, conflicts.applicationId))
      .where(and(eq(applications.editionId, edition.id), isInForce))
      .orderBy(asc(conflicts.applicationId), asc(conflicts.panelistId)),
    db
      .select({ application: wishes.applicationId, panelist: wishes.panelistId, said: wishes.wish })
      .from(wishes)
      .innerJoin(applications, eq(applications.id, wishes.applicationId))
      .where(eq(applications.editionId, edition.id))
      .orderBy(asc(wishes.applicationId), asc(wishes.panelistId)),
  ]);
  const members = new Set(panel.map(({ id }) => id));
  // Nobody reads what they wrote themselves, should they sit on the panel they applied to.
  const own = waiting
    .filter(({ personId }) => members.has(personId))
    .map(({ id, personId }) => ({ application: id, panelist: personId }));
  // Who has not said what they read reads all. Where nobody has said it, there is nothing to look for.
  const written = panel.some(({ languages }) => languages && languages.length > 0)
    ? await readWrittenLanguages(
        db,
        waiting.map(({ id }) => id),
      )
    : null;
  const problem: AssignmentProblem = {
    applications: waiting.map(({ id }) => (written ? { id, language: written.get(id) ?? null } : { id })),
    panelists: panel.map(({ id, cap, languages, experienced }) => ({
      id,
      cap,
      languages: languages && languages.length > 0 ? languages : null,
      isExperienced: experienced ?? false,
    })),
    existing,
    conflicts: [...declared, ...own],
    wishes: wished.map(({ said, ...pair }) => ({ ...pair, wish: worthOf[said] })),
    readings: edition.readingsPerApplication,
    // Where nobody is called experienced, nobody needs to be.
    needsExperienced: panel.some(({ experienced }) => experienced),
    seed,
  };
  return { applications: waiting, problem, fingerprint: digest(JSON.stringify(problem)) };
}

/** What a coordinator sees before anything is assigned. */
export interface AssignmentPreview {
  fingerprint: string;
  eligible: number;
  /** Readings that would be added. */
  added: number;
  /** Applications that would get a reader. */
  touched: number;
  /** Each panelist's load now and afterwards, the greatest first. */
  loads: { name: string; before: number; added: number; cap: number | null }[];
  /** Of the readings added: those that a panelist asked for, and those that somebody would rather not do. */
  wishes: { met: number; against: number };
  /** Applications that can't have all their readers, with the names of those who would make it possible. */
  impossible: {
    code: string;
    missing: number;
    barred: number;
    raise: string[];
    lift: string[];
    /** The language it is written in, where some of the panel don't read it, and how many these are. */
    foreign: { language: string; panelists: number } | null;
  }[];
  /** By language: the applications written in it, and how many of the panel read it. Empty where nobody has said. */
  languages: { language: string; applications: number; panelists: number }[];
  /** Codes of applications without an experienced reader, where the panel has any. */
  withoutExperience: string[];
}

/** Works out an assignment, in a thread of its own, and changes nothing. The caller has checked the coordinator. */
export async function previewAssignment(
  edition: { id: string; readingsPerApplication: number },
  seed: string,
): Promise<AssignmentPreview> {
  const { problem, fingerprint, ...situation } = await readSituation(database(), edition, seed);
  const members = problem.panelists.map(({ id }) => id);
  const [plan, names] = await Promise.all([assignReadings(problem), readPeople(members)]);
  const before = loadsOf(members, problem.existing);
  const more = loadsOf(members, plan.added);
  const nameOf = (id: string) => names.get(id)?.name ?? "";
  const wishOf = new Map(
    (problem.wishes ?? []).map((one) => [`${one.application} ${one.panelist}`, one.wish]),
  );
  const wished = plan.added.map((pair) => wishOf.get(`${pair.application} ${pair.panelist}`) ?? 0);
  const languageOf = new Map(problem.applications.map(({ id, language }) => [id, language ?? null]));
  const codes = new Map(situation.applications.map(({ id, code }) => [id, code]));
  return {
    fingerprint,
    eligible: situation.applications.length,
    added: plan.added.length,
    touched: new Set(plan.added.map(({ application }) => application)).size,
    loads: problem.panelists
      .map(({ id, cap }) => ({
        name: nameOf(id),
        before: before.get(id) ?? 0,
        added: more.get(id) ?? 0,
        cap: cap ?? null,
      }))
      .sort((a, b) => b.before + b.added - (a.before + a.added) || a.name.localeCompare(b.name)),
    impossible: plan.impossible
      .map(({ application, missing, barred, raise, lift }) => ({
        code: codes.get(application) ?? "",
        missing,
        barred,
        foreign: foreignTo(problem, languageOf.get(application) ?? null),
        raise: raise.map(nameOf).sort((a, b) => a.localeCompare(b)),
        lift: lift.map(nameOf).sort((a, b) => a.localeCompare(b)),
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    withoutExperience: plan.withoutExperience.map((id) => codes.get(id) ?? "").sort(),
    languages: languagesOf(problem),
    wishes: {
      met: wished.filter((wish) => wish > 0).length,
      against: wished.filter((wish) => wish < 0).length,
    },
  };
}

function readersOf(problem: AssignmentProblem, language: string): number {
  return problem.panelists.filter(({ languages }) => !languages || languages.includes(language)).length;
}

/** How many of the panel don't read a language; null where there is none of them, or the language is not known. */
function foreignTo(
  problem: AssignmentProblem,
  language: string | null,
): { language: string; panelists: number } | null {
  if (language === null) return null;
  const panelists = problem.panelists.length - readersOf(problem, language);
  return panelists > 0 ? { language, panelists } : null;
}

function languagesOf(problem: AssignmentProblem): AssignmentPreview["languages"] {
  const counts = new Map<string, number>();
  for (const { language } of problem.applications)
    if (language) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts]
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([language, count]) => ({
      language,
      applications: count,
      panelists: readersOf(problem, language),
    }));
}

export type AssignmentOutcome =
  | { outcome: "applied"; added: number }
  /** Something has changed since the plan was shown; nothing was written. */
  | { outcome: "changed" };

interface AssignmentOrder {
  actorId: string | null;
  seed: string;
  /** The fingerprint of what was shown; only that is applied. */
  plan?: string;
  /** Panelists are told by a neutral letter, unless this is set. */
  isQuiet?: boolean;
}

/**
 * Assigns readings: what exists stays, what is missing is added, each panelist gets their own random order. It is worked
 * out before the transaction, which then makes sure that nothing it rests on has changed; whoever assigns at the same
 * time waits, and is told that something has. The caller has checked the coordinator.
 */
export async function assignPanel(
  edition: AssigningEdition,
  order: AssignmentOrder,
): Promise<AssignmentOutcome> {
  // Ties that nobody has looked for yet are looked for now; if there are any, what was shown no longer holds.
  await searchTies({ editionId: edition.id });
  const situation = await readSituation(database(), edition, order.seed);
  if (order.plan !== undefined && order.plan !== situation.fingerprint) return { outcome: "changed" };
  const { added } = await assignReadings(situation.problem);
  return inTransaction(async (tx) => {
    const [locked] = await tx.select().from(editions).where(eq(editions.id, edition.id)).for("no key update");
    if (!locked) throw new Error("There is no such edition.");
    const present = await readSituation(tx, locked, order.seed);
    if (present.fingerprint !== situation.fingerprint) return { outcome: "changed" };
    return writeAssignment(tx, edition.id, added, order);
  });
}

async function writeAssignment(
  tx: Transaction,
  editionId: string,
  pairs: readonly Pair[],
  order: AssignmentOrder,
): Promise<AssignmentOutcome> {
  if (pairs.length === 0) return { outcome: "applied", added: 0 };

  const at = now();
  const random = seededRandom(`${order.seed} order`);
  const rows = pairs.map(({ application, panelist }) => ({
    editionId,
    applicationId: application,
    panelistId: panelist,
    position: Math.floor(random() * 2 ** 31),
    assignedBy: order.actorId,
    assignedAt: at,
  }));
  let added = 0;
  for (let from = 0; from < rows.length; from += 1000) {
    // A pair that was ended (somebody left the panel and came back) is asked anew; one that is open stays as it is.
    const written = await tx
      .insert(assignments)
      .values(rows.slice(from, from + 1000))
      .onConflictDoUpdate({
        target: [assignments.applicationId, assignments.panelistId],
        set: {
          position: sql`excluded.position`,
          assignedBy: sql`excluded.assigned_by`,
          assignedAt: sql`excluded.assigned_at`,
          endedAt: null,
        },
        setWhere: isNotNull(assignments.endedAt),
      })
      .returning({ id: assignments.id });
    added += written.length;
  }

  const readers = new Map<string, number>();
  for (const { application } of pairs) readers.set(application, (readers.get(application) ?? 0) + 1);
  await recordApplicationEvents(
    tx,
    "assigned",
    order.actorId,
    [...readers].map(([applicationId, count]) => ({ applicationId, detail: { readers: count } })),
  );
  await recordAudit(tx, {
    actorId: order.actorId,
    action: "readings.assigned",
    editionId,
    subjectType: "edition",
    subjectId: editionId,
    detail: { added, applications: readers.size },
  });
  if (!order.isQuiet) await tellPanelists(tx, [...new Set(pairs.map(({ panelist }) => panelist))]);
  return { outcome: "applied", added };
}

async function tellPanelists(tx: Transaction, personIds: string[]): Promise<void> {
  const rows = await tx
    .select({ id: people.id, locale: people.locale })
    .from(people)
    .where(inArray(people.id, personIds));
  await postLetters(
    tx,
    rows.map(({ id, locale }) => {
      const t = translate(isLocale(locale) ? locale : fallbackLocale);
      const letter = {
        kind: "panel.assigned",
        subject: t("selection:assignment.letter.subject"),
        paragraphs: [t("selection:assignment.letter.text")],
        link: { label: t("selection:assignment.letter.link"), path: "/panel" },
      };
      return { personId: id, letter };
    }),
  );
}
