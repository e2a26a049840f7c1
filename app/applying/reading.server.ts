import { and, desc, eq } from "drizzle-orm";
import { applicationEvents, applications, files, forms, submissions, vaultKeys } from "#db/schema";
import {
  answersFor,
  formFor,
  formSchema,
  type Answers,
  type Audience,
  type FormSection,
} from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import type { Queryable } from "~/platform/database.server";
import { openKey, unseal, unsealBytes, unsealJson } from "~/platform/vault.server";
import { inNewestVersion } from "./file-versions.server";

/** The part of a submitted application that an audience may read. */
export interface SubmittedPart {
  audience: Audience;
  sections: FormSection[];
  answers: Answers;
  /** Which submission it is of, from 1. */
  number: number;
}

/**
 * The newest submission of an application (or the one of the given number), cut to the given audiences: what another audience may see is not in the
 * result at all. Null when nothing was submitted or the person has been erased. The caller has checked that the
 * reader may see the application.
 */
export async function readSubmission(
  db: Queryable,
  applicationId: string,
  audiences: readonly Audience[],
  number?: number,
): Promise<SubmittedPart[] | null> {
  const [row] = await db
    .select({
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      definition: forms.definition,
      answers: submissions.answers,
      number: submissions.number,
    })
    .from(applications)
    .innerJoin(submissions, eq(submissions.applicationId, applications.id))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .where(
      and(
        eq(applications.id, applicationId),
        number === undefined ? undefined : eq(submissions.number, number),
      ),
    )
    .orderBy(desc(submissions.number))
    .limit(1);
  if (!row) return null;
  const form = formSchema.parse(row.definition);
  const answers = unsealJson(
    openKey(row.personId, row.wrapped),
    "submission.answers",
    row.answers,
  ) as Answers;
  return audiences.map((audience) => ({
    audience,
    sections: formFor(form, audience, answers),
    answers: answersFor(form, answers, audience),
    number: row.number,
  }));
}

/** The uploads that an application was last submitted with, without their content. */
export async function listFiles(db: Queryable, applicationId: string) {
  const rows = await db
    .select({
      id: files.id,
      question: files.question,
      name: files.name,
      mediaType: files.mediaType,
      size: files.size,
      createdAt: files.createdAt,
      personId: files.personId,
      wrapped: vaultKeys.wrapped,
    })
    .from(files)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, files.personId))
    .innerJoin(applications, eq(applications.id, files.applicationId))
    .where(and(eq(files.applicationId, applicationId), inNewestVersion))
    .orderBy(files.createdAt);
  return rows.map(({ name, personId, wrapped, ...file }) => ({
    ...file,
    name: unseal(openKey(personId, wrapped), "file.name", name),
  }));
}

/** One upload with its content. The caller has checked that the reader may see the application it belongs to. */
export async function readFile(db: Queryable, fileId: string) {
  const [row] = await db
    .select({ file: files, wrapped: vaultKeys.wrapped })
    .from(files)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, files.personId))
    .where(eq(files.id, fileId));
  if (!row) return null;
  const key = openKey(row.file.personId, row.wrapped);
  return {
    applicationId: row.file.applicationId,
    question: row.file.question,
    mediaType: row.file.mediaType,
    name: unseal(key, "file.name", row.file.name),
    content: unsealBytes(key, "file.content", row.file.content),
  };
}

/** What happens to an application in its life. Words for each are under `applying:event`. */
export type ApplicationEvent =
  | "started"
  | "submitted"
  | "imported"
  | "typed-in"
  | "reopened"
  | "restored"
  | "extended"
  | "withdrawn"
  | "erased"
  | "ruled-eligible"
  | "ruled-ineligible"
  | "assigned"
  | "conflict-declared"
  | "conflict-found"
  | "conflict-confirmed"
  | "conflict-dismissed"
  | "passage-blackened"
  | "passage-lifted"
  | "further-reader"
  | "further-reader-wanted"
  | "score-changed"
  | "decided"
  | "decision-released"
  | "offer-accepted"
  | "offer-declined"
  | "referees-asked"
  | "referee-named"
  | "referee-changed"
  | "referee-removed"
  | "referee-requested"
  | "referee-taken-back"
  | "referee-reminded"
  | "referee-answered"
  | "referee-declined"
  | "referee-retracted"
  | "referee-expired"
  | "referee-tied"
  | "noted"
  | "note-changed"
  | "note-removed"
  | "tagged"
  | "untagged"
  | "language-corrected"
  | "message-sent"
  | "message-received"
  | "written-to"
  | "exported";

/** Adds a line to an application's history. `detail` must hold nothing personal. */
export async function recordApplicationEvent(
  db: Queryable,
  applicationId: string,
  kind: ApplicationEvent,
  actorId: string | null,
  detail?: Record<string, string | number | boolean | null>,
): Promise<void> {
  await db
    .insert(applicationEvents)
    .values({ applicationId, kind, actorId, at: now(), ...(detail ? { detail } : {}) });
}

/** Like {@link recordApplicationEvent}, for the same event in many applications, in one statement. */
export async function recordApplicationEvents(
  db: Queryable,
  kind: ApplicationEvent,
  actorId: string | null,
  applications: { applicationId: string; detail?: Record<string, string | number | boolean | null> }[],
): Promise<void> {
  const at = now();
  for (let from = 0; from < applications.length; from += 1000)
    await db
      .insert(applicationEvents)
      .values(applications.slice(from, from + 1000).map((one) => ({ ...one, kind, actorId, at })));
}
