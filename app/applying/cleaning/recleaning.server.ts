import { createHash } from "node:crypto";
import { and, asc, eq, exists, gte, sql } from "drizzle-orm";
import { files, submissions, vaultKeys } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { database, inTransaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { openKey, sealBytes, sealJson, unsealBytes } from "~/platform/vault.server";
import { cleanFile, cleaningVersion } from "./cleaning.server";

/** Files that one run takes; what people upload meanwhile waits for one of them at the most. */
const atOnce = 10;
/** Bytes that a file's question allowed when it was sent are not kept with it; pages are drawn to stay below this. */
const size = 5 * 1024 * 1024;

/** What a receipt says of a file, as it was before it was cleaned again. */
export interface RecordedFile {
  size: number;
  /** SHA-256 in hex. */
  sha256: string;
}

export function describeContent(content: Uint8Array): RecordedFile {
  return { size: content.byteLength, sha256: createHash("sha256").update(content).digest("hex") };
}

/**
 * Cleans PDFs again that were kept while another way of cleaning was in use, a few at a time. What their receipts say
 * of them is kept, so that these hold as before. One that can't be drawn stays as it is, and is told in the log.
 * Returns how many were looked at: none is left when it is zero.
 */
export async function recleanFiles(): Promise<number> {
  const waiting = and(
    eq(files.mediaType, "application/pdf"),
    sql`${files.cleanedBy} between ${1 - cleaningVersion} and ${cleaningVersion - 1}`,
  );
  const old = await database()
    .select({
      id: files.id,
      personId: files.personId,
      wrapped: vaultKeys.wrapped,
      wasSent: exists(
        database()
          .select({ one: sql`1` })
          .from(submissions)
          .where(
            and(
              eq(submissions.applicationId, files.applicationId),
              gte(submissions.submittedAt, files.createdAt),
            ),
          ),
      ).mapWith(Boolean),
    })
    .from(files)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, files.personId))
    .where(waiting)
    .orderBy(asc(files.createdAt), asc(files.id))
    .limit(atOnce);
  let drawn = 0;
  for (const { id, personId, wrapped, wasSent } of old) {
    const key = openKey(personId, wrapped);
    const ofThis = and(eq(files.id, id), waiting);
    const [row] = await database()
      .select({ content: files.content, recorded: files.recorded })
      .from(files)
      .where(ofThis);
    if (!row) continue;
    const content = unsealBytes(key, "file.content", row.content);
    const cleaned = await cleanFile(content, "application/pdf", size, null);
    if (cleaned.ok) drawn++;
    else log().warn({ file: id, reason: cleaned.reason }, "a kept file could not be cleaned again");
    await database()
      .update(files)
      .set(
        cleaned.ok
          ? {
              cleanedBy: cleaningVersion,
              content: sealBytes(key, "file.content", Buffer.from(cleaned.bytes)),
              size: cleaned.bytes.byteLength,
              recorded:
                row.recorded ?? (wasSent ? sealJson(key, "file.recorded", describeContent(content)) : null),
            }
          : { cleanedBy: -cleaningVersion },
      )
      .where(ofThis);
  }
  if (drawn > 0)
    await inTransaction((tx) =>
      recordAudit(tx, { actorId: null, action: "files.cleaned-again", detail: { count: drawn } }),
    );
  return old.length;
}

/** Every five minutes: files that were kept before the present way of cleaning. */
export const recleaningJob: JobKind<Record<string, never>> = {
  queue: "files-recleaning",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "*/5 * * * *",
  isMerged: true,
  async run() {
    await recleanFiles();
  },
};
