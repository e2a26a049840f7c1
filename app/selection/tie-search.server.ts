import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, assignments, conflicts, editions, reviews } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import type { TieSearch } from "~/applying/tie-search.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { findTies, isNews, keptTies, kindsOf, tieKinds, type TieKind } from "./conflict-rules";
import { findFurtherReaders } from "./further-reader.server";
import { isSeated } from "./seats.server";
import { lockApplications, recomputeStanding } from "./standings.server";
import { readApplicantFacts, readPanelistFacts } from "./tie-facts.server";

/** An application and a panelist. */
export interface Pair {
  applicationId: string;
  panelistId: string;
}

interface Found extends Pair {
  kinds: TieKind[];
  applicantId: string;
}

/**
 * Looks for ties by the edition's rules and by what applicants have named, and stores them: each is in force from this
 * moment. What a panelist or a coordinator has said stays as it is, and so does what a coordinator has dismissed,
 * unless more is found than they knew of. Returns how many came into force.
 */
export async function searchTies(search: TieSearch): Promise<number> {
  const db = database();
  const [edition] = await db
    .select({ rules: editions.conflictRules })
    .from(editions)
    .where(eq(editions.id, search.editionId));
  if (!edition) return 0;
  const panel = await readPanelistFacts(db, search.editionId, search.personId);
  let begun = 0;
  let ended = 0;
  for await (const facts of readApplicantFacts(db, search.editionId, search.applicationId)) {
    const found = facts.flatMap((applicant) =>
      panel
        .filter(({ personId }) => personId !== applicant.personId)
        .map((panelist) => ({
          applicationId: applicant.applicationId,
          panelistId: panelist.personId,
          applicantId: applicant.personId,
          kinds: findTies(panelist, applicant, edition.rules),
        })),
    );
    const batch = await inTransaction((tx) => storeTies(tx, search.editionId, found, edition.rules));
    begun += batch.begun;
    ended += batch.ended;
  }
  // Somebody who was to read further may not any more, or readings may differ that count again.
  if (begun + ended > 0) await findFurtherReaders(search.editionId);
  return begun;
}

/** Brings the stored conflicts of the pairs that were looked at into line with what was found. */
async function storeTies(
  tx: Transaction,
  editionId: string,
  looked: Found[],
  rules: readonly string[],
): Promise<{ begun: number; ended: number }> {
  const applicationIds = [...new Set(looked.map(({ applicationId }) => applicationId))];
  if (applicationIds.length === 0) return { begun: 0, ended: 0 };
  // First these, then their conflicts and readings: the order in which whoever submits or declares takes them.
  await lockApplications(tx, applicationIds);
  const rows = await tx
    .select()
    .from(conflicts)
    .where(inArray(conflicts.applicationId, applicationIds))
    .orderBy(asc(conflicts.id))
    .for("update");
  const stored = new Map(rows.map((row) => [nameOf(row), row]));
  const at = now();
  const begins: (Found & { before: string[]; id: string | null })[] = [];
  const changes: { id: string; kinds: TieKind[]; applicantId: string }[] = [];
  const ends: (typeof conflicts.$inferSelect)[] = [];
  for (const one of looked) {
    const row = stored.get(nameOf(one));
    if (!row) {
      if (one.kinds.length > 0) begins.push({ ...one, before: [], id: null });
      continue;
    }
    // What was declared stands as it was said; what a coordinator took back does not hide what is found later.
    if (row.source === "panelist" || (row.source === "coordinator" && !row.dismissedAt)) continue;
    const before = kindsOf(row.rule);
    if (row.dismissedAt) {
      if (isNews(before, one.kinds)) begins.push({ ...one, before, id: row.id });
      continue;
    }
    const kept = row.confirmedAt
      ? tieKinds.filter((kind) => before.includes(kind) || one.kinds.includes(kind))
      : keptTies(before, one.kinds, rules);
    if (kept.length === 0) ends.push(row);
    else if (kept.join() !== before.join()) changes.push({ ...one, id: row.id, kinds: kept });
  }

  const fresh = begins.filter(({ id }) => id === null);
  const inserted: Pair[] = [];
  for (let from = 0; from < fresh.length; from += 1000)
    inserted.push(
      ...(await tx
        .insert(conflicts)
        .values(
          fresh.slice(from, from + 1000).map(({ applicationId, panelistId, kinds, applicantId }) => ({
            applicationId,
            panelistId,
            declaredAt: at,
            ...saying(kinds, applicantId),
          })),
        )
        .onConflictDoNothing()
        .returning({ applicationId: conflicts.applicationId, panelistId: conflicts.panelistId })),
    );
  // What comes back or changes is rare: a coordinator had dismissed it, or one reason became two.
  const again = begins.filter(({ id }) => id !== null);
  for (const { id, kinds, before, applicantId } of again)
    await tx
      .update(conflicts)
      .set({
        ...saying(
          tieKinds.filter((kind) => kinds.includes(kind) || before.includes(kind)),
          applicantId,
        ),
        declaredAt: at,
        dismissedAt: null,
        dismissedBy: null,
        confirmedAt: null,
        confirmedBy: null,
      })
      .where(eq(conflicts.id, id ?? ""));
  for (const { id, kinds, applicantId } of changes)
    await tx.update(conflicts).set(saying(kinds, applicantId)).where(eq(conflicts.id, id));
  if (ends.length > 0) {
    await tx.delete(conflicts).where(
      inArray(
        conflicts.id,
        ends.map(({ id }) => id),
      ),
    );
    await liftTies(tx, ends);
  }
  const begun = [...inserted, ...again];
  await enforceTies(tx, begun, at);
  await recordApplicationEvents(
    tx,
    "conflict-found",
    null,
    begun.map(({ applicationId }) => ({ applicationId })),
  );
  if (begun.length + ends.length > 0)
    await recordAudit(tx, {
      actorId: null,
      action: "conflicts.searched",
      editionId,
      subjectType: "edition",
      subjectId: editionId,
      detail: { found: begun.length, ended: ends.length },
    });
  return { begun: begun.length, ended: ends.length };
}

/**
 * Carries out conflicts that have come into force: what these panelists were asked to read is taken back, and what they
 * have submitted no longer counts. Their drafts and readings are kept, for should a coordinator dismiss it.
 */
export async function enforceTies(tx: Transaction, pairs: readonly Pair[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  for (let from = 0; from < pairs.length; from += 1000)
    await tx
      .update(assignments)
      .set({ endedAt: at })
      .where(and(isNull(assignments.endedAt), isAmong(assignments, pairs.slice(from, from + 1000))));
  await recount(tx, pairs);
}

/**
 * Undoes what conflicts did, once they are no longer in force: a submitted reading counts again, and a reading that was
 * taken back by the conflict is the panelist's again, if they still sit on the panel.
 */
export async function liftTies(
  tx: Transaction,
  ended: readonly (Pair & { declaredAt: Date })[],
): Promise<void> {
  for (const { applicationId, panelistId, declaredAt } of ended)
    await tx
      .update(assignments)
      .set({ endedAt: null })
      .where(
        and(
          eq(assignments.applicationId, applicationId),
          eq(assignments.panelistId, panelistId),
          eq(assignments.endedAt, declaredAt),
          isSeated(assignments.panelistId, assignments.editionId),
        ),
      );
  await recount(tx, ended);
}

/** Works out anew the standings of those applications that one of these panelists has submitted a reading of. */
async function recount(tx: Transaction, pairs: readonly Pair[]): Promise<void> {
  const touched = new Set<string>();
  for (let from = 0; from < pairs.length; from += 1000)
    for (const { applicationId } of await tx
      .selectDistinct({ applicationId: reviews.applicationId })
      .from(reviews)
      .where(and(isAmong(reviews, pairs.slice(from, from + 1000)), sql`${reviews.submittedAt} is not null`)))
      touched.add(applicationId);
  // In one order, so that two searches at once wait for each other rather than lock each other out.
  for (const applicationId of [...touched].sort()) await recomputeStanding(tx, applicationId);
}

function isAmong(table: typeof assignments | typeof reviews, pairs: readonly Pair[]) {
  return sql`(${table.applicationId}, ${table.panelistId}) in (${sql.join(
    pairs.map(({ applicationId, panelistId }) => sql`(${applicationId}::uuid, ${panelistId}::uuid)`),
    sql`, `,
  )})`;
}

function saying(kinds: readonly TieKind[], applicantId: string) {
  const isNamed = kinds.includes("named");
  return {
    source: isNamed ? ("applicant" as const) : ("rule" as const),
    declaredBy: isNamed ? applicantId : null,
    rule: kinds.join(),
  };
}

function nameOf({ applicationId, panelistId }: Pair): string {
  return `${applicationId} ${panelistId}`;
}

/** The editions whose ties are looked for every night: whoever has applied, and no decisions are out. */
export async function listSearchedEditions(): Promise<string[]> {
  const rows = await database()
    .select({ id: editions.id })
    .from(editions)
    .where(
      and(
        isNull(editions.decisionsReleasedAt),
        sql`exists (select 1 from ${applications} where ${applications.editionId} = ${editions.id} and ${applications.status} = 'submitted')`,
      ),
    );
  return rows.map(({ id }) => id);
}
