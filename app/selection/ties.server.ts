import { sql, type SQL, type SQLWrapper } from "drizzle-orm";
import { conflicts } from "#db/schema";

/**
 * Whether a conflict between an application and a panelist is in force, as a condition: declared, named or found, and
 * not dismissed. This is the one place that says so; everything that a panelist may see, do or count asks here.
 *
 * @param applicationId a column, or an id
 * @param panelistId a column, or an id
 */
export function isTied(applicationId: SQLWrapper | string, panelistId: SQLWrapper | string): SQL {
  return sql`exists (select 1 from ${conflicts} as tie where tie.application_id = ${applicationId} and tie.panelist_id = ${panelistId} and tie.dismissed_at is null)`;
}

/** Whether no conflict is in force: the contrary of {@link isTied}. */
export function isFree(applicationId: SQLWrapper | string, panelistId: SQLWrapper | string): SQL {
  return sql`not ${isTied(applicationId, panelistId)}`;
}

/** The same of a row of conflicts: whether it is in force. */
export const isInForce = sql`${conflicts.dismissedAt} is null`;

/** For a join on conflicts: the one in force between a row's application and its panelist. */
export function tieOf(applicationId: SQLWrapper, panelistId: SQLWrapper): SQL {
  return sql`(${conflicts.applicationId} = ${applicationId} and ${conflicts.panelistId} = ${panelistId} and ${isInForce})`;
}
