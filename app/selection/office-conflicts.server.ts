import { and, desc, eq, inArray, ne, sql, type SQL } from "drizzle-orm";
import { applications, conflicts, vaultKeys } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { openKey, unseal } from "~/platform/vault.server";
import type { ConflictQuery } from "./conflict-list";
import {
  explainTie,
  kindsOf,
  type ApplicantFacts,
  type ConflictState,
  type PanelistFacts,
  type TieEvidence,
  type TieKind,
} from "./conflict-rules";
import { pageSize } from "./paging";
import { readApplicantFacts, readPanelistFacts } from "./tie-facts.server";
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
  /** What each of `kinds` rests on, where that was asked for; null of one that nothing speaks for any more. */
  evidence: ({ kind: TieKind } & (TieEvidence | { panelist: null; applicant: null }))[] | null;
}

const state = sql<ConflictState>`case when ${conflicts.dismissedAt} is not null then 'dismissed'
  when ${conflicts.source} in ('panelist', 'coordinator') then 'declared'
  when ${conflicts.confirmedAt} is not null then 'confirmed' else 'waiting' end`;

/** Conflicts of an edition or of one application, the newest first, a page at a time. Reasons are sealed under the panelist's key. */
export async function listConflicts(
  scope: { applicationId: string } | { editionId: string; panelistId?: string },
  options: { query?: ConflictQuery; page?: number; withEvidence?: boolean } = {},
): Promise<ConflictLine[]> {
  const rows = await database()
    .select({
      id: conflicts.id,
      code: applications.code,
      applicationId: conflicts.applicationId,
      editionId: applications.editionId,
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
    .where(and(within(scope), options.query ? matches(options.query) : undefined))
    .orderBy(desc(conflicts.declaredAt), desc(conflicts.id))
    .limit(pageSize)
    .offset(((options.page ?? 1) - 1) * pageSize);
  const names = await readPeople([...new Set(rows.map(({ panelistId }) => panelistId))]);
  const explain = options.withEvidence ? await readEvidence(rows) : null;
  return rows.map(({ panelistId, applicationId, editionId: _edition, wrapped, reason, rule, ...row }) => ({
    ...row,
    kinds: row.source === "coordinator" ? [] : kindsOf(rule),
    evidence: explain?.(applicationId, panelistId, kindsOf(rule)) ?? null,
    name: names.get(panelistId)?.name ?? null,
    reason: wrapped ? unseal(openKey(panelistId, wrapped), "conflict.reason", reason) : null,
  }));
}

/** What conflicts rest on, worked out anew from what both say now; nothing of it is stored. All are of one edition. */
async function readEvidence(
  rows: readonly { editionId: string; applicationId: string; panelistId: string }[],
): Promise<
  (applicationId: string, panelistId: string, kinds: readonly TieKind[]) => ConflictLine["evidence"]
> {
  const [first] = rows;
  const panelists = new Map<string, PanelistFacts>();
  const applicants = new Map<string, ApplicantFacts>();
  if (first) {
    const db = database();
    const members = await readPanelistFacts(db, first.editionId, unique(rows.map((row) => row.panelistId)));
    for (const facts of members) panelists.set(facts.personId, facts);
    const asked = unique(rows.map((row) => row.applicationId));
    for await (const some of readApplicantFacts(db, first.editionId, asked))
      for (const facts of some) applicants.set(facts.applicationId, facts);
  }
  return (applicationId, panelistId, kinds) => {
    const panelist = panelists.get(panelistId);
    const applicant = applicants.get(applicationId);
    return kinds.map((kind) => ({
      kind,
      ...((panelist && applicant && explainTie(kind, panelist, applicant)) ?? {
        panelist: null,
        applicant: null,
      }),
    }));
  };
}

const unique = (ids: readonly string[]) => [...new Set(ids)];

/** The conflicts of an edition that can be ruled on and that a query shows: all but what panelists have declared. */
export async function listRulable(editionId: string, query: ConflictQuery): Promise<string[]> {
  const rows = await database()
    .select({ id: conflicts.id })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(and(eq(applications.editionId, editionId), matches(query), ne(conflicts.source, "panelist")));
  return rows.map(({ id }) => id);
}

function matches(query: ConflictQuery): SQL | undefined {
  return and(
    query.state ? eq(state, query.state) : undefined,
    query.kind ? sql`${query.kind} = any(string_to_array(${conflicts.rule}, ','))` : undefined,
    query.application ? eq(applications.code, query.application) : undefined,
  );
}

/** How many conflicts there are in each state, of those that a query's other parts show. */
export async function countConflicts(
  editionId: string,
  query: Omit<ConflictQuery, "state"> = { kind: null, application: null },
): Promise<Record<ConflictState, number>> {
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
    .where(and(eq(applications.editionId, editionId), matches({ ...query, state: null })));
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
