import { addHours, addMinutes } from "date-fns";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { people, roles, sessions } from "#db/schema";
import { openSession, readSession } from "~/accounts/session.server";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { anEdition } from "../factories/editions";
import { aPerson, type RoleToGive } from "../factories/people";
import { withTestDatabase } from "../setup/database";

withTestDatabase();
afterEach(() => setClock(undefined));

async function loggedIn(heldRoles: RoleToGive[] = []) {
  const start = new Date();
  setClock(() => start);
  const person = await aPerson({ roles: heldRoles });
  const cookie = (await openSession(person.id)).split(";")[0] ?? "";
  const isIn = async (at: Date) => {
    setClock(() => at);
    return (await readSession(new Request("http://127.0.0.1/", { headers: { Cookie: cookie } }))) !== null;
  };
  return { person, cookie, start, isIn };
}

describe("a session", () => {
  test("of an applicant ends after two idle hours", async () => {
    const { start, isIn } = await loggedIn();
    expect(await isIn(addMinutes(start, 119))).toBe(true);
    expect(await isIn(addMinutes(start, 119 + 121))).toBe(false);
    // Once over it stays over, whatever the clock does.
    expect(await isIn(addMinutes(start, 120))).toBe(false);
  });

  test("of an applicant lives on with use, but for fourteen days at most", async () => {
    const { start, isIn } = await loggedIn();
    const limit = 14 * 24;
    for (let hours = 1; hours < limit; hours += 1.9)
      expect(await isIn(addHours(start, hours)), `${hours} h`).toBe(true);
    expect(await isIn(addMinutes(addHours(start, limit), 1))).toBe(false);
  });

  test.each(["admin", "coordinator", "panelist", "facilitator"] as const)(
    "of a %s ends after half an idle hour and twelve in all",
    async (role) => {
      const held: RoleToGive = role === "admin" ? role : { role, edition: await anEdition() };
      const idle = await loggedIn([held]);
      expect(await idle.isIn(addMinutes(idle.start, 29))).toBe(true);
      expect(await idle.isIn(addMinutes(idle.start, 29 + 31))).toBe(false);
      const busy = await loggedIn([held]);
      for (let minutes = 25; minutes <= 12 * 60; minutes += 25)
        expect(await busy.isIn(addMinutes(busy.start, minutes))).toBe(true);
      expect(await busy.isIn(addMinutes(busy.start, 12 * 60 + 1))).toBe(false);
    },
  );

  test("is held to the stricter rule from the moment a role is given", async () => {
    const { person, start, isIn } = await loggedIn();
    expect(await isIn(addMinutes(start, 40))).toBe(true);
    await database().insert(roles).values({ personId: person.id, role: "admin" });
    expect(await isIn(addMinutes(start, 40 + 31))).toBe(false);
  });

  test("cannot be opened with what the database holds", async () => {
    const { person, cookie } = await loggedIn();
    const [row] = await database().select().from(sessions).where(eq(sessions.userId, person.id));
    const [name, id] = cookie.split("=");
    expect(row?.id).not.toBe(id);
    const forged = new Request("http://127.0.0.1/", { headers: { Cookie: `${name}=${row?.id}` } });
    expect(await readSession(forged)).toBeNull();
  });

  test("of somebody who was erased opens nothing", async () => {
    const { person, start, isIn } = await loggedIn();
    await database().update(people).set({ erasedAt: start }).where(eq(people.id, person.id));
    expect(await isIn(addMinutes(start, 1))).toBe(false);
  });

  test.each([
    "",
    "elf=",
    "elf=short",
    `elf=${"a".repeat(500)}`,
    "elf='; drop table sessions; --",
    "elf=%00",
    "other=1",
  ])("is not found in the cookie %.40j", async (cookie) => {
    expect(await readSession(new Request("http://127.0.0.1/", { headers: { Cookie: cookie } }))).toBeNull();
  });
});
