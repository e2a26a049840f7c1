import { randomUUID } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { people, vaultKeys } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { createKey, emailHash, openKey, seal, unseal } from "~/platform/vault.server";

/** Finds who has an address, erased people never. */
export async function findPersonByEmail(db: Queryable, email: string) {
  const [person] = await db
    .select()
    .from(people)
    .where(eq(people.emailHash, emailHash(email)));
  return person ?? null;
}

/** Lets only one transaction at a time make a person with an address: a second finds whom the first has made. */
export async function holdAddress(tx: Transaction, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${emailHash(email)}, 0))`);
}

/**
 * Makes a person with a key of their own; without an address they can neither log in nor be written to. Throws on an
 * address that is taken (unique violation).
 */
export async function createPerson(
  tx: Transaction,
  details: {
    email: string | null;
    /** Whether the address is only written to, as it leads to somebody else's account already. */
    isOnlyWrittenTo?: boolean;
    name?: string;
    passwordHash?: string;
    locale?: string;
    timeZone?: string | null;
    confirmed?: boolean;
  },
): Promise<string> {
  const id = randomUUID();
  const at = now();
  await tx.insert(people).values({
    id,
    emailHash: details.email === null || details.isOnlyWrittenTo ? null : emailHash(details.email),
    passwordHash: details.passwordHash ?? null,
    locale: details.locale ?? "en",
    timeZone: details.timeZone ?? null,
    createdAt: at,
    emailConfirmedAt: details.confirmed ? at : null,
  });
  const key = await createKey(tx, id);
  await tx
    .update(people)
    .set({
      email: details.email === null ? null : seal(key, "people.email", details.email.trim()),
      ...(details.name ? { name: seal(key, "people.name", details.name) } : {}),
    })
    .where(eq(people.id, id));
  return id;
}

/** Names and addresses of the given people, for staff who may see them (the caller has checked). Erased people are absent. */
export async function readPeople(ids: string[]): Promise<Map<string, { name: string; email: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await database()
    .select({ id: people.id, name: people.name, email: people.email, wrapped: vaultKeys.wrapped })
    .from(people)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .where(inArray(people.id, ids));
  return new Map(
    rows.map((row) => {
      const key = openKey(row.id, row.wrapped);
      const email = unseal(key, "people.email", row.email) ?? "";
      return [row.id, { name: unseal(key, "people.name", row.name) ?? email, email }];
    }),
  );
}
