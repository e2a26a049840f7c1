import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { editions, invitations, people, roles, type RoleName } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { postLetter } from "~/platform/mail.server";
import { seal, getKey } from "~/platform/vault.server";
import { tellPersonChanged } from "./changes.server";
import { accountLetter } from "./letters.server";
import { hashPassword } from "./password.server";
import { createPerson, findPersonByEmail, holdAddress, readPeople } from "./people.server";
import { tellRoleEnded } from "./role-endings.server";
import { endSessionsOf, openSession } from "./session.server";
import { findTokenOwner, forgetPasswordsGiven, issueToken, spendToken } from "./tokens.server";

/**
 * Invites somebody to a role. A person whom the app does not know yet is made, without a password; the role counts
 * once they accept by the link in their mail. Inviting twice sends a new link and makes no second invitation.
 */
export async function invitePerson(
  tx: Transaction,
  invitation: {
    email: string;
    role: RoleName;
    editionId: string | null;
    invitedBy: string | null;
    locale?: string;
  },
): Promise<{ personId: string; isNew: boolean; already: boolean; token: string | null }> {
  await holdAddress(tx, invitation.email);
  const known = await findPersonByEmail(tx, invitation.email);
  const personId =
    known?.id ?? (await createPerson(tx, { email: invitation.email, locale: invitation.locale ?? "en" }));
  const sameEdition = invitation.editionId
    ? eq(roles.editionId, invitation.editionId)
    : isNull(roles.editionId);
  const [held] = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(
      and(eq(roles.personId, personId), eq(roles.role, invitation.role), sameEdition, isNull(roles.endedAt)),
    );
  if (held) return { personId, isNew: false, already: true, token: null };
  const [open] = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(
        eq(invitations.personId, personId),
        eq(invitations.role, invitation.role),
        invitation.editionId
          ? eq(invitations.editionId, invitation.editionId)
          : isNull(invitations.editionId),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    );
  if (!open)
    await tx.insert(invitations).values({
      personId,
      role: invitation.role,
      editionId: invitation.editionId,
      invitedBy: invitation.invitedBy,
      invitedAt: now(),
    });
  const token = await issueToken(tx, personId, "invitation");
  await postLetter(
    tx,
    personId,
    accountLetter(
      (known?.emailConfirmedAt ? known.locale : invitation.locale) ?? "en",
      "invitation",
      `/invitation/${token}`,
      invitation.editionId,
    ),
  );
  await recordAudit(tx, {
    actorId: invitation.invitedBy,
    action: "role.invited",
    editionId: invitation.editionId,
    subjectType: "person",
    subjectId: personId,
    detail: { role: invitation.role },
  });
  return { personId, isNew: !known, already: false, token };
}

/**
 * Whether an account is its address's owner's: whoever signed up with another's address and never confirmed it has
 * chosen nothing for them.
 */
function isOwned(
  person: { passwordHash: string | null; emailConfirmedAt: Date | null } | undefined,
): boolean {
  return Boolean(person?.passwordHash && person.emailConfirmedAt);
}

const pending = (personId: string) =>
  and(eq(invitations.personId, personId), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt));

/** What an invitation link offers: the roles, and whether its owner still has to choose a name and password. Null when it is no good. */
export async function readInvitation(token: string) {
  const personId = await findTokenOwner(token, "invitation");
  if (!personId) return null;
  const [[person], offered] = await Promise.all([
    database()
      .select({ passwordHash: people.passwordHash, emailConfirmedAt: people.emailConfirmedAt })
      .from(people)
      .where(eq(people.id, personId)),
    database()
      .select({ role: invitations.role, edition: editions.name })
      .from(invitations)
      .leftJoin(editions, eq(editions.id, invitations.editionId))
      .where(pending(personId)),
  ]);
  return offered.length === 0 ? null : { personId, needsPassword: !isOwned(person), offered };
}

/** What somebody new chooses as they accept. */
export interface NewAccount {
  name: string;
  password: string;
  locale: string;
}

/**
 * Accepts everything a link offers. Somebody new chooses name and password with it and is logged in; somebody with
 * an account keeps theirs and logs in as always, so that a forwarded mail opens nobody's account. Null when the link is no good.
 */
export async function acceptInvitation(
  token: string,
  account: NewAccount | null,
): Promise<{ cookie: string | null } | null> {
  const passwordHash = account ? await hashPassword(account.password) : null;
  const accepted = await inTransaction(async (tx) => {
    const owner = await findTokenOwner(token, "invitation", tx);
    if (!owner) return null;
    const [person] = await tx
      .select({ passwordHash: people.passwordHash, emailConfirmedAt: people.emailConfirmedAt })
      .from(people)
      .where(eq(people.id, owner));
    const isNew = !isOwned(person);
    if (isNew && !account) return null;
    const spent = await spendToken(tx, token, "invitation");
    if (!spent) return null;
    const { personId } = spent;
    const at = now();
    const granted = await tx.update(invitations).set({ acceptedAt: at }).where(pending(personId)).returning();
    if (isNew && account && passwordHash) {
      const key = await getKey(tx, personId);
      await tx
        .update(people)
        .set({
          passwordHash,
          name: seal(key, "people.name", account.name),
          locale: account.locale,
          emailConfirmedAt: at,
        })
        .where(eq(people.id, personId));
      await forgetPasswordsGiven(tx, personId);
    }
    for (const { role, editionId, invitedBy } of granted)
      await grantRole(tx, { personId, role, editionId, grantedBy: invitedBy });
    await tellPersonChanged(tx, personId);
    return { personId, isNew };
  });
  if (!accepted) return null;
  return { cookie: accepted.isNew ? await openSession(accepted.personId) : null };
}

/** Gives somebody a role at once. Their other sessions end, as what those may do has changed. */
export async function grantRole(
  tx: Transaction,
  grant: { personId: string; role: RoleName; editionId: string | null; grantedBy: string | null },
): Promise<void> {
  await tx.insert(roles).values({ ...grant, grantedAt: now() });
  await endSessionsOf(tx, grant.personId);
  await recordAudit(tx, {
    actorId: grant.grantedBy,
    action: "role.granted",
    editionId: grant.editionId,
    subjectType: "person",
    subjectId: grant.personId,
    detail: { role: grant.role },
  });
}

/** Ends a role, and with it the person's sessions, and writes to them. Returns whether there was one to end. */
export async function endRole(
  tx: Transaction,
  roleId: string,
  actorId: string,
  scope: StaffScope,
): Promise<boolean> {
  const [ended] = await tx
    .update(roles)
    .set({ endedAt: now() })
    .where(and(eq(roles.id, roleId), isNull(roles.endedAt), inEditions(roles.editionId, scope)))
    .returning();
  if (!ended) return false;
  await endSessionsOf(tx, ended.personId);
  if (ended.role === "panelist" && ended.editionId) await tellRoleEnded(tx, { editionId: ended.editionId });
  const [person] = await tx
    .select({ locale: people.locale, email: people.email })
    .from(people)
    .where(eq(people.id, ended.personId));
  if (person?.email)
    await postLetter(
      tx,
      ended.personId,
      accountLetter(person.locale, "access-changed", "/login", ended.editionId),
    );
  await recordAudit(tx, {
    actorId,
    action: "role.ended",
    editionId: ended.editionId,
    subjectType: "person",
    subjectId: ended.personId,
    detail: { role: ended.role },
  });
  return true;
}

/** Whose roles somebody may see and change: an admin everyone's, a coordinator those of their own editions. */
export interface StaffScope {
  editionIds: string[] | "all";
}

function inEditions(
  column: typeof roles.editionId | typeof invitations.editionId | typeof editions.id,
  scope: StaffScope,
) {
  if (scope.editionIds === "all") return undefined;
  return scope.editionIds.length > 0 ? inArray(column, scope.editionIds) : sql`false`;
}

/** Everyone who holds a role or is invited to one, for an admin (all) or a coordinator (their editions). Newest first, 200 at most. */
export async function listStaff(scope: StaffScope) {
  const [held, invited] = await Promise.all([
    database()
      .select({
        id: roles.id,
        personId: roles.personId,
        role: roles.role,
        edition: editions.name,
        since: roles.grantedAt,
      })
      .from(roles)
      .leftJoin(editions, eq(editions.id, roles.editionId))
      .where(and(isNull(roles.endedAt), inEditions(roles.editionId, scope)))
      .orderBy(desc(roles.grantedAt))
      .limit(200),
    database()
      .select({
        id: invitations.id,
        personId: invitations.personId,
        role: invitations.role,
        edition: editions.name,
        since: invitations.invitedAt,
      })
      .from(invitations)
      .leftJoin(editions, eq(editions.id, invitations.editionId))
      .where(
        and(
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt),
          inEditions(invitations.editionId, scope),
        ),
      )
      .orderBy(desc(invitations.invitedAt))
      .limit(200),
  ]);
  const names = await readPeople([...new Set([...held, ...invited].map((row) => row.personId))]);
  const withName = <Row extends { personId: string }>(row: Row) => ({
    ...row,
    ...(names.get(row.personId) ?? { name: "", email: "" }),
  });
  return {
    held: held.map(withName),
    // What whoever invited typed, and no more: the name in somebody's account is not theirs to read before they accept.
    invited: invited.map((row) => ({ ...withName(row), name: names.get(row.personId)?.email ?? "" })),
  };
}

/** Takes an invitation back. */
export async function withdrawInvitation(id: string, scope: StaffScope): Promise<boolean> {
  const rows = await database()
    .update(invitations)
    .set({ withdrawnAt: now() })
    .where(
      and(eq(invitations.id, id), isNull(invitations.acceptedAt), inEditions(invitations.editionId, scope)),
    )
    .returning({ id: invitations.id });
  return rows.length > 0;
}

/** The editions somebody may invite people to, the newest first. */
export async function listInvitableEditions(scope: StaffScope) {
  return database()
    .select({ id: editions.id, slug: editions.slug, name: editions.name })
    .from(editions)
    .where(inEditions(editions.id, scope))
    .orderBy(desc(editions.startsOn))
    .limit(100);
}
