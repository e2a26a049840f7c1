import { and, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import {
  applicationEvents,
  applications,
  assignments,
  calibrationFiles,
  editions,
  panelists,
  reviewScores,
  reviews,
  roles,
} from "#db/schema";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import {
  database,
  inTransaction,
  rowsOf,
  type Queryable,
  type Transaction,
} from "~/platform/database.server";
import { beforePanel, holdsRole, isSeated } from "./seats.server";
import { tellAdded } from "./added-letters.server";
import { disagreement } from "./scoring";
import { countingReviews, lockApplication } from "./standings.server";
import { isFree } from "./ties.server";
import { readWrittenLanguages } from "./written-languages.server";

export type FurtherReader =
  /** Readers agree, somebody reads already, it is one that everybody reads, or decisions are out: nothing to do. */
  | "not-needed"
  | "assigned"
  /** Nobody on the panel can: a coordinator has to help. */
  | "nobody";

/**
 * Asks one more panelist to read an application on which submitted readings differ clearly, also in place of one who was
 * asked for that and has dropped out. Part of the transaction that brings the difference about; of several at once, the
 * lock on the application lets one after the other see what is there. Whoever calls it for several applications does so
 * in a transaction for each, see {@link findFurtherReaders}.
 */
export async function assignFurtherReader(
  tx: Transaction,
  applicationId: string,
  options: { isQuiet?: boolean } = {},
): Promise<FurtherReader> {
  const application = await lockApplication(tx, applicationId);
  if (!application || !(await isWanted(tx, applicationId))) return "not-needed";
  const panelistId = await findFreePanelist(tx, application);
  if (!panelistId) {
    await noteWanted(tx, applicationId);
    return "nobody";
  }
  const asked = {
    kind: "further" as const,
    position: Math.floor(Math.random() * 2 ** 31),
    assignedBy: null,
    assignedAt: now(),
    endedAt: null,
  };
  // Somebody who had left the panel before they read it, and is back, is asked anew.
  await tx
    .insert(assignments)
    .values({ editionId: application.editionId, applicationId, panelistId, ...asked })
    .onConflictDoUpdate({ target: [assignments.applicationId, assignments.panelistId], set: asked });
  await recordApplicationEvent(tx, applicationId, "further-reader", null, { readers: 1 });
  await recordAudit(tx, {
    actorId: null,
    action: "reading.further-assigned",
    editionId: application.editionId,
    subjectType: "application",
    subjectId: applicationId,
  });
  if (!options.isQuiet) await tellAdded(tx, application.editionId, new Map([[panelistId, 1]]));
  return "assigned";
}

/** Says in the application's history that nobody could be asked; once, however often it is tried. */
async function noteWanted(tx: Transaction, applicationId: string): Promise<void> {
  const kind = "further-reader-wanted";
  const [noted] = await tx
    .select({ id: applicationEvents.id })
    .from(applicationEvents)
    .where(and(eq(applicationEvents.applicationId, applicationId), eq(applicationEvents.kind, kind)))
    .limit(1);
  if (!noted) await recordApplicationEvent(tx, applicationId, kind, null);
}

async function isWanted(tx: Transaction, applicationId: string): Promise<boolean> {
  const rows = await rowsOf(tx, withoutFurtherReader(eq(applications.id, applicationId)));
  return rows.length > 0;
}

/**
 * The panelist with the least to read who may read this one: on the panel, not reading it and without a reading of it,
 * without a conflict, not its author, below their cap; who reads its language before who is not known to, and where
 * none of its readers is experienced, who is before who isn't. Of equals, always the same one.
 */
async function findFreePanelist(
  tx: Transaction,
  application: { id: string; editionId: string; personId: string },
): Promise<string | null> {
  // Two applications that look for somebody at the same time must not both take the last room under a cap.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`further reader ${application.editionId}`}))`);
  const written = (await readWrittenLanguages(tx, [application.id])).get(application.id)?.languages ?? [];
  // What everybody reads is nobody's load, as when readings are shared out.
  const load = sql`(select count(*) from ${assignments} as held where held.panelist_id = ${roles.personId} and held.edition_id = ${application.editionId}
    and held.ended_at is null and not exists (select 1 from ${calibrationFiles} as shared where shared.application_id = held.application_id))`;
  const knows =
    written.length > 0
      ? sql`coalesce(${panelists.languages} @> ${JSON.stringify(written)}::jsonb, false)`
      : sql`true`;
  const saysNothing = sql`coalesce(jsonb_array_length(${panelists.languages}), 0) = 0`;
  const lacksExperience = sql`not exists (select 1 from ${reviews} as given
    join ${panelists} as judge on judge.person_id = given.panelist_id and judge.edition_id = ${application.editionId}
    where given.application_id = ${application.id} and given.submitted_at is not null and judge.experienced
      and ${isFree(sql`given.application_id`, sql`given.panelist_id`)})`;
  const [found] = await tx
    .select({ personId: roles.personId })
    .from(roles)
    .leftJoin(
      panelists,
      and(eq(panelists.personId, roles.personId), eq(panelists.editionId, application.editionId)),
    )
    .where(
      and(
        holdsRole(application.editionId),
        ne(roles.personId, application.personId),
        isFree(sql`${application.id}::uuid`, roles.personId),
        sql`not exists (select 1 from ${assignments} as asked where asked.application_id = ${application.id}
          and asked.panelist_id = ${roles.personId} and asked.ended_at is null)`,
        sql`not exists (select 1 from ${reviews} as given where given.application_id = ${application.id}
          and given.panelist_id = ${roles.personId} and given.submitted_at is not null)`,
        sql`(${panelists.cap} is null or ${load} < ${panelists.cap})`,
        sql`(${knows} or ${saysNothing})`,
      ),
    )
    .orderBy(
      sql`${knows} desc`,
      sql`(${lacksExperience} and coalesce(${panelists.experienced}, false)) desc`,
      load,
      sql`md5(${application.id} || ${roles.personId}::text)`,
    )
    .limit(1);
  return found?.personId ?? null;
}

/**
 * The codes of an edition's applications on which readings differ clearly while nobody reads or has read further: a
 * coordinator has to find somebody. Calibration files are left out; everybody reads them. None once decisions are out.
 */
export async function listWithoutFurtherReader(editionId: string): Promise<string[]> {
  return (await listWanting(database(), editionId)).map(({ code }) => code);
}

/** The same with their ids. */
export async function listWanting(db: Queryable, editionId: string): Promise<{ id: string; code: string }[]> {
  return rowsOf<{ id: string; code: string }>(
    db,
    sql`select distinct id, code from (${withoutFurtherReader(eq(applications.editionId, editionId))}) as wanting
      order by code limit 1000`,
  );
}

/** How many there are in each of several editions; an edition without any is left out. */
export async function countWithoutFurtherReader(editionIds: string[]): Promise<Map<string, number>> {
  if (editionIds.length === 0) return new Map();
  const rows = await rowsOf<{ edition: string; count: number }>(
    database(),
    sql`select edition, count(distinct id)::int as count
      from (${withoutFurtherReader(inArray(applications.editionId, editionIds))}) as wanting group by edition`,
  );
  return new Map(rows.map(({ edition, count }) => [edition, count]));
}

/**
 * One row for each criterion on which the readings of an application differ that wants a further reader: those are the
 * ones that count, and nobody has read further or is about to, being on the panel and without a conflict.
 */
function withoutFurtherReader(which: SQL): SQL {
  return sql`select ${applications.editionId} as edition, ${applications.id} as id, ${applications.code} as code
      from ${applications}
      join ${editions} on ${editions.id} = ${applications.editionId} and ${editions.decisionsReleasedAt} is null
      join ${reviews} on ${reviews.applicationId} = ${applications.id}
      join ${reviewScores} on ${reviewScores.reviewId} = ${reviews.id}
      where ${which} and ${beforePanel} and ${countingReviews()}
        and not exists (select 1 from ${calibrationFiles} as shared where shared.application_id = ${applications.id})
        and not exists (select 1 from ${assignments} as further where further.application_id = ${applications.id}
          and further.kind = 'further' and ${isFree(sql.raw("further.application_id"), sql.raw("further.panelist_id"))}
          and ((further.ended_at is null and ${isSeated(sql.raw("further.panelist_id"), sql.raw("further.edition_id"))})
            or exists (select 1 from ${reviews} as done where done.application_id = further.application_id
              and done.panelist_id = further.panelist_id and done.submitted_at is not null)))
      group by ${applications.id}, ${reviewScores.criterionId}
      having max(${reviewScores.score}) - min(${reviewScores.score}) >= ${disagreement}`;
}

/**
 * Looks for further readers wherever in an edition they are wanted: somebody has dropped out, or nobody could be found
 * and by now somebody has joined, or got more room. Each application has a transaction of its own. Returns how many were
 * assigned.
 */
export async function findFurtherReaders(editionId: string): Promise<number> {
  let assigned = 0;
  for (const { id } of await listWanting(database(), editionId))
    if ((await inTransaction((tx) => assignFurtherReader(tx, id))) === "assigned") assigned++;
  return assigned;
}
