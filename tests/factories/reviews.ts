import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { assignments, decisions, offers, reviewScores, reviews, standings } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { getKey, seal } from "~/platform/vault.server";
import type { Application } from "./applications";
import { next } from "./counter";
import { criteriaOf } from "./editions";
import { aPerson } from "./people";

/** Asks a panelist (a new one of that edition unless given) to read an application. */
export async function anAssignment(details: {
  application: Application;
  panelist?: { id: string };
}): Promise<{ id: string; applicationId: string; panelistId: string }> {
  const { application } = details;
  const panelist =
    details.panelist ??
    (await aPerson({ roles: [{ role: "panelist", edition: { id: application.editionId } }] }));
  const pair = and(eq(assignments.applicationId, application.id), eq(assignments.panelistId, panelist.id));
  const [there] = await database().select({ id: assignments.id }).from(assignments).where(pair);
  const id = there?.id ?? randomUUID();
  if (!there)
    await database().insert(assignments).values({
      id,
      editionId: application.editionId,
      applicationId: application.id,
      panelistId: panelist.id,
      position: next(),
    });
  return { id, applicationId: application.id, panelistId: panelist.id };
}

export interface ReviewDetails {
  application: Application;
  panelist?: { id: string };
  /** One score for all criteria, or one for each in their order; `null` leaves a criterion open. */
  scores?: number | (number | null)[];
  /** What is said on every criterion. */
  comment?: string;
  /** It is submitted unless this is false. */
  submitted?: boolean;
}

/** One panelist's reading of an application, with the assignment it needs. Standings are left as they are. */
export async function aReview(
  details: ReviewDetails,
): Promise<{ id: string; panelistId: string; mean: number | null }> {
  const { application } = details;
  const { panelistId } = await anAssignment(details);
  const submitted = details.submitted ?? true;
  const criteria = await criteriaOf({ id: application.editionId });
  const given = details.scores ?? 4;
  const scores = criteria.map((_, index) => (typeof given === "number" ? given : (given[index] ?? null)));
  const weightOf = (index: number) => criteria[index]?.weight ?? 0;
  const total = scores.reduce<number>((sum, _, index) => sum + weightOf(index), 0);
  const mean = submitted
    ? scores.reduce<number>((sum, score, index) => sum + (score ?? 0) * weightOf(index), 0) / total
    : null;
  const id = randomUUID();
  await inTransaction(async (tx) => {
    const key = await getKey(tx, application.personId);
    await tx
      .insert(reviews)
      .values({ id, applicationId: application.id, panelistId, mean, submittedAt: submitted ? now() : null });
    await tx.insert(reviewScores).values(
      criteria.map((criterion, index) => ({
        reviewId: id,
        criterionId: criterion.id,
        score: scores[index] ?? null,
        comment: details.comment ? seal(key, "score.comment", details.comment) : null,
      })),
    );
  });
  return { id, panelistId, mean };
}

/** Where an application ended; released to its owner when `released`. */
export async function aDecision(details: {
  application: Application;
  outcome?: "cohort" | "reserve" | "declined";
  by?: { id: string };
  reserveRank?: number;
  released?: boolean;
}): Promise<void> {
  const { application } = details;
  const by =
    details.by ??
    (await aPerson({ roles: [{ role: "coordinator", edition: { id: application.editionId } }] }));
  await database()
    .insert(decisions)
    .values({
      applicationId: application.id,
      editionId: application.editionId,
      outcome: details.outcome ?? "cohort",
      reserveRank: details.reserveRank ?? null,
      decidedBy: by.id,
      releasedAt: details.released ? now() : null,
    });
}

/** What an application's readings add up to, without the readings themselves. */
export async function aStanding(details: {
  application: Application;
  mean: number;
  readings?: number;
  spread?: number | null;
}): Promise<void> {
  const { application, mean, readings = 2 } = details;
  const spread = readings < 2 ? null : (details.spread ?? 0);
  await database()
    .insert(standings)
    .values({
      applicationId: application.id,
      editionId: application.editionId,
      mean,
      readings,
      lowest: mean - (spread ?? 0),
      highest: mean + (spread ?? 0),
      spread,
    });
}

/** A place offered to an application's owner, with the released decision that it follows from. */
export async function anOffer(details: {
  application: Application;
  answerBy: Date;
  answer?: "accepted" | "declined";
}): Promise<void> {
  const { application, answerBy, answer } = details;
  await aDecision({ application, outcome: "cohort", released: true });
  await database()
    .insert(offers)
    .values({
      applicationId: application.id,
      editionId: application.editionId,
      offeredAt: now(),
      answerBy,
      answer: answer ?? null,
      answeredAt: answer ? now() : null,
    });
}
