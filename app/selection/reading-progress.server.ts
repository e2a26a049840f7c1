import { and, asc, eq, sql } from "drizzle-orm";
import { applications, assignments, reviews, roles, standings } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { beforePanel, holdsRole, readsOrHasRead } from "./seats.server";
import { isFree } from "./ties.server";

/** Panelists, and applications, on a page. */
export const progressPageSize = 50;

/** How far somebody on the panel is. */
export interface PanelistProgress {
  /** The role, by which they are found on the panel. */
  roleId: string;
  name: string;
  assigned: number;
  begun: number;
  submitted: number;
  lastAt: Date | null;
  /** Mean of their readings' weighted means; null while none is in. */
  mean: number | null;
  /** Median seconds that they spend on a reading, as far as measured. */
  seconds: number | null;
}

/** A page of an edition's panelists with how far they are, in the order in which they joined. */
export async function listPanelistProgress(
  editionId: string,
  page: number,
): Promise<{ rows: PanelistProgress[]; pages: number }> {
  const db = database();
  const held = db
    .select({
      personId: roles.personId,
      since: sql`min(${roles.grantedAt})`.as("since"),
      roleId: sql<string>`(array_agg(${roles.id} order by ${roles.grantedAt}))[1]`.as("role_id"),
    })
    .from(roles)
    .where(holdsRole(editionId))
    .groupBy(roles.personId)
    .as("held");
  const [[total], rows] = await Promise.all([
    db.select({ count: sql`count(*)`.mapWith(Number) }).from(held),
    db
      .select({
        personId: held.personId,
        roleId: held.roleId,
        assigned: sql`count(${applications.id})`.mapWith(Number),
        begun:
          sql`count(${reviews.id}) filter (where ${applications.id} is not null and ${reviews.submittedAt} is null)`.mapWith(
            Number,
          ),
        submitted: sql`count(${reviews.submittedAt}) filter (where ${applications.id} is not null)`.mapWith(
          Number,
        ),
        lastAt: sql<string | null>`max(${reviews.updatedAt})`,
        mean: sql<number | null>`avg(${reviews.mean}) filter (where ${reviews.submittedAt} is not null)`,
        seconds: sql<
          number | null
        >`percentile_cont(0.5) within group (order by ${reviews.activeSeconds}) filter (where ${reviews.submittedAt} is not null and ${reviews.activeSeconds} > 0)`,
      })
      .from(held)
      .leftJoin(
        assignments,
        and(
          eq(assignments.panelistId, held.personId),
          eq(assignments.editionId, editionId),
          sql`${assignments.endedAt} is null`,
          isFree(assignments.applicationId, assignments.panelistId),
        ),
      )
      .leftJoin(applications, and(eq(applications.id, assignments.applicationId), beforePanel))
      .leftJoin(
        reviews,
        and(eq(reviews.applicationId, applications.id), eq(reviews.panelistId, assignments.panelistId)),
      )
      .groupBy(held.personId, held.since, held.roleId)
      .orderBy(asc(held.since), asc(held.personId))
      .limit(progressPageSize)
      .offset((page - 1) * progressPageSize),
  ]);
  const names = await readPeople(rows.map(({ personId }) => personId));
  return {
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / progressPageSize)),
    rows: rows.map(({ personId, lastAt, ...row }) => ({
      ...row,
      name: names.get(personId)?.name ?? "",
      lastAt: lastAt ? new Date(lastAt) : null,
    })),
  };
}

/** How far an application is. */
export interface ApplicationProgress {
  code: string;
  /** Readers it has, and readings that are in. */
  asked: number;
  submitted: number;
  mean: number | null;
  spread: number | null;
  /** How far whoever was asked because readings differ is; null where nobody was. */
  further: "asked" | "read" | null;
}

/** A page of the applications before an edition's panel with how far they are, by code. */
export async function listApplicationProgress(
  editionId: string,
  page: number,
): Promise<{ rows: ApplicationProgress[]; pages: number }> {
  const db = database();
  const isShown = and(eq(applications.editionId, editionId), beforePanel);
  const onPage = db
    .select({ id: applications.id, code: applications.code })
    .from(applications)
    .where(isShown)
    .orderBy(asc(applications.code))
    .limit(progressPageSize)
    .offset((page - 1) * progressPageSize)
    .as("on_page");
  const [total, rows] = await Promise.all([
    db.$count(applications, isShown),
    db
      .select({
        code: onPage.code,
        asked: sql`count(${assignments.id})`.mapWith(Number),
        submitted: sql`count(${reviews.submittedAt})`.mapWith(Number),
        further: sql<ApplicationProgress["further"]>`case
          when bool_or(${assignments.kind} = 'further' and ${reviews.submittedAt} is null) then 'asked'
          when bool_or(${assignments.kind} = 'further') then 'read' end`,
        mean: standings.mean,
        spread: standings.spread,
      })
      .from(onPage)
      .leftJoin(assignments, and(eq(assignments.applicationId, onPage.id), readsOrHasRead()))
      .leftJoin(
        reviews,
        and(eq(reviews.applicationId, onPage.id), eq(reviews.panelistId, assignments.panelistId)),
      )
      .leftJoin(standings, eq(standings.applicationId, onPage.id))
      .groupBy(onPage.code, standings.mean, standings.spread)
      .orderBy(asc(onPage.code)),
  ]);
  return { rows, pages: Math.max(1, Math.ceil(total / progressPageSize)) };
}
