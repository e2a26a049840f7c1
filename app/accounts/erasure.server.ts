import { and, eq, isNull } from "drizzle-orm";
import { calendarFeeds, invitations, mail, people, roles, tokens } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { destroyKey } from "~/platform/vault.server";
import { endSessionsOf } from "./session.server";

/** Whether somebody holds a role in any edition, or is an admin. */
export async function holdsRole(db: Queryable, personId: string): Promise<boolean> {
  const [role] = await db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.personId, personId), isNull(roles.endedAt)))
    .limit(1);
  return role !== undefined;
}

/**
 * Erases somebody: their key is destroyed, so that nothing sealed under it can be read again, in backups neither;
 * address, name and password are gone, log-ins and links ended, letters deleted. An empty row stays, which others point
 * to. Whether it may be done is for the caller to judge, in the same transaction.
 */
export async function eraseAccount(tx: Transaction, personId: string): Promise<void> {
  const at = now();
  await endSessionsOf(tx, personId);
  await tx.delete(tokens).where(eq(tokens.personId, personId));
  await tx.delete(invitations).where(eq(invitations.personId, personId));
  await tx.delete(calendarFeeds).where(eq(calendarFeeds.personId, personId));
  await tx.delete(mail).where(eq(mail.personId, personId));
  await destroyKey(tx, personId);
  await tx
    .update(people)
    .set({
      emailHash: null,
      email: null,
      name: null,
      passwordHash: null,
      timeZone: null,
      emailConfirmedAt: null,
      erasedAt: at,
    })
    .where(eq(people.id, personId));
  await recordAudit(tx, {
    actorId: personId,
    action: "person.erased",
    subjectType: "person",
    subjectId: personId,
  });
}
