import { and, eq, gte, inArray, isNull, like, or } from "drizzle-orm";
import { applications, fellows, mail } from "#db/schema";
import { eraseAccount, holdsRole } from "~/accounts/erasure.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { holdOwn, withdrawInside, type OwnApplication, type Withdrawal } from "./applications.server";
import { deleteContent } from "./content.server";
import { recordApplicationEvent } from "./reading.server";

/** Whether somebody has a place in a programme; then what they applied with is still needed. */
async function isFellow(db: Queryable, personId: string): Promise<boolean> {
  const [fellow] = await db
    .select({ id: fellows.id })
    .from(fellows)
    .where(and(eq(fellows.personId, personId), isNull(fellows.endedAt)))
    .limit(1);
  return fellow !== undefined;
}

/**
 * Whether somebody's account can be erased at their own wish: they hold no role and no place in a programme, and, with
 * `besides`, have no other application that has not been erased.
 */
export async function canEraseAccount(
  db: Queryable,
  personId: string,
  besides?: { applicationId: string },
): Promise<boolean> {
  if ((await holdsRole(db, personId)) || (await isFellow(db, personId))) return false;
  if (!besides) return true;
  const standing = await db
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.personId, personId), isNull(applications.erasedAt)));
  return standing.every(({ id }) => id === besides.applicationId);
}

/**
 * Takes one's own application back and erases what it says: answers, submissions, files, referees, messages, notes and
 * letters. An empty row stays for the count; a draft that was never sent goes altogether. With `account`, and where
 * nothing stands against it, the account goes in the same step. Cannot be undone; the caller has asked for the password.
 */
export async function eraseApplication(
  actor: { personId: string },
  applicationId: string,
  options: { account: boolean },
): Promise<{ outcome: Withdrawal | "erased"; accountErased: boolean }> {
  return inTransaction(async (tx) => {
    const own = await holdOwn(tx, actor, applicationId);
    const withdrawal = await withdrawInside(tx, actor, own);
    if (withdrawal === "too-late") return { outcome: withdrawal, accountErased: false };
    if (withdrawal === "withdrawn") await emptyApplication(tx, actor, own);
    const erasesAccount = options.account && (await canEraseAccount(tx, actor.personId, { applicationId }));
    if (erasesAccount) await eraseAccount(tx, actor.personId);
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
  await tx
    .delete(mail)
    .where(
      and(
        eq(mail.personId, actor.personId),
        gte(mail.createdAt, application.createdAt),
        or(like(mail.kind, "applying.%"), like(mail.kind, "selection.%")),
      ),
    );
  await tx
    .update(applications)
    .set({ erasedAt: at, country: null, extendedUntil: null, remindersOff: true, updatedAt: at })
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

/** Takes back and erases all of somebody's applications, and then their account. False where a role or a place stands against it. */
export async function eraseEverything(actor: { personId: string }): Promise<boolean> {
  return inTransaction(async (tx) => {
    if (!(await canEraseAccount(tx, actor.personId))) return false;
    const theirs = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(and(eq(applications.personId, actor.personId), isNull(applications.erasedAt)))
      .for("update");
    const ids = theirs.map(({ id }) => id);
    if (ids.length > 0) {
      const at = now();
      await deleteContent(tx, ids);
      await tx
        .update(applications)
        .set({
          status: "withdrawn",
          withdrawnAt: at,
          erasedAt: at,
          country: null,
          extendedUntil: null,
          remindersOff: true,
          updatedAt: at,
        })
        .where(inArray(applications.id, ids));
    }
    await eraseAccount(tx, actor.personId);
    return true;
  });
}
