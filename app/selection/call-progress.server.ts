import { and, eq, gte, inArray, isNotNull, lt, ne, sql } from "drizzle-orm";
import { applications, applicationSections, editions } from "#db/schema";
import { getCurrentForm, type Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { rowsOf, type Queryable } from "~/platform/database.server";
import { worded } from "~/questions/wording";
import type { Locale } from "~/platform/locale/locales";
import { forecast, leastSubmitted, type Forecast } from "./forecast";

/** A day of a call, in the edition's zone. */
export interface CallDay {
  /** YYYY-MM-DD. */
  day: string;
  started: number;
  submitted: number;
}

/** A section of the form, by how far people have come in it. */
export interface FunnelStep {
  key: string;
  title: string;
  reached: number;
  completed: number;
  /** Unfinished drafts in which it is the last that was opened. */
  stopped: number;
}

export interface CallProgress {
  days: CallDay[];
  funnel: { started: number; steps: FunnelStep[]; submitted: number; unopened: number };
  countries: { code: string | null; count: number }[];
  forecast: Forecast;
  /** From how many earlier calls the forecast has learned. */
  learnedFrom: number;
}

/** How a call goes: all of it counted in the database, nothing of what anybody wrote. */
export async function readCallProgress(
  db: Queryable,
  edition: Edition,
  coordinated: readonly string[],
  locale: Locale,
): Promise<CallProgress> {
  const at = now();
  const [days, funnel, countries, earlier] = await Promise.all([
    countDays(db, edition, at),
    readFunnel(db, edition, locale),
    countCountries(db, edition.id),
    readEarlierShares(db, edition, coordinated, fractionOf(edition, at)),
  ]);
  return {
    days,
    funnel,
    countries,
    forecast: forecast({
      submitted: funnel.submitted,
      fraction: fractionOf(edition, at),
      earlier,
    }),
    learnedFrom: earlier.length,
  };
}

type Call = Pick<Edition, "callOpensAt" | "callClosesAt">;

/** How much of a call's time is over: below 0 before it opens, above 1 once it is closed. */
function fractionOf({ callOpensAt, callClosesAt }: Call, at: Date): number {
  return (at.getTime() - callOpensAt.getTime()) / Math.max(1, callClosesAt.getTime() - callOpensAt.getTime());
}

/** The most days that are told one by one: no call is open for half a year. */
const mostDays = 180;

/** Every day from the call's first to today or its last, also those on which nothing happened. */
async function countDays(db: Queryable, edition: Edition, at: Date): Promise<CallDay[]> {
  const end = new Date(
    Math.min(at.getTime(), edition.callClosesAt.getTime() + edition.graceMinutes * 60_000),
  );
  if (end < edition.callOpensAt) return [];
  const day = (column: unknown) => sql`(${column} at time zone ${edition.zone})::date`;
  const rows = await rowsOf<{ day: string; started: number; submitted: number }>(
    db,
    sql`with days as (
        select generate_series(
          ${day(sql`${edition.callOpensAt.toISOString()}::timestamptz`)},
          least(${day(sql`${end.toISOString()}::timestamptz`)}, ${day(sql`${edition.callOpensAt.toISOString()}::timestamptz`)} + ${mostDays}::int),
          interval '1 day')::date as day
      ), started as (
        select ${day(applications.createdAt)} as day, count(*)::int as count from ${applications}
        where ${applications.editionId} = ${edition.id} group by 1
      ), submitted as (
        select ${day(applications.submittedAt)} as day, count(*)::int as count from ${applications}
        where ${applications.editionId} = ${edition.id} and ${applications.submittedAt} is not null group by 1
      )
      select to_char(days.day, 'YYYY-MM-DD') as day, coalesce(started.count, 0) as started,
        coalesce(submitted.count, 0) as submitted
      from days left join started using (day) left join submitted using (day) order by days.day`,
  );
  return rows;
}

/**
 * How far people come in the form. Who has submitted has been through all of it, also where their sections are no
 * longer kept or came with a table; the others are counted by the sections that they have saved.
 */
async function readFunnel(db: Queryable, edition: Edition, locale: Locale): Promise<CallProgress["funnel"]> {
  const form = await getCurrentForm(db, edition.id);
  const keys = form.definition.sections.map(({ key }) => key);
  const order = `{${keys.join(",")}}`;
  const [totals] = await db
    .select({
      started: sql`count(*)`.mapWith(Number),
      submitted: sql`count(*) filter (where ${applications.submittedAt} is not null)`.mapWith(Number),
    })
    .from(applications)
    .where(eq(applications.editionId, edition.id));
  const isUnfinished = and(eq(applications.editionId, edition.id), sql`${applications.submittedAt} is null`);
  const [saved, stops] = await Promise.all([
    db
      .select({
        section: applicationSections.section,
        reached: sql`count(*)`.mapWith(Number),
        completed: sql`count(*) filter (where ${applicationSections.state} = 'complete')`.mapWith(Number),
      })
      .from(applicationSections)
      .innerJoin(applications, eq(applications.id, applicationSections.applicationId))
      .where(isUnfinished)
      .groupBy(applicationSections.section),
    rowsOf<{ place: number | null; count: number }>(
      db,
      sql`select place, count(*)::int as count from (
          select max(array_position(${order}::text[], ${applicationSections.section})) as place
          from ${applications} left join ${applicationSections} on ${applicationSections.applicationId} = ${applications.id}
          where ${isUnfinished} group by ${applications.id}
        ) as furthest group by place`,
    ),
  ]);
  const { started, submitted } = totals ?? { started: 0, submitted: 0 };
  const savedOf = new Map(saved.map((row) => [row.section, row]));
  return {
    started,
    submitted,
    unopened: stops.find(({ place }) => place === null)?.count ?? 0,
    steps: form.definition.sections.map(({ key, title }, index) => ({
      key,
      title: worded(title, locale),
      reached: submitted + (savedOf.get(key)?.reached ?? 0),
      completed: submitted + (savedOf.get(key)?.completed ?? 0),
      stopped: stops.find(({ place }) => place === index + 1)?.count ?? 0,
    })),
  };
}

/** Where submissions come from, the most first. What stands in a draft is nobody's to count. */
async function countCountries(db: Queryable, editionId: string) {
  const rows = await db
    .select({ code: applications.country, count: sql`count(*)`.mapWith(Number) })
    .from(applications)
    .where(and(eq(applications.editionId, editionId), ne(applications.status, "draft")))
    .groupBy(applications.country);
  return rows.sort((a, b) => b.count - a.count || ((a.code ?? "") < (b.code ?? "") ? -1 : 1));
}

/** An earlier call with fewer submissions says little about when people submit. */
const leastOfEarlier = 4 * leastSubmitted;

/** The shares that earlier calls had in at the same fraction of their time, of those that the reader coordinates. */
async function readEarlierShares(
  db: Queryable,
  edition: Edition,
  coordinated: readonly string[],
  fraction: number,
): Promise<number[]> {
  const others = coordinated.filter((id) => id !== edition.id);
  if (others.length === 0 || fraction <= 0 || fraction >= 1) return [];
  const moment = sql`${editions.callOpensAt} + (${editions.callClosesAt} - ${editions.callOpensAt}) * ${fraction}::float8`;
  const total = sql`count(*)`;
  const rows = await db
    .select({
      share:
        sql`(count(*) filter (where ${applications.submittedAt} <= ${moment}))::float8 / ${total}`.mapWith(
          Number,
        ),
    })
    .from(editions)
    .innerJoin(applications, eq(applications.editionId, editions.id))
    .where(
      and(
        inArray(editions.id, [...others]),
        lt(editions.callClosesAt, edition.callOpensAt),
        isNotNull(applications.submittedAt),
        gte(applications.submittedAt, editions.callOpensAt),
        // Those that came on paper or with a table are typed in when there is time for it.
        eq(applications.source, "online"),
      ),
    )
    .groupBy(editions.id)
    .having(sql`${total} >= ${leastOfEarlier}`)
    .limit(10);
  return rows.map(({ share }) => share);
}
