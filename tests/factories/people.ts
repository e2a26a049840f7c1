import { panelists, roles, type RoleName } from "#db/schema";
import { hashPassword } from "~/accounts/password.server";
import { createPerson } from "~/accounts/people.server";
import { now } from "~/platform/clock.server";
import { inTransaction } from "~/platform/database.server";
import { agreementVersion } from "~/selection/confidentiality";
import { next } from "./counter";

/** A role to give: `"admin"`, or a role in an edition. */
export type RoleToGive = "admin" | { role: Exclude<RoleName, "admin">; edition: { id: string } };

export interface PersonDetails {
  email?: string;
  name?: string;
  /** Without one nobody can log in by password (hashing takes a while); tests log in by session. */
  password?: string;
  locale?: string;
  timeZone?: string;
  /** Whether the address has been confirmed; it has unless this is false. */
  confirmed?: boolean;
  roles?: RoleToGive[];
  /** Whether a panelist has accepted the confidentiality agreement; they have unless this is false. */
  agreed?: boolean;
}

export interface Person {
  id: string;
  email: string;
  name: string;
}

/** A person with a key, a sealed name and address, and the roles asked for. */
export async function aPerson(details: PersonDetails = {}): Promise<Person> {
  const number = next();
  const name = details.name ?? `Person ${number}`;
  const email = details.email ?? `person${number}@example.org`;
  const passwordHash = details.password ? await hashPassword(details.password) : undefined;
  const id = await inTransaction(async (tx) => {
    const personId = await createPerson(tx, {
      email,
      name,
      confirmed: details.confirmed ?? true,
      ...(passwordHash ? { passwordHash } : {}),
      ...(details.locale ? { locale: details.locale } : {}),
      ...(details.timeZone ? { timeZone: details.timeZone } : {}),
    });
    for (const held of details.roles ?? []) {
      await tx.insert(roles).values({
        personId,
        role: held === "admin" ? "admin" : held.role,
        editionId: held === "admin" ? null : held.edition.id,
        grantedAt: now(),
      });
      if (held !== "admin" && held.role === "panelist" && details.agreed !== false)
        await tx
          .insert(panelists)
          .values({ personId, editionId: held.edition.id, agreement: agreementVersion, agreedAt: now() })
          .onConflictDoNothing();
    }
    return personId;
  });
  return { id, email, name };
}
