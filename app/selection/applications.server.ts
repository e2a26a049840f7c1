import { and, asc, count, desc, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { applications, auditLog, decisions, standings } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable } from "~/platform/database.server";
import { sendsBody } from "~/platform/http/body.server";
import { readNames, type Names } from "./applicant-names.server";
import type { ListPart, ListQuery, SortKey } from "./application-list";
import { hasUnread, isFlagged, parts, within } from "./list-filters.server";
import { tagsOf } from "./tags.server";

export { findMatches } from "./applicant-names.server";

/** What somebody said of themselves in a draft is theirs until they submit it, the country too. */
const knownCountry = sql<
  string | null
>`case when ${applications.status} = 'draft' then null else ${applications.country} end`;
const readings = sql<number>`coalesce(${standings.readings}, 0)`;

/** A list's order. That of dates, codes and countries is an index's where the part says that they are there. */
function orderOf(query: ListQuery): SQL {
  const { part, sort, isDescending } = query;
  const direction = isDescending ? sql.raw("desc") : sql.raw("asc");
  // Written as the indexes are: ascending with nothing last, so that one is read forwards or backwards.
  const by: Record<SortKey, SQL> = {
    submitted: part === "draft" ? sql`${applications.createdAt}` : sql`${applications.submittedAt}`,
    code: sql`${applications.code}`,
    country: part === "draft" ? knownCountry : sql`${applications.country}`,
    readings,
    mean: sql`${standings.mean}`,
  };
  const isPlain = sort === "submitted" || sort === "code";
  return isPlain
    ? sql`${by[sort]} ${direction}, ${applications.id} ${direction}`
    : sql`${by[sort]} ${direction} nulls last, ${applications.id} ${direction}`;
}

/** A page of an edition's applications, with names where they may be shown. The caller has checked the coordinator. */
export async function listApplications(
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
  page: { number: number; size: number },
) {
  const db = database();
  const offset = (page.number - 1) * page.size;
  const ids = await listIds(db, editionId, query, matches, { limit: page.size, offset });
  if (ids.length === 0) return [];
  const [rows, names, tagged] = await Promise.all([
    db
      .select({
        id: applications.id,
        code: applications.code,
        status: applications.status,
        eligibility: applications.eligibility,
        check: sql<
          "open" | "met" | "unmet"
        >`case when ${applications.status} = 'draft' then 'open' else ${applications.eligibilityCheck} end`,
        source: applications.source,
        country: knownCountry,
        submittedAt: applications.submittedAt,
        createdAt: applications.createdAt,
        readings: readings.mapWith(Number),
        mean: standings.mean,
        spread: standings.spread,
        outcome: decisions.outcome,
        isFlagged: sql<boolean>`${isFlagged}`,
        hasUnread: sql<boolean>`${hasUnread}`,
      })
      .from(applications)
      .leftJoin(standings, eq(standings.applicationId, applications.id))
      .leftJoin(decisions, eq(decisions.applicationId, applications.id))
      .where(inArray(applications.id, ids)),
    readNames(db, editionId, ids),
    query.columns.includes("tags") ? tagsOf(db, ids) : null,
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row
      ? [{ ...row, name: names.get(id)?.name ?? null, tags: tagged?.get(id)?.map((tag) => tag.name) ?? [] }]
      : [];
  });
}

/**
 * The ids that a query finds, in its order. By mean and by readings the list is two lists, one after the other: what
 * has been read comes in the order of an index of `standings`, and only then what has not.
 */
export async function listIds(
  db: Queryable,
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
  { limit, offset }: { limit: number; offset: number },
): Promise<string[]> {
  const isIn = and(within(editionId, query, matches), parts[query.part]);
  const idOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  if (query.sort !== "mean" && query.sort !== "readings")
    return idOf(
      await db
        .select({ id: applications.id })
        .from(applications)
        .where(isIn)
        .orderBy(orderOf(query))
        .limit(limit)
        .offset(offset),
    );
  const by = query.sort === "mean" ? standings.mean : standings.readings;
  const hasStanding = sql`exists (select 1 from ${standings} where ${standings.applicationId} = ${applications.id})`;
  const [read, unread] = [
    () =>
      db
        .select({ id: standings.applicationId })
        .from(standings)
        .innerJoin(applications, eq(applications.id, standings.applicationId))
        .where(and(eq(standings.editionId, editionId), isIn))
        .orderBy(
          ...(query.isDescending
            ? [desc(by), desc(standings.applicationId)]
            : [asc(by), asc(standings.applicationId)]),
        ),
    () =>
      db
        .select({ id: applications.id })
        .from(applications)
        .where(and(isIn, sql`not ${hasStanding}`))
        .orderBy(query.isDescending ? desc(applications.id) : asc(applications.id)),
  ];
  // What nobody has read has no mean, and stands last either way; it has no readings, which is the fewest.
  const isReadFirst = query.sort === "mean" || query.isDescending;
  const [first, second] = isReadFirst ? [read, unread] : [unread, read];
  const head = idOf(await first().limit(limit).offset(offset));
  if (head.length === limit) return head;
  const [counted] = await db
    .select({ count: count() })
    .from(applications)
    .where(and(isIn, isReadFirst ? hasStanding : sql`not ${hasStanding}`));
  const before = counted?.count ?? 0;
  const tail = idOf(
    await second()
      .limit(limit - head.length)
      .offset(Math.max(0, offset - before)),
  );
  return [...head, ...tail];
}

/** How many applications a query finds in each part: grouped over one index where no filter looks further. */
export async function countParts(
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
): Promise<Record<ListPart, number>> {
  const rows = await database()
    .select({ status: applications.status, eligibility: applications.eligibility, count: count() })
    .from(applications)
    .where(within(editionId, query, matches))
    .groupBy(applications.status, applications.eligibility);
  const sum = (status: string, eligibility?: string) =>
    rows
      .filter((row) => row.status === status && (!eligibility || row.eligibility === eligibility))
      .reduce((total, row) => total + row.count, 0);
  return {
    submitted: sum("submitted"),
    unchecked: sum("submitted", "unchecked"),
    eligible: sum("submitted", "eligible"),
    ineligible: sum("submitted", "ineligible"),
    withdrawn: sum("withdrawn"),
    draft: sum("draft"),
  };
}

/** The countries that an edition's submissions come from, with how many. */
export async function listCountries(editionId: string): Promise<{ code: string; count: number }[]> {
  const rows = await database()
    .select({ code: applications.country, count: count() })
    .from(applications)
    .where(and(eq(applications.editionId, editionId), ne(applications.status, "draft")))
    .groupBy(applications.country);
  return rows.flatMap((row) => (row.code ? [{ code: row.code, count: row.count }] : []));
}

/**
 * Where an application stands in a list, and its neighbours there. It counts as part of the list even if it has just
 * left it, as one that has been ruled on leaves the list of those to check.
 */
export async function findNeighbours(
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
  applicationId: string,
): Promise<{ previous: string | null; next: string | null; position: number; total: number }> {
  const db = database();
  const order = orderOf(query);
  const isIn = and(within(editionId, query, matches), parts[query.part]);
  const listed = db
    .select({
      id: applications.id,
      previous: sql<string | null>`lag(${applications.code}) over (order by ${order})`.as("previous"),
      next: sql<string | null>`lead(${applications.code}) over (order by ${order})`.as("next"),
      position: sql<number>`row_number() over (order by ${order})`.as("position"),
      total: sql<number>`count(*) over ()`.as("total"),
    })
    .from(applications)
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .where(sql`((${isIn}) or ${applications.id} = ${applicationId})`)
    .as("listed");
  const [row] = await db
    .select({
      previous: listed.previous,
      next: listed.next,
      position: sql`${listed.position}`.mapWith(Number),
      total: sql`${listed.total}`.mapWith(Number),
    })
    .from(listed)
    .where(eq(listed.id, applicationId));
  return row ?? { previous: null, next: null, position: 1, total: 1 };
}

/** An application of an edition by its code, for the edition's coordinator; null for any other code. */
export async function findApplication(db: Queryable, editionId: string, code: string) {
  const [row] = await db
    .select({ application: applications, standing: standings, outcome: decisions.outcome })
    .from(applications)
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(and(eq(applications.editionId, editionId), eq(applications.code, code)));
  return row ?? null;
}

/** What to call an applicant, and their address: for a submitted application, never for a draft. */
export async function readApplicant(
  db: Queryable,
  application: { id: string; editionId: string },
): Promise<Names | null> {
  const names = await readNames(db, application.editionId, [application.id]);
  return names.get(application.id) ?? null;
}

/** How long an application may be looked at again without another line in the audit log. */
const openingMinutes = 30;

/**
 * Writes down that somebody opened an application; once in half an hour is enough to tell who read what. Of a HEAD
 * nothing is read.
 */
export async function recordOpening(
  request: Request,
  db: Queryable,
  opening: { actorId: string; editionId: string; applicationId: string },
): Promise<void> {
  if (!sendsBody(request)) return;
  const recent = alias(auditLog, "recent");
  const since = new Date(now().getTime() - openingMinutes * 60_000);
  const [known] = await db
    .select({ id: recent.id })
    .from(recent)
    .where(
      and(
        eq(recent.subjectType, "application"),
        eq(recent.subjectId, opening.applicationId),
        sql`${recent.at} > ${since.toISOString()}::timestamptz`,
        eq(recent.actorId, opening.actorId),
        eq(recent.action, "application.opened"),
      ),
    )
    .orderBy(asc(recent.at))
    .limit(1);
  if (known) return;
  await recordAudit(db, {
    actorId: opening.actorId,
    action: "application.opened",
    editionId: opening.editionId,
    subjectType: "application",
    subjectId: opening.applicationId,
  });
}
