import { and, eq, isNull, sql } from "drizzle-orm";
import { applications, decisions, editions, offers, people } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import type { Edition } from "~/cohorts/editions.server";
import { lastMoment } from "~/cohorts/stages";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { isLocale, fallbackLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters } from "~/platform/mail.server";
import { releaseBlockers, type ReleaseBlocker } from "./decisions";
import { fingerprintMarks, lockDecisions } from "./decisions.server";
import { newsMail } from "./letters";
import { answerDeadline } from "./offers";
import { countRanking } from "./ranking.server";

export type ReleaseResult =
  | { status: "released"; cohort: number; reserve: number; declined: number; letters: number }
  /** They have been released before; nothing is sent again. */
  | { status: "already" }
  /** What was shown before releasing is no longer so. */
  | { status: "changed" }
  /** Somebody is undecided, and nobody has said that they are to be declined. */
  | { status: "undecided" }
  | { status: "blocked"; blockers: ReleaseBlocker[] };

/**
 * Tells everybody who submitted how it ended, at once: who is undecided gets "not this time", the cohort gets offers,
 * and each person one mail that says only that there is something to read.
 */
export async function releaseDecisions(
  actorId: string,
  editionId: string,
  asked: { fingerprint: string; declineUndecided: boolean },
): Promise<ReleaseResult> {
  return inTransaction(async (tx): Promise<ReleaseResult> => {
    const edition = await lockDecisions(tx, editionId);
    if (edition.decisionsReleasedAt) return { status: "already" };
    const at = now();
    const { counts, blockers, fingerprint } = await previewRelease(edition, tx);
    if (blockers.length > 0) return { status: "blocked", blockers };
    if (fingerprint !== asked.fingerprint) return { status: "changed" };
    if (counts.undecided > 0 && !asked.declineUndecided) return { status: "undecided" };

    await declineUndecided(tx, actorId, editionId, at);
    const told = await listTold(tx, editionId);
    await tx.update(editions).set({ decisionsReleasedAt: at }).where(eq(editions.id, editionId));
    await tx
      .update(decisions)
      .set({ releasedAt: at })
      .where(
        and(
          eq(decisions.editionId, editionId),
          isNull(decisions.releasedAt),
          sql`exists (select 1 from ${applications} where ${applications.id} = ${decisions.applicationId} and ${applications.status} = 'submitted')`,
        ),
      );
    const answerBy = answerDeadline(at, edition.acceptDays, edition.zone);
    const offered = told.filter(({ outcome }) => outcome === "cohort");
    await tx
      .insert(offers)
      .values(offered.map(({ applicationId }) => ({ applicationId, editionId, offeredAt: at, answerBy })));
    await recordApplicationEvents(
      tx,
      "decision-released",
      actorId,
      told.map(({ applicationId }) => ({ applicationId })),
    );
    const letters = await postLetters(
      tx,
      told.map(({ personId, locale }) => ({
        personId,
        letter: newsMail(editionId, translate(isLocale(locale) ? locale : fallbackLocale)),
      })),
    );
    const result = {
      cohort: offered.length,
      reserve: told.filter(({ outcome }) => outcome === "reserve").length,
      declined: told.filter(({ outcome }) => outcome === "declined").length,
      letters: letters.length,
    };
    await recordAudit(tx, {
      actorId,
      action: "decisions.released",
      editionId,
      subjectType: "edition",
      subjectId: editionId,
      detail: result,
    });
    return { status: "released", ...result };
  });
}

/** What releasing an edition's decisions would do, and what stands in the way of it. */
export async function previewRelease(edition: Edition, db: Queryable = database()) {
  const counts = await countRanking(db, edition);
  const ineligibleChosen = await countIneligibleChosen(db, edition.id);
  const blockers = releaseBlockers({
    ...counts,
    places: edition.places,
    isCallOver: now() > lastMoment(edition),
    ineligibleChosen,
  });
  return { counts, ineligibleChosen, blockers, fingerprint: await fingerprintMarks(db, edition.id) };
}

async function declineUndecided(
  tx: Transaction,
  actorId: string,
  editionId: string,
  at: Date,
): Promise<void> {
  const open = await tx
    .select({ applicationId: applications.id })
    .from(applications)
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .where(
      and(
        eq(applications.editionId, editionId),
        eq(applications.status, "submitted"),
        isNull(decisions.applicationId),
      ),
    );
  for (let from = 0; from < open.length; from += 1000)
    await tx.insert(decisions).values(
      open.slice(from, from + 1000).map(({ applicationId }) => ({
        applicationId,
        editionId,
        outcome: "declined" as const,
        decidedBy: actorId,
        decidedAt: at,
      })),
    );
}

async function listTold(tx: Transaction, editionId: string) {
  return tx
    .select({
      applicationId: applications.id,
      personId: applications.personId,
      locale: people.locale,
      outcome: decisions.outcome,
    })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .innerJoin(people, eq(people.id, applications.personId))
    .where(and(eq(decisions.editionId, editionId), eq(applications.status, "submitted")));
}

/** Applications marked for the cohort or the reserve list although they have been found ineligible. */
async function countIneligibleChosen(db: Queryable, editionId: string): Promise<number> {
  return db.$count(
    decisions,
    sql`${decisions.editionId} = ${editionId} and ${decisions.outcome} in ('cohort', 'reserve') and exists (
      select 1 from ${applications} where ${applications.id} = ${decisions.applicationId}
      and ${applications.status} = 'submitted' and ${applications.eligibility} = 'ineligible')`,
  );
}
