import { and, asc, eq, inArray, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { applications, assignments, conflicts, editions, reviews, roles } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import type { TieSearch } from "~/applying/tie-search.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, rowsOf, type Transaction } from "~/platform/database.server";
import { giveCalibrationFiles } from "./calibration-files.server";
import { findTies, isNews, keptTies, kindsOf, tieKinds, type TieKind } from "./conflict-rules";
import { findFurtherReaders } from "./further-reader.server";
import { isSeated } from "./seats.server";
import { lockApplications, recomputeStandings } from "./standings.server";
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

/** One that comes into force, with what had been found before a coordinator dismissed it. */
type Begin = Found & { before: TieKind[] };
type Change = Found & { id: string };

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
  const panel = await readPanelistFacts(db, search.editionId, only(search.personId));
  let begun = 0;
  let ended = 0;
  for await (const facts of readApplicantFacts(db, search.editionId, only(search.applicationId))) {
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

const only = (id: string | undefined) => (id === undefined ? undefined : [id]);

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
  const begins: Begin[] = [];
  const changes: Change[] = [];
  const ends: (typeof conflicts.$inferSelect)[] = [];
  for (const one of looked) {
    const row = stored.get(nameOf(one));
    if (!row) {
      if (one.kinds.length > 0) begins.push({ ...one, before: [] });
      continue;
    }
    // What was declared stands as it was said; what a coordinator took back does not hide what is found later.
    if (row.source === "panelist" || (row.source === "coordinator" && !row.dismissedAt)) continue;
    const before = kindsOf(row.rule);
    if (row.dismissedAt) {
      if (isNews(before, one.kinds)) begins.push({ ...one, before });
      continue;
    }
    const kept = row.confirmedAt
      ? tieKinds.filter((kind) => before.includes(kind) || one.kinds.includes(kind))
      : keptTies(before, one.kinds, rules);
    if (kept.length === 0) ends.push(row);
    else if (kept.join() !== before.join()) changes.push({ ...one, id: row.id, kinds: kept });
  }

  const begun = await beginTies(tx, begins, at);
  await changeTies(tx, changes);
  await endTies(tx, editionId, ends);
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

/** Stores conflicts that were found and carries them out; those that had been dismissed come back. Returns which began. */
async function beginTies(tx: Transaction, begins: readonly Begin[], at: Date): Promise<Pair[]> {
  if (begins.length === 0) return [];
  const rows = begins.map(({ applicationId, panelistId, applicantId, kinds, before }) => ({
    applicationId,
    panelistId,
    ...saying(
      tieKinds.filter((kind) => kinds.includes(kind) || before.includes(kind)),
      applicantId,
    ),
  }));
  // Whoever declares one meanwhile has said it: what is in force stays as it is.
  const begun = await rowsOf<Pair>(
    tx,
    sql`insert into ${conflicts} as tie (application_id, panelist_id, source, declared_by, rule, declared_at)
      select "applicationId", "panelistId", source, "declaredBy", rule, ${at.toISOString()}::timestamptz
      from ${tableOf(rows, sql`"applicationId" uuid, "panelistId" uuid, source text, "declaredBy" uuid, rule text`)}
      order by 1, 2
      on conflict (application_id, panelist_id) do update set source = excluded.source,
        declared_by = excluded.declared_by, rule = excluded.rule, declared_at = excluded.declared_at,
        dismissed_at = null, dismissed_by = null, confirmed_at = null, confirmed_by = null
      where tie.dismissed_at is not null
      returning application_id as "applicationId", panelist_id as "panelistId"`,
  );
  await enforceTies(tx, begun, at);
  return begun;
}

/** Where one reason became two, or two one. */
async function changeTies(tx: Transaction, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ id, kinds, applicantId }) => ({ id, ...saying(kinds, applicantId) }));
  await tx.execute(
    sql`update ${conflicts} as tie set source = given.source, declared_by = given."declaredBy", rule = given.rule
      from ${tableOf(rows, sql`id uuid, source text, "declaredBy" uuid, rule text`)} where tie.id = given.id`,
  );
}

/** Takes conflicts away that nothing speaks for any more, and gives back what they had taken. */
async function endTies(
  tx: Transaction,
  editionId: string,
  ends: readonly (typeof conflicts.$inferSelect)[],
): Promise<void> {
  if (ends.length === 0) return;
  await tx.delete(conflicts).where(
    inArray(
      conflicts.id,
      ends.map(({ id }) => id),
    ),
  );
  await liftTies(tx, ends);
  await giveCalibrationFiles(tx, editionId);
}

/**
 * Carries out conflicts that have come into force: what these panelists were asked to read is taken back, and what they
 * have submitted no longer counts. Their drafts and readings are kept, for should a coordinator dismiss it.
 */
export async function enforceTies(tx: Transaction, pairs: readonly Pair[], at: Date): Promise<void> {
  if (pairs.length === 0) return;
  await tx
    .update(assignments)
    .set({ endedAt: at })
    .where(and(isNull(assignments.endedAt), isAmong(assignments, pairs)));
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
  if (ended.length === 0) return;
  await tx
    .update(assignments)
    .set({ endedAt: null })
    .where(
      and(
        // By the moment at which it began it is told which reading it took back.
        sql`(${assignments.applicationId}, ${assignments.panelistId}, ${assignments.endedAt}) in
          (select "applicationId", "panelistId", "declaredAt"
            from ${tableOf(ended, sql`"applicationId" uuid, "panelistId" uuid, "declaredAt" timestamptz`)})`,
        isSeated(assignments.panelistId, assignments.editionId),
      ),
    );
  await recount(tx, ended);
}

/** Works out anew the standings of those applications that one of these panelists has submitted a reading of. */
async function recount(tx: Transaction, pairs: readonly Pair[]): Promise<void> {
  const touched = await tx
    .selectDistinct({ applicationId: reviews.applicationId })
    .from(reviews)
    .where(and(isAmong(reviews, pairs), isNotNull(reviews.submittedAt)));
  await recomputeStandings(
    tx,
    touched.map(({ applicationId }) => applicationId),
  );
}

/** Many rows as a table that a statement can read: one parameter, however many they are. */
function tableOf(rows: readonly object[], columns: SQL): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as given(${columns})`;
}

function isAmong(table: typeof assignments | typeof reviews, pairs: readonly Pair[]): SQL {
  const rows = pairs.map(({ applicationId, panelistId }) => ({ applicationId, panelistId }));
  return sql`(${table.applicationId}, ${table.panelistId}) in
    (select "applicationId", "panelistId" from ${tableOf(rows, sql`"applicationId" uuid, "panelistId" uuid`)})`;
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

/** What is to be looked through when somebody has changed: the panels they sit on and what they have submitted, undecided. */
export async function listSearchesFor(personId: string): Promise<TieSearch[]> {
  const rows = await rowsOf<{ editionId: string; applicationId: string | null }>(
    database(),
    sql`select held.edition_id as "editionId", null::uuid as "applicationId" from ${roles} as held
        where held.person_id = ${personId} and held.role = 'panelist' and held.ended_at is null
      union select own.edition_id, own.id from ${applications} as own
        where own.person_id = ${personId} and own.status = 'submitted'
      order by 1, 2`,
  );
  return rows.map(({ editionId, applicationId }) =>
    applicationId ? { editionId, applicationId } : { editionId, personId },
  );
}
