import { and, gte, isNotNull, isNull, lte, or, sql, type SQL } from "drizzle-orm";
import { applications, files, submissions } from "#db/schema";
import type { Transaction } from "~/platform/database.server";

/*
 * Which files belong to what: a file stands in the draft, in versions that were sent, or in both. `first_in` is written
 * when a version is taken back to be edited, `last_in` when such a file is then taken out of the draft.
 */

/** The number of the newest version of the application that a file belongs to. */
export const newestNumber = sql`(select max(${submissions.number}) from ${submissions} where ${submissions.applicationId} = ${files.applicationId})`;

/** The files that stand in an application's draft. */
export const inDraft: SQL = isNull(files.lastIn);

/**
 * The files of the newest version that was sent. While it is being edited those are the ones that were there when it
 * was taken back; otherwise they are what stands in the draft. For a query that joins the application.
 */
export const inNewestVersion: SQL | undefined = or(
  and(
    isNotNull(files.firstIn),
    or(isNull(files.lastIn), gte(files.lastIn, newestNumber)),
    lte(files.firstIn, newestNumber),
  ),
  and(isNull(files.firstIn), sql`${applications.status} <> 'draft'`),
);

/** Takes files out of a draft: what a version holds stays with it, the rest is gone. */
export async function dropFromDraft(tx: Transaction, which: SQL | undefined): Promise<void> {
  await tx.delete(files).where(and(which, inDraft, isNull(files.firstIn)));
  await tx
    .update(files)
    .set({ lastIn: newestNumber })
    .where(and(which, inDraft, isNotNull(files.firstIn)));
}
