import { and, desc, eq, sql } from "drizzle-orm";
import { applications, editions, forms, people, vaultKeys } from "#db/schema";
import { eraseAccount } from "~/accounts/erasure.server";
import { createPerson, findPersonByEmail, holdAddress } from "~/accounts/people.server";
import type { Edition } from "~/cohorts/editions.server";
import { holdCurrentForm } from "~/cohorts/form-versions.server";
import { findGaps, formSchema, shownAnswers, type AnswerProblem } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { zonedInstant } from "~/platform/locale/zones";
import { openKey, unseal } from "~/platform/vault.server";
import type { Applicant, OwnApplication } from "./applications.server";
import { newCode } from "./code";
import { deleteDrafts } from "./content.server";
import { canEraseAccount } from "./erasure.server";
import { recordApplicationEvent } from "./reading.server";
import { listFileQuestions, readDraft } from "./sections.server";
import { keepVersion } from "./submission.server";

/*
 * Applications that came by mail or on paper and are typed in by a coordinator. While it is being typed in, such an
 * application is a draft of a person made for it; what the applicant's own pages do with a draft is done here under
 * that person's key. A draft that somebody began online is never found here.
 */

/** An application being typed in, with the person whose it is. */
export interface Entry extends OwnApplication {
  applicant: Applicant;
  /** What to call them, for the coordinators who type. */
  name: string;
  /** Whether they have made the account made for them their own. */
  hasPassword: boolean;
}

/** Days for which an application can be typed in, whatever the edition's deadline. */
const typingDays = 60;

/**
 * Begins to type somebody's application in, and gives its code. Whoever types learns nothing by the address: one that
 * leads to an account is written to as any other is, and the account stays as it was.
 */
export async function startEntry(
  actor: { personId: string },
  edition: Edition,
  details: { name: string; email: string | null; locale: "en" | "ru" },
): Promise<string> {
  return inTransaction(async (tx) => {
    if (details.email) await holdAddress(tx, details.email);
    const isOnlyWrittenTo = details.email !== null && (await findPersonByEmail(tx, details.email)) !== null;
    const at = now();
    const personId = await createPerson(tx, { ...details, isOnlyWrittenTo });
    const form = await holdCurrentForm(tx, edition.id);
    const [made] = await tx
      .insert(applications)
      .values({
        editionId: edition.id,
        personId,
        formId: form.id,
        code: newCode(),
        source: "office",
        enteredBy: actor.personId,
        createdAt: at,
        updatedAt: at,
        extendedUntil: new Date(at.getTime() + typingDays * 86_400_000),
      })
      .returning({ id: applications.id, code: applications.code });
    if (!made) throw new Error("The application was not made.");
    await recordApplicationEvent(tx, made.id, "typed-in", actor.personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.entry-started",
      editionId: edition.id,
      subjectType: "application",
      subjectId: made.id,
    });
    return made.code;
  });
}

function selectEntries(db: Queryable) {
  return db
    .select({
      application: applications,
      edition: editions,
      definition: forms.definition,
      formVersion: forms.version,
      wrapped: vaultKeys.wrapped,
      name: people.name,
      hasPassword: sql<boolean>`${people.passwordHash} is not null or ${people.emailConfirmedAt} is not null`,
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(forms, eq(forms.id, applications.formId))
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId));
}

const unfinished = (edition: { id: string }) =>
  and(
    eq(applications.editionId, edition.id),
    eq(applications.source, "office"),
    eq(applications.status, "draft"),
  );

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

function openEntry({ wrapped, name, definition, ...row }: Row): Entry {
  const key = openKey(row.application.personId, wrapped);
  return {
    ...row,
    form: formSchema.parse(definition),
    isOneOfSeveral: false,
    applicant: { personId: row.application.personId, key },
    name: unseal(key, "people.name", name) ?? "",
  };
}

/** The applications to an edition that are being typed in, the newest first: code, name and when it was begun. */
export async function listEntries(edition: Edition) {
  const rows = await selectEntries(database())
    .where(unfinished(edition))
    .orderBy(desc(applications.createdAt))
    .limit(50);
  return rows.map((row) => {
    const { application, name } = openEntry(row);
    return { code: application.code, name, begunAt: application.createdAt };
  });
}

/** One application that is being typed in to an edition. Anything else is not found. */
export async function getEntry(db: Queryable, edition: Edition, code: string | undefined): Promise<Entry> {
  const [row] = await selectEntries(db).where(and(unfinished(edition), eq(applications.code, code ?? "")));
  if (!row) throw notFound();
  return openEntry(row);
}

async function holdEntry(tx: Transaction, edition: Edition, code: string | undefined): Promise<Entry> {
  const [row] = await selectEntries(tx)
    .where(and(unfinished(edition), eq(applications.code, code ?? "")))
    .for("update", { of: applications });
  if (!row) throw notFound();
  return openEntry(row);
}

export type EntrySubmission =
  { outcome: "submitted" } | { outcome: "gaps"; gaps: (AnswerProblem & { section: string })[] };

/**
 * Makes a submitted application of what has been typed, as of the day it was received. Paper may leave gaps: with
 * `allowGaps` they stay. No mail leaves.
 */
export async function submitEntry(
  actor: { personId: string },
  edition: Edition,
  code: string | undefined,
  details: { receivedOn: string | null; allowGaps: boolean },
): Promise<EntrySubmission> {
  return inTransaction(async (tx) => {
    const entry = await holdEntry(tx, edition, code);
    const { application, applicant, form } = entry;
    const draft = await readDraft(tx, applicant, entry);
    const answers = shownAnswers(form, draft.answers);
    const files = await listFileQuestions(tx, application.id);
    const gaps = findGaps(form.sections, answers, files, edition.countries);
    if (gaps.length > 0 && !details.allowGaps) return { outcome: "gaps", gaps };
    await keepVersion(tx, applicant, entry, {
      answers,
      submittedAt: details.receivedOn ? zonedInstant(details.receivedOn, "12:00", edition.zone) : now(),
      actorId: actor.personId,
    });
    await tx.update(applications).set({ extendedUntil: null }).where(eq(applications.id, application.id));
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.entry-submitted",
      editionId: edition.id,
      subjectType: "application",
      subjectId: application.id,
      detail: { gaps: gaps.length },
    });
    return { outcome: "submitted" };
  });
}

/** Throws away what has been typed, and the person made for it unless they have become more than that. */
export async function discardEntry(
  actor: { personId: string },
  edition: Edition,
  code: string | undefined,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { application, applicant, hasPassword } = await holdEntry(tx, edition, code);
    await deleteDrafts(tx, [application.id]);
    if (!hasPassword && (await canEraseAccount(tx, applicant.personId, { applicationId: application.id })))
      await eraseAccount(tx, applicant.personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.entry-discarded",
      editionId: edition.id,
      subjectType: "application",
      subjectId: application.id,
    });
  });
}
