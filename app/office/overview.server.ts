import { inArray, sql } from "drizzle-orm";
import {
  applications,
  assignments,
  decisions,
  editions,
  fellows,
  offers,
  programmeSessions,
  reviews,
} from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { addCalendarDays } from "~/platform/locale/zones";
import { countWithoutFurtherReader } from "~/selection/further-reader.server";
import { countWaitingConflicts } from "~/selection/office-conflicts.server";
import { isFree } from "~/selection/ties.server";
import { countWaitingTraces } from "~/selection/traces.server";

/** How far an edition is, in numbers. */
export interface EditionFigures {
  drafts: number;
  submitted: number;
  unchecked: number;
  eligible: number;
  /** Readings asked for, and those that are in. */
  assigned: number;
  read: number;
  /** Applications on which readers differ, and nobody could be asked to read further. */
  withoutFurtherReader: number;
  /** What could tell the panel who wrote an application, and nobody has ruled on. */
  waitingTraces: number;
  /** Conflicts that were found or named, and neither confirmed nor dismissed. */
  waitingConflicts: number;
  cohort: number;
  released: number;
  accepted: number;
  fellows: number;
  sessions: number;
}

/** The figures of several editions in one query each table, whatever their number. */
export async function readFigures(list: Edition[]): Promise<Map<string, EditionFigures>> {
  const ids = list.map((edition) => edition.id);
  if (ids.length === 0) return new Map();
  const db = database();
  const [applied, asked, read, decided, offered, joined, laid, wanting, tied, traced] = await Promise.all([
    db
      .select({
        id: applications.editionId,
        drafts: sql<number>`(count(*) filter (where ${applications.status} = 'draft'))::int`,
        submitted: sql<number>`(count(*) filter (where ${applications.status} = 'submitted'))::int`,
        unchecked: sql<number>`(count(*) filter (where ${applications.status} = 'submitted' and ${applications.eligibility} = 'unchecked'))::int`,
        eligible: sql<number>`(count(*) filter (where ${applications.status} = 'submitted' and ${applications.eligibility} = 'eligible'))::int`,
      })
      .from(applications)
      .where(inArray(applications.editionId, ids))
      .groupBy(applications.editionId),
    db
      .select({ id: assignments.editionId, count: sql<number>`count(*)::int` })
      .from(assignments)
      .where(
        sql`${inArray(assignments.editionId, ids)} and ${assignments.endedAt} is null and ${isFree(assignments.applicationId, assignments.panelistId)}`,
      )
      .groupBy(assignments.editionId),
    db
      .select({ id: assignments.editionId, count: sql<number>`count(*)::int` })
      .from(assignments)
      .innerJoin(
        reviews,
        sql`${reviews.applicationId} = ${assignments.applicationId} and ${reviews.panelistId} = ${assignments.panelistId}`,
      )
      .where(
        sql`${inArray(assignments.editionId, ids)} and ${assignments.endedAt} is null and ${reviews.submittedAt} is not null and ${isFree(assignments.applicationId, assignments.panelistId)}`,
      )
      .groupBy(assignments.editionId),
    db
      .select({
        id: decisions.editionId,
        cohort: sql<number>`(count(*) filter (where ${decisions.outcome} = 'cohort'))::int`,
        released: sql<number>`count(${decisions.releasedAt})::int`,
      })
      .from(decisions)
      .where(inArray(decisions.editionId, ids))
      .groupBy(decisions.editionId),
    db
      .select({
        id: offers.editionId,
        accepted: sql<number>`(count(*) filter (where ${offers.answer} = 'accepted'))::int`,
      })
      .from(offers)
      .where(inArray(offers.editionId, ids))
      .groupBy(offers.editionId),
    db
      .select({ id: fellows.editionId, count: sql<number>`count(*)::int` })
      .from(fellows)
      .where(sql`${inArray(fellows.editionId, ids)} and ${fellows.endedAt} is null`)
      .groupBy(fellows.editionId),
    db
      .select({ id: programmeSessions.editionId, count: sql<number>`count(*)::int` })
      .from(programmeSessions)
      .where(inArray(programmeSessions.editionId, ids))
      .groupBy(programmeSessions.editionId),
    countWithoutFurtherReader(ids),
    countWaitingConflicts(ids),
    countWaitingTraces(ids),
  ]);
  const of = <Row extends { id: string }>(rows: Row[], id: string) => rows.find((row) => row.id === id);
  return new Map(
    ids.map((id) => [
      id,
      {
        drafts: of(applied, id)?.drafts ?? 0,
        submitted: of(applied, id)?.submitted ?? 0,
        unchecked: of(applied, id)?.unchecked ?? 0,
        eligible: of(applied, id)?.eligible ?? 0,
        assigned: of(asked, id)?.count ?? 0,
        read: of(read, id)?.count ?? 0,
        withoutFurtherReader: wanting.get(id) ?? 0,
        waitingTraces: traced.get(id)?.traces ?? 0,
        waitingConflicts: tied.get(id) ?? 0,
        cohort: of(decided, id)?.cohort ?? 0,
        released: of(decided, id)?.released ?? 0,
        accepted: of(offered, id)?.accepted ?? 0,
        fellows: of(joined, id)?.count ?? 0,
        sessions: of(laid, id)?.count ?? 0,
      },
    ]),
  );
}

/** Applications started and submitted by day of the call, in the edition's zone. */
export async function readCallDays(
  edition: Edition,
): Promise<{ day: string; started: number; submitted: number }[]> {
  const day = (column: typeof applications.createdAt | typeof applications.submittedAt) =>
    sql<string>`to_char(${column} at time zone ${editions.zone}, 'YYYY-MM-DD')`;
  const db = database();
  const count = (column: typeof applications.createdAt | typeof applications.submittedAt) =>
    db
      .select({ day: day(column), count: sql<number>`count(*)::int` })
      .from(applications)
      .innerJoin(editions, sql`${editions.id} = ${applications.editionId}`)
      .where(sql`${applications.editionId} = ${edition.id} and ${column} is not null`)
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .limit(400);
  const [started, submitted] = await Promise.all([
    count(applications.createdAt),
    count(applications.submittedAt),
  ]);
  const days = [...new Set([...started, ...submitted].map((row) => row.day))].sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const startedOn = new Map(started.map((row) => [row.day, row.count]));
  const submittedOn = new Map(submitted.map((row) => [row.day, row.count]));
  // Days on which nothing happened belong to the picture too.
  const length = Math.min(400, Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1);
  return Array.from({ length }, (_, index) => {
    const key = addCalendarDays(first, index);
    return { day: key, started: startedOn.get(key) ?? 0, submitted: submittedOn.get(key) ?? 0 };
  });
}
