import { and, asc, eq, gt, isNotNull, isNull, lt, notExists, or, sql } from "drizzle-orm";
import { applications, fellows, invitations, people, roles, sessions, tokens } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { eraseAccounts } from "./erasure.server";
import { accountKeeping } from "./keeping";

/** Accounts that one transaction takes on. */
const batch = 100;

/**
 * Erases accounts with which nobody has done anything: those whose address was never confirmed, and confirmed ones
 * that never began anything and in which nobody is logged in. Whoever has applied, holds or has held a role, is invited
 * or has a link that still works keeps theirs. Returns how many went.
 */
export async function eraseUnused(): Promise<number> {
  const at = now();
  const unconfirmed = new Date(at.getTime() - accountKeeping.unconfirmedDays * 86_400_000);
  const unused = new Date(at);
  unused.setUTCMonth(unused.getUTCMonth() - accountKeeping.unusedMonths);
  const db = database();
  const one = { one: sql`1` };
  const none = (what: typeof applications | typeof roles | typeof fellows) =>
    notExists(db.select(one).from(what).where(eq(what.personId, people.id)));
  return inTransaction(async (tx) => {
    const rows = await tx
      .select({ id: people.id })
      .from(people)
      .where(
        and(
          isNotNull(people.emailHash),
          or(
            and(isNull(people.emailConfirmedAt), lt(people.createdAt, unconfirmed)),
            lt(people.createdAt, unused),
          ),
          none(applications),
          none(roles),
          none(fellows),
          notExists(
            db
              .select(one)
              .from(invitations)
              .where(and(eq(invitations.personId, people.id), isNull(invitations.withdrawnAt))),
          ),
          notExists(
            db
              .select(one)
              .from(tokens)
              .where(and(eq(tokens.personId, people.id), gt(tokens.expiresAt, at))),
          ),
          notExists(
            db
              .select(one)
              .from(sessions)
              .where(and(eq(sessions.userId, people.id), gt(sessions.expiresAt, at))),
          ),
        ),
      )
      .orderBy(asc(people.createdAt))
      .limit(batch)
      .for("update", { skipLocked: true });
    if (rows.length > 0)
      await eraseAccounts(
        tx,
        rows.map(({ id }) => id),
        null,
      );
    return rows.length;
  });
}

/** Every night: accounts with which nobody has done anything. */
export const unusedJob: JobKind<Record<string, never>> = {
  queue: "unused-accounts",
  retryLimit: 3,
  retryDelay: 300,
  schedule: "11 3 * * *",
  async run() {
    while ((await eraseUnused()) > 0);
  },
};
