import { and, inArray, isNull, sql } from "drizzle-orm";
import { applicationEvents, applicationSections, applications, editions, files } from "#db/schema";
import { retention } from "~/cohorts/retention";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";

/** Deletes drafts that were never sent, once the time that their form announced is over. Returns how many. */
export async function deleteOldDrafts(): Promise<number> {
  const before = new Date(now().getTime() - retention.draftDays * 86_400_000);
  return inTransaction(async (tx) => {
    const old = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(
        and(
          isNull(applications.submittedAt),
          inArray(
            applications.editionId,
            tx
              .select({ id: editions.id })
              .from(editions)
              .where(sql`${editions.callClosesAt} < ${before.toISOString()}::timestamptz`),
          ),
        ),
      )
      .limit(500);
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (const table of [applicationSections, files, applicationEvents])
      await tx.delete(table).where(inArray(table.applicationId, ids));
    await tx.delete(applications).where(inArray(applications.id, ids));
    await recordAudit(tx, {
      actorId: null,
      action: "application.drafts-expired",
      detail: { count: ids.length },
    });
    return ids.length;
  });
}

export const draftRetentionJob: JobKind<Record<string, never>> = {
  queue: "draft-retention",
  retryLimit: 3,
  retryDelay: 300,
  schedule: "41 2 * * *",
  async run() {
    while ((await deleteOldDrafts()) > 0);
  },
};
