import { and, asc, count, desc, eq } from "drizzle-orm";
import { discussionPosts, reviews, scoreChanges } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable } from "~/platform/database.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { seal, unseal, type PersonKey } from "~/platform/vault.server";
import { lockApplication, countingReviews } from "./standings.server";
import { findReading, type Reader } from "./reading.server";
import { isFree } from "./ties.server";

/*
 * What those who have read an application say to one another, and to its coordinators. It opens for a panelist once
 * their own scores are in, and closes with a conflict: what somebody with a conflict wrote is gone for the panel too.
 * To panelists readers are numbers, in the order in which their readings came in; coordinators see names.
 */

/** Contributions that somebody may make in a day, over all applications. */
const dailyLimit: Limit = { name: "discussion", points: 100, windowSeconds: 86_400 };
/** Contributions on a page. */
export const postsPerPage = 50;

export interface Post {
  id: string;
  authorId: string;
  text: string;
  at: Date;
}

const withoutConflict = isFree(discussionPosts.applicationId, discussionPosts.authorId);

/**
 * A page of a discussion, the newest page first and each in the order of writing. For the panel without what somebody
 * wrote who turned out to have a conflict. The caller has checked the reader.
 */
export async function readPosts(
  db: Queryable,
  key: PersonKey,
  applicationId: string,
  options: { page: number; whole?: boolean },
): Promise<{ posts: Post[]; pages: number }> {
  const shown = and(
    eq(discussionPosts.applicationId, applicationId),
    options.whole ? undefined : withoutConflict,
  );
  const [[total], rows] = await Promise.all([
    db.select({ count: count() }).from(discussionPosts).where(shown),
    db
      .select()
      .from(discussionPosts)
      .where(shown)
      .orderBy(desc(discussionPosts.at), desc(discussionPosts.id))
      .limit(postsPerPage)
      .offset((options.page - 1) * postsPerPage),
  ]);
  return {
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / postsPerPage)),
    posts: rows.reverse().map(({ applicationId: _of, text, ...row }) => ({
      ...row,
      text: unseal(key, "discussion.text", text),
    })),
  };
}

/** How many contributions there are to find in a discussion, for the panel or `whole`. The caller has checked the reader. */
export function countPosts(
  db: Queryable,
  applicationId: string,
  options: { whole?: boolean } = {},
): Promise<number> {
  const of = eq(discussionPosts.applicationId, applicationId);
  return db.$count(discussionPosts, options.whole ? of : and(of, withoutConflict));
}

/** The numbers of an application's readers, from 1, by person: in the order in which counting readings came in. */
export async function numberReaders(db: Queryable, applicationId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ panelistId: reviews.panelistId })
    .from(reviews)
    .where(and(eq(reviews.applicationId, applicationId), countingReviews()))
    .orderBy(asc(reviews.submittedAt), asc(reviews.id));
  return new Map(rows.map(({ panelistId }, index) => [panelistId, index + 1]));
}

/** A score that was changed after its reading was in. */
export interface ScoreChange {
  panelistId: string;
  criterionId: string;
  before: number | null;
  after: number | null;
  reason: string;
  at: Date;
}

/** The scores of counting readings that were changed after they were in, in their order. The caller has checked the reader. */
export async function readScoreChanges(
  db: Queryable,
  key: PersonKey,
  applicationId: string,
): Promise<ScoreChange[]> {
  const rows = await db
    .select({ change: scoreChanges, panelistId: reviews.panelistId })
    .from(scoreChanges)
    .innerJoin(reviews, eq(reviews.id, scoreChanges.reviewId))
    .where(and(eq(reviews.applicationId, applicationId), countingReviews()))
    .orderBy(asc(scoreChanges.at), asc(scoreChanges.id))
    .limit(500);
  return rows.map(({ panelistId, change: { criterionId, before, after, at, reason } }) => ({
    panelistId,
    criterionId,
    before,
    after,
    at,
    reason: unseal(key, "score-change.reason", reason),
  }));
}

export type Posting = "posted" | "too-many" | "not-found";

/**
 * Adds a panelist's contribution, sealed under the applicant's key. Looked up inside the transaction: between the guard
 * and here a conflict may have come to light.
 */
export async function postAsReader(reader: Reader, code: string, text: string): Promise<Posting> {
  if (!(await withinLimit(dailyLimit, reader.personId))) return "too-many";
  return inTransaction(async (tx) => {
    const reading = await findReading(tx, reader, code, { lock: true });
    if (!reading?.review?.submittedAt) return "not-found";
    await addPost(tx, reading.key, reading.applicationId, reader.personId, text);
    return "posted";
  });
}

/** Adds a coordinator's contribution. The caller has checked the coordinator and that the application may be read. */
export async function postAsCoordinator(
  actorId: string,
  application: { id: string; editionId: string },
  key: PersonKey,
  text: string,
): Promise<Posting> {
  if (!(await withinLimit(dailyLimit, actorId))) return "too-many";
  return inTransaction(async (tx) => {
    const present = await lockApplication(tx, application.id);
    if (present?.status !== "submitted") return "not-found";
    await addPost(tx, key, application.id, actorId, text);
    await recordAudit(tx, {
      actorId,
      action: "discussion.posted",
      editionId: application.editionId,
      subjectType: "application",
      subjectId: application.id,
    });
    return "posted";
  });
}

async function addPost(
  tx: Queryable,
  key: PersonKey,
  applicationId: string,
  authorId: string,
  text: string,
): Promise<void> {
  const at = now();
  const [last] = await tx
    .select()
    .from(discussionPosts)
    .where(and(eq(discussionPosts.applicationId, applicationId), eq(discussionPosts.authorId, authorId)))
    .orderBy(desc(discussionPosts.at))
    .limit(1);
  const isRepeated =
    last !== undefined && isPressedTwice(last.at, at) && unseal(key, "discussion.text", last.text) === text;
  if (isRepeated) return;
  await tx
    .insert(discussionPosts)
    .values({ applicationId, authorId, text: seal(key, "discussion.text", text), at });
}
