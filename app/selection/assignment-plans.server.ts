import { and, eq, lt, or } from "drizzle-orm";
import { assignmentPlans } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { describeError, log } from "~/platform/log.server";
import type { Assignment } from "./assignment";
import { readSituation, type AssigningEdition, type Situation } from "./assignment-situation.server";
import { assignReadings } from "./assignment-worker.server";
import { heard, type PlanProgress } from "./plan-progress";

/*
 * A plan for thousands of readings takes seconds: longer than a request should. So it is worked out beside the requests,
 * by the process that was asked first, and how far it is stands in the database, where every process can tell.
 */

/** A plan's state is written so often; whoever has not done so for a while has stopped, and another takes over. */
const tellEvery = 400;
const silentAfter = 15_000;

/** A plan that nobody applies is dropped when another is asked for, this long after. */
const keptFor = 60 * 60 * 1000;

export type PlanState =
  | { state: "ready"; situation: Situation; plan: Assignment }
  | { state: "working"; progress: PlanProgress }
  | { state: "failed" };

/**
 * The plan for an edition and a seed, as things stand now; begins to work it out where that is not done yet or no longer
 * holds, and waits so many milliseconds for it. The caller has checked the coordinator.
 */
export async function followPlan(
  edition: AssigningEdition,
  seed: string,
  patience: number,
): Promise<PlanState> {
  const stored = await findPlan(edition.id, seed);
  if (stored?.state === "failed") return { state: "failed" };
  if (stored?.state === "working" && now().getTime() - stored.toldAt.getTime() < silentAfter)
    return { state: "working", progress: stored.progress as PlanProgress };
  if (stored?.state === "done") {
    const situation = await readSituation(database(), edition, seed);
    if (situation.fingerprint === stored.fingerprint)
      return { state: "ready", situation, plan: stored.plan as Assignment };
  }
  const first: PlanProgress = { stage: "reading", done: 0, total: 0 };
  if (!(await claim(edition.id, seed, first))) return { state: "working", progress: first };
  const progress = { now: first as PlanProgress };
  const work = workOut(edition, seed, progress);
  // Whoever no longer waits for it hears of a failure from the row and the log.
  work.catch(() => {});
  const waited = Promise.withResolvers<null>();
  const timer = setTimeout(() => waited.resolve(null), patience);
  const done = await Promise.race([work, waited.promise]).finally(() => clearTimeout(timer));
  return done ? { state: "ready", ...done } : { state: "working", progress: progress.now };
}

/** A plan that was worked out from exactly this; null where it has been dropped meanwhile. */
export async function findPlanFor(
  editionId: string,
  seed: string,
  fingerprint: string,
): Promise<Assignment | null> {
  const stored = await findPlan(editionId, seed);
  return stored?.fingerprint === fingerprint ? (stored.plan as Assignment) : null;
}

async function findPlan(editionId: string, seed: string) {
  const [row] = await database()
    .select()
    .from(assignmentPlans)
    .where(and(eq(assignmentPlans.editionId, editionId), eq(assignmentPlans.seed, seed)));
  return row;
}

/** Makes a plan this process's work, unless somebody is at it. */
async function claim(editionId: string, seed: string, progress: PlanProgress): Promise<boolean> {
  const at = now();
  const before = (milliseconds: number) => new Date(at.getTime() - milliseconds);
  await database()
    .delete(assignmentPlans)
    .where(and(eq(assignmentPlans.editionId, editionId), lt(assignmentPlans.toldAt, before(keptFor))));
  const fresh = {
    state: "working" as const,
    progress,
    fingerprint: null,
    plan: null,
    startedAt: at,
    toldAt: at,
  };
  const rows = await database()
    .insert(assignmentPlans)
    .values({ editionId, seed, ...fresh })
    .onConflictDoUpdate({
      target: [assignmentPlans.editionId, assignmentPlans.seed],
      set: fresh,
      setWhere: or(eq(assignmentPlans.state, "done"), lt(assignmentPlans.toldAt, before(silentAfter))),
    })
    .returning({ seed: assignmentPlans.seed });
  return rows.length > 0;
}

/** Works a claimed plan out, and writes down how far it is and what comes of it. */
async function workOut(
  edition: AssigningEdition,
  seed: string,
  progress: { now: PlanProgress },
): Promise<{ situation: Situation; plan: Assignment }> {
  const write = (values: Partial<typeof assignmentPlans.$inferInsert>) =>
    database()
      .update(assignmentPlans)
      .set({ progress: progress.now, toldAt: now(), ...values })
      .where(and(eq(assignmentPlans.editionId, edition.id), eq(assignmentPlans.seed, seed)));
  let telling: Promise<unknown> = Promise.resolve();
  let isTelling = false;
  const ticking = setInterval(() => {
    if (isTelling) return;
    isTelling = true;
    telling = write({})
      .catch((error: unknown) => log().warn({ error: describeError(error) }, "plan.progress"))
      .finally(() => (isTelling = false));
  }, tellEvery);
  ticking.unref();
  const settle = async (values: Partial<typeof assignmentPlans.$inferInsert>) => {
    clearInterval(ticking);
    await telling;
    await write(values);
  };
  try {
    const situation = await readSituation(database(), edition, seed, (done, total) => {
      progress.now = { stage: "reading", done, total };
    });
    const wanted = situation.problem.applications.length * situation.problem.readings;
    const readings = Math.max(0, wanted - situation.problem.existing.length);
    const plan = await assignReadings(situation.problem, (said) => {
      progress.now = heard(progress.now, said, readings);
    });
    await settle({ state: "done", fingerprint: situation.fingerprint, plan });
    return { situation, plan };
  } catch (error) {
    log().error({ error: describeError(error), edition: edition.id }, "plan.failed");
    await settle({ state: "failed" });
    throw error;
  }
}
