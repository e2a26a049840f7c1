import { desc, eq } from "drizzle-orm";
import { applications, eligibilityRulings } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { findKey, getKey, seal, unseal } from "~/platform/vault.server";
import { canLetThrough, canRuleOnEligibility } from "./access";
import { findApplication } from "./applications.server";
import { lockApplication } from "./standings.server";

/** A coordinator's ruling: whether an application may go before the panel. */
export interface Ruling {
  actorId: string;
  edition: { id: string; decisionsReleasedAt: Date | null };
  code: string;
  isEligible: boolean;
  /** Why; required where it is not eligible. Sealed under the applicant's key. */
  reason: string | null;
  /** The newest ruling that the coordinator's page showed; null if there was none. */
  seen: string | null;
}

export type RulingOutcome =
  | "ruled"
  /** Somebody else ruled after the page was opened; nothing was written. */
  | "stale"
  /** Withdrawn, a draft that is not let through with a reason, or decisions are out; nothing was written. */
  | "closed"
  | "not-found";

/**
 * Rules on eligibility; the newest ruling counts. Two coordinators who rule at once follow one another, and the
 * second is told instead of overwriting the first. A draft can be ruled eligible only, with a reason: that lets it be
 * sent although its answers do not meet the form's rules.
 */
export async function ruleOnEligibility(tx: Transaction, ruling: Ruling): Promise<RulingOutcome> {
  const found = await findApplication(tx, ruling.edition.id, ruling.code);
  if (!found) return "not-found";
  const application = await lockApplication(tx, found.application.id);
  if (!application) return "not-found";
  const { decisionsReleasedAt } = ruling.edition;
  const state = { status: application.status, decisionsReleasedAt };
  const letsThrough = ruling.isEligible && Boolean(ruling.reason) && canLetThrough(state);
  if (!canRuleOnEligibility(state) && !letsThrough) return "closed";
  const newest = await findNewestRuling(tx, application.id);
  if ((newest?.id ?? null) !== ruling.seen) return "stale";

  // Rulings are told apart by their time, so no two of an application may share one.
  const at = new Date(Math.max(now().getTime(), (newest?.ruledAt.getTime() ?? 0) + 1));
  const key = await getKey(tx, application.personId);
  await tx.insert(eligibilityRulings).values({
    applicationId: application.id,
    eligible: ruling.isEligible,
    reason: ruling.reason ? seal(key, "ruling.reason", ruling.reason) : null,
    ruledBy: ruling.actorId,
    ruledAt: at,
  });
  await tx
    .update(applications)
    .set({ eligibility: ruling.isEligible ? "eligible" : "ineligible" })
    .where(eq(applications.id, application.id));
  const kind = ruling.isEligible ? "ruled-eligible" : "ruled-ineligible";
  await recordApplicationEvent(tx, application.id, kind, ruling.actorId);
  await recordAudit(tx, {
    actorId: ruling.actorId,
    action: "eligibility.ruled",
    editionId: ruling.edition.id,
    subjectType: "application",
    subjectId: application.id,
    detail: { eligible: ruling.isEligible },
  });
  return "ruled";
}

async function findNewestRuling(db: Queryable, applicationId: string) {
  const [newest] = await db
    .select({ id: eligibilityRulings.id, ruledAt: eligibilityRulings.ruledAt })
    .from(eligibilityRulings)
    .where(eq(eligibilityRulings.applicationId, applicationId))
    .orderBy(desc(eligibilityRulings.ruledAt))
    .limit(1);
  return newest ?? null;
}

/** An application's rulings, the newest first, with their reasons and who ruled. */
export async function listRulings(application: { id: string; personId: string }) {
  const db = database();
  const rows = await db
    .select()
    .from(eligibilityRulings)
    .where(eq(eligibilityRulings.applicationId, application.id))
    .orderBy(desc(eligibilityRulings.ruledAt))
    .limit(50);
  if (rows.length === 0) return [];
  const [key, names] = await Promise.all([
    findKey(db, application.personId),
    readPeople([...new Set(rows.map(({ ruledBy }) => ruledBy))]),
  ]);
  return rows.map((row) => ({
    id: row.id,
    isEligible: row.eligible,
    reason: key ? unseal(key, "ruling.reason", row.reason) : null,
    ruledBy: names.get(row.ruledBy)?.name ?? null,
    ruledAt: row.ruledAt,
  }));
}
