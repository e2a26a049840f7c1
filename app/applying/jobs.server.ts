import { and, eq, isNull, sql } from "drizzle-orm";
import { applications, editions } from "#db/schema";
import { retention } from "~/cohorts/retention";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { deadlineSql } from "./deadline.server";
import { deleteDrafts } from "./content.server";
import { sendReminders } from "./reminders.server";
import { deleteOldUploads } from "./resumable.server";
import { restoreUnsent } from "./versions.server";

/** Deletes drafts that were never sent, once the time that their form announced is over. Returns how many. */
export async function deleteOldDrafts(): Promise<number> {
  const before = new Date(now().getTime() - retention.draftDays * 86_400_000);
  return inTransaction(async (tx) => {
    const old = await tx
      .select({ id: applications.id })
      .from(applications)
      .innerJoin(editions, eq(editions.id, applications.editionId))
      .where(
        and(
          eq(applications.status, "draft"),
          isNull(applications.submittedAt),
          sql`${deadlineSql} < ${before.toISOString()}::timestamptz`,
        ),
      )
      .limit(500)
      .for("update", { of: applications });
    const ids = old.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await deleteDrafts(tx, ids);
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

/** Every minute: applications that were being edited when their time ran out count again as they were sent. */
export const restorationJob: JobKind<Record<string, never>> = {
  queue: "restoration",
  retryLimit: 3,
  retryDelay: 10,
  schedule: "* * * * *",
  async run() {
    while ((await restoreUnsent()) > 0);
  },
};

/** Every hour: uploads that nobody has gone on with. */
export const uploadSweepJob: JobKind<Record<string, never>> = {
  queue: "upload-sweep",
  retryLimit: 1,
  retryDelay: 60,
  schedule: "23 * * * *",
  async run() {
    await deleteOldUploads();
  },
};

/** Every ten minutes: reminders about unfinished drafts. */
export const reminderJob: JobKind<Record<string, never>> = {
  queue: "draft-reminders",
  retryLimit: 2,
  retryDelay: 60,
  schedule: "*/10 * * * *",
  async run() {
    await sendReminders();
  },
};
