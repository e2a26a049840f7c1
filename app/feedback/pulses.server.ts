import { randomUUID } from "node:crypto";
import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { fellows, pulseAnswers, vaultKeys } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { wallClock } from "~/platform/locale/zones";
import { getKey, openKey, seal, unseal } from "~/platform/vault.server";
import { findReleasedSession } from "~/programme/releases.server";
import { figuresOf, floorOf, readableRemarks, type Figures, type Pace, type PulseAnswer } from "./floor";
import { changeableHours, commentsAreOpen, pulseState, type PulseState } from "./pulse-rules";

/** Most answers of one edition that are read at once. */
const most = 20_000;

/** What a fellow says about a session. */
export interface PulseInput {
  usefulness: number;
  pace: Pace;
  /** One thing to change; sealed under the fellow's key. */
  change: string | null;
}

/** A fellow's own answer, opened for themselves. */
export interface OwnAnswer extends PulseInput {
  answeredAt: Date;
}

/**
 * Answers a session's pulse for a fellow of the edition, or changes their answer while that is possible. Anything
 * but "saved" says why not, and nothing is changed. `at` is the moment of the answer.
 */
export async function answerPulse(
  tx: Transaction,
  edition: Pick<Edition, "id" | "zone" | "endsOn">,
  answer: PulseInput & { sessionId: string; personId: string },
  at: Date = now(),
): Promise<"saved" | Exclude<PulseState, "open" | "answered">> {
  const [fellow] = await tx
    .select({ id: fellows.id })
    .from(fellows)
    .where(
      and(eq(fellows.editionId, edition.id), eq(fellows.personId, answer.personId), isNull(fellows.endedAt)),
    );
  const session = fellow && (await findReleasedSession(tx, edition.id, answer.sessionId));
  if (!session) return "none";
  const state = pulseState(session, null, edition, at, wallClock(at, edition.zone).date);
  if (state !== "open" && state !== "answered") return state;
  const key = await getKey(tx, answer.personId);
  const said = {
    usefulness: answer.usefulness,
    pace: answer.pace,
    change: answer.change ? seal(key, "pulse.change", answer.change) : null,
  };
  // Two answers at once: the second finds the first and changes it. The order of first answers stays.
  const [saved] = await tx
    .insert(pulseAnswers)
    .values({
      id: randomUUID(),
      editionId: edition.id,
      sessionId: answer.sessionId,
      personId: answer.personId,
      answeredAt: at,
      ...said,
    })
    .onConflictDoUpdate({
      target: [pulseAnswers.sessionId, pulseAnswers.personId],
      set: said,
      setWhere: gt(pulseAnswers.answeredAt, new Date(at.getTime() - changeableHours * 3_600_000)),
    })
    .returning({ id: pulseAnswers.id });
  return saved ? "saved" : "settled";
}

/** A fellow's own answers in an edition: when each was given. */
export async function listOwnAnswers(editionId: string, personId: string): Promise<Map<string, Date>> {
  const rows = await database()
    .select({ sessionId: pulseAnswers.sessionId, answeredAt: pulseAnswers.answeredAt })
    .from(pulseAnswers)
    .where(and(eq(pulseAnswers.editionId, editionId), eq(pulseAnswers.personId, personId)))
    .limit(1000);
  return new Map(rows.map((row) => [row.sessionId, row.answeredAt]));
}

/** A fellow's own answer to a session, or null. */
export async function findOwnAnswer(
  db: Queryable,
  personId: string,
  sessionId: string,
): Promise<OwnAnswer | null> {
  const [row] = await db
    .select({ answer: pulseAnswers, wrapped: vaultKeys.wrapped })
    .from(pulseAnswers)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, pulseAnswers.personId))
    .where(and(eq(pulseAnswers.personId, personId), eq(pulseAnswers.sessionId, sessionId)));
  if (!row) return null;
  const { usefulness, pace, answeredAt, change } = row.answer;
  return {
    usefulness,
    pace,
    answeredAt,
    change: unseal(openKey(personId, row.wrapped), "pulse.change", change),
  };
}

/**
 * The figures of sessions of the given editions, of those that have reached their edition's floor; the others are
 * absent, whether they have no answer or two. Never whose an answer was.
 */
export async function listFigures(
  of: Pick<Edition, "id" | "feedbackFloor">[],
  sessionIds: string[],
): Promise<Map<string, Figures>> {
  if (sessionIds.length === 0) return new Map();
  const rows = await database()
    .select({
      editionId: pulseAnswers.editionId,
      sessionId: pulseAnswers.sessionId,
      usefulness: pulseAnswers.usefulness,
      pace: pulseAnswers.pace,
    })
    .from(pulseAnswers)
    .where(
      and(
        inArray(
          pulseAnswers.editionId,
          of.map((edition) => edition.id),
        ),
        inArray(pulseAnswers.sessionId, sessionIds),
      ),
    )
    .orderBy(asc(pulseAnswers.answeredAt), asc(pulseAnswers.id))
    .limit(most);
  const floors = new Map(of.map((edition) => [edition.id, floorOf(edition)]));
  const bySession = new Map<string, { floor: number; answers: PulseAnswer[] }>();
  for (const { editionId, sessionId, ...answer } of rows) {
    const floor = floors.get(editionId) ?? Infinity;
    const held = bySession.get(sessionId) ?? { floor, answers: [] };
    held.answers.push(answer);
    bySession.set(sessionId, held);
  }
  return new Map(
    [...bySession].flatMap(([sessionId, { floor, answers }]) => {
      const figures = figuresOf(answers, floor);
      return figures ? [[sessionId, figures] as const] : [];
    }),
  );
}

/**
 * What fellows would change, together and in no order that tells anything. Empty until the programme is over, and
 * as long as too few have written.
 */
export async function listRemarks(
  edition: Pick<Edition, "id" | "zone" | "endsOn" | "feedbackFloor">,
): Promise<string[]> {
  if (!commentsAreOpen(edition, wallClock(now(), edition.zone).date)) return [];
  const written = await database()
    .select({
      id: pulseAnswers.id,
      personId: pulseAnswers.personId,
      sessionId: pulseAnswers.sessionId,
      change: pulseAnswers.change,
      wrapped: vaultKeys.wrapped,
    })
    .from(pulseAnswers)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, pulseAnswers.personId))
    .where(and(eq(pulseAnswers.editionId, edition.id), isNotNull(pulseAnswers.change)))
    .limit(most);
  const counts = await database()
    .select({ sessionId: pulseAnswers.sessionId, count: sql<number>`count(*)::int` })
    .from(pulseAnswers)
    .where(eq(pulseAnswers.editionId, edition.id))
    .groupBy(pulseAnswers.sessionId);
  const remarks = written.map(({ change, wrapped, ...row }) => ({
    ...row,
    text: unseal(openKey(row.personId, wrapped), "pulse.change", change) ?? "",
  }));
  return readableRemarks(remarks, new Map(counts.map((row) => [row.sessionId, row.count])), floorOf(edition));
}
