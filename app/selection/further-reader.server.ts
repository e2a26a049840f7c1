import { and, eq, inArray, isNull, lt, ne, sql, type SQL } from "drizzle-orm";
import {
  applicationEvents,
  applications,
  assignments,
  calibrationFiles,
  editions,
  panelists,
  people,
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
import type { JobKind } from "~/platform/jobs.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetter } from "~/platform/mail.server";
import { beforePanel, holdsRole } from "./panel.server";
import { disagreement, needsFurtherReader } from "./scoring";
import { countingReviews, lockApplication } from "./standings.server";
import { isFree } from "./ties.server";
import { readWrittenLanguages } from "./written-languages.server";

export type FurtherReader =
  /** Readers agree, somebody reads already, or it is one that everybody reads: nothing to do. */
  | "not-needed"
  | "assigned"
  /** Nobody on the panel can: a coordinator has to help. */
  | "nobody";

/**
 * Asks one more panelist to read an application on which submitted readings differ clearly. Part of the transaction that
 * brings the difference about; of several at once, the lock on the application lets one after the other see what is
 * there. Never twice for the same application.
 */
export async function assignFurtherReader(tx: Transaction, applicationId: string): Promise<FurtherReader> {
  const application = await lockApplication(tx, applicationId);
  if (!application || !(await isWanted(tx, applicationId))) return "not-needed";
  const panelistId = await findFreePanelist(tx, application);
  if (!panelistId) {
    await noteWanted(tx, applicationId);
    return "nobody";
  }
  const at = now();
  await tx.insert(assignments).values({
    editionId: application.editionId,
    applicationId,
    panelistId,
    kind: "further",
    position: Math.floor(Math.random() * 2 ** 31),
    assignedBy: null,
    assignedAt: at,
  });
  await recordApplicationEvent(tx, applicationId, "further-reader", null, { readers: 1 });
  await recordAudit(tx, {
    actorId: null,
    action: "reading.further-assigned",
    editionId: application.editionId,
    subjectType: "application",
    subjectId: applicationId,
  });
  await tell(tx, panelistId);
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

/** Whether submitted readings that count differ clearly, and nobody has been asked for a further one yet. */
async function isWanted(tx: Transaction, applicationId: string): Promise<boolean> {
  const given = await tx
    .select({ reviewId: reviews.id, criterionId: reviewScores.criterionId, score: reviewScores.score })
    .from(reviews)
    .innerJoin(reviewScores, eq(reviewScores.reviewId, reviews.id))
    .where(and(eq(reviews.applicationId, applicationId), countingReviews()));
  const sheets = new Map<string, Record<string, number | null>>();
  for (const { reviewId, criterionId, score } of given)
    sheets.set(reviewId, { ...sheets.get(reviewId), [criterionId]: score });
  if (!needsFurtherReader([...sheets.values()])) return false;
  const [further, [shared]] = await Promise.all([
    tx
      .select({ id: assignments.id })
      .from(assignments)
      .where(and(eq(assignments.applicationId, applicationId), eq(assignments.kind, "further")))
      .limit(1),
    tx
      .select({ id: calibrationFiles.applicationId })
      .from(calibrationFiles)
      .where(eq(calibrationFiles.applicationId, applicationId))
      .limit(1),
  ]);
  return further.length === 0 && !shared;
}

/**
 * The panelist with the least to read who may read this one: on the panel, never asked for it, without a conflict, not
 * its author, below their cap; who reads its language before who is not known to. Of equals, always the same one.
 */
async function findFreePanelist(
  tx: Transaction,
  application: { id: string; editionId: string; personId: string },
): Promise<string | null> {
  // Two applications that look for somebody at the same time must not both take the last room under a cap.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`further reader ${application.editionId}`}))`);
  const language = (await readWrittenLanguages(tx, [application.id])).get(application.id) ?? null;
  const load = sql`(select count(*) from ${assignments} as held where held.panelist_id = ${roles.personId} and held.edition_id = ${application.editionId} and held.ended_at is null)`;
  const knows = language
    ? sql`coalesce(${panelists.languages} @> ${JSON.stringify([language])}::jsonb, false)`
    : sql`true`;
  const saysNothing = sql`coalesce(jsonb_array_length(${panelists.languages}), 0) = 0`;
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
        sql`not exists (select 1 from ${assignments} as asked where asked.application_id = ${application.id} and asked.panelist_id = ${roles.personId})`,
        sql`(${panelists.cap} is null or ${load} < ${panelists.cap})`,
        sql`(${knows} or ${saysNothing})`,
      ),
    )
    .orderBy(sql`${knows} desc`, load, sql`md5(${application.id} || ${roles.personId}::text)`)
    .limit(1);
  return found?.personId ?? null;
}

async function tell(tx: Transaction, personId: string): Promise<void> {
  const [person] = await tx.select({ locale: people.locale }).from(people).where(eq(people.id, personId));
  const t = translate(isLocale(person?.locale) ? person.locale : fallbackLocale);
  await postLetter(tx, personId, {
    kind: "panel.assigned",
    subject: t("selection:panelist-letters.further.subject"),
    paragraphs: [t("selection:panelist-letters.further.text")],
    link: { label: t("selection:panelist-letters.link"), path: "/home" },
  });
}

/**
 * The codes of an edition's applications on which readings differ clearly while nobody reads or has read further: a
 * coordinator has to find somebody. Calibration files are left out; everybody reads them.
 */
export async function listWithoutFurtherReader(
  editionId: string,
  db: Queryable = database(),
): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    db,
    sql`select distinct code from (${withoutFurtherReader([editionId])}) as wanting order by code limit 500`,
  );
  return rows.map(({ code }) => code);
}

/** How many there are in each of several editions whose decisions are not out; an edition without any is left out. */
export async function countWithoutFurtherReader(editionIds: string[]): Promise<Map<string, number>> {
  if (editionIds.length === 0) return new Map();
  const rows = await rowsOf<{ edition: string; count: number }>(
    database(),
    sql`select wanting.edition, count(distinct wanting.code)::int as count
      from (${withoutFurtherReader(editionIds)}) as wanting
      join ${editions} on ${editions.id} = wanting.edition and ${editions.decisionsReleasedAt} is null
      group by wanting.edition`,
  );
  return new Map(rows.map(({ edition, count }) => [edition, count]));
}

/** One row for each criterion on which the readings of such an application differ. */
function withoutFurtherReader(editionIds: string[]): SQL {
  return sql`select ${applications.editionId} as edition, ${applications.code} as code from ${applications}
      join ${reviews} on ${reviews.applicationId} = ${applications.id}
      join ${reviewScores} on ${reviewScores.reviewId} = ${reviews.id}
      where ${inArray(applications.editionId, editionIds)} and ${beforePanel} and ${countingReviews()}
        and not exists (select 1 from ${calibrationFiles} as shared where shared.application_id = ${applications.id})
        and not exists (select 1 from ${assignments} as further where further.application_id = ${applications.id}
          and further.kind = 'further' and (further.ended_at is null or exists (select 1 from ${reviews} as done
            where done.application_id = further.application_id and done.panelist_id = further.panelist_id and done.submitted_at is not null))
          and ${isFree(sql.raw("further.application_id"), sql.raw("further.panelist_id"))})
      group by ${applications.editionId}, ${applications.code}, ${reviewScores.criterionId}
      having max(${reviewScores.score}) - min(${reviewScores.score}) >= ${disagreement}`;
}

/**
 * Looks again for readers where nobody could be found before: somebody may have joined, or got more room. For editions
 * whose decisions are not out; each application in a transaction of its own. Returns how many were assigned.
 */
export async function findFurtherReaders(): Promise<number> {
  const open = await database()
    .select({ id: editions.id })
    .from(editions)
    .where(and(isNull(editions.decisionsReleasedAt), lt(editions.callClosesAt, now())));
  let assigned = 0;
  for (const { id } of open) {
    const codes = await listWithoutFurtherReader(id);
    const rows = await database()
      .select({ id: applications.id })
      .from(applications)
      .where(inArray(applications.code, codes.length > 0 ? codes.slice(0, 100) : [""]));
    for (const row of rows)
      if ((await inTransaction((tx) => assignFurtherReader(tx, row.id))) === "assigned") assigned++;
  }
  return assigned;
}

/** Every hour, as the panel changes. */
export const furtherReaderJob: JobKind<Record<string, never>> = {
  queue: "further-readers",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "37 * * * *",
  async run() {
    await findFurtherReaders();
  },
};
