import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, fellows } from "#db/schema";
import { eraseAccount, holdsRole } from "~/accounts/erasure.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { wallClock } from "~/platform/locale/zones";
import { canWithdraw } from "./access";
import { holdOwn, withdrawInside, type OwnApplication } from "./applications.server";
import { deleteContent, deleteDrafts } from "./content.server";
import { deleteImportsNaming } from "./import-erasure.server";
import { recordApplicationEvent, recordApplicationEvents } from "./reading.server";

/** Whether somebody has a place in a programme; then what they applied with is still needed. */
async function isFellow(db: Queryable, personId: string): Promise<boolean> {
  const [fellow] = await db
    .select({ id: fellows.id })
    .from(fellows)
    .where(and(eq(fellows.personId, personId), isNull(fellows.endedAt)))
    .limit(1);
  return fellow !== undefined;
}

/** Whether an application brought its owner a place in a programme that they still hold. */
export async function holdsPlaceFor(db: Queryable, applicationId: string): Promise<boolean> {
  const [fellow] = await db
    .select({ id: fellows.id })
    .from(fellows)
    .where(and(eq(fellows.applicationId, applicationId), isNull(fellows.endedAt)))
    .limit(1);
  return fellow !== undefined;
}

/**
 * Whether somebody's account can be erased at their own wish: they hold no role and no place in a programme. With
 * `besides`, that one application is looked away from and there must be no other that has not been erased.
 */
export async function canEraseAccount(
  db: Queryable,
  personId: string,
  besides?: { applicationId: string },
): Promise<boolean> {
  if (await holdsRole(db, personId)) return false;
  const places = await db
    .select({ applicationId: fellows.applicationId })
    .from(fellows)
    .where(and(eq(fellows.personId, personId), isNull(fellows.endedAt)));
  if (places.some(({ applicationId }) => applicationId !== besides?.applicationId)) return false;
  if (!besides) return true;
  const standing = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.personId, personId), isNull(applications.erasedAt)));
  return standing.every(({ id }) => id === besides.applicationId);
}

/** A way to leave: taking the application back, erasing it, or erasing the account with it. */
export type WayOut = "withdraw" | "erase" | "account";

/**
 * Whether any way out of one's own application is open: not once it is erased, and not for somebody who takes part in a
 * programme that has begun.
 */
export async function hasWayOut(
  db: Queryable,
  actor: { personId: string },
  { application, edition }: OwnApplication,
): Promise<boolean> {
  if (application.erasedAt) return false;
  if (application.status === "withdrawn") return true;
  if (canWithdraw(application, edition, wallClock(now(), edition.zone).date)) return true;
  return !(await isFellow(db, actor.personId));
}

/** The ways out of one's own application that are open now, the mildest first. None once it is erased. */
export async function listWaysOut(
  db: Queryable,
  actor: { personId: string },
  own: OwnApplication,
): Promise<WayOut[]> {
  const { application, edition } = own;
  if (!(await hasWayOut(db, actor, own))) return [];
  const mayWithdraw = canWithdraw(application, edition, wallClock(now(), edition.zone).date);
  // A draft that was never sent is deleted altogether: there is nothing left to erase.
  const isDraft = application.status === "draft" && application.submittedAt === null;
  const mayEraseAccount = await canEraseAccount(db, actor.personId, { applicationId: application.id });
  return [
    ...(mayWithdraw ? (["withdraw"] as const) : []),
    ...(isDraft && mayWithdraw ? [] : (["erase"] as const)),
    ...(mayEraseAccount ? (["account"] as const) : []),
  ];
}

/**
 * Takes one's own application back and erases what it says: answers, submissions, files, referees, messages, notes and
 * letters. An empty row stays for the count; a draft that was never sent goes altogether. With `account`, and where
 * nothing stands against it, the account goes in the same step. Cannot be undone; the caller has asked for the password.
 * Only somebody who takes part in a programme that has begun is told that it is too late.
 */
export async function eraseApplication(
  actor: { personId: string },
  applicationId: string,
  options: { account: boolean },
): Promise<{ outcome: "erased" | "deleted" | "too-late"; accountErased: boolean }> {
  return inTransaction(async (tx) => {
    const own = await holdOwn(tx, actor, applicationId);
    const withdrawal = await withdrawInside(tx, actor, own);
    if (withdrawal === "too-late" && (await isFellow(tx, actor.personId)))
      return { outcome: withdrawal, accountErased: false };
    if (withdrawal !== "deleted") await emptyApplication(tx, actor, own);
    const erasesAccount = options.account && (await canEraseAccount(tx, actor.personId, { applicationId }));
    if (erasesAccount) {
      await deleteImportsNaming(tx, actor.personId);
      await eraseAccount(tx, actor.personId);
    }
    return { outcome: withdrawal === "deleted" ? "deleted" : "erased", accountErased: erasesAccount };
  });
}

async function emptyApplication(
  tx: Transaction,
  actor: { personId: string },
  { application, edition }: OwnApplication,
): Promise<void> {
  if (application.erasedAt) return;
  const at = now();
  await deleteContent(tx, [application.id]);
  await deleteImportsNaming(tx, actor.personId, edition.id);
  await tx
    .update(applications)
    .set({ ...emptied, withdrawnAt: application.withdrawnAt ?? at, erasedAt: at, updatedAt: at })
    .where(eq(applications.id, application.id));
  await recordApplicationEvent(tx, application.id, "erased", actor.personId);
  await recordAudit(tx, {
    actorId: actor.personId,
    action: "application.erased",
    editionId: edition.id,
    subjectType: "application",
    subjectId: application.id,
  });
}

/** What an erased application's row holds. */
const emptied = {
  status: "withdrawn",
  country: null,
  extendedUntil: null,
  remindersOff: true,
  eligibilityCheck: "open",
} as const;

/** Takes back and erases all of somebody's applications, and then their account. False where a role or a place stands against it. */
export async function eraseEverything(actor: { personId: string }): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await canEraseAccount(tx, actor.personId))) return false;
    const theirs = await tx
      .select({ id: applications.id, status: applications.status, submittedAt: applications.submittedAt })
      .from(applications)
      .where(and(eq(applications.personId, actor.personId), isNull(applications.erasedAt)))
      .for("update");
    const drafts = theirs.filter(({ status, submittedAt }) => status === "draft" && !submittedAt);
    const others = theirs.filter((one) => !drafts.includes(one)).map(({ id }) => id);
    if (drafts.length > 0)
      await deleteDrafts(
        tx,
        drafts.map(({ id }) => id),
      );
    if (others.length > 0) {
      const at = now();
      await deleteContent(tx, others);
      await tx
        .update(applications)
        .set({
          ...emptied,
          withdrawnAt: sql`coalesce(${applications.withdrawnAt}, ${at.toISOString()}::timestamptz)`,
          erasedAt: at,
          updatedAt: at,
        })
        .where(inArray(applications.id, others));
      await recordApplicationEvents(
        tx,
        "erased",
        actor.personId,
        others.map((applicationId) => ({ applicationId })),
      );
    }
    await deleteImportsNaming(tx, actor.personId);
    await eraseAccount(tx, actor.personId);
    return true;
  });
}
