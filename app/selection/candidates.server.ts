import { sql, type SQL } from "drizzle-orm";
import { applications } from "#db/schema";

/** Whether an application can be chosen: submitted, and not found ineligible. */
export function isCandidate(editionId: string): SQL {
  return sql`(${applications.editionId} = ${editionId} and ${applications.status} = 'submitted' and ${applications.eligibility} <> 'ineligible')`;
}
