import { and, asc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { applications, assignments, conflicts, editions, people, roles } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetter } from "~/platform/mail.server";
import { digest } from "~/platform/vault.server";
import { assignReadings, loadsOf, seededRandom, type Pair } from "./assignment";
import { beforePanel, holdsRole, readsOrHasRead } from "./panel.server";

/** What an assignment would do, before it is done. Ids are of the app's own use, codes are for people. */
interface Plan {
  added: Pair[];
  impossible: { application: string; missing: number; barred: number }[];
  applications: { id: string; code: string }[];
  panelists: string[];
  existing: Pair[];
  /** Names this very plan, so that what is applied is what was shown. */
  fingerprint: string;
}

async function planFor(
  db: Queryable,
  edition: { id: string; readingsPerApplication: number },
  seed: string,
): Promise<Plan> {
  const [waiting, panel, existing, declared] = await Promise.all([
    db
      .select({ id: applications.id, code: applications.code, personId: applications.personId })
      .from(applications)
      .where(and(eq(applications.editionId, edition.id), beforePanel))
      .orderBy(asc(applications.id)),
    db.selectDistinct({ personId: roles.personId }).from(roles).where(holdsRole(edition.id)),
    db
      .select({ application: assignments.applicationId, panelist: assignments.panelistId })
      .from(assignments)
      .where(and(eq(assignments.editionId, edition.id), readsOrHasRead(db, edition.id))),
    db
      .select({ application: conflicts.applicationId, panelist: conflicts.panelistId })
      .from(conflicts)
      .innerJoin(applications, eq(applications.id, conflicts.applicationId))
      .where(eq(applications.editionId, edition.id)),
  ]);
  const panelists = panel.map(({ personId }) => personId).sort();
  // Nobody reads what they wrote themselves, should they sit on the panel they applied to.
  const own = waiting
    .filter(({ personId }) => panelists.includes(personId))
    .map(({ id, personId }) => ({ application: id, panelist: personId }));
  const { added, impossible } = assignReadings({
    applications: waiting.map(({ id }) => id),
    panelists,
    existing,
    conflicts: [...declared, ...own],
    readings: edition.readingsPerApplication,
    seed,
  });
  const pairs = added.map(({ application, panelist }) => `${application} ${panelist}`).sort();
  return {
    added,
    impossible,
    applications: waiting,
    panelists,
    existing,
    fingerprint: digest(JSON.stringify([seed, pairs, impossible])),
  };
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
  loads: { name: string; before: number; added: number }[];
  impossible: { code: string; missing: number; barred: number }[];
}

/** Works out an assignment and changes nothing. The caller has checked the coordinator. */
export async function previewAssignment(
  edition: { id: string; readingsPerApplication: number },
  seed: string,
): Promise<AssignmentPreview> {
  const plan = await planFor(database(), edition, seed);
  const names = await readPeople(plan.panelists);
  const before = loadsOf(plan.panelists, plan.existing);
  const more = loadsOf(plan.panelists, plan.added);
  const codes = new Map(plan.applications.map(({ id, code }) => [id, code]));
  return {
    fingerprint: plan.fingerprint,
    eligible: plan.applications.length,
    added: plan.added.length,
    touched: new Set(plan.added.map(({ application }) => application)).size,
    loads: plan.panelists
      .map((id) => ({
        name: names.get(id)?.name ?? "",
        before: before.get(id) ?? 0,
        added: more.get(id) ?? 0,
      }))
      .sort((a, b) => b.before + b.added - (a.before + a.added) || a.name.localeCompare(b.name)),
    impossible: plan.impossible
      .map(({ application, ...shortage }) => ({ code: codes.get(application) ?? "", ...shortage }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

export type AssignmentOutcome =
  | { outcome: "applied"; added: number }
  /** Something has changed since the plan was shown; nothing was written. */
  | { outcome: "changed" };

/**
 * Assigns readings in the caller's transaction: what exists stays, what is missing is added, each panelist gets their
 * own random order. With `plan`, only if it is still the plan that was shown. Whoever assigns at the same time waits
 * for this one. Panelists are told by a neutral letter unless `isQuiet`.
 */
export async function applyAssignment(
  tx: Transaction,
  order: { editionId: string; actorId: string | null; seed: string; plan?: string; isQuiet?: boolean },
): Promise<AssignmentOutcome> {
  const [edition] = await tx
    .select()
    .from(editions)
    .where(eq(editions.id, order.editionId))
    .for("no key update");
  if (!edition) throw new Error("There is no such edition.");
  const plan = await planFor(tx, edition, order.seed);
  if (order.plan !== undefined && order.plan !== plan.fingerprint) return { outcome: "changed" };
  if (plan.added.length === 0) return { outcome: "applied", added: 0 };

  const at = now();
  const random = seededRandom(`${order.seed} order`);
  const rows = plan.added.map(({ application, panelist }) => ({
    editionId: edition.id,
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
  for (const { application } of plan.added) readers.set(application, (readers.get(application) ?? 0) + 1);
  await recordApplicationEvents(
    tx,
    "assigned",
    order.actorId,
    [...readers].map(([applicationId, count]) => ({ applicationId, detail: { readers: count } })),
  );
  await recordAudit(tx, {
    actorId: order.actorId,
    action: "readings.assigned",
    editionId: edition.id,
    subjectType: "edition",
    subjectId: edition.id,
    detail: { added, applications: readers.size },
  });
  if (!order.isQuiet) await tellPanelists(tx, [...new Set(plan.added.map(({ panelist }) => panelist))]);
  return { outcome: "applied", added };
}

async function tellPanelists(tx: Transaction, personIds: string[]): Promise<void> {
  const rows = await tx
    .select({ id: people.id, locale: people.locale })
    .from(people)
    .where(inArray(people.id, personIds));
  for (const { id, locale } of rows) {
    const t = translate(isLocale(locale) ? locale : fallbackLocale);
    await postLetter(tx, id, {
      kind: "panel.assigned",
      subject: t("selection:assignment.letter.subject"),
      paragraphs: [t("selection:assignment.letter.text")],
      link: { label: t("selection:assignment.letter.link"), path: "/panel" },
    });
  }
}
