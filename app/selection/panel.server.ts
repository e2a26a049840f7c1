import { and, asc, count, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import {
  applications,
  assignments,
  invitations,
  reviewScores,
  reviews,
  roles,
  type RoleName,
} from "#db/schema";
import { endRole } from "~/accounts/invitations.server";
import { readPeople } from "~/accounts/people.server";
import { now } from "~/platform/clock.server";
import { database, rowsOf, type Queryable, type Transaction } from "~/platform/database.server";
import { hasAgreed } from "./confidentiality";
import { countTies } from "./office-conflicts.server";
import { listPanelists } from "./panelists.server";
import { disagreement } from "./scoring";
import { countingReviews } from "./standings.server";
import { isFree } from "./ties.server";

const role: RoleName = "panelist";

/** Most members that a panel's page shows; real panels have a few dozen. */
const most = 500;

/** Somebody on an edition's panel, and how far they are with what they have been asked to read. */
export interface PanelMember {
  /** The role, by which they are removed. */
  roleId: string;
  personId: string;
  name: string;
  email: string;
  since: Date;
  assigned: number;
  drafts: number;
  submitted: number;
  cap: number | null;
  languages: string[];
  experienced: boolean;
  /** Whether they have accepted the confidentiality agreement as it is worded today. */
  agreed: boolean;
  /** Conflicts of theirs that are in force. */
  conflicts: number;
}

/** An edition's panelists by name. The caller has checked the coordinator. */
export async function listPanel(editionId: string): Promise<PanelMember[]> {
  const db = database();
  const [held, said, ties, progress] = await Promise.all([
    db
      .select({ roleId: roles.id, personId: roles.personId, since: roles.grantedAt })
      .from(roles)
      .where(holdsRole(editionId))
      .orderBy(asc(roles.grantedAt))
      .limit(most),
    listPanelists(db, editionId),
    countTies(editionId),
    db
      .select({
        personId: assignments.panelistId,
        assigned: count(),
        drafts:
          sql`count(*) filter (where ${reviews.id} is not null and ${reviews.submittedAt} is null)`.mapWith(
            Number,
          ),
        submitted: sql`count(*) filter (where ${reviews.submittedAt} is not null)`.mapWith(Number),
      })
      .from(assignments)
      .innerJoin(applications, eq(applications.id, assignments.applicationId))
      .leftJoin(reviews, ownReview)
      .where(and(eq(assignments.editionId, editionId), isNull(assignments.endedAt), beforePanel, noConflict))
      .groupBy(assignments.panelistId),
  ]);
  const names = await readPeople(held.map(({ personId }) => personId));
  const figures = new Map(progress.map(({ personId, ...row }) => [personId, row]));
  return held
    .map(({ personId, ...row }) => ({
      ...row,
      personId,
      name: names.get(personId)?.name ?? "",
      email: names.get(personId)?.email ?? "",
      ...(figures.get(personId) ?? { assigned: 0, drafts: 0, submitted: 0 }),
      cap: said.get(personId)?.cap ?? null,
      languages: said.get(personId)?.languages ?? [],
      experienced: said.get(personId)?.experienced ?? false,
      agreed: hasAgreed(said.get(personId)),
      conflicts: ties.get(personId) ?? 0,
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Who has been invited to an edition's panel and has not accepted yet. */
export async function listInvited(
  editionId: string,
): Promise<{ id: string; email: string; invitedAt: Date }[]> {
  const rows = await database()
    .select({ id: invitations.id, personId: invitations.personId, invitedAt: invitations.invitedAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.editionId, editionId),
        eq(invitations.role, role),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    )
    .orderBy(asc(invitations.invitedAt))
    .limit(most);
  const names = await readPeople(rows.map(({ personId }) => personId));
  return rows.map(({ personId, ...row }) => ({ ...row, email: names.get(personId)?.email ?? "" }));
}

/** How an edition's reading stands as a whole. */
export interface Coverage {
  /** Applications before the panel. */
  eligible: number;
  /** Those that have as many readers as they should. */
  covered: number;
  /** Readings that should be, that somebody has been asked for, and that are in. */
  wanted: number;
  asked: number;
  submitted: number;
}

/** Counts readers and readings of an edition's eligible applications. */
export async function readCoverage(edition: {
  id: string;
  readingsPerApplication: number;
}): Promise<Coverage> {
  const db = database();
  const readers = db
    .select({
      id: applications.id,
      asked: count(assignments.id).as("asked"),
      submitted: sql<number>`count(${reviews.submittedAt})`.as("submitted"),
    })
    .from(applications)
    .leftJoin(
      assignments,
      and(eq(assignments.applicationId, applications.id), readsOrHasRead(db, edition.id)),
    )
    .leftJoin(reviews, ownReview)
    .where(and(eq(applications.editionId, edition.id), beforePanel))
    .groupBy(applications.id)
    .as("readers");
  const wanted = edition.readingsPerApplication;
  const [row] = await db
    .select({
      eligible: count(),
      covered: sql`count(*) filter (where ${readers.asked} >= ${wanted})`.mapWith(Number),
      asked: sql`coalesce(sum(least(${readers.asked}, ${wanted})), 0)`.mapWith(Number),
      submitted: sql`coalesce(sum(least(${readers.submitted}, ${wanted})), 0)`.mapWith(Number),
    })
    .from(readers);
  const figures = row ?? { eligible: 0, covered: 0, asked: 0, submitted: 0 };
  return { ...figures, wanted: figures.eligible * wanted };
}

/** The applications on which readers are two points or more apart on a criterion, by their codes. */
export async function listDisputed(editionId: string): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    database(),
    sql`select distinct ${applications.code} as code from ${applications}
      join ${reviews} on ${reviews.applicationId} = ${applications.id}
      join ${reviewScores} on ${reviewScores.reviewId} = ${reviews.id}
      where ${applications.editionId} = ${editionId} and ${beforePanel} and ${countingReviews()}
      group by ${applications.code}, ${reviewScores.criterionId}
      having max(${reviewScores.score}) - min(${reviewScores.score}) >= ${disagreement}
      order by 1 limit ${most}`,
  );
  return rows.map(({ code }) => code);
}

/**
 * Takes somebody off an edition's panel: their role and sessions end, what they had not submitted is deleted and
 * goes back to be assigned anew. What they have submitted still counts. Returns how many applications they had not yet
 * read, or null when they are not on it.
 */
export async function removePanelist(
  tx: Transaction,
  removal: { roleId: string; editionId: string; actorId: string },
): Promise<number | null> {
  const [held] = await tx
    .select({ personId: roles.personId })
    .from(roles)
    .where(and(eq(roles.id, removal.roleId), holdsRole(removal.editionId)))
    .for("update");
  if (!held) return null;
  await endRole(tx, removal.roleId, removal.actorId, { editionIds: [removal.editionId] });
  const open = await tx
    .select({ assignmentId: assignments.id, reviewId: reviews.id })
    .from(assignments)
    .leftJoin(reviews, ownReview)
    .where(
      and(
        eq(assignments.editionId, removal.editionId),
        eq(assignments.panelistId, held.personId),
        isNull(assignments.endedAt),
        isNull(reviews.submittedAt),
      ),
    );
  const drafts = open.flatMap(({ reviewId }) => reviewId ?? []);
  if (drafts.length > 0) {
    await tx.delete(reviewScores).where(inArray(reviewScores.reviewId, drafts));
    await tx.delete(reviews).where(and(inArray(reviews.id, drafts), isNull(reviews.submittedAt)));
  }
  if (open.length > 0)
    await tx
      .update(assignments)
      .set({ endedAt: now() })
      .where(
        inArray(
          assignments.id,
          open.map(({ assignmentId }) => assignmentId),
        ),
      );
  return open.length;
}

/** Who sits on an edition's panel, as a condition on roles. */
export function holdsRole(editionId: string): SQL | undefined {
  return and(eq(roles.editionId, editionId), eq(roles.role, role), isNull(roles.endedAt));
}

const ownReview = and(
  eq(reviews.applicationId, assignments.applicationId),
  eq(reviews.panelistId, assignments.panelistId),
);

/** `isBeforePanel` of access.ts, in SQL. */
export const beforePanel = and(
  eq(applications.status, "submitted"),
  eq(applications.eligibility, "eligible"),
);

const noConflict = isFree(assignments.applicationId, assignments.panelistId);

/**
 * The assignments that fill one of an application's readings: of somebody who sits on the panel and is still asked,
 * or of anybody who has submitted; never with a conflict.
 */
export function readsOrHasRead(db: Pick<Queryable, "select">, editionId: string): SQL | undefined {
  const onPanel = db.select({ personId: roles.personId }).from(roles).where(holdsRole(editionId));
  const hasSubmitted = sql`exists (select 1 from ${reviews} as done where done.application_id = ${assignments.applicationId} and done.panelist_id = ${assignments.panelistId} and done.submitted_at is not null)`;
  return and(
    noConflict,
    sql`((${assignments.endedAt} is null and ${inArray(assignments.panelistId, onPanel)}) or ${hasSubmitted})`,
  );
}
