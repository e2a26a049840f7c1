import { and, asc, count, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  applicationSections,
  applications,
  auditLog,
  decisions,
  forms,
  people,
  standings,
  submissions,
  vaultKeys,
} from "#db/schema";
import { formSchema, type Answers } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable } from "~/platform/database.server";
import { openKey, unseal, unsealJson } from "~/platform/vault.server";
import { isMatch, type ListPart, type ListQuery, type SortKey } from "./application-list";

/*
 * Who somebody is, for coordinators: the name they asked to be called by when they submitted, then the name of their
 * account. Both are sealed, so a search reads the edition's names and compares them in memory; what it finds goes
 * back into SQL as ids, and sorting, counting and paging stay there. The name is read from the section that asks for
 * it, a few hundred bytes that no longer change after submission, and only where sections are no longer kept from the
 * whole submission. Of a draft nothing is read or found but its code: a coordinator sees that it exists.
 */

/** The question that asks what to call somebody. */
const nameQuestion = "preferred-name";

interface Names {
  /** What to call them; null once they have been erased. */
  name: string | null;
  accountName: string | null;
  email: string | null;
}

/** Rows that are opened in one go before other requests get their turn. */
const batch = 250;

/** Names and addresses of applicants who have submitted, by application. Drafts are not among them. */
async function readNames(
  db: Queryable,
  editionId: string,
  which: SQL | undefined,
): Promise<Map<string, Names>> {
  const definitions = await db
    .select({ definition: forms.definition })
    .from(forms)
    .where(eq(forms.editionId, editionId));
  const sections = definitions.flatMap(({ definition }) => {
    const form = formSchema.parse(definition);
    const holder = form.sections.find(({ questions }) => questions.some(({ key }) => key === nameQuestion));
    return holder?.key ?? [];
  });
  const rows = await db
    .select({
      id: applications.id,
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      accountName: people.name,
      email: people.email,
      section: applicationSections.answers,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(
      applicationSections,
      and(
        eq(applicationSections.applicationId, applications.id),
        sections.length > 0 ? inArray(applicationSections.section, [...new Set(sections)]) : sql`false`,
      ),
    )
    .where(and(eq(applications.editionId, editionId), ne(applications.status, "draft"), which));
  const submitted = await readSubmissions(
    db,
    rows.flatMap(({ id, section }) => (section ? [] : [id])),
  );
  const names = new Map<string, Names>();
  for (const [index, row] of rows.entries()) {
    if (index % batch === batch - 1) await new Promise((done) => setImmediate(done));
    const key = openKey(row.personId, row.wrapped);
    const known = names.get(row.id);
    const whole = submitted.get(row.id);
    const answers = (
      row.section
        ? unsealJson(key, "section.answers", row.section)
        : whole
          ? unsealJson(key, "submission.answers", whole)
          : {}
    ) as Answers;
    const preferred = answers[nameQuestion];
    const accountName = known?.accountName ?? unseal(key, "people.name", row.accountName);
    const name = (typeof preferred === "string" && preferred.trim()) || known?.name || accountName;
    names.set(row.id, { name, accountName, email: known?.email ?? unseal(key, "people.email", row.email) });
  }
  return names;
}

/** The newest submissions, still sealed: for applications whose sections are no longer kept. */
async function readSubmissions(db: Queryable, ids: string[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: submissions.applicationId, answers: submissions.answers })
    .from(submissions)
    .where(inArray(submissions.applicationId, ids))
    .orderBy(asc(submissions.number));
  return new Map(rows.map(({ id, answers }) => [id, answers]));
}

/** The applications in which what is looked for occurs: in code, name or address; null when nothing is looked for. */
export async function findMatches(
  db: Queryable,
  editionId: string,
  search: string,
): Promise<string[] | null> {
  if (!search) return null;
  const inEdition = eq(applications.editionId, editionId);
  const [rows, names] = await Promise.all([
    db.select({ id: applications.id, code: applications.code }).from(applications).where(inEdition),
    readNames(db, editionId, undefined),
  ]);
  return rows.flatMap(({ id, code }) => {
    const known = names.get(id);
    return isMatch(search, [code, known?.name, known?.accountName, known?.email]) ? [id] : [];
  });
}

const parts: Record<ListPart, SQL | undefined> = {
  submitted: eq(applications.status, "submitted"),
  unchecked: and(eq(applications.status, "submitted"), eq(applications.eligibility, "unchecked")),
  eligible: and(eq(applications.status, "submitted"), eq(applications.eligibility, "eligible")),
  ineligible: and(eq(applications.status, "submitted"), eq(applications.eligibility, "ineligible")),
  withdrawn: eq(applications.status, "withdrawn"),
  draft: eq(applications.status, "draft"),
};

/** What somebody said of themselves in a draft is theirs until they submit it, the country too. */
const knownCountry = sql<
  string | null
>`case when ${applications.status} = 'draft' then null else ${applications.country} end`;
const readings = sql<number>`coalesce(${standings.readings}, 0)`;

const sortColumns: Record<SortKey, SQL> = {
  submitted: sql`coalesce(${applications.submittedAt}, ${applications.createdAt})`,
  code: sql`${applications.code}`,
  country: knownCountry,
  readings,
  mean: sql`${standings.mean}`,
};

function orderOf(query: ListQuery): SQL {
  return query.isDescending
    ? sql`${sortColumns[query.sort]} desc nulls last, ${applications.id} desc`
    : sql`${sortColumns[query.sort]} asc nulls last, ${applications.id} asc`;
}

/** All of an edition that a query's country and words leave, of whichever part. */
function within(editionId: string, query: ListQuery, matches: string[] | null): SQL | undefined {
  return and(
    eq(applications.editionId, editionId),
    query.country ? eq(knownCountry, query.country) : undefined,
    matches ? (matches.length > 0 ? inArray(applications.id, matches) : sql`false`) : undefined,
  );
}

/** A page of an edition's applications, with names where they may be shown. The caller has checked the coordinator. */
export async function listApplications(
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
  page: { number: number; size: number },
) {
  const db = database();
  const rows = await db
    .select({
      id: applications.id,
      code: applications.code,
      status: applications.status,
      eligibility: applications.eligibility,
      country: knownCountry,
      submittedAt: applications.submittedAt,
      createdAt: applications.createdAt,
      readings: readings.mapWith(Number),
      mean: standings.mean,
      spread: standings.spread,
      outcome: decisions.outcome,
    })
    .from(applications)
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(and(within(editionId, query, matches), parts[query.part]))
    .orderBy(orderOf(query))
    .limit(page.size)
    .offset((page.number - 1) * page.size);
  const ids = rows.map(({ id }) => id);
  const names =
    ids.length > 0 ? await readNames(db, editionId, inArray(applications.id, ids)) : new Map<string, Names>();
  return rows.map((row) => ({ ...row, name: names.get(row.id)?.name ?? null }));
}

/** How many applications a query finds in each part. */
export async function countParts(
  editionId: string,
  query: ListQuery,
  matches: string[] | null,
): Promise<Record<ListPart, number>> {
  const counted = (part: ListPart) => sql`count(*) filter (where ${parts[part]})`.mapWith(Number);
  const [row] = await database()
    .select({
      submitted: counted("submitted"),
      unchecked: counted("unchecked"),
      eligible: counted("eligible"),
      ineligible: counted("ineligible"),
      withdrawn: counted("withdrawn"),
      draft: counted("draft"),
    })
    .from(applications)
    .where(within(editionId, query, matches));
  return row ?? { submitted: 0, unchecked: 0, eligible: 0, ineligible: 0, withdrawn: 0, draft: 0 };
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
  const names = await readNames(db, application.editionId, eq(applications.id, application.id));
  return names.get(application.id) ?? null;
}

/** How long an application may be looked at again without another line in the audit log. */
const openingMinutes = 30;

/** Writes down that somebody opened an application; once in half an hour is enough to tell who read what. */
export async function recordOpening(
  db: Queryable,
  opening: { actorId: string; editionId: string; applicationId: string },
): Promise<void> {
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
