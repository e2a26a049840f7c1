import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { applications, decisions, editions, offers, people, standings, vaultKeys } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvents } from "~/applying/reading.server";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import {
  database,
  inTransaction,
  rowsOf,
  type Queryable,
  type Transaction,
} from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { openKey, unseal } from "~/platform/vault.server";
import {
  arrangeReserve,
  isChange,
  isStale,
  moveInReserve,
  undecided,
  type Choice,
  type Clash,
  type Mark,
  type Outcome,
} from "./decisions";
import { offerState, type OfferState } from "./offers";

/** Most rows of a cohort or a reserve list that a page shows; both are far below it. */
const most = 500;

/**
 * Takes an edition's decisions for this transaction: whoever else decides, releases, offers or answers waits. Returns
 * the edition as it then stands.
 */
export async function lockDecisions(tx: Transaction, editionId: string): Promise<Edition> {
  const [edition] = await tx.select().from(editions).where(eq(editions.id, editionId)).for("no key update");
  if (!edition) throw notFound();
  return edition;
}

export type DecideResult =
  | { status: "saved"; changed: number }
  /** Decisions have gone out: marks are fixed. */
  | { status: "released" }
  | { status: "clash"; clashes: Clash[]; present: Map<string, Mark> };

/**
 * Marks applications as a coordinator chose. If one of those shown has been marked by somebody else in the meantime,
 * none is changed.
 */
export async function decide(actorId: string, editionId: string, choices: Choice[]): Promise<DecideResult> {
  const result = await inTransaction(async (tx) => {
    const edition = await lockDecisions(tx, editionId);
    if (edition.decisionsReleasedAt) return { status: "released" as const };
    const rows = await findMarks(
      tx,
      editionId,
      choices.map(({ code }) => code),
    );
    const present = new Map(rows.map((row) => [row.code, row]));
    const clashes = choices.flatMap((choice) => {
      const row = present.get(choice.code);
      if (!row) throw notFound();
      const isChosen = choice.outcome === "cohort" || choice.outcome === "reserve";
      return isStale(choice.seen, row) || (row.isGone && isChosen && isChange(choice)) ? [row] : [];
    });
    if (clashes.length > 0) return { status: "clash" as const, rows: clashes, present };
    const changes = choices.filter(isChange).map((choice) => ({ ...choice, ...idOf(present, choice.code) }));
    await writeMarks(tx, actorId, editionId, changes);
    return { status: "saved" as const, changed: changes.length };
  });
  if (result.status !== "clash") return result;
  const deciders = await readPeople(result.rows.flatMap(({ decidedBy }) => decidedBy ?? []));
  const clashes = result.rows.map(({ decidedBy, decidedAt, code, isGone, ...mark }) => ({
    code,
    isGone,
    present: { outcome: mark.outcome, reserveRank: mark.reserveRank, revision: mark.revision },
    by: decidedBy ? (deciders.get(decidedBy)?.name ?? null) : null,
    at: decidedAt,
  }));
  return { status: "clash", clashes, present: result.present };
}

function idOf(rows: Map<string, { applicationId: string }>, code: string): { applicationId: string } {
  const row = rows.get(code);
  if (!row) throw notFound();
  return { applicationId: row.applicationId };
}

async function findMarks(tx: Transaction, editionId: string, codes: string[]) {
  const rows = await tx
    .select({
      applicationId: applications.id,
      code: applications.code,
      isGone: sql<boolean>`(${applications.status} <> 'submitted' or ${applications.eligibility} = 'ineligible')`,
      outcome: decisions.outcome,
      reserveRank: decisions.reserveRank,
      revision: decisions.revision,
      decidedBy: decisions.decidedBy,
      decidedAt: decisions.decidedAt,
    })
    .from(applications)
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(
      and(
        eq(applications.editionId, editionId),
        inArray(applications.code, codes),
        inArray(applications.status, ["submitted", "withdrawn"]),
      ),
    );
  return rows.map(({ revision, ...row }) => ({ ...row, revision: revision ?? undecided.revision }));
}

interface MarkChange {
  applicationId: string;
  code: string;
  outcome: Outcome | null;
  /** A place on the reserve list; without one, at its end. */
  rank?: number | undefined;
}

/** Writes marks and the reserve list that follows from them. The caller holds the decisions and has checked them. */
export async function writeMarks(
  tx: Transaction,
  actorId: string,
  editionId: string,
  changes: MarkChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const before = await listReserve(tx, editionId);
  const ids = new Map([...before, ...changes].map(({ code, applicationId }) => [code, applicationId]));
  const cleared = changes.filter(({ outcome }) => outcome === null);
  const marked = changes.flatMap(({ outcome, ...change }) =>
    outcome === null ? [] : [{ ...change, outcome }],
  );
  if (cleared.length > 0)
    await tx.delete(decisions).where(
      inArray(
        decisions.applicationId,
        cleared.map(({ applicationId }) => applicationId),
      ),
    );
  if (marked.length > 0)
    await tx
      .insert(decisions)
      .values(
        marked.map(({ applicationId, outcome }) => ({
          applicationId,
          editionId,
          outcome,
          decidedBy: actorId,
          decidedAt: now(),
        })),
      )
      .onConflictDoUpdate({
        target: decisions.applicationId,
        set: {
          outcome: sql`excluded.outcome`,
          reserveRank: null,
          revision: sql`${decisions.revision} + 1`,
          decidedBy: actorId,
          decidedAt: now(),
        },
      });
  const order = arrangeReserve(
    before.map(({ code }) => code),
    {
      leave: changes.flatMap(({ code, outcome }) => (outcome === "reserve" ? [] : [code])),
      come: changes.flatMap(({ code, outcome, rank }) =>
        outcome === "reserve" ? [{ code, place: rank }] : [],
      ),
    },
  );
  await writeReserveOrder(
    tx,
    order.flatMap((code) => ids.get(code) ?? []),
  );
  await recordApplicationEvents(
    tx,
    "decided",
    actorId,
    changes.map(({ applicationId, outcome }) => ({ applicationId, detail: { outcome } })),
  );
  await recordAudit(tx, {
    actorId,
    action: "decisions.marked",
    editionId,
    detail: {
      cohort: marked.filter(({ outcome }) => outcome === "cohort").length,
      reserve: marked.filter(({ outcome }) => outcome === "reserve").length,
      declined: marked.filter(({ outcome }) => outcome === "declined").length,
      undecided: cleared.length,
    },
  });
}

/** An edition's reserve list in its order, without those who have withdrawn. */
export async function listReserve(db: Queryable, editionId: string) {
  return db
    .select({
      applicationId: applications.id,
      code: applications.code,
      country: applications.country,
      personId: applications.personId,
      isIneligible: sql<boolean>`(${applications.eligibility} = 'ineligible')`,
      mean: standings.mean,
      outcome: decisions.outcome,
      reserveRank: decisions.reserveRank,
      revision: decisions.revision,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .where(
      and(
        eq(decisions.editionId, editionId),
        eq(decisions.outcome, "reserve"),
        eq(applications.status, "submitted"),
      ),
    )
    .orderBy(sql`${decisions.reserveRank} asc nulls last`, asc(applications.code))
    .limit(most);
}

/** Numbers the reserve list from 1, in one statement. */
export async function writeReserveOrder(tx: Transaction, applicationIds: string[]): Promise<void> {
  if (applicationIds.length === 0) return;
  const placed = sql.join(
    applicationIds.map((id, index) => sql`(${id}::uuid, ${index + 1}::integer)`),
    sql`, `,
  );
  await tx.execute(sql`
    update ${decisions} set reserve_rank = placed.rank from (values ${placed}) as placed (id, rank)
    where ${decisions.applicationId} = placed.id and ${decisions.reserveRank} is distinct from placed.rank`);
}

/**
 * Moves an application a place up or down the reserve list. False when the list is no longer as it was seen: then
 * nothing is moved.
 */
export async function moveReserve(
  actorId: string,
  editionId: string,
  move: { code: string; direction: "up" | "down"; rank: number; revision: number },
): Promise<boolean> {
  return inTransaction(async (tx) => {
    await lockDecisions(tx, editionId);
    const list = await listReserve(tx, editionId);
    const present = list.find(({ code }) => code === move.code);
    if (!present) {
      const [known] = await findMarks(tx, editionId, [move.code]);
      if (!known) throw notFound();
      return false;
    }
    if (present.reserveRank !== move.rank || present.revision !== move.revision) return false;
    const codes = list.map(({ code }) => code);
    const order = moveInReserve(codes, move.code, move.direction);
    const ids = new Map(list.map(({ code, applicationId }) => [code, applicationId]));
    await writeReserveOrder(
      tx,
      order.flatMap((code) => ids.get(code) ?? []),
    );
    await tx
      .update(decisions)
      .set({ revision: sql`${decisions.revision} + 1`, decidedBy: actorId, decidedAt: now() })
      .where(eq(decisions.applicationId, present.applicationId));
    await recordAudit(tx, {
      actorId,
      action: "decisions.reserve-moved",
      editionId,
      subjectType: "application",
      subjectId: present.applicationId,
      detail: { from: present.reserveRank, to: order.indexOf(move.code) + 1 },
    });
    return true;
  });
}

/** Somebody in the cohort, with the offer if it has been made. */
export interface CohortMember extends Mark {
  code: string;
  country: string | null;
  /** Null once the person has been erased. */
  name: string | null;
  mean: number | null;
  isIneligible: boolean;
  offer: { state: OfferState; answerBy: Date; answeredAt: Date | null; offeredAt: Date } | null;
}

/**
 * An edition's cohort with names, for its coordinators (the caller has checked). Who withdrew stays in it as long as
 * an offer tells of them.
 */
export async function listCohort(edition: Pick<Edition, "id">): Promise<CohortMember[]> {
  const rows = await database()
    .select({
      code: applications.code,
      country: applications.country,
      status: applications.status,
      eligibility: applications.eligibility,
      personId: applications.personId,
      name: people.name,
      wrapped: vaultKeys.wrapped,
      mean: standings.mean,
      outcome: decisions.outcome,
      reserveRank: decisions.reserveRank,
      revision: decisions.revision,
      offer: {
        answerBy: offers.answerBy,
        answer: offers.answer,
        answeredAt: offers.answeredAt,
        offeredAt: offers.offeredAt,
      },
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .leftJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .leftJoin(offers, eq(offers.applicationId, applications.id))
    .where(
      and(
        eq(decisions.editionId, edition.id),
        eq(decisions.outcome, "cohort"),
        sql`(${applications.status} = 'submitted' or ${offers.applicationId} is not null)`,
      ),
    )
    .orderBy(sql`${standings.mean} desc nulls last`, asc(applications.code))
    .limit(most);
  const at = now();
  return rows.map(({ status, eligibility, personId, name, wrapped, offer, ...row }) => ({
    ...row,
    name: wrapped ? unseal(openKey(personId, wrapped), "people.name", name) : null,
    isIneligible: eligibility === "ineligible",
    offer: offer && { ...offer, state: offerState(offer, at, status === "withdrawn") },
  }));
}

/**
 * A short name for how everything in an edition is marked, so that an act upon the whole is noticed to rest on what
 * has changed since. With `scores` the ranking counts too.
 */
export async function fingerprintMarks(
  db: Queryable,
  editionId: string,
  options: { scores?: boolean } = {},
): Promise<string> {
  const score = options.scores
    ? sql`coalesce(coalesce(${standings.calibrated}, ${standings.mean})::text, '')`
    : sql`''`;
  const [row] = await rowsOf<{ fingerprint: string | null }>(
    db,
    sql`select md5(string_agg(concat_ws(':', ${applications.code}, ${applications.eligibility}, ${decisions.outcome}, ${decisions.reserveRank}, ${decisions.revision}, ${score}), ',' order by ${applications.code})) as fingerprint
      from ${applications}
      left join ${decisions} on ${decisions.applicationId} = ${applications.id}
      left join ${standings} on ${standings.applicationId} = ${applications.id}
      where ${applications.editionId} = ${editionId} and ${applications.status} = 'submitted'`,
  );
  return row?.fingerprint ?? "empty";
}
