import { and, eq, inArray, isNull } from "drizzle-orm";
import { auditLog, calendarFeeds, invitations, mail, people, roles, sessions, tokens } from "#db/schema";
import { now } from "~/platform/clock.server";
import { destroyKey } from "~/platform/vault.server";
import type { Queryable, Transaction } from "~/platform/database.server";

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
  await eraseAccounts(tx, [personId], personId);
}

/** Like {@link eraseAccount}, for many. `actorId` is who asked for it; null for nobody. */
export async function eraseAccounts(
  tx: Transaction,
  ids: readonly string[],
  actorId: string | null,
): Promise<void> {
  const at = now();
  await tx.delete(sessions).where(inArray(sessions.userId, [...ids]));
  await tx.delete(tokens).where(inArray(tokens.personId, [...ids]));
  await tx.delete(invitations).where(inArray(invitations.personId, [...ids]));
  await tx.delete(calendarFeeds).where(inArray(calendarFeeds.personId, [...ids]));
  await tx.delete(mail).where(inArray(mail.personId, [...ids]));
  await destroyKey(tx, ...ids);
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
    .where(inArray(people.id, [...ids]));
  await tx
    .insert(auditLog)
    .values(
      ids.map((id) => ({ actorId, action: "person.erased", subjectType: "person", subjectId: id, at })),
    );
}
