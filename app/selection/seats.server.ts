import { and, eq, isNull, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { applications, assignments, reviews, roles } from "#db/schema";
import { isFree } from "./ties.server";

/** Who sits on an edition's panel, as a condition on roles. */
export function holdsRole(editionId: string): SQL | undefined {
  return and(eq(roles.editionId, editionId), eq(roles.role, "panelist"), isNull(roles.endedAt));
}

/**
 * Whether somebody sits on an edition's panel, as a condition on whatever names them both. How a role has ended does not
 * matter: from that moment what was asked of them is asked of nobody.
 */
export function isSeated(panelistId: SQLWrapper, editionId: SQLWrapper): SQL {
  return sql`exists (select 1 from ${roles} as seat where seat.person_id = ${panelistId} and seat.edition_id = ${editionId} and seat.role = 'panelist' and seat.ended_at is null)`;
}

/** `isBeforePanel` of access.ts, in SQL. */
export const beforePanel = and(
  eq(applications.status, "submitted"),
  eq(applications.eligibility, "eligible"),
);

/** For a join on reviews: the one by an assignment's panelist. */
export const ownReview = and(
  eq(reviews.applicationId, assignments.applicationId),
  eq(reviews.panelistId, assignments.panelistId),
);

/** Whether an assignment's panelist has submitted their reading, as a condition on assignments. */
export const hasSubmitted = sql`exists (select 1 from ${reviews} as done where done.application_id = ${assignments.applicationId} and done.panelist_id = ${assignments.panelistId} and done.submitted_at is not null)`;

/**
 * The assignments that fill one of an application's readings: of somebody who sits on the panel and is still asked,
 * or of anybody who has submitted; never with a conflict.
 */
export function readsOrHasRead(): SQL | undefined {
  return and(
    isFree(assignments.applicationId, assignments.panelistId),
    sql`((${assignments.endedAt} is null and ${isSeated(assignments.panelistId, assignments.editionId)}) or ${hasSubmitted})`,
  );
}
