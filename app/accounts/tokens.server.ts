import { and, desc, eq, gt, gte, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { tokens } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { digest, newToken } from "~/platform/vault.server";

type Purpose = (typeof tokens.$inferSelect)["purpose"];

/** How long a link in a mail is good for, in hours. */
export const tokenHours: Record<Purpose, number> = { confirmation: 24, recovery: 1, invitation: 14 * 24 };

/**
 * Makes a single-use link for a person; earlier links for the same purpose stop working. `onward` is a path of this site
 * to go on to once it is used; `passwordHash` is what was chosen with it, see {@link passwordsGiven}. Returns the
 * secret, which is not stored.
 */
export async function issueToken(
  tx: Transaction,
  personId: string,
  purpose: Purpose,
  onward?: string,
  passwordHash?: string,
): Promise<string> {
  const at = now();
  await tx
    .update(tokens)
    .set({ replacedAt: at })
    .where(
      and(
        eq(tokens.personId, personId),
        eq(tokens.purpose, purpose),
        isNull(tokens.usedAt),
        isNull(tokens.replacedAt),
      ),
    );
  const secret = newToken();
  await tx.insert(tokens).values({
    personId,
    purpose,
    tokenHash: digest(secret),
    createdAt: at,
    expiresAt: new Date(at.getTime() + tokenHours[purpose] * 3_600_000),
    onward: onward || null,
    passwordHash: passwordHash ?? null,
  });
  return secret;
}

function usable(secret: string, purpose: Purpose) {
  return and(
    eq(tokens.tokenHash, digest(secret)),
    eq(tokens.purpose, purpose),
    isNull(tokens.usedAt),
    isNull(tokens.replacedAt),
    gt(tokens.expiresAt, now()),
  );
}

/** What has become of a link: whose it is and where it leads on to, unless it never was one. */
export type MailedLink =
  | { state: "usable" | "used" | "replaced" | "expired"; personId: string; onward: string }
  | { state: "unknown"; onward: string };

/**
 * What has become of a link. One whose successor was used counts as used. Looking does not use it up, as mail scanners
 * look.
 */
export async function readLink(secret: string, purpose: Purpose): Promise<MailedLink> {
  const newer = alias(tokens, "newer");
  const [row] = await database()
    .select({
      personId: tokens.personId,
      usedAt: tokens.usedAt,
      replacedAt: tokens.replacedAt,
      expiresAt: tokens.expiresAt,
      onward: tokens.onward,
      successorUsed: sql<boolean>`exists (${database()
        .select({ id: newer.id })
        .from(newer)
        .where(
          and(
            eq(newer.personId, tokens.personId),
            eq(newer.purpose, tokens.purpose),
            gte(newer.createdAt, tokens.createdAt),
            isNotNull(newer.usedAt),
          ),
        )})`,
    })
    .from(tokens)
    .where(and(eq(tokens.tokenHash, digest(secret)), eq(tokens.purpose, purpose)));
  if (!row) return { state: "unknown", onward: "" };
  const known = { personId: row.personId, onward: row.onward ?? "" };
  if (row.usedAt || row.successorUsed) return { state: "used", ...known };
  if (row.replacedAt) return { state: "replaced", ...known };
  return { state: row.expiresAt > now() ? "usable" : "expired", ...known };
}

/** Whose link this is, or null when it is unknown, used, replaced or too old. Looking does not use it up. */
export async function findTokenOwner(
  secret: string,
  purpose: Purpose,
  db: Queryable = database(),
): Promise<string | null> {
  const [row] = await db.select({ personId: tokens.personId }).from(tokens).where(usable(secret, purpose));
  return row?.personId ?? null;
}

/** Uses a link up, and gives whose it is and where it leads on to. Of two who try at once one gets that, the other null. */
export async function spendToken(
  tx: Transaction,
  secret: string,
  purpose: Purpose,
): Promise<{ personId: string; onward: string } | null> {
  const [row] = await tx
    .update(tokens)
    .set({ usedAt: now() })
    .where(usable(secret, purpose))
    .returning({ personId: tokens.personId, onward: tokens.onward });
  return row ? { personId: row.personId, onward: row.onward ?? "" } : null;
}

/** Passwords of one person that are tried at the most when their address is confirmed: those of two hours of letters. */
const mostGiven = 12;

/**
 * The passwords, hashed, that were given with a person's links for one purpose, the newest first. Whoever asks with
 * somebody else's address adds one and takes none away.
 */
export async function passwordsGiven(personId: string, purpose: Purpose): Promise<string[]> {
  const rows = await database()
    .select({ hash: tokens.passwordHash })
    .from(tokens)
    .where(and(eq(tokens.personId, personId), eq(tokens.purpose, purpose), isNotNull(tokens.passwordHash)))
    .orderBy(desc(tokens.createdAt))
    .limit(mostGiven);
  return rows.flatMap(({ hash }) => hash ?? []);
}

/** Forgets the passwords that were given with a person's links. */
export async function forgetPasswordsGiven(tx: Transaction, personId: string): Promise<void> {
  await tx
    .update(tokens)
    .set({ passwordHash: null })
    .where(and(eq(tokens.personId, personId), isNotNull(tokens.passwordHash)));
}
