import { and, asc, desc, eq, gt, sql, type SQL } from "drizzle-orm";
import { applications, decisions, editions, standings } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { isCandidate } from "./candidates.server";
import type { Adjustment } from "./calibration";
import { undecided, type Mark } from "./decisions";
import {
  drawLine,
  hair,
  isNearTie,
  levelOf,
  nearNext,
  placesOnPage,
  type Line,
  type Place,
  type RankingView,
} from "./ranking";

/** Applications on a page of the ranking. */
export const rankingPageSize = 50;

/** An application with its place by score in the whole ranking. */
export interface RankedApplication extends Mark, Place {
  code: string;
  country: string | null;
  /** Calibrated; the mean until the first calibration. */
  score: number;
  standardError: number | null;
  /** Probability of being among the first so many. */
  topProbability: number | null;
  adjustment: Adjustment | null;
  /** Which part of the panel read it; the largest is 0. */
  component: number | null;
  mean: number;
  readings: number;
  lowest: number;
  highest: number;
  spread: number | null;
  /** Its score can't be told from the one that follows it in the ranking by score. */
  isNearNext: boolean;
}

/** What there is to decide about in an edition, counted. */
export interface RankingCounts {
  submitted: number;
  /** Read at least once, and not ineligible. */
  ranked: number;
  /** Not ineligible, and read by nobody. */
  unread: number;
  /** Ranked, with fewer readings than the edition asks for. */
  short: number;
  ineligible: number;
  cohort: number;
  reserve: number;
  declined: number;
  /** Submitted and not marked, whether read or not. */
  undecided: number;
  /** Those of them that are not ineligible and were read by nobody. */
  undecidedUnread: number;
}

/** What an application is ranked by: its calibrated score, or its mean until the first calibration. */
export const rankingScore = sql<number>`coalesce(${standings.calibrated}, ${standings.mean})`.mapWith(Number);

/** That score as it counts for a place: what differs by rounding alone is level (see `levelOf`). */
export const rankingLevel = sql<string>`round(${rankingScore}::numeric, 6)`;

/** The order of the ranking, the same wherever it is walked through. */
export const rankingOrder = [desc(rankingScore), desc(standings.applicationId)];

const figures = {
  code: applications.code,
  country: applications.country,
  score: rankingScore,
  standardError: standings.standardError,
  topProbability: standings.topProbability,
  adjustment: standings.adjustment,
  component: standings.component,
  mean: standings.mean,
  readings: standings.readings,
  lowest: standings.lowest,
  highest: standings.highest,
  spread: standings.spread,
  outcome: decisions.outcome,
  reserveRank: decisions.reserveRank,
  revision: sql`coalesce(${decisions.revision}, ${undecided.revision})`.mapWith(Number),
};

/** How far the readings of an application lie apart, of those that were read twice or more. */
export interface Disagreement {
  /** How many applications have two readings or more. */
  count: number;
  /** How many of them lie a whole point apart, or further. */
  wide: number;
  /** Those furthest apart. */
  widest: { code: string; mean: number; lowest: number; highest: number; readings: number }[];
}

/** Where an edition's readers disagree, the widest first. */
export async function readDisagreement(db: Queryable, editionId: string): Promise<Disagreement> {
  const gap = sql<number>`(${standings.highest} - ${standings.lowest})`;
  const readTwice = and(
    eq(standings.editionId, editionId),
    isCandidate(editionId),
    gt(standings.readings, 1),
  );
  const of = db
    .select({
      count: sql`count(*)`.mapWith(Number),
      // A hair less, so that a point that is none by the last bit of a mean counts.
      wide: sql`count(*) filter (where ${gap} > ${1 - hair})`.mapWith(Number),
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .where(readTwice);
  const { code, mean, lowest, highest, readings } = figures;
  const [[counts], widest] = await Promise.all([
    of,
    db
      .select({ code, mean, lowest, highest, readings })
      .from(standings)
      .innerJoin(applications, eq(applications.id, standings.applicationId))
      .where(readTwice)
      .orderBy(desc(gap), asc(applications.code))
      .limit(15),
  ]);
  return { count: counts?.count ?? 0, wide: counts?.wide ?? 0, widest };
}

/** A page of an edition's ranking, in the order of the view. */
export async function listRanking(
  db: Queryable,
  edition: Pick<Edition, "id" | "tieMargin">,
  view: RankingView,
): Promise<RankedApplication[]> {
  const offset = (view.page - 1) * rankingPageSize;
  return view.sort === "score" && view.direction === "desc"
    ? listFromTheTop(db, edition, offset)
    : listInOtherOrder(db, edition, view, offset);
}

/** The usual order follows the index, so that a page costs the same however many applications there are. */
async function listFromTheTop(
  db: Queryable,
  { id: editionId, tieMargin }: Pick<Edition, "id" | "tieMargin">,
  offset: number,
): Promise<RankedApplication[]> {
  const rows = await db
    .select(figures)
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .leftJoin(decisions, eq(decisions.applicationId, standings.applicationId))
    .where(and(eq(standings.editionId, editionId), isCandidate(editionId)))
    .orderBy(...rankingOrder)
    .limit(rankingPageSize + 1)
    .offset(offset);
  const page = rows.slice(0, rankingPageSize);
  const first = page[0];
  if (!first) return [];
  const better =
    offset === 0
      ? 0
      : await db.$count(
          standings,
          sql`${standings.editionId} = ${editionId} and ${rankingLevel} > ${levelOf(first.score)}::numeric and exists (
            select 1 from ${applications} where ${applications.id} = ${standings.applicationId} and ${isCandidate(editionId)})`,
        );
  const scores = page.map(({ score }) => score);
  const next = rows[rankingPageSize]?.score;
  const places = placesOnPage(scores, { offset, better, next });
  const near = nearNext(scores, tieMargin, next);
  return page.map((row, index) => ({
    ...row,
    ...(places[index] ?? { rank: 0, isShared: false }),
    isNearNext: near[index] ?? false,
  }));
}

/** In any other order each row's place has to be looked for among all. */
async function listInOtherOrder(
  db: Queryable,
  { id: editionId, tieMargin }: Pick<Edition, "id" | "tieMargin">,
  { sort, direction }: RankingView,
  offset: number,
): Promise<RankedApplication[]> {
  const towards = direction === "asc" ? asc : desc;
  const orders = {
    score: [towards(rankingScore), towards(standings.applicationId)],
    mean: [towards(standings.mean), towards(standings.applicationId)],
    spread: [sql`${standings.spread} ${sql.raw(direction)} nulls last`, ...rankingOrder],
    readings: [towards(standings.readings), ...rankingOrder],
  };
  const rows = await db
    .select({
      ...figures,
      rank: sql`rank() over (order by ${rankingLevel} desc)`.mapWith(Number),
      sharing: sql`count(*) over (partition by ${rankingLevel})`.mapWith(Number),
      next: sql<
        number | null
      >`lead(${rankingScore}) over (order by ${rankingScore} desc, ${standings.applicationId} desc)`,
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .leftJoin(decisions, eq(decisions.applicationId, standings.applicationId))
    .where(and(eq(standings.editionId, editionId), isCandidate(editionId)))
    .orderBy(...orders[sort])
    .limit(rankingPageSize)
    .offset(offset);
  return rows.map(({ sharing, next, ...row }) => ({
    ...row,
    isShared: sharing > 1,
    isNearNext: next !== null && isNearTie(row, { score: next }, tieMargin),
  }));
}

/** Counts what is in an edition's ranking and what is not. */
export async function countRanking(
  db: Queryable,
  edition: Pick<Edition, "id" | "readingsPerApplication">,
): Promise<RankingCounts> {
  const count = (condition: SQL) => sql`count(*) filter (where ${condition})`.mapWith(Number);
  const candidate = isCandidate(edition.id);
  const [counts] = await db
    .select({
      submitted: sql`count(*)`.mapWith(Number),
      ranked: count(sql`${candidate} and ${standings.applicationId} is not null`),
      unread: count(sql`${candidate} and ${standings.applicationId} is null`),
      short: count(sql`${candidate} and ${standings.readings} < ${edition.readingsPerApplication}`),
      ineligible: count(sql`${applications.eligibility} = 'ineligible'`),
      cohort: count(sql`${decisions.outcome} = 'cohort'`),
      reserve: count(sql`${decisions.outcome} = 'reserve'`),
      declined: count(sql`${decisions.outcome} = 'declined'`),
      undecided: count(sql`${decisions.outcome} is null`),
      undecidedUnread: count(
        sql`${candidate} and ${decisions.outcome} is null and ${standings.applicationId} is null`,
      ),
    })
    .from(applications)
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(and(eq(applications.editionId, edition.id), eq(applications.status, "submitted")));
  if (!counts) throw new Error("A count has no row.");
  return counts;
}

/** How many applications there are on each side of a line that the scores can't place. */
export interface AtLine {
  above: number;
  below: number;
}

/** The line that so many places draw through an edition's ranking, with how many can't be told apart by it. */
export async function findLine(
  db: Queryable,
  edition: Pick<Edition, "id" | "tieMargin">,
  after: number,
): Promise<{ line: Line; atLine: AtLine } | null> {
  if (after < 1) return null;
  const inRanking = and(eq(standings.editionId, edition.id), isCandidate(edition.id));
  const [above, below] = await db
    .select({ score: rankingScore })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .where(inRanking)
    .orderBy(...rankingOrder)
    .limit(2)
    .offset(after - 1);
  const line = drawLine(after, above, below, edition.tieMargin);
  if (!line) return null;
  const [counted] = await db
    .select({
      better: sql`count(*) filter (where ${rankingScore} > ${line.high})`.mapWith(Number),
      atLine: sql`count(*) filter (where ${rankingScore} between ${line.low} and ${line.high})`.mapWith(
        Number,
      ),
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .where(inRanking);
  const { better = 0, atLine = 0 } = counted ?? {};
  // A clear line has no one near it: nothing is between its empty bounds.
  const aboveIt = atLine === 0 ? 0 : after - better;
  return { line, atLine: { above: aboveIt, below: atLine - aboveIt } };
}

/** Every ranked application of an edition from the highest score down, with what a decision by rank needs. */
export async function listCandidates(db: Queryable, edition: Pick<Edition, "id">) {
  const rows = await db
    .select({
      applicationId: standings.applicationId,
      code: applications.code,
      score: rankingScore,
      outcome: decisions.outcome,
      reserveRank: decisions.reserveRank,
      revision: decisions.revision,
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .leftJoin(decisions, eq(decisions.applicationId, standings.applicationId))
    .where(and(eq(standings.editionId, edition.id), isCandidate(edition.id)))
    .orderBy(...rankingOrder);
  return rows.map(({ revision, ...row }) => ({ ...row, revision: revision ?? undecided.revision }));
}

/** Sets an edition's margin for near-ties. The caller has checked the coordinator. */
export async function setTieMargin(
  tx: Transaction,
  change: { editionId: string; actorId: string; margin: number },
): Promise<void> {
  const { editionId, actorId, margin } = change;
  await tx.update(editions).set({ tieMargin: margin }).where(eq(editions.id, editionId));
  await recordAudit(tx, {
    actorId,
    action: "ranking.margin-set",
    editionId,
    subjectType: "edition",
    subjectId: editionId,
    detail: { margin },
  });
}
