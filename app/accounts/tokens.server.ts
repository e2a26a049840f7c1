import { and, eq, gt, isNull } from "drizzle-orm";
import { tokens } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { digest, newToken } from "~/platform/vault.server";

type Purpose = (typeof tokens.$inferSelect)["purpose"];

/** How long a link in a mail is good for, in hours. */
export const tokenHours: Record<Purpose, number> = { confirmation: 48, recovery: 2, invitation: 14 * 24 };

/** Makes a single-use link for a person; earlier links for the same purpose stop working. Returns the secret, which is not stored. */
export async function issueToken(tx: Transaction, personId: string, purpose: Purpose): Promise<string> {
  const at = now();
  await tx
    .update(tokens)
    .set({ usedAt: at })
    .where(and(eq(tokens.personId, personId), eq(tokens.purpose, purpose), isNull(tokens.usedAt)));
  const secret = newToken();
  await tx.insert(tokens).values({
    personId,
    purpose,
    tokenHash: digest(secret),
    createdAt: at,
    expiresAt: new Date(at.getTime() + tokenHours[purpose] * 3_600_000),
  });
  return secret;
}

function usable(secret: string, purpose: Purpose) {
  return and(
    eq(tokens.tokenHash, digest(secret)),
    eq(tokens.purpose, purpose),
    isNull(tokens.usedAt),
    gt(tokens.expiresAt, now()),
  );
}

/** Whose link this is, or null when it is unknown, used or too old. Looking does not use it up, as mail scanners look. */
export async function findTokenOwner(
  secret: string,
  purpose: Purpose,
  db: Queryable = database(),
): Promise<string | null> {
  const [row] = await db.select({ personId: tokens.personId }).from(tokens).where(usable(secret, purpose));
  return row?.personId ?? null;
}

/** Uses a link up. Of two who try at once one gets the person, the other null. */
export async function spendToken(tx: Transaction, secret: string, purpose: Purpose): Promise<string | null> {
  const [row] = await tx
    .update(tokens)
    .set({ usedAt: now() })
    .where(usable(secret, purpose))
    .returning({ personId: tokens.personId });
  return row?.personId ?? null;
}
