import { and, desc, eq, inArray, sql, type SQL } from "drizzle-orm";
import { applications, conflicts, vaultKeys } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { openKey, unseal } from "~/platform/vault.server";
import { kindsOf, type ConflictState, type TieKind } from "./conflict-rules";
import { pageSize } from "./paging";
import { isInForce } from "./ties.server";

/** A conflict as coordinators see it. */
export interface ConflictLine {
  id: string;
  code: string;
  name: string | null;
  state: ConflictState;
  source: (typeof conflicts.$inferSelect)["source"];
  /** What it was found by; empty where somebody said it. */
  kinds: TieKind[];
  reason: string | null;
  declaredAt: Date;
}

const state = sql<ConflictState>`case when ${conflicts.dismissedAt} is not null then 'dismissed'
  when ${conflicts.source} in ('panelist', 'coordinator') then 'declared'
  when ${conflicts.confirmedAt} is not null then 'confirmed' else 'waiting' end`;

/** Conflicts of an edition or of one application, the newest first, a page at a time. Reasons are sealed under the panelist's key. */
export async function listConflicts(
  scope: { applicationId: string } | { editionId: string; panelistId?: string },
  options: { state?: ConflictState | undefined; page?: number } = {},
): Promise<ConflictLine[]> {
  const rows = await database()
    .select({
      id: conflicts.id,
      code: applications.code,
      panelistId: conflicts.panelistId,
      source: conflicts.source,
      rule: conflicts.rule,
      state,
      reason: conflicts.reason,
      declaredAt: conflicts.declaredAt,
      wrapped: vaultKeys.wrapped,
    })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .leftJoin(vaultKeys, eq(vaultKeys.personId, conflicts.panelistId))
    .where(and(within(scope), options.state ? eq(state, options.state) : undefined))
    .orderBy(desc(conflicts.declaredAt), desc(conflicts.id))
    .limit(pageSize)
    .offset(((options.page ?? 1) - 1) * pageSize);
  const names = await readPeople([...new Set(rows.map(({ panelistId }) => panelistId))]);
  return rows.map(({ panelistId, wrapped, reason, rule, ...row }) => ({
    ...row,
    kinds: row.source === "coordinator" ? [] : kindsOf(rule),
    name: names.get(panelistId)?.name ?? null,
    reason: wrapped ? unseal(openKey(panelistId, wrapped), "conflict.reason", reason) : null,
  }));
}

/** How many conflicts there are in each state. */
export async function countConflicts(editionId: string): Promise<Record<ConflictState, number>> {
  const count = (of: ConflictState) => sql`count(*) filter (where ${state} = ${of})`.mapWith(Number);
  const [row] = await database()
    .select({
      waiting: count("waiting"),
      declared: count("declared"),
      confirmed: count("confirmed"),
      dismissed: count("dismissed"),
    })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(eq(applications.editionId, editionId));
  return row ?? { waiting: 0, declared: 0, confirmed: 0, dismissed: 0 };
}

/** How many conflicts were found or named in each of several editions, and wait for a coordinator's word. */
export async function countWaitingConflicts(editionIds: string[]): Promise<Map<string, number>> {
  if (editionIds.length === 0) return new Map();
  const rows = await database()
    .select({ id: applications.editionId, count: sql`count(*)`.mapWith(Number) })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(and(inArray(applications.editionId, editionIds), eq(state, "waiting")))
    .groupBy(applications.editionId);
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** How many conflicts each panelist of an edition has that are in force, by their id. */
export async function countTies(editionId: string): Promise<Map<string, number>> {
  const rows = await database()
    .select({ panelistId: conflicts.panelistId, count: sql`count(*)`.mapWith(Number) })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(and(eq(applications.editionId, editionId), isInForce))
    .groupBy(conflicts.panelistId);
  return new Map(rows.map(({ panelistId, count }) => [panelistId, count]));
}

function within(
  scope: { applicationId: string } | { editionId: string; panelistId?: string },
): SQL | undefined {
  if ("applicationId" in scope) return eq(conflicts.applicationId, scope.applicationId);
  return and(
    eq(applications.editionId, scope.editionId),
    scope.panelistId ? eq(conflicts.panelistId, scope.panelistId) : undefined,
  );
}
