import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, assignments, conflicts, editions, reviewScores, reviews, wishes } from "#db/schema";
import { recordApplicationEvent, recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { getKey, seal, unseal } from "~/platform/vault.server";
import { giveCalibrationFiles } from "./calibration-files.server";
import { assignFurtherReader } from "./further-reader.server";
import { findReading, type Reader } from "./reading.server";
import { lockApplication, lockApplications, recomputeStanding } from "./standings.server";
import { enforceTies, liftTies } from "./tie-search.server";
import { drawWishes } from "./wishes.server";

/**
 * What a panelist can declare a conflict with: what is open to them to read, or what they are asked their wishes about.
 * Both are looked for whatever the code, so that the time tells nothing of it.
 */
export async function findDeclarable(
  db: Queryable,
  reader: Reader,
  code: string,
  options: { lock?: boolean } = {},
): Promise<{ applicationId: string; code: string; edition: { id: string; slug: string } } | null> {
  const reading = await findReading(db, reader, code, options);
  const drawn = await drawWishes(db, reader);
  const found = reading ?? drawn.find((one) => one.code === code);
  if (!found) return null;
  const { id, slug } = found.edition;
  return { applicationId: found.applicationId, code: found.code, edition: { id, slug } };
}

/** The edition of what a reader has just declared themselves too close to, in the same words: a second press on one button. */
export async function findJustDeclared(
  db: Queryable,
  reader: Reader,
  code: string,
  reason: string,
): Promise<{ code: string; edition: { slug: string } } | null> {
  const [row] = await db
    .select({
      code: applications.code,
      slug: editions.slug,
      at: conflicts.declaredAt,
      said: conflicts.reason,
    })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .where(
      and(
        eq(conflicts.panelistId, reader.personId),
        eq(conflicts.source, "panelist"),
        isNull(conflicts.dismissedAt),
        eq(applications.code, code),
      ),
    );
  if (!row?.said || !isPressedTwice(row.at, now())) return null;
  const key = await getKey(db, reader.personId);
  return unseal(key, "conflict.reason", row.said) === reason
    ? { code: row.code, edition: { slug: row.slug } }
    : null;
}

/**
 * Declares that a panelist is too close to an application to judge it. It counts at once and backwards: the
 * application is gone from everything they see, a draft of theirs is deleted, and a reading they had submitted no
 * longer counts. It can be declared of what they are asked to read, and of what they are asked their wishes about.
 * Returns false when there is nothing else under this code.
 */
export async function declareConflict(
  tx: Transaction,
  reader: Reader,
  code: string,
  reason: string,
): Promise<boolean> {
  const found = await findDeclarable(tx, reader, code);
  if (!found) return false;
  await lockApplication(tx, found.applicationId);
  const reading = await findDeclarable(tx, reader, code, { lock: true });
  if (!reading) return false;

  const at = now();
  const key = await getKey(tx, reader.personId);
  const said = {
    source: "panelist" as const,
    declaredBy: reader.personId,
    rule: null,
    reason: seal(key, "conflict.reason", reason),
    declaredAt: at,
    confirmedBy: null,
    confirmedAt: null,
    dismissedBy: null,
    dismissedAt: null,
  };
  // What a coordinator had dismissed and the panelist then says is a conflict after all.
  await tx
    .insert(conflicts)
    .values({ applicationId: reading.applicationId, panelistId: reader.personId, ...said })
    .onConflictDoUpdate({ target: [conflicts.applicationId, conflicts.panelistId], set: said });
  await tx
    .update(assignments)
    .set({ endedAt: at })
    .where(
      and(
        eq(assignments.applicationId, reading.applicationId),
        eq(assignments.panelistId, reader.personId),
        isNull(assignments.endedAt),
      ),
    );
  await tx
    .delete(wishes)
    .where(and(eq(wishes.applicationId, reading.applicationId), eq(wishes.panelistId, reader.personId)));
  await deleteDrafts(tx, reading.applicationId, reader.personId);
  await recomputeStanding(tx, reading.applicationId);
  await assignFurtherReader(tx, reading.applicationId);
  await recordApplicationEvent(tx, reading.applicationId, "conflict-declared", reader.personId);
  await recordAudit(tx, {
    actorId: reader.personId,
    action: "conflict.declared",
    editionId: reading.edition.id,
    subjectType: "application",
    subjectId: reading.applicationId,
  });
  return true;
}

/** How a coordinator's word on a conflict ended. */
export type ConflictRuling =
  | { outcome: "ruled"; code: string }
  /** What a panelist has said of themselves is theirs alone, and stands. */
  | { outcome: "declared" }
  | { outcome: "not-found" };

/**
 * Confirms or dismisses a conflict that was found or named. Confirmed, it stays whatever the rules find later; dismissed,
 * it is lifted at once: the application is the panelist's again, and a reading they had submitted counts again. Either
 * can be said anew. The caller has checked the coordinator of the edition.
 */
export async function ruleOnConflict(
  tx: Transaction,
  ruling: { conflictId: string; editionId: string; actorId: string; holds: boolean },
): Promise<ConflictRuling> {
  const { conflictId, ...rest } = ruling;
  const [found] = await ruleOnConflicts(tx, { ...rest, conflictIds: [conflictId] });
  if (!found) return { outcome: "not-found" };
  if (found.isDeclared) return { outcome: "declared" };
  if (!found.isChanged) return { outcome: "ruled", code: found.code };
  await assignFurtherReader(tx, found.applicationId);
  await recordAudit(tx, {
    actorId: ruling.actorId,
    action: ruling.holds ? "conflict.confirmed" : "conflict.dismissed",
    editionId: ruling.editionId,
    subjectType: "application",
    subjectId: found.applicationId,
  });
  return { outcome: "ruled", code: found.code };
}

/**
 * The same for many, as one: whatever of them is the edition's, and not declared by its panelist, is ruled on. Returns how
 * many that were. Further readers are looked for by the caller, once this is done.
 */
export async function ruleOnManyConflicts(
  tx: Transaction,
  ruling: { conflictIds: readonly string[]; editionId: string; actorId: string; holds: boolean },
): Promise<number> {
  const found = await ruleOnConflicts(tx, ruling);
  const changed = found.filter(({ isChanged }) => isChanged);
  if (changed.length > 0)
    await recordAudit(tx, {
      actorId: ruling.actorId,
      action: ruling.holds ? "conflicts.confirmed" : "conflicts.dismissed",
      editionId: ruling.editionId,
      subjectType: "edition",
      subjectId: ruling.editionId,
      detail: { count: changed.length, codes: changed.map(({ code }) => code).join(" ") },
    });
  return changed.length;
}

async function ruleOnConflicts(
  tx: Transaction,
  ruling: { conflictIds: readonly string[]; editionId: string; actorId: string; holds: boolean },
): Promise<{ code: string; applicationId: string; isDeclared: boolean; isChanged: boolean }[]> {
  const { editionId, actorId, holds } = ruling;
  if (ruling.conflictIds.length === 0) return [];
  const isOne = and(inArray(conflicts.id, [...ruling.conflictIds]), eq(applications.editionId, editionId));
  // Applications come first, as they do for whoever submits a reading of one or declares a conflict.
  const of = await tx
    .selectDistinct({ applicationId: conflicts.applicationId })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(isOne);
  await lockApplications(
    tx,
    of.map(({ applicationId }) => applicationId),
  );
  const found = await tx
    .select({ conflict: conflicts, code: applications.code })
    .from(conflicts)
    .innerJoin(applications, eq(applications.id, conflicts.applicationId))
    .where(isOne)
    .orderBy(asc(conflicts.id))
    .for("update", { of: conflicts });
  const judged = found.map(({ conflict, code }) => {
    const isDeclared = conflict.source === "panelist";
    const isSaid = holds ? conflict.confirmedAt !== null : conflict.dismissedAt !== null;
    return {
      conflict,
      code,
      applicationId: conflict.applicationId,
      isDeclared,
      isChanged: !isDeclared && !isSaid,
    };
  });
  const changed = judged.flatMap(({ conflict, isChanged }) => (isChanged ? [conflict] : []));
  if (changed.length === 0) return judged;

  const at = now();
  const began = sql`case when ${conflicts.dismissedAt} is null then ${conflicts.declaredAt} else ${at.toISOString()}::timestamptz end`;
  await tx
    .update(conflicts)
    .set(
      holds
        ? { confirmedBy: actorId, confirmedAt: at, dismissedBy: null, dismissedAt: null, declaredAt: began }
        : { confirmedBy: null, confirmedAt: null, dismissedBy: actorId, dismissedAt: at },
    )
    .where(
      inArray(
        conflicts.id,
        changed.map(({ id }) => id),
      ),
    );
  if (holds)
    await enforceTies(
      tx,
      changed.filter(({ dismissedAt }) => dismissedAt !== null),
      at,
    );
  else {
    await liftTies(tx, changed);
    const panelists = new Set(changed.map(({ panelistId }) => panelistId));
    const [only] = panelists;
    await giveCalibrationFiles(tx, editionId, panelists.size === 1 && only ? { personId: only } : {});
  }
  await recordApplicationEvents(
    tx,
    holds ? "conflict-confirmed" : "conflict-dismissed",
    actorId,
    changed.map(({ applicationId }) => ({ applicationId })),
  );
  return judged;
}

/** Deletes what a panelist had noted on an application and not submitted. */
async function deleteDrafts(tx: Transaction, applicationId: string, panelistId: string): Promise<void> {
  const isDraft = and(
    eq(reviews.applicationId, applicationId),
    eq(reviews.panelistId, panelistId),
    isNull(reviews.submittedAt),
  );
  const drafts = tx.select({ id: reviews.id }).from(reviews).where(isDraft);
  await tx.delete(reviewScores).where(inArray(reviewScores.reviewId, drafts));
  await tx.delete(reviews).where(isDraft);
}
