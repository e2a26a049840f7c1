import { inArray, max } from "drizzle-orm";
import { applications, eligibilityRulings, vaultKeys } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { openKey, seal } from "~/platform/vault.server";
import { canRuleOnEligibility } from "./access";
import { isOneOf } from "./applicant-names.server";
import type { Choice } from "./choice";
import { findChosen, sumOf } from "./chosen.server";

/** One ruling on the eligibility of several applications. */
export interface BulkRuling {
  actorId: string;
  edition: { id: string; decisionsReleasedAt: Date | null };
  choice: Choice;
  /** The sum over the choice that the coordinator was shown. */
  seen: string;
  isEligible: boolean;
  /** Kept with each application under its applicant's key. */
  reason: string | null;
}

export type BulkRulingOutcome =
  | { outcome: "ruled"; count: number }
  /** Somebody ruled, submitted or withdrew since the page was shown; nothing was written. */
  | { outcome: "changed" }
  | { outcome: "nobody" }
  /** Some of them can't be ruled on; nothing was written. */
  | { outcome: "closed"; codes: string[] };

const batch = 500;

/** Rules on several applications: all of them or none. What one ruling does is the same as with a single one. */
export async function ruleOnMany(tx: Transaction, ruling: BulkRuling): Promise<BulkRulingOutcome> {
  const { actorId, edition, choice, isEligible, reason } = ruling;
  const before = await findChosen(tx, edition.id, choice);
  if (before.length === 0) return { outcome: "nobody" };
  // Taken in the order of their ids, so that two who take many wait for one another instead of for ever.
  await tx
    .select({ id: applications.id })
    .from(applications)
    .where(isOneOf(before.map(({ id }) => id)))
    .orderBy(applications.id)
    .for("no key update");
  const chosen = await findChosen(tx, edition.id, choice);
  if (sumOf(chosen) !== ruling.seen) return { outcome: "changed" };
  const closed = chosen.filter(
    ({ status, erasedAt }) =>
      erasedAt !== null ||
      !canRuleOnEligibility({ status, decisionsReleasedAt: edition.decisionsReleasedAt }),
  );
  if (closed.length > 0) return { outcome: "closed", codes: closed.map(({ code }) => code) };

  const ids = chosen.map(({ id }) => id);
  const newest = await tx
    .select({ id: eligibilityRulings.applicationId, at: max(eligibilityRulings.ruledAt) })
    .from(eligibilityRulings)
    .where(inArray(eligibilityRulings.applicationId, ids))
    .groupBy(eligibilityRulings.applicationId);
  const newestOf = new Map(newest.map(({ id, at }) => [id, at?.getTime() ?? 0]));
  const reasons = reason ? await sealForEach(tx, chosen, reason) : new Map<string, Buffer>();
  const at = now().getTime();
  const rows = chosen.map(({ id }) => ({
    applicationId: id,
    eligible: isEligible,
    reason: reasons.get(id) ?? null,
    ruledBy: actorId,
    // Rulings are told apart by their time, so no two of an application may share one.
    ruledAt: new Date(Math.max(at, (newestOf.get(id) ?? 0) + 1)),
  }));
  for (let from = 0; from < rows.length; from += batch)
    await tx.insert(eligibilityRulings).values(rows.slice(from, from + batch));
  await tx
    .update(applications)
    .set({ eligibility: isEligible ? "eligible" : "ineligible" })
    .where(isOneOf(ids));
  await recordApplicationEvents(
    tx,
    isEligible ? "ruled-eligible" : "ruled-ineligible",
    actorId,
    ids.map((applicationId) => ({ applicationId })),
  );
  await recordAudit(tx, {
    actorId,
    action: "eligibility.ruled-on-many",
    editionId: edition.id,
    subjectType: "edition",
    subjectId: edition.id,
    detail: { eligible: isEligible, count: ids.length },
  });
  return { outcome: "ruled", count: ids.length };
}

/** A reason under the key of each applicant, by application. */
async function sealForEach(
  tx: Transaction,
  chosen: readonly { id: string; personId: string }[],
  reason: string,
): Promise<Map<string, Buffer>> {
  const keys = await tx
    .select({ personId: vaultKeys.personId, wrapped: vaultKeys.wrapped })
    .from(vaultKeys)
    .where(
      inArray(
        vaultKeys.personId,
        chosen.map(({ personId }) => personId),
      ),
    );
  const wrappedOf = new Map(keys.map(({ personId, wrapped }) => [personId, wrapped]));
  return new Map(
    chosen.flatMap(({ id, personId }) => {
      const wrapped = wrappedOf.get(personId);
      return wrapped ? [[id, seal(openKey(personId, wrapped), "ruling.reason", reason)] as const] : [];
    }),
  );
}
