import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { applications, files } from "#db/schema";
import { questionsOf } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { unsealBytes, unsealJson } from "~/platform/vault.server";
import type { Applicant, OwnApplication } from "./applications.server";
import { describeContent, type RecordedFile } from "./cleaning/recleaning.server";
import { inNewestVersion } from "./file-versions.server";
import { canonicalJson } from "./record";
import { listSentVersions, readSentVersion } from "./versions.server";

/** What one's own newest submission holds, as a text whose SHA-256 is the fingerprint on the receipt. */
export interface SentRecord {
  number: number;
  submittedAt: Date;
  /** Every version, the first of them first. */
  versions: { number: number; submittedAt: Date }[];
  /** Canonical JSON: the same answers always give the same bytes. */
  record: string;
  /** SHA-256 of `record` in UTF-8, in hex. */
  fingerprint: string;
}

/** The record of one's own newest submission, also once it was taken back; null before the first. */
export async function readSentRecord(actor: Applicant, own: OwnApplication): Promise<SentRecord | null> {
  const { application } = own;
  const [sent, versions, attached] = await Promise.all([
    readSentVersion(database(), actor, application.id),
    listSentVersions(database(), application.id),
    database()
      .select({ question: files.question, recorded: files.recorded, content: files.content })
      .from(files)
      .innerJoin(applications, eq(applications.id, files.applicationId))
      .where(
        and(eq(files.applicationId, application.id), eq(files.personId, actor.personId), inNewestVersion),
      )
      .orderBy(files.createdAt, files.id),
  ]);
  if (!sent) return null;
  const { number, submittedAt } = sent;
  const record = canonicalJson({
    code: application.code,
    number,
    submittedAt: submittedAt.toISOString(),
    answers: Object.fromEntries(questionsOf(sent.form).map(({ key }) => [key, sent.answers[key] ?? null])),
    files: attached.map(({ question, recorded, content }) => ({
      question,
      ...(recorded
        ? (unsealJson(actor.key, "file.recorded", recorded) as RecordedFile)
        : describeContent(unsealBytes(actor.key, "file.content", content))),
    })),
  });
  return { number, submittedAt, versions, record, fingerprint: sha256(record) };
}

function sha256(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
