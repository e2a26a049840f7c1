import { asc, eq, sql } from "drizzle-orm";
import { assignments, unwantedReaders } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable } from "~/platform/database.server";
import { sealJson, unsealJson, type PersonKey } from "~/platform/vault.server";
import { holdOwn, type Applicant } from "./applications.server";
import { askForTieSearch } from "./tie-search.server";
import { readUnwanted, unwantedPurpose, type UnwantedReader } from "./unwanted-readers";

/** Whom an applicant has named as somebody who should not read their application. */
export async function listUnwanted(
  db: Queryable,
  applicationId: string,
  key: PersonKey,
): Promise<UnwantedReader[]> {
  const rows = await db
    .select({ details: unwantedReaders.details })
    .from(unwantedReaders)
    .where(eq(unwantedReaders.applicationId, applicationId))
    .orderBy(asc(unwantedReaders.createdAt), asc(unwantedReaders.id));
  return rows.map(({ details }) => readUnwanted(unsealJson(key, unwantedPurpose, details)));
}

/**
 * Whether an applicant may still name readers: while the application is not withdrawn, no decision is out, and nobody
 * has been asked to read it.
 */
export async function canNameReaders(
  db: Queryable,
  application: { id: string; status: string },
  edition: { decisionsReleasedAt: Date | null },
): Promise<boolean> {
  if (application.status === "withdrawn" || edition.decisionsReleasedAt !== null) return false;
  const asked = await db.$count(
    assignments,
    sql`${assignments.applicationId} = ${application.id} and ${assignments.endedAt} is null`,
  );
  return asked === 0;
}

/** Puts these in place of whoever was named before. False when it is too late. */
export async function nameUnwanted(
  actor: Applicant,
  applicationId: string,
  named: readonly UnwantedReader[],
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const { application, edition } = await holdOwn(tx, actor, applicationId);
    if (!(await canNameReaders(tx, application, edition))) return false;
    await tx.delete(unwantedReaders).where(eq(unwantedReaders.applicationId, applicationId));
    const at = now().getTime();
    if (named.length > 0)
      await tx.insert(unwantedReaders).values(
        named.map((one, index) => ({
          applicationId,
          details: sealJson(actor.key, unwantedPurpose, one),
          // A millisecond apart, so that they stay in the order in which they were written.
          createdAt: new Date(at + index),
        })),
      );
    await askForTieSearch(tx, { editionId: edition.id, applicationId });
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.readers-named",
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
      detail: { count: named.length },
    });
    return true;
  });
}
