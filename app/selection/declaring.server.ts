import { and, eq, isNotNull, or, sql } from "drizzle-orm";
import { applications, conflicts, roles } from "#db/schema";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Transaction } from "~/platform/database.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { findKey, seal, unseal } from "~/platform/vault.server";
import { assignFurtherReader } from "./further-reader.server";
import { holdsRole } from "./seats.server";
import { lockApplication } from "./standings.server";
import { enforceTies } from "./tie-search.server";

export type OfficeDeclaration = "declared" | "no-application" | "no-panelist" | "already";

/**
 * Declares a conflict that a coordinator knows of. It takes effect like any other, at once and backwards, and can be
 * dismissed again; until then rules neither change nor lift it. One that was found or named becomes the coordinator's;
 * what somebody has declared already stands as they said it. The caller has checked the coordinator of the edition.
 */
export async function declareFromOffice(
  tx: Transaction,
  declaration: { editionId: string; actorId: string; code: string; roleId: string; reason: string },
): Promise<OfficeDeclaration> {
  const { editionId, actorId } = declaration;
  const [member] = await tx
    .select({ panelistId: roles.personId })
    .from(roles)
    .where(and(eq(roles.id, declaration.roleId), holdsRole(editionId)));
  const key = member ? await findKey(tx, member.panelistId) : null;
  if (!member || !key) return "no-panelist";
  const [application] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(
      and(
        eq(applications.editionId, editionId),
        eq(applications.code, declaration.code),
        eq(applications.status, "submitted"),
      ),
    );
  if (!application) return "no-application";
  await lockApplication(tx, application.id);

  const at = now();
  const pair = { applicationId: application.id, panelistId: member.panelistId };
  const said = {
    source: "coordinator" as const,
    declaredBy: actorId,
    reason: seal(key, "conflict.reason", declaration.reason),
    confirmedBy: null,
    confirmedAt: null,
    dismissedBy: null,
    dismissedAt: null,
  };
  const [written] = await tx
    .insert(conflicts)
    .values({ ...pair, ...said, declaredAt: at })
    .onConflictDoUpdate({
      target: [conflicts.applicationId, conflicts.panelistId],
      // What is in force goes on from when it began: by that moment readings are given back, should it be dismissed.
      set: {
        ...said,
        declaredAt: sql`case when ${conflicts.dismissedAt} is null then ${conflicts.declaredAt} else excluded.declared_at end`,
      },
      setWhere: or(sql`${conflicts.source} in ('rule', 'applicant')`, isNotNull(conflicts.dismissedAt)),
    })
    .returning({ declaredAt: conflicts.declaredAt });
  if (!written) {
    const [there] = await tx
      .select()
      .from(conflicts)
      .where(and(eq(conflicts.applicationId, pair.applicationId), eq(conflicts.panelistId, pair.panelistId)));
    const isSame =
      there?.source === "coordinator" &&
      there.declaredBy === actorId &&
      there.reason !== null &&
      unseal(key, "conflict.reason", there.reason) === declaration.reason;
    return isSame && isPressedTwice(there.declaredAt, at) ? "declared" : "already";
  }
  if (written.declaredAt.getTime() === at.getTime()) {
    await enforceTies(tx, [pair], at);
    await assignFurtherReader(tx, application.id);
  }
  await recordApplicationEvent(tx, application.id, "conflict-declared", actorId);
  await recordAudit(tx, {
    actorId,
    action: "conflict.declared",
    editionId,
    subjectType: "application",
    subjectId: application.id,
  });
  return "declared";
}
