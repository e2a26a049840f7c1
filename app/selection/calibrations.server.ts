import { and, eq, isNotNull, sql } from "drizzle-orm";
import { applications, calibrations, editions, reviews, standings } from "#db/schema";
import { now } from "~/platform/clock.server";
import {
  database,
  inTransaction,
  rowsOf,
  type Queryable,
  type Transaction,
} from "~/platform/database.server";
import { runInThread } from "~/platform/thread.server";
import { isCandidate } from "./candidates.server";
import { askForCalibration } from "./changed-readings.server";
import type { CalibratedPanel, PanelFigures, TimedReading } from "./panel-figures";
import { countingReviews } from "./standings.server";

/** How an edition's calibrated scores stand. */
export interface CalibrationState {
  /** When they were last worked out; null before the first time. */
  computedAt: Date | null;
  /** Readings that have come, changed or gone since. */
  changes: number;
  /** For how many places the probabilities are. */
  top: number | null;
  readings: number;
  figures: PanelFigures | null;
}

/** The state of an edition's calibration, with what it says of the panel. */
export async function readCalibration(db: Queryable, edition: { id: string }): Promise<CalibrationState> {
  const [row] = await db.select().from(calibrations).where(eq(calibrations.editionId, edition.id));
  return {
    computedAt: row?.computedAt ?? null,
    changes: row?.changes ?? 0,
    top: row?.top ?? null,
    readings: row?.readings ?? 0,
    figures: (row?.figures as PanelFigures | null | undefined) ?? null,
  };
}

/**
 * Calibrates an edition's scores, in a thread of its own, and stores them in one transaction. If somebody else has done
 * so meanwhile theirs stay. What has changed since the readings were read is left to the next run, which is asked for.
 */
export async function recalibrate(editionId: string): Promise<void> {
  const db = database();
  const [edition] = await db
    .select({ places: editions.places })
    .from(editions)
    .where(eq(editions.id, editionId));
  if (!edition) return;
  // Before the readings: a change between the two is then counted once too often rather than lost.
  const [before] = await db.select().from(calibrations).where(eq(calibrations.editionId, editionId));
  const readings = await listReadings(db, editionId);
  const panel = await runInThread<CalibratedPanel>("app/selection/calibration-worker.ts", {
    readings,
    top: edition.places,
  });
  await inTransaction(async (tx) => {
    await storeScores(tx, editionId, panel.applications);
    const done = {
      computedAt: now(),
      top: edition.places,
      applications: panel.applications.length,
      readings: readings.length,
      figures: panel.figures,
    };
    const [stored] = await tx
      .insert(calibrations)
      .values({ editionId, ...done })
      .onConflictDoUpdate({
        target: calibrations.editionId,
        set: { ...done, changes: sql`greatest(0, ${calibrations.changes} - ${before?.changes ?? 0})` },
        setWhere: sql`${calibrations.computedAt} is not distinct from ${before?.computedAt?.toISOString() ?? null}::timestamptz`,
      })
      .returning({ changes: calibrations.changes });
    if (!stored) throw new Overtaken();
    if (stored.changes > 0) await askForCalibration(tx, editionId);
  }).catch((error: unknown) => {
    if (!(error instanceof Overtaken)) throw error;
  });
}

/** Somebody else has calibrated since this run began. */
class Overtaken extends Error {}

/**
 * The readings that count: submitted, by nobody with a conflict, of applications that can be chosen. These go by their
 * codes, so that whoever calibrates what scores-file.server.ts gives away draws the very same chances.
 */
async function listReadings(db: Queryable, editionId: string): Promise<TimedReading[]> {
  const rows = await db
    .select({
      application: applications.code,
      panelist: reviews.panelistId,
      score: reviews.mean,
      submittedAt: reviews.submittedAt,
    })
    .from(reviews)
    .innerJoin(applications, eq(applications.id, reviews.applicationId))
    .where(and(isCandidate(editionId), countingReviews(), isNotNull(reviews.mean)));
  return rows.map(({ score, submittedAt, ...row }) => ({
    ...row,
    score: score ?? 0,
    submittedAt: submittedAt?.getTime() ?? 0,
  }));
}

/** Writes the scores of an edition in two statements, however many there are; rows that stay the same are left alone. */
async function storeScores(
  tx: Transaction,
  editionId: string,
  rows: CalibratedPanel["applications"],
): Promise<void> {
  const list = JSON.stringify(
    rows.map((row) => ({
      code: row.application,
      calibrated: row.score,
      standard_error: row.standardError,
      top_probability: row.topProbability,
      adjustment: row.adjustment,
      component: row.component,
    })),
  );
  await tx.execute(sql`
    update ${standings} s
    set calibrated = v.calibrated, standard_error = v.standard_error, top_probability = v.top_probability,
      adjustment = v.adjustment, component = v.component
    from jsonb_to_recordset(${list}::jsonb) as v(code text, calibrated float8, standard_error float8,
      top_probability float8, adjustment jsonb, component integer)
    join ${applications} a on a.code = v.code
    where s.application_id = a.id and s.edition_id = ${editionId}
      and (s.calibrated, s.standard_error, s.top_probability, s.adjustment, s.component)
        is distinct from (v.calibrated, v.standard_error, v.top_probability, v.adjustment, v.component)`);
  await tx.execute(sql`
    update ${standings} s
    set calibrated = null, standard_error = null, top_probability = null, adjustment = null, component = null
    where s.edition_id = ${editionId} and s.calibrated is not null
      and not exists (select 1 from jsonb_to_recordset(${list}::jsonb) as v(code text)
        join ${applications} a on a.code = v.code where a.id = s.application_id)`);
}

/** Editions whose stored scores are not those of their readings, places and applications. */
export async function listUncalibrated(): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    database(),
    sql`
      select e.id from ${editions} e
      left join ${calibrations} c on c.edition_id = e.id
      cross join lateral (
        select count(*)::int as candidates from ${standings} s
        join ${applications} a on a.id = s.application_id
        where s.edition_id = e.id and a.status = 'submitted' and a.eligibility <> 'ineligible') n
      where c.changes > 0 or c.top <> e.places or coalesce(c.applications, 0) <> n.candidates
      order by e.id`,
  );
  return rows.map(({ id }) => id);
}
