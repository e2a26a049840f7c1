import { desc, eq } from "drizzle-orm";
import { mail, vaultKeys } from "#db/schema";
import { database } from "~/platform/database.server";
import { openKey, unseal } from "~/platform/vault.server";

export interface ReadLetter {
  /** Whom it is addressed to. */
  to: string;
  kind: string;
  subject: string;
  text: string;
  /** The path of its link, if there is one. */
  path: string | null;
  /** The last part of that path: a token. */
  token: string;
}

/** The letters written to somebody, newest first, opened. */
export async function lettersTo(person: { id: string }): Promise<ReadLetter[]> {
  return (await lettersOf(person)).filter(({ kind }) => !kind.startsWith("reference."));
}

/** The letters that went to an applicant's referees, newest first, opened. */
export async function refereeLetters(person: { id: string }): Promise<ReadLetter[]> {
  return (await lettersOf(person)).filter(({ kind }) => kind.startsWith("reference."));
}

async function lettersOf(person: { id: string }): Promise<ReadLetter[]> {
  const rows = await database()
    .select({ mail, wrapped: vaultKeys.wrapped })
    .from(mail)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, mail.personId))
    .where(eq(mail.personId, person.id))
    .orderBy(desc(mail.createdAt));
  return rows.map((row) => {
    const key = openKey(row.mail.personId, row.wrapped);
    const text = unseal(key, "mail.text", row.mail.text);
    const address = /https?:\/\/\S+/.exec(text)?.[0];
    const path = address ? new URL(address).pathname : null;
    return {
      to: unseal(key, "mail.recipient", row.mail.recipient),
      kind: row.mail.kind,
      subject: unseal(key, "mail.subject", row.mail.subject),
      text,
      path,
      token: path?.split("/").at(-1) ?? "",
    };
  });
}
