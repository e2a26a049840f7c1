import { count, desc, eq, sql } from "drizzle-orm";
import { auditLog, editions, mail, vaultKeys } from "#db/schema";
import { database } from "~/platform/database.server";
import { openKey, unseal } from "~/platform/vault.server";
import { readPeople } from "./people.server";

export const recordsPerPage = 50;

/** A page of the outbox, newest first: what kind of letter and how it fared, never to whom. */
export async function listMail(page: number) {
  const db = database();
  const [rows, [total]] = await Promise.all([
    db
      .select({
        id: mail.id,
        kind: mail.kind,
        state: mail.state,
        attempts: mail.attempts,
        createdAt: mail.createdAt,
      })
      .from(mail)
      .orderBy(desc(mail.createdAt), desc(mail.id))
      .limit(recordsPerPage)
      .offset((page - 1) * recordsPerPage),
    db
      .select({
        count: count(),
        parked: sql<number>`count(*) filter (where ${mail.state} = 'parked')`.mapWith(Number),
      })
      .from(mail),
  ]);
  return {
    rows,
    parked: total?.parked ?? 0,
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / recordsPerPage)),
  };
}

/** A letter that waits because no mail server is set, opened. Null when there is none, or its person has been erased. */
export async function readLetter(id: string) {
  const [row] = await database()
    .select({ mail, wrapped: vaultKeys.wrapped })
    .from(mail)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, mail.personId))
    .where(eq(mail.id, id));
  if (!row || row.mail.state !== "waiting") return null;
  const key = openKey(row.mail.personId, row.wrapped);
  return {
    to: unseal(key, "mail.recipient", row.mail.recipient),
    subject: unseal(key, "mail.subject", row.mail.subject),
    text: unseal(key, "mail.text", row.mail.text),
    createdAt: row.mail.createdAt,
  };
}

/** A page of the audit log, newest first, with the names of those who acted. */
export async function listAudit(page: number) {
  const db = database();
  const [rows, [total]] = await Promise.all([
    db
      .select({
        id: auditLog.id,
        at: auditLog.at,
        actorId: auditLog.actorId,
        action: auditLog.action,
        edition: editions.name,
        subjectType: auditLog.subjectType,
        subjectId: auditLog.subjectId,
        detail: auditLog.detail,
      })
      .from(auditLog)
      .leftJoin(editions, eq(editions.id, auditLog.editionId))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(recordsPerPage)
      .offset((page - 1) * recordsPerPage),
    db.select({ count: count() }).from(auditLog),
  ]);
  const names = await readPeople([...new Set(rows.flatMap((row) => (row.actorId ? [row.actorId] : [])))]);
  return {
    rows: rows.map((row) => ({ ...row, actor: row.actorId ? (names.get(row.actorId)?.name ?? "—") : null })),
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / recordsPerPage)),
  };
}
