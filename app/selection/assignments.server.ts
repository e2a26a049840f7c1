import { eq, isNotNull, sql } from "drizzle-orm";
import { assignments, editions } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { tellAdded } from "./added-letters.server";
import { loadsOf, type Assignment, type AssignmentProblem, type Pair } from "./assignment";
import { readsAll } from "./assignment-facts";
import { findPlanFor, followPlan } from "./assignment-plans.server";
import { readSituation, type AssigningEdition, type Situation } from "./assignment-situation.server";
import { assignReadings } from "./assignment-worker.server";
import { seededRandom } from "./chance";
import type { PlanProgress } from "./plan-progress";
import { searchTies } from "./tie-search.server";
import { compareWords } from "~/platform/locale/order";

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
    /** The languages it is written in, where some of the panel don't read them, and who these are. */
    foreign: { languages: readonly string[]; names: string[] } | null;
  }[];
  /** By language, or several at once: applications, how many read it, and who does not. Empty where nobody has said. */
  languages: { languages: readonly string[]; applications: number; panelists: number; names: string[] }[];
  /** Codes of applications without an experienced reader, where the panel has any. */
  withoutExperience: string[];
}

export type AssignmentView =
  | { state: "ready"; preview: AssignmentPreview }
  | { state: "working"; progress: PlanProgress }
  | { state: "failed" };

/**
 * What would be assigned by a seed, or how far it is with being worked out; changes nothing. It is waited for so many
 * milliseconds. The caller has checked the coordinator.
 */
export async function previewAssignment(
  edition: AssigningEdition,
  seed: string,
  patience: number,
): Promise<AssignmentView> {
  const followed = await followPlan(edition, seed, patience);
  return followed.state === "ready"
    ? { state: "ready", preview: await describePlan(followed.situation, followed.plan) }
    : followed;
}

async function describePlan(
  { problem, fingerprint, ...situation }: Situation,
  plan: Assignment,
): Promise<AssignmentPreview> {
  const members = problem.panelists.map(({ id }) => id);
  const names = await readPeople(members);
  const before = loadsOf(members, problem.existing);
  const more = loadsOf(members, plan.added);
  const nameOf = (id: string) => names.get(id)?.name ?? "";
  const wishOf = new Map(
    (problem.wishes ?? []).map((one) => [`${one.application} ${one.panelist}`, one.wish]),
  );
  const wished = plan.added.map((pair) => wishOf.get(`${pair.application} ${pair.panelist}`) ?? 0);
  const writtenIn = new Map(problem.applications.map(({ id, languages }) => [id, languages ?? []]));
  const inWords = (ids: readonly string[]) => ids.map(nameOf).sort(compareWords);
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
      .sort((a, b) => b.before + b.added - (a.before + a.added) || compareWords(a.name, b.name)),
    impossible: plan.impossible
      .map(({ application, missing, barred, raise, lift }) => ({
        code: codes.get(application) ?? "",
        missing,
        barred,
        foreign: foreignTo(problem, writtenIn.get(application) ?? [], inWords),
        raise: inWords(raise),
        lift: inWords(lift),
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    withoutExperience: plan.withoutExperience.map((id) => codes.get(id) ?? "").sort(),
    languages: languagesOf(problem, inWords),
    wishes: {
      met: wished.filter((wish) => wish > 0).length,
      against: wished.filter((wish) => wish < 0).length,
    },
  };
}

/** Who of the panel does not read what something is written in. */
function strangersTo(problem: AssignmentProblem, written: readonly string[]): string[] {
  return problem.panelists.filter(({ languages }) => !readsAll(languages, written)).map(({ id }) => id);
}

/** Who does not read it, in words; null where everybody does, or nothing is known of its language. */
function foreignTo(
  problem: AssignmentProblem,
  languages: readonly string[],
  inWords: (ids: readonly string[]) => string[],
): { languages: readonly string[]; names: string[] } | null {
  const names = inWords(strangersTo(problem, languages));
  return names.length > 0 ? { languages, names } : null;
}

function languagesOf(
  problem: AssignmentProblem,
  inWords: (ids: readonly string[]) => string[],
): AssignmentPreview["languages"] {
  const groups = new Map<string, { languages: readonly string[]; applications: number }>();
  for (const { languages } of problem.applications) {
    if (!languages || languages.length === 0) continue;
    const sorted = [...languages].sort();
    const group = groups.get(sorted.join()) ?? { languages: sorted, applications: 0 };
    groups.set(sorted.join(), { ...group, applications: group.applications + 1 });
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.applications - one.applications || (a < b ? -1 : 1))
    .map(([, group]) => {
      const names = inWords(strangersTo(problem, group.languages));
      return { ...group, panelists: problem.panelists.length - names.length, names };
    });
}

/** Whether what was shown still is what would be assigned. The caller has checked the coordinator. */
export async function isStillPlanned(
  edition: AssigningEdition,
  order: { seed: string; plan: string },
): Promise<boolean> {
  return (await readSituation(database(), edition, order.seed)).fingerprint === order.plan;
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
  const shown = await findPlanFor(edition.id, order.seed, situation.fingerprint);
  const { added } = shown ?? (await assignReadings(situation.problem));
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
  if (!order.isQuiet) {
    const members = new Set(pairs.map(({ panelist }) => panelist));
    await tellAdded(tx, editionId, loadsOf([...members], pairs));
  }
  return { outcome: "applied", added };
}
