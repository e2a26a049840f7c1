import { and, eq, inArray } from "drizzle-orm";
import { panelists } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { redirect } from "@remix-run/node";
import { agreementVersion, hasAgreed } from "./confidentiality";

/** Where the confidentiality agreement is read and accepted. */
export const agreementPath = "/panel/agreement";

/** Whether a panelist has accepted today's agreement on every panel that they sit on. */
export async function hasAgreedEverywhere(
  db: Queryable,
  reader: { personId: string; editionIds: readonly string[] },
): Promise<boolean> {
  const rows = await db
    .select({ editionId: panelists.editionId, agreement: panelists.agreement })
    .from(panelists)
    .where(eq(panelists.personId, reader.personId));
  return reader.editionIds.every((id) => hasAgreed(rows.find(({ editionId }) => editionId === id)));
}

/** Sends a panelist to the agreement unless they have accepted it; part of the guard of every page of the panel. */
export async function requireAgreement(reader: {
  personId: string;
  editionIds: readonly string[];
}): Promise<void> {
  if (!(await hasAgreedEverywhere(database(), reader))) throw redirect(agreementPath);
}

/** Accepts today's agreement for every panel that somebody sits on. Accepting twice changes nothing. */
export async function acceptAgreement(
  tx: Transaction,
  reader: { personId: string; editionIds: readonly string[] },
): Promise<void> {
  if (reader.editionIds.length === 0) return;
  const accepted = await tx
    .select({ editionId: panelists.editionId })
    .from(panelists)
    .where(
      and(
        eq(panelists.personId, reader.personId),
        inArray(panelists.editionId, [...reader.editionIds]),
        eq(panelists.agreement, agreementVersion),
      ),
    );
  const known = new Set(accepted.map(({ editionId }) => editionId));
  const missing = reader.editionIds.filter((id) => !known.has(id)).sort();
  if (missing.length === 0) return;
  const agreed = { agreement: agreementVersion, agreedAt: now() };
  await tx
    .insert(panelists)
    .values(missing.map((editionId) => ({ editionId, personId: reader.personId, ...agreed })))
    .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: agreed });
  for (const editionId of missing)
    await recordAudit(tx, {
      actorId: reader.personId,
      action: "agreement.accepted",
      editionId,
      subjectType: "person",
      subjectId: reader.personId,
      detail: { version: agreementVersion },
    });
}
