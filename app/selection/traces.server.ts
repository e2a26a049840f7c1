import { and, asc, count, eq, inArray, isNull, sql, type SQL } from "drizzle-orm";
import {
  applications,
  editions,
  people,
  redactions,
  submissions,
  traceLooks,
  traces,
  vaultKeys,
} from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { isNewest, openPanelTexts, type FoundTrace, type PanelTexts } from "./panel-texts.server";
import { lockApplications } from "./standings.server";
import { traceVersion, type TraceRuling } from "./traces";

/*
 * What could tell who wrote an application is looked for anew whenever the panel reads it (panel-texts.server.ts), so
 * that nothing depends on this being up to date: what nobody has ruled on is hidden. Here it is written down for the
 * coordinators' lists, by place and by mark.
 */

/** What an application's texts depend on: other than this, they are looked through again. */
const state: SQL<string> = sql`concat_ws('.', ${sql.raw(`'${traceVersion}'`)}, ${submissions.id}, ${people}.xmin,
  (select concat(count(*), '-', count(one.lifted_at)) from ${redactions} as one where one.application_id = ${applications.id}))`;

/** Applications that the panel reads or may come to read. */
const isReadable = and(
  eq(applications.status, "submitted"),
  sql`${applications.eligibility} <> 'ineligible'`,
);

/** Applications that are opened at a time. */
const batch = 40;

/** Applications that have changed since they were looked through, of editions whose decisions are not out. */
const isUnlooked = and(
  isReadable,
  isNull(editions.decisionsReleasedAt),
  sql`${traceLooks.state} is distinct from ${state}`,
);

/** A query's joins from applications to all that their state is made of. */
function withState<Fields extends Parameters<Queryable["select"]>[0]>(
  db: Queryable,
  fields: Fields & object,
) {
  return db
    .select(fields)
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .innerJoin(submissions, and(eq(submissions.applicationId, applications.id), isNewest))
    .leftJoin(traceLooks, eq(traceLooks.applicationId, applications.id));
}

/** How many applications of an edition are yet to be looked through. */
export async function countUnlooked(editionId: string): Promise<number> {
  const [row] = await withState(database(), { count: count() }).where(
    and(eq(applications.editionId, editionId), isUnlooked),
  );
  return row?.count ?? 0;
}

/** Looks through whatever has changed since it was last looked through. Returns how many applications that were. */
export async function lookForTraces(): Promise<number> {
  let looked = 0;
  for (;;) {
    const some = await withState(database(), { id: applications.id, state })
      .where(isUnlooked)
      .orderBy(asc(applications.id))
      .limit(batch);
    if (some.length === 0) return looked;
    await inTransaction((tx) => keepTraces(tx, some));
    looked += some.length;
    await new Promise((done) => setImmediate(done));
  }
}

/** Writes down what is found in these applications, and the state that it was found in. */
async function keepTraces(tx: Transaction, looked: readonly { id: string; state: string }[]): Promise<void> {
  const ids = looked.map(({ id }) => id);
  const opened = await openPanelTexts(tx, ids);
  const found = [...opened.values()].flatMap(({ applicationId, number, traces: all }) =>
    all.map(({ mark, kind, places }) => ({ applicationId, mark, kind, number, places })),
  );
  // What is no longer there wants no ruling; one that was given stands, should it come back.
  await tx.execute(sql`delete from ${traces} as gone where gone.application_id = any(${arrayOf(ids)}::uuid[]) and gone.ruling is null
    and not exists (select 1 from json_to_recordset(${JSON.stringify(
      found.map(({ applicationId, mark }) => ({ id: applicationId, mark })),
    )}::json) as given(id uuid, mark text) where given.id = gone.application_id and given.mark = gone.mark)`);
  if (found.length > 0)
    await tx
      .insert(traces)
      .values(found)
      .onConflictDoUpdate({
        target: [traces.applicationId, traces.mark],
        set: {
          kind: sql`excluded.kind`,
          number: sql`excluded.number`,
          places: sql`excluded.places`,
        },
      });
  await tx
    .insert(traceLooks)
    .values(looked.map(({ id, ...one }) => ({ applicationId: id, ...one, lookedAt: now() })))
    .onConflictDoUpdate({
      target: traceLooks.applicationId,
      set: { state: sql`excluded.state`, lookedAt: sql`excluded.looked_at` },
    });
}

const arrayOf = (ids: readonly string[]) => `{${ids.join(",")}}`;

/** Every minute over what has come in or changed. It is for the lists alone: panelists see bars before and after. */
export const tracesJob: JobKind<Record<string, never>> = {
  queue: "traces",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "* * * * *",
  async run() {
    await lookForTraces();
  },
};

/** A condition on traces joined with applications: waits for a ruling. */
const isWaiting = and(isReadable, isNull(traces.ruling));

/** How much waits for a ruling. */
export interface WaitingTraces {
  traces: number;
  applications: number;
}

/** What waits for a ruling in each of these editions, by id; those without are not in it. */
export async function countWaitingTraces(editionIds: readonly string[]): Promise<Map<string, WaitingTraces>> {
  if (editionIds.length === 0) return new Map();
  const rows = await database()
    .select({
      id: applications.editionId,
      traces: count(),
      applications: sql<number>`count(distinct ${applications.id})`.mapWith(Number),
    })
    .from(traces)
    .innerJoin(applications, eq(applications.id, traces.applicationId))
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .where(
      and(inArray(applications.editionId, [...editionIds]), isWaiting, isNull(editions.decisionsReleasedAt)),
    )
    .groupBy(applications.editionId);
  return new Map(rows.map(({ id, ...waiting }) => [id, waiting]));
}

/** A page of an edition's applications in which something waits for a ruling, by code, opened. */
export async function listWaitingTraces(
  editionId: string,
  page: { from: number; size: number },
): Promise<PanelTexts[]> {
  const db = database();
  const rows = await db
    .selectDistinct({ id: applications.id, code: applications.code })
    .from(traces)
    .innerJoin(applications, eq(applications.id, traces.applicationId))
    .where(and(eq(applications.editionId, editionId), isWaiting))
    .orderBy(asc(applications.code))
    .limit(page.size)
    .offset(page.from);
  const opened = await openPanelTexts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => opened.get(id) ?? []);
}

/** What is ruled on: all that waits in an edition or in one application of it, or single traces by their marks. */
export type Ruled = { all: true; code?: string | undefined } | readonly { code: string; mark: string }[];

/**
 * Rules on what could tell who wrote an application: hides it, as a coordinator's own passages are hidden, or shows it to
 * the panel. What was ruled before is ruled anew. Returns how many were ruled on. The caller has checked the coordinator.
 */
export async function ruleOnTraces(
  tx: Transaction,
  ruling: { actorId: string; editionId: string; traces: Ruled; as: TraceRuling },
): Promise<number> {
  const { actorId, editionId, as } = ruling;
  const wanted = ruling.traces;
  const chosen =
    "all" in wanted
      ? and(isNull(traces.ruling), wanted.code ? eq(applications.code, wanted.code) : undefined)
      : sql`exists (select 1 from json_to_recordset(${JSON.stringify(wanted)}::json) as given(code text, mark text)
          where given.code = ${applications.code} and given.mark = ${traces.mark})`;
  const rows = await tx
    .select({ id: traces.id, applicationId: applications.id })
    .from(traces)
    .innerJoin(applications, eq(applications.id, traces.applicationId))
    .where(and(eq(applications.editionId, editionId), isReadable, chosen));
  if (rows.length === 0) return 0;
  await lockApplications(tx, [...new Set(rows.map(({ applicationId }) => applicationId))]);
  const ruled = await tx
    .update(traces)
    .set({ ruling: as, ruledBy: actorId, ruledAt: now() })
    .where(sql`${traces.id} = any(${arrayOf(rows.map(({ id }) => id))}::uuid[])`)
    .returning({ id: traces.id, applicationId: traces.applicationId, places: traces.places });
  if (as === "hidden") await hide(tx, actorId, ruled);
  const counts = new Map<string, number>();
  for (const { applicationId, places } of ruled)
    counts.set(applicationId, (counts.get(applicationId) ?? 0) + places.length);
  await recordApplicationEvents(
    tx,
    as === "hidden" ? "passage-blackened" : "passage-lifted",
    actorId,
    [...counts].map(([applicationId, passages]) => ({ applicationId, detail: { count: passages } })),
  );
  await recordAudit(tx, {
    actorId,
    action: as === "hidden" ? "passages.blackened" : "passages.shown",
    editionId,
    subjectType: "edition",
    subjectId: editionId,
    detail: { count: ruled.length, applications: counts.size },
  });
  return ruled.length;
}

/** Hides what was found where it was found, as if a coordinator had marked it there. */
async function hide(tx: Transaction, actorId: string, ruled: readonly { id: string }[]): Promise<void> {
  await tx.execute(sql`insert into ${redactions} (application_id, number, question, from_at, to_at, made_by, made_at)
    select found.application_id, found.number, spot.place, spot."from", spot."to", ${actorId}::uuid, ${now().toISOString()}::timestamptz
    from ${traces} as found, jsonb_to_recordset(found.places) as spot(place text, "from" int, "to" int)
    where found.id = any(${arrayOf(ruled.map(({ id }) => id))}::uuid[])
      and not exists (select 1 from ${redactions} as there where there.application_id = found.application_id
        and there.number = found.number and there.question = spot.place and there.lifted_at is null
        and there.from_at <= spot."from" and there.to_at >= spot."to")`);
}

/** Keeps a ruling on what was found in an application just now. */
export async function keepRulings(
  tx: Transaction,
  actorId: string,
  part: Pick<PanelTexts, "applicationId" | "number">,
  found: readonly FoundTrace[],
  as: TraceRuling,
): Promise<void> {
  const at = now();
  await tx
    .insert(traces)
    .values(
      found.map(({ mark, kind, places }) => ({
        applicationId: part.applicationId,
        number: part.number,
        mark,
        kind,
        places,
        ruling: as,
        ruledBy: actorId,
        ruledAt: at,
      })),
    )
    .onConflictDoUpdate({
      target: [traces.applicationId, traces.mark],
      set: { ruling: as, ruledBy: actorId, ruledAt: at },
    });
}

/** Has what is found in one application of an edition written down now, so that it can be ruled on. */
export async function keepTracesOf(tx: Transaction, editionId: string, code: string): Promise<void> {
  const rows = await withState(tx, { id: applications.id, state }).where(
    and(eq(applications.editionId, editionId), eq(applications.code, code), isReadable),
  );
  if (rows.length > 0) await keepTraces(tx, rows);
}
