import { and, eq } from "drizzle-orm";
import { applications, editions, files } from "#db/schema";
import type { Question } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { withinLimit } from "~/platform/limits.server";
import { seal, sealBytes, unseal, unsealBytes } from "~/platform/vault.server";
import { lockOf, type Lock } from "./access";
import type { Applicant } from "./applications.server";
import { cleanFile, cleaningVersion } from "./cleaning/cleaning.server";
import type { Unclean } from "./cleaning/pdf-cleaning";
import { sniff } from "./cleaning/taken";
import { dropFromDraft, inDraft, inNewestVersion } from "./file-versions.server";

export type FileQuestion = Extract<Question, { type: "file" }>;

/** Uploads that one person may try in an hour: each costs a while of a processor. */
const uploadLimit = { name: "upload", points: 20, windowSeconds: 3600 };

/** An upload as its owner sees it. */
export interface OwnFile {
  id: string;
  question: string;
  name: string;
  size: number;
  createdAt: Date;
}

/**
 * The uploads of an application that the caller has found to be the actor's own, without their content: those that
 * stand in its draft, or those that were last sent.
 */
export async function listOwnFiles(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
  which: "draft" | "sent" = "draft",
): Promise<OwnFile[]> {
  const rows = await db
    .select({
      id: files.id,
      question: files.question,
      name: files.name,
      size: files.size,
      createdAt: files.createdAt,
    })
    .from(files)
    .innerJoin(applications, eq(applications.id, files.applicationId))
    .where(
      and(
        eq(files.applicationId, applicationId),
        eq(files.personId, actor.personId),
        which === "draft" ? inDraft : inNewestVersion,
      ),
    )
    .orderBy(files.createdAt);
  return rows.map((row) => ({ ...row, name: unseal(actor.key, "file.name", row.name) }));
}

/** The content of one of one's own uploads. Another's, or none, is not found. */
export async function readOwnFile(
  actor: Applicant,
  fileId: string,
): Promise<{ content: Buffer; mediaType: string }> {
  const [row] = await database()
    .select({ content: files.content, mediaType: files.mediaType })
    .from(files)
    .where(and(eq(files.id, fileId), eq(files.personId, actor.personId)));
  if (!row) throw notFound();
  return { content: unsealBytes(actor.key, "file.content", row.content), mediaType: row.mediaType };
}

/** Why an upload is not taken: a key under `applying:upload.refused`, with the status that says so. */
export type Refusal =
  "missing" | "empty" | "too-large" | "wrong-type" | "too-many" | "too-often" | "lost" | Unclean;

export const refusalStatus: Record<Refusal, number> = {
  missing: 400,
  empty: 400,
  "too-large": 413,
  "wrong-type": 415,
  encrypted: 422,
  broken: 422,
  "too-many-pixels": 422,
  "too-many-pages": 422,
  "too-heavy": 422,
  "changing-form": 422,
  "too-many": 409,
  "too-often": 429,
  lost: 410,
};

export type Upload =
  | { outcome: "stored" }
  | { outcome: "refused"; reason: Refusal }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/** How many files a question takes. */
export function filesWanted(question: FileQuestion): number {
  return question.most ?? 1;
}

/** Whether a file begins like one of the kinds that a question takes. */
export function isTaken(question: FileQuestion, first: Uint8Array): boolean {
  const kind = sniff(first);
  return kind !== null && question.mediaTypes.includes(kind);
}

/**
 * Takes an upload for a question of one's own draft: in place of the earlier one where it asks for one file, beside the
 * others where it asks for several. It is judged by its content and never by its name, drawn anew so that
 * nothing hidden in it is kept, and sealed. `claim` runs in the transaction that stores it; false means that it has been stored already.
 */
export async function storeFile(
  actor: Applicant,
  applicationId: string,
  question: FileQuestion,
  file: { name: string; bytes: Uint8Array },
  claim?: (tx: Transaction) => Promise<boolean>,
): Promise<Upload> {
  if (file.bytes.byteLength === 0) return { outcome: "refused", reason: "empty" };
  if (file.bytes.byteLength > question.maxBytes) return { outcome: "refused", reason: "too-large" };
  const lock = await inTransaction((tx) => lockOfOwn(tx, actor, applicationId));
  if (lock) return { outcome: "locked", lock };
  const mediaType = sniff(file.bytes);
  if (!mediaType || !question.mediaTypes.includes(mediaType))
    return { outcome: "refused", reason: "wrong-type" };
  // Only what costs a processor something counts: a wrong file must not keep somebody from sending the right one.
  if (!(await withinLimit(uploadLimit, actor.personId))) return { outcome: "refused", reason: "too-often" };
  const cleaned = await cleanFile(file.bytes, mediaType, question.maxBytes, actor.personId);
  if (!cleaned.ok) return { outcome: "refused", reason: cleaned.reason };
  return inTransaction(async (tx) => {
    const lockNow = await lockOfOwn(tx, actor, applicationId);
    if (lockNow) return { outcome: "locked", lock: lockNow };
    if (claim && !(await claim(tx))) return { outcome: "stored" };
    const before = and(eq(files.applicationId, applicationId), eq(files.question, question.key), inDraft);
    if (filesWanted(question) === 1) await dropFromDraft(tx, before);
    else if ((await tx.$count(files, before)) >= filesWanted(question))
      return { outcome: "refused", reason: "too-many" };
    await tx.insert(files).values({
      applicationId,
      personId: actor.personId,
      question: question.key,
      name: seal(actor.key, "file.name", shownName(file.name)),
      mediaType,
      size: cleaned.bytes.byteLength,
      content: sealBytes(actor.key, "file.content", Buffer.from(cleaned.bytes)),
      cleanedBy: cleaningVersion,
      createdAt: now(),
    });
    return { outcome: "stored" };
  });
}

/** Removes one of one's own uploads from a draft; says the question it answered. Removing it twice is not found. */
export async function removeFile(
  actor: Applicant,
  fileId: string,
): Promise<{ outcome: "removed"; question: string } | { outcome: "locked"; lock: NonNullable<Lock> }> {
  return inTransaction(async (tx) => {
    const own = and(eq(files.id, fileId), eq(files.personId, actor.personId), inDraft);
    const [file] = await tx
      .select({ applicationId: files.applicationId, question: files.question })
      .from(files)
      .where(own);
    if (!file) throw notFound();
    const lock = await lockOfOwn(tx, actor, file.applicationId);
    if (lock) return { outcome: "locked", lock };
    await dropFromDraft(tx, own);
    return { outcome: "removed", question: file.question };
  });
}

/** Holds one's own application against a submission at the same time, and says whether it is locked. */
export async function lockOfOwn(tx: Transaction, actor: Applicant, applicationId: string): Promise<Lock> {
  const [row] = await tx
    .select({
      status: applications.status,
      submittedAt: applications.submittedAt,
      extendedUntil: applications.extendedUntil,
      callClosesAt: editions.callClosesAt,
      graceMinutes: editions.graceMinutes,
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .where(and(eq(applications.id, applicationId), eq(applications.personId, actor.personId)))
    .for("update", { of: applications });
  if (!row) throw notFound();
  return lockOf(row, row, now());
}

/** The name that the owner sees again: without a path, of sensible length, never used to judge or to store. */
export function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, "").trim() ?? "";
  return [...last].slice(0, 80).join("") || "document";
}
