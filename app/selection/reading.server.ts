import { and, asc, count, eq, gt, inArray, isNotNull, isNull, ne, sql, type SQL } from "drizzle-orm";
import {
  applications,
  assignments,
  discussionPosts,
  editions,
  reviewScores,
  reviews,
  vaultKeys,
  type RoleName,
} from "#db/schema";
import { editionsWithRole, requireRole, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { database, type Queryable } from "~/platform/database.server";
import { notFound, notFoundAnyMore } from "~/platform/http/body.server";
import { openKey, unseal, type PersonKey } from "~/platform/vault.server";
import { canSeeOthersScores } from "./access";
import { blackenAnswers } from "./blackening";
import { isCalibrationFile, isUnlocked } from "./calibration-files.server";
import { paceOf, remainingMinutes } from "./pace";
import { keptFromPanel, openPanelTexts, type PanelTexts } from "./panel-texts.server";
import { requireAgreement } from "./panelists.server";
import { ownReview } from "./seats.server";
import { countingReviews } from "./standings.server";
import { isFree } from "./ties.server";

const role: RoleName = "panelist";

/** A panelist as every function here knows them: who they are, and the editions whose panel they sit on. */
export interface Reader {
  personId: string;
  editionIds: readonly string[];
}

/**
 * Somebody on a panel, of whichever edition; for anyone else these pages do not exist. Who has not accepted the
 * agreement as it is worded today is sent to it, and sees and does nothing before: not with a page, not with its
 * data, not with a form.
 */
export async function requireReader(asking: Asking): Promise<{ viewer: Viewer; reader: Reader }> {
  const { viewer, reader } = await requirePanelMember(asking);
  await requireAgreement(reader);
  return { viewer, reader };
}

/** Like {@link requireReader}, also before the agreement: for the agreement's own page alone. */
export async function requirePanelMember(asking: Asking): Promise<{ viewer: Viewer; reader: Reader }> {
  const viewer = await requireRole(asking, role);
  return { viewer, reader: { personId: viewer.personId, editionIds: editionsWithRole(viewer, role) } };
}

/**
 * What a panelist may read, as a condition on assignments joined with applications. It is `canRead` of access.ts in
 * SQL; every query of a panelist's page has it in its `where`.
 */
export function readable(reader: Reader): SQL | undefined {
  return and(
    eq(assignments.panelistId, reader.personId),
    isNull(assignments.endedAt),
    inArray(assignments.editionId, reader.editionIds.length > 0 ? [...reader.editionIds] : [nobody]),
    eq(applications.status, "submitted"),
    eq(applications.eligibility, "eligible"),
    isFree(assignments.applicationId, assignments.panelistId),
  );
}

/** No edition has this id: for somebody who sits on no panel. */
const nobody = "00000000-0000-0000-0000-000000000000";

/** One application that a panelist may read, with the state of their own reading. For the server alone: it knows whose it is. */
export interface Reading {
  assignmentId: string;
  applicationId: string;
  code: string;
  edition: { id: string; slug: string; name: string; zone: string; decisionsReleasedAt: Date | null };
  /** Opens comments, which are sealed under the applicant's key. */
  key: PersonKey;
  review: {
    id: string;
    revision: number;
    mean: number | null;
    updatedAt: Date;
    submittedAt: Date | null;
    setAsideAt: Date | null;
  } | null;
}

/**
 * Finds an application by its code among those the reader may read; null for any other code, whether or not there is
 * one. With `lock`, the reader's own assignment is held for the transaction, so that their saves and a conflict
 * follow one another.
 */
export async function findReading(
  db: Queryable,
  reader: Reader,
  code: string,
  options: { lock?: boolean } = {},
): Promise<Reading | null> {
  const query = db
    .select({
      assignmentId: assignments.id,
      applicationId: applications.id,
      code: applications.code,
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      edition: {
        id: editions.id,
        slug: editions.slug,
        name: editions.name,
        zone: editions.zone,
        decisionsReleasedAt: editions.decisionsReleasedAt,
      },
      reviewId: reviews.id,
      revision: reviews.revision,
      mean: reviews.mean,
      updatedAt: reviews.updatedAt,
      submittedAt: reviews.submittedAt,
      setAsideAt: reviews.setAsideAt,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(editions, eq(editions.id, assignments.editionId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(reviews, ownReview)
    .where(and(eq(applications.code, code), readable(reader), isUnlocked()));
  const [row] = await (options.lock ? query.for("update", { of: assignments }) : query);
  if (!row) return null;
  const { personId, wrapped, reviewId, revision, mean, updatedAt, submittedAt, setAsideAt, ...reading } = row;
  return {
    ...reading,
    key: openKey(personId, wrapped),
    review:
      reviewId && revision !== null && updatedAt
        ? { id: reviewId, revision, mean, updatedAt, submittedAt, setAsideAt }
        : null,
  };
}

/** A panelist's own order: their random one, with what they have put aside at its end. */
const ownOrder = [
  sql`(${reviews.setAsideAt} is not null and ${reviews.submittedAt} is null)`,
  asc(assignments.position),
  asc(assignments.id),
];

/** Like {@link findReading}, and 404 where there is nothing to read. */
export async function requireReading(
  reader: Reader,
  { params, request }: { params: { code?: string | undefined }; request: Request },
): Promise<Reading> {
  const reading = params.code ? await findReading(database(), reader, params.code) : null;
  if (!reading) throw await notFoundAnyMore(request);
  return reading;
}

/**
 * What is scored, as a panelist sees it: questions and answers for the panel's eyes, behind bars what coordinators have
 * hidden and what could tell who wrote it and nobody has ruled on, and nothing else. Whatever shows a panelist what
 * somebody wrote takes it from here or from {@link listForPanel}.
 */
export async function readForPanel(db: Queryable, reading: { applicationId: string }): Promise<PanelPart> {
  const part = (await listForPanel(db, [reading.applicationId])).get(reading.applicationId);
  if (!part) throw notFound();
  return part;
}

/** The same of several applications, by id, in as many statements as of one. */
export async function listForPanel(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<Map<string, PanelPart>> {
  const opened = await openPanelTexts(db, applicationIds);
  return new Map(
    [...opened].map(([id, part]) => [
      id,
      { sections: part.sections, answers: blackenAnswers(part.answers, keptFromPanel(part)) },
    ]),
  );
}

export type PanelPart = Pick<PanelTexts, "sections" | "answers">;

/** A score and what is said about it; either may still be missing. */
export interface ScoreEntry {
  score: number | null;
  comment: string;
}
/** Score and comment by criterion. */
export type ScoreSheet = Record<string, ScoreEntry>;

/** What somebody has scored so far. */
export async function readScores(db: Queryable, reviewId: string, key: PersonKey): Promise<ScoreSheet> {
  const rows = await db.select().from(reviewScores).where(eq(reviewScores.reviewId, reviewId));
  return Object.fromEntries(
    rows.map((row) => [
      row.criterionId,
      { score: row.score, comment: unseal(key, "score.comment", row.comment) ?? "" },
    ]),
  );
}

/**
 * What the others gave, once the reader's own reading is submitted; before that an empty list, whoever has read.
 * Who they are is not in it: they have numbers, in the order in which the readings came in, the reader's own among them.
 */
export async function readOthersScores(
  db: Queryable,
  reader: Reader,
  reading: Reading,
): Promise<{ number: number; mean: number | null; scores: ScoreSheet }[]> {
  const mayLook = canSeeOthersScores({
    application: { status: "submitted", eligibility: "eligible" },
    assigned: true,
    conflict: false,
    submittedAt: reading.review?.submittedAt ?? null,
    decisionsReleasedAt: null,
  });
  if (!mayLook) return [];
  const rows = await db
    .select({
      reviewId: reviews.id,
      isOwn: sql<boolean>`${reviews.panelistId} = ${reader.personId}`,
      mean: reviews.mean,
      criterionId: reviewScores.criterionId,
      score: reviewScores.score,
      comment: reviewScores.comment,
    })
    .from(reviews)
    .innerJoin(reviewScores, eq(reviewScores.reviewId, reviews.id))
    .where(and(eq(reviews.applicationId, reading.applicationId), countingReviews()))
    .orderBy(asc(reviews.submittedAt), asc(reviews.id));
  const readings = new Map<
    string,
    { number: number; isOwn: boolean; mean: number | null; scores: ScoreSheet }
  >();
  for (const { reviewId, isOwn, mean, criterionId, score, comment } of rows) {
    const one = readings.get(reviewId) ?? { number: readings.size + 1, isOwn, mean, scores: {} };
    one.scores[criterionId] = { score, comment: unseal(reading.key, "score.comment", comment) ?? "" };
    readings.set(reviewId, one);
  }
  return [...readings.values()].filter(({ isOwn }) => !isOwn).map(({ isOwn: _isOwn, ...one }) => one);
}

/** How far a panelist is with an application. */
export type ReadingProgress = "new" | "draft" | "submitted";

/** How far a panelist is in each edition in which there is something for them to read; the busiest first. */
export async function listPanels(reader: Reader) {
  const rows = await database()
    .select({
      id: editions.id,
      slug: editions.slug,
      name: editions.name,
      zone: editions.zone,
      decisionsReleasedAt: editions.decisionsReleasedAt,
      readingUntil: editions.readingUntil,
      callClosesAt: editions.callClosesAt,
      startsOn: editions.startsOn,
      endsOn: editions.endsOn,
      assigned: count(),
      drafts:
        sql<number>`count(*) filter (where ${reviews.id} is not null and ${reviews.submittedAt} is null)`.mapWith(
          Number,
        ),
      submitted: sql<number>`count(*) filter (where ${reviews.submittedAt} is not null)`.mapWith(Number),
      discussed:
        sql<number>`count(*) filter (where ${reviews.submittedAt} is not null and exists ${posts()})`.mapWith(
          Number,
        ),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .innerJoin(editions, eq(editions.id, assignments.editionId))
    .leftJoin(reviews, ownReview)
    .where(readable(reader))
    .groupBy(editions.id);
  return rows.sort(
    (a, b) => b.assigned - b.submitted - (a.assigned - a.submitted) || (a.slug < b.slug ? 1 : -1),
  );
}

/** What is said of an application as the panel sees it; for a query on assignments. */
function posts(what = sql`1`): SQL {
  return sql`(select ${what} from ${discussionPosts} where ${discussionPosts.applicationId} = ${assignments.applicationId}
    and ${isFree(discussionPosts.applicationId, discussionPosts.authorId)})`;
}

/** A part of a panelist's list. */
export type ReadingFilter = "left" | "draft" | "submitted" | "discussed";

/**
 * A page of a panelist's own list in an edition, in their own random order. How much is said of an application is told
 * once one's own reading of it is in.
 */
export async function listReadings(
  reader: Reader,
  filter: { editionId: string; show?: ReadingFilter | undefined; page: number; pageSize: number },
) {
  const db = database();
  const progress = {
    new: isNull(reviews.id),
    draft: and(isNotNull(reviews.id), isNull(reviews.submittedAt)),
    submitted: isNotNull(reviews.submittedAt),
  };
  const numbered = db
    .select({
      code: sql<string>`${applications.code}`.as("code"),
      number: sql<number>`row_number() over (order by ${sql.join(ownOrder, sql`, `)})`.as("number"),
      isAside: sql<boolean>`(${reviews.setAsideAt} is not null and ${reviews.submittedAt} is null)`.as(
        "is_aside",
      ),
      mean: sql<number | null>`${reviews.mean}`.as("mean"),
      updatedAt: sql<string | null>`${reviews.updatedAt}`.as("updated_at"),
      isLocked: sql<boolean>`not ${isUnlocked()}`.as("is_locked"),
      isCalibration: sql<boolean>`${isCalibrationFile()}`.as("is_calibration"),
      posts: sql<number>`case when ${progress.submitted} then ${posts(sql`count(*)`)}::int else 0 end`.as(
        "posts",
      ),
      progress:
        sql<ReadingProgress>`case when ${progress.submitted} then 'submitted' when ${progress.new} then 'new' else 'draft' end`.as(
          "progress",
        ),
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, ownReview)
    .where(and(readable(reader), eq(assignments.editionId, filter.editionId)))
    .as("numbered");
  const shown = {
    left: ne(numbered.progress, "submitted"),
    draft: eq(numbered.progress, "draft"),
    submitted: eq(numbered.progress, "submitted"),
    discussed: gt(numbered.posts, 0),
  };
  const rows = await db
    .select({
      code: numbered.code,
      number: sql`${numbered.number}`.mapWith(Number),
      mean: numbered.mean,
      updatedAt: sql`${numbered.updatedAt}`.mapWith(reviews.updatedAt),
      progress: numbered.progress,
      isAside: numbered.isAside,
      isLocked: numbered.isLocked,
      isCalibration: numbered.isCalibration,
      posts: numbered.posts,
    })
    .from(numbered)
    .where(filter.show && shown[filter.show])
    .orderBy(asc(numbered.number))
    .limit(filter.pageSize)
    .offset((filter.page - 1) * filter.pageSize);
  // Drizzle's types do not know that there may be no review.
  return rows as (Omit<(typeof rows)[number], "updatedAt"> & { updatedAt: Date | null })[];
}

/** A reader's way through an edition, as far as it is open: every code in their order, with what is done. Ids of nobody. */
export async function listOwnOrder(
  reader: Reader,
  editionId: string,
): Promise<{ code: string; isDone: boolean; isDraft: boolean }[]> {
  const db = database();
  return db
    .select({
      code: applications.code,
      isDone: sql<boolean>`${reviews.submittedAt} is not null`,
      isDraft: sql<boolean>`${reviews.id} is not null and ${reviews.submittedAt} is null`,
    })
    .from(assignments)
    .innerJoin(applications, eq(applications.id, assignments.applicationId))
    .leftJoin(reviews, ownReview)
    .where(and(readable(reader), isUnlocked(), eq(assignments.editionId, editionId)))
    .orderBy(...ownOrder)
    .limit(2000);
}

/** About how many minutes a reader still needs for an edition, at their own pace; null where that can't be told. */
export async function readMinutesLeft(
  reader: Reader,
  editionId: string,
  left: number,
): Promise<number | null> {
  const rows = await database()
    .select({
      activeSeconds: reviews.activeSeconds,
      createdAt: reviews.createdAt,
      submittedAt: reviews.submittedAt,
    })
    .from(assignments)
    .innerJoin(reviews, ownReview)
    .where(
      and(
        eq(assignments.panelistId, reader.personId),
        eq(assignments.editionId, editionId),
        isNotNull(reviews.submittedAt),
      ),
    )
    .limit(2000);
  const timed = rows.flatMap(({ submittedAt, ...row }) => (submittedAt ? [{ ...row, submittedAt }] : []));
  return remainingMinutes(paceOf(timed), left);
}
