import { and, desc, eq, isNull, sql } from "drizzle-orm";
import {
  applicationEvents,
  applicationSections,
  applications,
  editions,
  fellows,
  files,
  forms,
  people,
  roles,
  submissions,
} from "#db/schema";
import { getCurrentForm, type Edition } from "~/cohorts/editions.server";
import {
  findGaps,
  formSchema,
  type AnswerProblem,
  type Answers,
  type FormDefinition,
} from "~/cohorts/questions";
import { stageOf } from "~/cohorts/stages";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import {
  database,
  inTransaction,
  rowsOf,
  type Queryable,
  type Transaction,
} from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import { postLetter } from "~/platform/mail.server";
import { sealJson, unsealJson, type PersonKey } from "~/platform/vault.server";
import { canWithdraw, lockOf, type Lock } from "./access";
import { newCode } from "./code";
import { sameAnswer } from "./drafts";
import { receiptLetter } from "./letters.server";
import { recordApplicationEvent } from "./reading.server";

/** Somebody at work on their own application, with the key that their answers are sealed under. A Viewer is one. */
export interface Applicant {
  personId: string;
  key: PersonKey;
}

export type Application = typeof applications.$inferSelect;

/** An application with the edition it is for and the form it answers. */
export interface OwnApplication {
  application: Application;
  edition: Edition;
  form: FormDefinition;
}

/** The newest application of a person, or null. It is the one that `/application` and its pages are about. */
export async function findCurrentApplication(
  db: Queryable,
  actor: { personId: string },
): Promise<OwnApplication | null> {
  const [row] = await selectOwn(db)
    .where(eq(applications.personId, actor.personId))
    .orderBy(desc(applications.createdAt))
    .limit(1);
  return row ? { ...row, form: formSchema.parse(row.definition) } : null;
}

function selectOwn(db: Queryable) {
  return db
    .select({ application: applications, edition: editions, definition: forms.definition })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(forms, eq(forms.id, applications.formId));
}

/** Takes hold of one's own application for the rest of the transaction. Another's, or none, is not found. */
async function holdOwn(
  tx: Transaction,
  actor: { personId: string },
  applicationId: string,
): Promise<OwnApplication> {
  const [row] = await selectOwn(tx)
    .where(and(eq(applications.id, applicationId), eq(applications.personId, actor.personId)))
    .for("update", { of: applications });
  if (!row) throw notFound();
  return { ...row, form: formSchema.parse(row.definition) };
}

export type Start =
  { outcome: "started" | "resumed"; applicationId: string } | { outcome: "barred" | "closed" };

/**
 * Gives a person their one application to an edition: a new draft, or what is there already, however often and
 * however fast it is asked for. Who coordinates or reads in an edition is barred from applying to it.
 */
export async function startApplication(actor: { personId: string }, edition: Edition): Promise<Start> {
  return inTransaction(async (tx) => {
    const found = await findOwnId(tx, actor, edition.id);
    if (found) return { outcome: "resumed", applicationId: found };
    const at = now();
    if (stageOf(edition, at, wallClock(at, edition.zone).date) !== "call-open") return { outcome: "closed" };
    if (await judgesIn(tx, actor, edition.id)) return { outcome: "barred" };
    const form = await getCurrentForm(tx, edition.id);
    for (let attempt = 0; attempt < 8; attempt++) {
      const [made] = await tx
        .insert(applications)
        .values({
          editionId: edition.id,
          personId: actor.personId,
          formId: form.id,
          code: newCode(),
          createdAt: at,
          updatedAt: at,
        })
        .onConflictDoNothing()
        .returning({ id: applications.id });
      if (made) {
        await recordApplicationEvent(tx, made.id, "started", actor.personId);
        return { outcome: "started", applicationId: made.id };
      }
      // Either a second press came first, or the code is somebody's already.
      const theirs = await findOwnId(tx, actor, edition.id);
      if (theirs) return { outcome: "resumed", applicationId: theirs };
    }
    throw new Error("No free code was found.");
  });
}

async function findOwnId(
  tx: Transaction,
  actor: { personId: string },
  editionId: string,
): Promise<string | null> {
  const [row] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.editionId, editionId), eq(applications.personId, actor.personId)));
  return row?.id ?? null;
}

async function judgesIn(tx: Transaction, actor: { personId: string }, editionId: string): Promise<boolean> {
  const held = await tx
    .select({ role: roles.role })
    .from(roles)
    .where(and(eq(roles.personId, actor.personId), eq(roles.editionId, editionId), isNull(roles.endedAt)));
  return held.some(({ role }) => role === "coordinator" || role === "panelist");
}

/** A section's answers as somebody sends them, with the revision they had before them. */
export interface SectionSave {
  applicationId: string;
  section: string;
  /** 0 for a section that was never saved. */
  revision: number;
  /** Judged by the caller; see `isStorable` in drafts.ts. */
  answers: Answers;
}

export type Saved =
  | { outcome: "saved"; revision: number; savedAt: Date }
  | { outcome: "conflict"; revision: number; answers: Answers; savedAt: Date }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/**
 * Saves a section of one's own draft if nobody has saved it since `revision`; otherwise changes nothing and tells
 * what is there. Sending the same again (a lost reply, a second press) counts as saved. One statement in the usual
 * case, as every pause in typing comes here: it holds the application, so that a submission sees the save or refuses it.
 */
export async function saveSection(actor: Applicant, save: SectionSave): Promise<Saved> {
  const at = now();
  const answers = sealJson(actor.key, "section.answers", save.answers);
  const own = sql`with own as materialized (
    select ${applications.id} from ${applications} join ${editions} on ${editions.id} = ${applications.editionId}
    where ${applications.id} = ${save.applicationId} and ${applications.personId} = ${actor.personId}
      and ${applications.status} = 'draft'
      and ${editions.callClosesAt} + make_interval(mins => ${editions.graceMinutes}) >= ${at.toISOString()}::timestamptz
    for share of ${applications})`;
  const [row] = await rowsOf<{ revision: number }>(
    database(),
    save.revision === 0
      ? sql`${own} insert into ${applicationSections} (application_id, section, revision, answers, updated_at)
          select own.id, ${save.section}, 1, ${answers}::bytea, ${at.toISOString()}::timestamptz from own
          on conflict do nothing returning revision`
      : sql`${own} update ${applicationSections} set answers = ${answers}::bytea, revision = revision + 1, updated_at = ${at.toISOString()}::timestamptz
          from own where application_id = own.id and section = ${save.section} and revision = ${save.revision} returning revision`,
  );
  return row ? { outcome: "saved", revision: row.revision, savedAt: at } : whyNotSaved(actor, save, at);
}

async function whyNotSaved(actor: Applicant, save: SectionSave, at: Date): Promise<Saved> {
  const [row] = await database()
    .select({ application: applications, edition: editions, section: applicationSections })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .leftJoin(
      applicationSections,
      and(
        eq(applicationSections.applicationId, applications.id),
        eq(applicationSections.section, save.section),
      ),
    )
    .where(and(eq(applications.id, save.applicationId), eq(applications.personId, actor.personId)));
  if (!row) throw notFound();
  const lock = lockOf(row.application, row.edition, at);
  if (lock) return { outcome: "locked", lock };
  const { revision, savedAt, answers } = openSection(actor, row.section);
  const same = Object.keys({ ...answers, ...save.answers }).every((key) =>
    sameAnswer(answers[key], save.answers[key]),
  );
  if (same && revision > 0) return { outcome: "saved", revision, savedAt: savedAt ?? at };
  return { outcome: "conflict", revision, answers, savedAt: savedAt ?? at };
}

/** One saved section, or the emptiness before its first save. */
export interface SavedSection {
  revision: number;
  answers: Answers;
  savedAt: Date | null;
}

function openSection(
  actor: Applicant,
  row: typeof applicationSections.$inferSelect | null | undefined,
): SavedSection {
  if (!row) return { revision: 0, answers: {}, savedAt: null };
  return {
    revision: row.revision,
    answers: unsealJson(actor.key, "section.answers", row.answers) as Answers,
    savedAt: row.updatedAt,
  };
}

/** One section of an application that the caller has found to be the actor's own. */
export async function readSection(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
  section: string,
): Promise<SavedSection> {
  const [row] = await db
    .select()
    .from(applicationSections)
    .where(
      and(eq(applicationSections.applicationId, applicationId), eq(applicationSections.section, section)),
    );
  return openSection(actor, row);
}

/** All answers of an application that the caller has found to be the actor's own, and when they were last saved. */
export async function readAllSections(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
): Promise<{ answers: Answers; savedAt: Date | null }> {
  const rows = await db
    .select()
    .from(applicationSections)
    .where(eq(applicationSections.applicationId, applicationId));
  const sections = rows.map((row) => openSection(actor, row));
  const times = sections.flatMap(({ savedAt }) => savedAt?.getTime() ?? []);
  return {
    answers: Object.assign({}, ...sections.map(({ answers }) => answers)) as Answers,
    savedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}

/** The questions of an application that have an upload. */
export async function listFileQuestions(db: Queryable, applicationId: string): Promise<Set<string>> {
  const rows = await db
    .select({ question: files.question })
    .from(files)
    .where(eq(files.applicationId, applicationId));
  return new Set(rows.map(({ question }) => question));
}

export type Submission =
  | { outcome: "submitted"; code: string; submittedAt: Date; again: boolean }
  | { outcome: "gaps"; gaps: (AnswerProblem & { section: string })[] }
  | { outcome: "locked"; lock: "withdrawn" | "closed" };

/**
 * Submits one's own draft: what stands in it is kept whole and sealed, a receipt is mailed, and the same receipt
 * is given to whoever asks again. The server's clock decides; what is late or has gaps stays a draft.
 */
export async function submitApplication(actor: Applicant, applicationId: string): Promise<Submission> {
  return inTransaction(async (tx) => {
    const { application, edition, form } = await holdOwn(tx, actor, applicationId);
    const at = now();
    if (application.status === "submitted")
      return {
        outcome: "submitted",
        code: application.code,
        submittedAt: application.submittedAt ?? at,
        again: true,
      };
    const lock = lockOf(application, edition, at);
    if (lock === "withdrawn" || lock === "closed") return { outcome: "locked", lock };
    const { answers } = await readAllSections(tx, actor, applicationId);
    const gaps = findGaps(
      form.sections,
      answers,
      await listFileQuestions(tx, applicationId),
      edition.countries,
    );
    if (gaps.length > 0) return { outcome: "gaps", gaps };
    await tx.insert(submissions).values({
      applicationId,
      number: 1,
      answers: sealJson(actor.key, "submission.answers", answers),
      submittedAt: at,
    });
    await tx
      .update(applications)
      .set({ status: "submitted", submittedAt: at, updatedAt: at, country: residenceOf(answers) })
      .where(eq(applications.id, applicationId));
    await recordApplicationEvent(tx, applicationId, "submitted", actor.personId);
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "application.submitted",
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
    });
    const [reader] = await tx
      .select({ locale: people.locale, timeZone: people.timeZone })
      .from(people)
      .where(eq(people.id, actor.personId));
    await postLetter(
      tx,
      actor.personId,
      receiptLetter({
        code: application.code,
        submittedAt: at,
        edition,
        locale: reader?.locale,
        zone: reader?.timeZone,
      }),
    );
    return { outcome: "submitted", code: application.code, submittedAt: at, again: false };
  });
}

/** The country that lists filter by: the answer to the question called "residence". */
function residenceOf(answers: Answers): string | null {
  const answer = answers["residence"];
  return typeof answer === "string" && /^[A-Z]{2}$/.test(answer) ? answer : null;
}

export type Withdrawal = "withdrawn" | "deleted" | "too-late";

/**
 * Takes one's own application back, until the programme starts. A draft that was never submitted is deleted outright;
 * a submitted application stays as a withdrawn one, read by nobody. Asking twice is the same as asking once.
 */
export async function withdrawApplication(
  actor: { personId: string },
  applicationId: string,
): Promise<Withdrawal> {
  return inTransaction(async (tx) => {
    const { application, edition } = await holdOwn(tx, actor, applicationId);
    const at = now();
    if (application.status === "withdrawn") return "withdrawn";
    if (!canWithdraw(application, edition, wallClock(at, edition.zone).date)) return "too-late";
    const entry = {
      actorId: actor.personId,
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
    };
    if (application.status === "draft" && !application.submittedAt) {
      for (const table of [applicationSections, files, applicationEvents])
        await tx.delete(table).where(eq(table.applicationId, applicationId));
      await tx.delete(applications).where(eq(applications.id, applicationId));
      await recordAudit(tx, { ...entry, action: "application.draft-deleted" });
      return "deleted";
    }
    await tx
      .update(applications)
      .set({ status: "withdrawn", withdrawnAt: at, updatedAt: at })
      .where(eq(applications.id, applicationId));
    await tx
      .update(fellows)
      .set({ endedAt: at })
      .where(and(eq(fellows.applicationId, applicationId), isNull(fellows.endedAt)));
    await recordApplicationEvent(tx, applicationId, "withdrawn", actor.personId);
    await recordAudit(tx, { ...entry, action: "application.withdrawn" });
    return "withdrawn";
  });
}
