import { and, eq, ne, sql, type SQL } from "drizzle-orm";
import {
  applicationMessages,
  applications,
  applicationTags,
  decisions,
  duplicates,
  editions,
  standings,
} from "#db/schema";
import { isOneOf } from "./applicant-names.server";
import type { ListPart, ListQuery } from "./application-list";

/*
 * A list's query as conditions of SQL, all of them on `applications` alone, so that a list, its counts, an
 * application's neighbours and whatever is done with many at once narrow it in the same way.
 */

/** The parts of a list, told apart by columns of one index. */
export const parts: Record<ListPart, SQL | undefined> = {
  submitted: eq(applications.status, "submitted"),
  unchecked: and(eq(applications.status, "submitted"), eq(applications.eligibility, "unchecked")),
  eligible: and(eq(applications.status, "submitted"), eq(applications.eligibility, "eligible")),
  ineligible: and(eq(applications.status, "submitted"), eq(applications.eligibility, "ineligible")),
  withdrawn: eq(applications.status, "withdrawn"),
  draft: eq(applications.status, "draft"),
};

const readings = sql`coalesce((select ${standings.readings} from ${standings} where ${standings.applicationId} = ${applications.id}), 0)`;
const setting = (column: SQL, editionId: string) =>
  sql`(select ${column} from ${editions} where ${editions.id} = ${editionId})`;
const isNotDraft = ne(applications.status, "draft");

/** All of an edition that a query's filters and words leave, of whichever part. */
export function within(editionId: string, query: ListQuery, matches: string[] | null): SQL | undefined {
  return and(
    eq(applications.editionId, editionId),
    matches ? isOneOf(matches) : undefined,
    // What somebody said of themselves in a draft is theirs until they submit it.
    query.country ? and(isNotDraft, eq(applications.country, query.country)) : undefined,
    query.check ? and(isNotDraft, eq(applications.eligibilityCheck, query.check)) : undefined,
    query.source ? eq(applications.source, query.source) : undefined,
    query.tag
      ? sql`exists (select 1 from ${applicationTags} where ${applicationTags.applicationId} = ${applications.id} and ${applicationTags.tagId} = ${query.tag})`
      : undefined,
    withReadings(editionId, query.readings),
    decided(query.decision),
    flagged(query.flag),
    submittedBetween(editionId, query),
  );
}

function withReadings(editionId: string, wanted: ListQuery["readings"]): SQL | undefined {
  const enough = setting(sql`${editions.readingsPerApplication}`, editionId);
  switch (wanted) {
    case "none":
      return sql`${readings} = 0`;
    case "fewer":
      return sql`${readings} < ${enough}`;
    case "enough":
      return sql`${readings} >= ${enough}`;
    case null:
      return undefined;
  }
}

function decided(wanted: ListQuery["decision"]): SQL | undefined {
  if (!wanted) return undefined;
  const decision = sql`select 1 from ${decisions} where ${decisions.applicationId} = ${applications.id}`;
  return wanted === "none"
    ? sql`not exists (${decision})`
    : sql`exists (${decision} and ${decisions.outcome} = ${wanted})`;
}

/** Whether a likeness of an application to another waits for a coordinator's word. */
export const isFlagged = sql`(${applications.id} in (select ${duplicates.applicationId} from ${duplicates} where ${duplicates.settledAt} is null)
  or ${applications.id} in (select ${duplicates.otherId} from ${duplicates} where ${duplicates.settledAt} is null))`;

/** Whether an applicant has written something that no coordinator has opened yet. */
export const hasUnread = sql`exists (select 1 from ${applicationMessages} where ${applicationMessages.applicationId} = ${applications.id}
  and not ${applicationMessages.fromOffice} and ${applicationMessages.readAt} is null)`;

function flagged(flag: ListQuery["flag"]): SQL | undefined {
  if (flag === "duplicate") return isFlagged;
  return flag === "message" ? hasUnread : undefined;
}

/** Days are days of the edition's zone, and both ends belong to them. */
function submittedBetween(editionId: string, { from, to }: ListQuery): SQL | undefined {
  const zone = setting(sql`${editions.zone}`, editionId);
  return and(
    from ? sql`${applications.submittedAt} >= (${from}::date)::timestamp at time zone ${zone}` : undefined,
    to ? sql`${applications.submittedAt} < (${to}::date + 1)::timestamp at time zone ${zone}` : undefined,
  );
}
