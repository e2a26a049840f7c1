import { and, asc, eq, isNull, lt, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import {
  applications,
  assignments,
  calibrationFiles,
  criteria,
  editions,
  reviews,
  reviewScores,
  roles,
} from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { readsOrHasRead } from "./seats.server";
import { countingReviews } from "./standings.server";
import { isFree, isTied } from "./ties.server";

/** Most applications that everybody on a panel is asked to read first. */
export const mostCalibrationFiles = 3;

/**
 * Whether an application is one that everybody on its panel reads first: it needs no readers beside. This is a fact of
 * the application; an assignment's kind only says why it was made, and one that was there before stays what it was.
 */
export function isCalibrationFile(applicationId: SQLWrapper = applications.id): SQL {
  return sql`exists (select 1 from ${calibrationFiles} as shared where shared.application_id = ${applicationId})`;
}

/**
 * Whether an assignment is open to its panelist: their calibration files are, and the others once those are all in. What
 * they have submitted stays open. A condition on assignments; a file with a conflict does not keep anybody waiting.
 */
export function isUnlocked(): SQL {
  return sql`(${isCalibrationFile(assignments.applicationId)}
    or exists (select 1 from ${reviews} as done where done.application_id = ${assignments.applicationId}
      and done.panelist_id = ${assignments.panelistId} and done.submitted_at is not null)
    or not exists (select 1 from ${assignments} as early
      join ${applications} as whose on whose.id = early.application_id
      where early.panelist_id = ${assignments.panelistId} and early.edition_id = ${assignments.editionId}
        and ${isCalibrationFile(sql`early.application_id`)} and early.ended_at is null
        and whose.status = 'submitted' and whose.eligibility = 'eligible'
        and ${isFree(sql`early.application_id`, sql`early.panelist_id`)}
        and not exists (select 1 from ${reviews} as given where given.application_id = early.application_id
          and given.panelist_id = early.panelist_id and given.submitted_at is not null)))`;
}

/** Why an application could not be made a calibration file. */
export type Choice = "chosen" | "already" | "not-eligible" | "full";

/**
 * Makes an application one that everybody on the panel reads first: it stands at the head of each one's list at once, and
 * of the list of whoever joins later. The caller has checked the coordinator.
 */
export async function chooseCalibrationFile(
  tx: Transaction,
  choice: { editionId: string; actorId: string; code: string },
): Promise<Choice> {
  const { editionId, actorId } = choice;
  await tx.select({ id: editions.id }).from(editions).where(eq(editions.id, editionId)).for("no key update");
  const [application] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.code, choice.code),
        eq(applications.editionId, editionId),
        eq(applications.status, "submitted"),
        eq(applications.eligibility, "eligible"),
      ),
    );
  if (!application) return "not-eligible";
  const chosen = await tx.select().from(calibrationFiles).where(eq(calibrationFiles.editionId, editionId));
  if (chosen.some(({ applicationId }) => applicationId === application.id)) return "already";
  if (chosen.length >= mostCalibrationFiles) return "full";
  await tx
    .insert(calibrationFiles)
    .values({ editionId, applicationId: application.id, chosenBy: actorId, chosenAt: now() });
  await giveCalibrationFiles(tx, editionId, { actorId });
  await recordAudit(tx, {
    actorId,
    action: "calibration.chosen",
    editionId,
    subjectType: "application",
    subjectId: application.id,
  });
  return "chosen";
}

/**
 * Sees to it that everybody on a panel (or one of them) is asked for its calibration files; who has a conflict with one, or
 * wrote it, is not. Doing it again changes nothing. Their places are below zero, so that they stand first; who was to read
 * one anyway reads it first, and finds it in its own place again should it be taken off.
 */
export async function giveCalibrationFiles(
  tx: Transaction,
  editionId: string,
  options: { personId?: string; actorId?: string | null } = {},
): Promise<void> {
  const at = now().toISOString();
  await tx.execute(sql`
    insert into ${assignments} (edition_id, application_id, panelist_id, kind, position, assigned_by, assigned_at)
    select distinct on (shared.application_id, member.person_id)
      shared.edition_id, shared.application_id, member.person_id, 'calibration',
      -1 - floor(random() * 2000000000)::int, ${options.actorId ?? null}::uuid, ${at}::timestamptz
    from ${calibrationFiles} as shared
    join ${applications} as whose on whose.id = shared.application_id
    join ${roles} as member on member.edition_id = shared.edition_id and member.role = 'panelist' and member.ended_at is null
    where shared.edition_id = ${editionId} and member.person_id <> whose.person_id
      and not ${isTied(sql`shared.application_id`, sql`member.person_id`)}
      ${options.personId ? sql`and member.person_id = ${options.personId}` : sql``}
    on conflict (application_id, panelist_id) do update
      set kind = case when assignments.ended_at is null then assignments.kind else excluded.kind end,
        position = case when assignments.ended_at is null then -1 - assignments.position else excluded.position end,
        assigned_by = case when assignments.ended_at is null then assignments.assigned_by else excluded.assigned_by end,
        assigned_at = case when assignments.ended_at is null then assignments.assigned_at else excluded.assigned_at end,
        ended_at = null
      where assignments.position >= 0 or assignments.ended_at is not null`);
}

/**
 * Takes an application off the calibration files. Whoever has submitted a reading of it keeps that as any other, and who
 * was to read it anyway still is; nobody is asked for it any more by this, and nobody waits for it. False when it was none.
 */
export async function removeCalibrationFile(
  tx: Transaction,
  removal: { editionId: string; actorId: string; code: string },
): Promise<boolean> {
  const [application] = await tx
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(calibrationFiles, eq(calibrationFiles.applicationId, applications.id))
    .where(and(eq(applications.code, removal.code), eq(calibrationFiles.editionId, removal.editionId)));
  if (!application) return false;
  await tx.delete(calibrationFiles).where(eq(calibrationFiles.applicationId, application.id));
  const own = eq(assignments.applicationId, application.id);
  const asked = and(own, eq(assignments.kind, "calibration"));
  const hasSubmitted = sql`exists (select 1 from ${reviews} where ${reviews.applicationId} = ${assignments.applicationId}
    and ${reviews.panelistId} = ${assignments.panelistId} and ${reviews.submittedAt} is not null)`;
  await tx
    .update(assignments)
    .set({ endedAt: now() })
    .where(and(asked, isNull(assignments.endedAt), sql`not ${hasSubmitted}`));
  await tx.update(assignments).set({ kind: "reading" }).where(asked);
  await tx
    .update(assignments)
    .set({ position: sql`-1 - ${assignments.position}` })
    .where(and(own, lt(assignments.position, 0)));
  await recordAudit(tx, {
    actorId: removal.actorId,
    action: "calibration.removed",
    editionId: removal.editionId,
    subjectType: "application",
    subjectId: application.id,
  });
  return true;
}

/** A calibration file with every counting reading of it. */
export interface CalibrationSpread {
  code: string;
  /** How many are asked for it, and how many have submitted. */
  asked: number;
  readings: { reviewId: string; panelistId: string; scores: Record<string, number> }[];
}

/** An edition's calibration files, in the order in which they were chosen, with what has been scored. Drafts are nobody's. */
export async function readSpreads(db: Queryable, editionId: string): Promise<CalibrationSpread[]> {
  const [files, given] = await Promise.all([
    db
      .select({
        id: applications.id,
        code: applications.code,
        asked:
          sql`(select count(*) from ${assignments} where ${assignments.applicationId} = ${applications.id}
          and ${readsOrHasRead()})`.mapWith(Number),
      })
      .from(calibrationFiles)
      .innerJoin(applications, eq(applications.id, calibrationFiles.applicationId))
      .where(eq(calibrationFiles.editionId, editionId))
      .orderBy(asc(calibrationFiles.chosenAt), asc(applications.id)),
    db
      .select({
        applicationId: reviews.applicationId,
        reviewId: reviews.id,
        panelistId: reviews.panelistId,
        criterionId: reviewScores.criterionId,
        score: reviewScores.score,
      })
      .from(calibrationFiles)
      .innerJoin(reviews, eq(reviews.applicationId, calibrationFiles.applicationId))
      .innerJoin(reviewScores, eq(reviewScores.reviewId, reviews.id))
      .innerJoin(criteria, eq(criteria.id, reviewScores.criterionId))
      .where(and(eq(calibrationFiles.editionId, editionId), countingReviews()))
      // By nothing that says who: a reading's id is random.
      .orderBy(asc(reviews.id), asc(criteria.position)),
  ]);
  return files.map(({ id, ...file }) => {
    const readings = new Map<string, CalibrationSpread["readings"][number]>();
    for (const { applicationId, reviewId, panelistId, criterionId, score } of given) {
      if (applicationId !== id || score === null) continue;
      const one = readings.get(reviewId) ?? { reviewId, panelistId, scores: {} };
      one.scores[criterionId] = score;
      readings.set(reviewId, one);
    }
    return { ...file, readings: [...readings.values()] };
  });
}

/**
 * What a panelist sees of the calibration files: those that they have read, once all of theirs are in. Null before that,
 * and where there are none. Others have no names; the panelist's own reading is marked.
 */
export async function readOwnSpreads(
  reader: { personId: string },
  editionId: string,
): Promise<{ code: string; readings: { isOwn: boolean; scores: Record<string, number> }[] }[] | null> {
  const db = database();
  const [own] = await db
    .select({
      asked: sql`count(*)`.mapWith(Number),
      submitted: sql`count(${reviews.submittedAt})`.mapWith(Number),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(
      reviews,
      and(
        eq(reviews.applicationId, assignments.applicationId),
        eq(reviews.panelistId, assignments.panelistId),
      ),
    )
    .where(
      and(
        eq(assignments.panelistId, reader.personId),
        eq(assignments.editionId, editionId),
        isCalibrationFile(),
        isNull(assignments.endedAt),
        eq(applications.status, "submitted"),
        eq(applications.eligibility, "eligible"),
        isFree(assignments.applicationId, assignments.panelistId),
      ),
    );
  if (!own || own.asked === 0 || own.submitted < own.asked) return null;
  const spreads = await readSpreads(db, editionId);
  return spreads
    .filter(({ readings }) => readings.some(({ panelistId }) => panelistId === reader.personId))
    .map(({ code, readings }) => ({
      code,
      readings: readings.map(({ panelistId, scores }) => ({
        isOwn: panelistId === reader.personId,
        scores,
      })),
    }));
}
