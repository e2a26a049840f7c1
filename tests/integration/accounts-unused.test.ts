import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditLog, people, sessions, vaultKeys } from "#db/schema";
import { createPerson } from "~/accounts/people.server";
import { issueToken } from "~/accounts/tokens.server";
import { invitePerson } from "~/accounts/invitations.server";
import { eraseUnused } from "~/accounts/unused.server";
import { setClock } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { cookieOf } from "../setup/request";

withTestDatabase();

const day = 86_400_000;
const isThere = async (id: string) => {
  const [row] = await database().select({ hash: people.emailHash }).from(people).where(eq(people.id, id));
  const keys = await database().select().from(vaultKeys).where(eq(vaultKeys.personId, id));
  expect(keys.length > 0).toBe(row?.hash !== null);
  return keys.length > 0;
};
const inDays = async (days: number) => {
  setClock(() => new Date(Date.now() + days * day));
  try {
    return await eraseUnused();
  } finally {
    setClock(undefined);
  }
};

test("an account whose address was never confirmed goes after a week, and one that nothing was begun with after a year", async () => {
  const edition = await anEdition();
  const unconfirmed = await inTransaction((tx) =>
    createPerson(tx, { email: "never@example.org", locale: "ru" }),
  );
  const again = await inTransaction((tx) => createPerson(tx, { email: "again@example.org", locale: "ru" }));
  const idle = await aPerson();
  const stays = {
    applicant: (await anApplication({ edition })).personId,
    panelist: (await aPerson({ roles: [{ role: "panelist", edition }] })).id,
    invited: (
      await inTransaction((tx) =>
        invitePerson(tx, {
          email: "invited@example.org",
          role: "panelist",
          editionId: edition.id,
          invitedBy: null,
        }),
      )
    ).personId,
  };

  await inDays(6);
  expect([await isThere(unconfirmed), await isThere(idle.id)]).toEqual([true, true]);

  // Whoever signed up once more yesterday has a link that still works.
  setClock(() => new Date(Date.now() + 7.5 * day));
  await inTransaction((tx) => issueToken(tx, again, "confirmation"));
  setClock(undefined);
  expect(await inDays(8)).toBe(1);
  expect([await isThere(unconfirmed), await isThere(again), await isThere(idle.id)]).toEqual([
    false,
    true,
    true,
  ]);
  const [said] = await database().select().from(auditLog).where(eq(auditLog.subjectId, unconfirmed));
  expect(said).toMatchObject({ action: "person.erased", actorId: null });
  // The address is free for whoever comes next.
  await inTransaction((tx) => createPerson(tx, { email: "never@example.org", locale: "en" }));

  const present = await aPerson();
  await cookieOf(present);
  await database()
    .update(sessions)
    .set({ expiresAt: new Date(Date.now() + 371 * day) })
    .where(eq(sessions.userId, present.id));
  await inDays(370);
  expect([await isThere(idle.id), await isThere(again), await isThere(present.id)]).toEqual([
    false,
    false,
    true,
  ]);
  for (const [who, id] of Object.entries(stays)) expect(await isThere(id), who).toBe(true);
});
