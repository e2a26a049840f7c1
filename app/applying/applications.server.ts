import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { applications, editions, fellows, forms, roles } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { holdCurrentForm } from "~/cohorts/form-versions.server";
import { formSchema, type FormDefinition } from "~/cohorts/questions";
import { stageOf } from "~/cohorts/stages";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import type { PersonKey } from "~/platform/vault.server";
import { canWithdraw } from "./access";
import { newCode } from "./code";
import { deleteDrafts } from "./content.server";
import { deleteImportsNaming } from "./import-erasure.server";
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
  /** The version of the form, counted from 1. */
  formVersion: number;
  /** Whether the person has others, so that their pages say which call one is for. */
  isOneOfSeveral: boolean;
}

/**
 * The application that a person's pages are about, or null: of several the one they turned to last, by choosing or by
 * beginning it, and one that was erased after all others.
 */
export async function findCurrentApplication(
  db: Queryable,
  actor: { personId: string },
): Promise<OwnApplication | null> {
  const [row] = await selectOwn(db)
    .where(eq(applications.personId, actor.personId))
    .orderBy(sql`${applications.erasedAt} is not null`, desc(turnedTo), desc(applications.createdAt))
    .limit(1);
  return row ? { ...row, form: formSchema.parse(row.definition) } : null;
}

/** When somebody last turned to an application of theirs. */
export const turnedTo = sql<Date>`coalesce(${applications.turnedToAt}, ${applications.createdAt})`;

/** One of a person's own applications, or null where they have no such. */
export async function findOwnApplication(
  db: Queryable,
  actor: { personId: string },
  by: { id: string } | { code: string },
): Promise<OwnApplication | null> {
  const named = "id" in by ? eq(applications.id, by.id) : eq(applications.code, by.code);
  const [row] = await selectOwn(db).where(and(eq(applications.personId, actor.personId), named));
  return row ? { ...row, form: formSchema.parse(row.definition) } : null;
}

/** Makes one of a person's own applications the one that their pages are about. False where they have no such. */
export async function turnTo(actor: { personId: string }, applicationId: string): Promise<boolean> {
  const turned = await database()
    .update(applications)
    .set({ turnedToAt: now() })
    .where(and(eq(applications.personId, actor.personId), eq(applications.id, applicationId)))
    .returning({ id: applications.id });
  return turned.length > 0;
}

/** A person's applications by edition: what each is called and whether it was begun only. */
export async function listOwnByEdition(db: Queryable, actor: { personId: string }) {
  const rows = await db
    .select({ editionId: applications.editionId, code: applications.code, status: applications.status })
    .from(applications)
    .where(eq(applications.personId, actor.personId));
  return new Map(rows.map((row) => [row.editionId, row]));
}

function selectOwn(db: Queryable) {
  return db
    .select({
      application: applications,
      edition: editions,
      definition: forms.definition,
      formVersion: forms.version,
      isOneOfSeveral: sql<boolean>`exists (select 1 from applications other
        where other.person_id = ${applications.personId} and other.id <> ${applications.id})`,
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(forms, eq(forms.id, applications.formId));
}

/** Takes hold of one's own application for the rest of the transaction. Another's, or none, is not found. */
export async function holdOwn(
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
    const found = await turnToOwn(tx, actor, edition.id);
    if (found) return { outcome: "resumed", applicationId: found };
    const at = now();
    if (stageOf(edition, at, wallClock(at, edition.zone).date) !== "call-open") return { outcome: "closed" };
    if (await judgesIn(tx, actor, edition.id)) return { outcome: "barred" };
    const form = await holdCurrentForm(tx, edition.id);
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
      const theirs = await turnToOwn(tx, actor, edition.id);
      if (theirs) return { outcome: "resumed", applicationId: theirs };
    }
    throw new Error("No free code was found.");
  });
}

/** Turns to a person's application to an edition where there is one; gives its id. */
async function turnToOwn(
  tx: Transaction,
  actor: { personId: string },
  editionId: string,
): Promise<string | null> {
  const [row] = await tx
    .update(applications)
    .set({ turnedToAt: now() })
    .where(and(eq(applications.editionId, editionId), eq(applications.personId, actor.personId)))
    .returning({ id: applications.id });
  return row?.id ?? null;
}

async function judgesIn(tx: Transaction, actor: { personId: string }, editionId: string): Promise<boolean> {
  const held = await tx
    .select({ role: roles.role })
    .from(roles)
    .where(and(eq(roles.personId, actor.personId), eq(roles.editionId, editionId), isNull(roles.endedAt)));
  return held.some(({ role }) => role === "coordinator" || role === "panelist");
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
  return inTransaction(async (tx) => withdrawInside(tx, actor, await holdOwn(tx, actor, applicationId)));
}

/** {@link withdrawApplication} as a part of a transaction that holds the application. */
export async function withdrawInside(
  tx: Transaction,
  actor: { personId: string },
  { application, edition }: OwnApplication,
): Promise<Withdrawal> {
  const at = now();
  if (application.status === "withdrawn") return "withdrawn";
  if (!canWithdraw(application, edition, wallClock(at, edition.zone).date)) return "too-late";
  const applicationId = application.id;
  const entry = {
    actorId: actor.personId,
    editionId: edition.id,
    subjectType: "application",
    subjectId: applicationId,
  };
  if (application.status === "draft" && !application.submittedAt) {
    await deleteDrafts(tx, [applicationId]);
    await deleteImportsNaming(tx, actor.personId, edition.id);
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
}
