import { and, count, desc, eq, exists, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { applications, auditLog, editions, invitations, mail, roles, vaultKeys } from "#db/schema";
import { database } from "~/platform/database.server";
import { openKey, unseal } from "~/platform/vault.server";
import type { StaffScope } from "./invitations.server";
import { readPeople } from "./people.server";

export const recordsPerPage = 50;

/**
 * The letters about the editions of a scope, and those about the accounts alone of who applies to, or holds or is
 * offered a role in, one of them.
 */
export function lettersWithin(scope: StaffScope): SQL | undefined {
  const { editionIds } = scope;
  if (editionIds === "all") return undefined;
  const db = database();
  const one = { one: sql`1` };
  const belongs = (to: typeof applications | typeof roles | typeof invitations) =>
    exists(
      db
        .select(one)
        .from(to)
        .where(and(eq(to.personId, mail.personId), inArray(to.editionId, editionIds))),
    );
  return or(
    inArray(mail.editionId, editionIds),
    and(isNull(mail.editionId), or(belongs(applications), belongs(roles), belongs(invitations))),
  );
}

/** A page of the outbox, newest first: what kind of letter and how it fared, never to whom. */
export async function listMail(page: number, scope: StaffScope) {
  const db = database();
  const within = lettersWithin(scope);
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
      .where(within)
      .orderBy(desc(mail.createdAt), desc(mail.id))
      .limit(recordsPerPage)
      .offset((page - 1) * recordsPerPage),
    db
      .select({
        count: count(),
        parked: sql<number>`count(*) filter (where ${mail.state} = 'parked')`.mapWith(Number),
      })
      .from(mail)
      .where(within),
  ]);
  return {
    rows,
    parked: total?.parked ?? 0,
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / recordsPerPage)),
  };
}

/**
 * A letter within a scope that waits because no mail server is set, opened. Null when there is none, or its person has
 * been erased.
 */
export async function readLetter(id: string, scope: StaffScope) {
  const [row] = await database()
    .select({ mail, wrapped: vaultKeys.wrapped })
    .from(mail)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, mail.personId))
    .where(and(eq(mail.id, id), lettersWithin(scope)));
  if (!row || row.mail.state !== "waiting") return null;
  const key = openKey(row.mail.personId, row.wrapped);
  return {
    to: unseal(key, "mail.recipient", row.mail.recipient),
    subject: unseal(key, "mail.subject", row.mail.subject),
    text: unseal(key, "mail.text", row.mail.text),
    createdAt: row.mail.createdAt,
  };
}

/**
 * A page of the audit log, newest first, with the names of staff who acted. Whoever acts for themselves as an applicant
 * is not named (`actor` is "unnamed"): who reads the log may not learn who applies. Null where nobody acted.
 */
export async function listAudit(page: number) {
  const db = database();
  const [rows, [total]] = await Promise.all([
    db
      .select({
        id: auditLog.id,
        at: auditLog.at,
        actorId: auditLog.actorId,
        isStaff: sql<boolean>`exists (select 1 from ${roles} where ${roles.personId} = ${auditLog.actorId}) and not exists (select 1 from ${applications} where ${applications.id}::text = ${auditLog.subjectId}::text and ${applications.personId} = ${auditLog.actorId})`,
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
  const staff = rows.flatMap((row) => (row.actorId && row.isStaff ? [row.actorId] : []));
  const names = await readPeople([...new Set(staff)]);
  return {
    rows: rows.map((row) => ({
      ...row,
      actor:
        row.actorId === null
          ? null
          : row.isStaff
            ? { name: names.get(row.actorId)?.name ?? "—" }
            : ("unnamed" as const),
    })),
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / recordsPerPage)),
  };
}
