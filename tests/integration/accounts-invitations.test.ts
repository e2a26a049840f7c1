import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { invitations, roles } from "#db/schema";
import { findPersonByEmail } from "~/accounts/people.server";
import * as login from "~/accounts/routes/login";
import * as signup from "~/accounts/routes/signup";
import * as invitation from "~/accounts/routes/invitation";
import * as withdrawal from "~/accounts/routes/invitation-withdrawal";
import * as peoplePage from "~/accounts/routes/people";
import * as roleEnd from "~/accounts/routes/role-end";
import * as account from "~/accounts/routes/account";
import { database } from "~/platform/database.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { cookieOf, outcomeOf } from "../setup/request";

withTestDatabase();

let count = 0;
async function world() {
  const edition = await anEdition();
  const coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const email = `invited${++count}@example.org`;
  const invite = (form: Record<string, string> = {}) =>
    outcomeOf(peoplePage.action, {
      as: coordinator,
      form: { email, role: "panelist", edition: edition.slug, ...form },
    });
  const invited = async () => {
    const person = await findPersonByEmail(database(), email);
    if (!person) throw new Error("Nobody was invited.");
    return person;
  };
  return { edition, coordinator, email, invite, invited };
}

const held = (personId: string) =>
  database()
    .select()
    .from(roles)
    .where(and(eq(roles.personId, personId), isNull(roles.endedAt)));

describe("an invitation", () => {
  test("gives the role once it is accepted, not before, and its mail tells nothing", async () => {
    const { edition, invite, invited } = await world();
    expect((await invite()).location).toBe("/office/people?note=invited");
    const person = await invited();
    expect(await held(person.id)).toEqual([]);
    const [letter] = await lettersTo(person);
    expect(`${letter?.subject} ${letter?.text}`).not.toContain(edition.name);
    expect(`${letter?.subject} ${letter?.text}`.toLowerCase()).not.toMatch(/panel|fellow|elf/);
    const token = letter?.token ?? "";
    const accepted = await outcomeOf(invitation.action, {
      params: { token },
      form: { name: "Daniyar", password: "three quiet rivers" },
    });
    expect(accepted.location).toBe("/home");
    expect(await held(person.id)).toMatchObject([{ role: "panelist", editionId: edition.id }]);
    // Used once more it leads to log-in, whether opened or answered.
    const form = { name: "X", password: "three quiet rivers" };
    expect(await outcomeOf(invitation.action, { params: { token }, form })).toMatchObject({
      status: 302,
      location: "/login?note=invitation",
    });
    expect((await outcomeOf(invitation.loader, { params: { token } })).location).toBe(
      "/login?note=invitation",
    );
  });

  test("lets its owner choose everything, whoever signed up with their address before", async () => {
    const { edition, invite, email, invited } = await world();
    const thiefs = "the thief's password";
    await outcomeOf(signup.action, {
      form: { email, password: thiefs },
      headers: { "Accept-Language": "ru" },
    });
    await invite();
    const person = await invited();
    const [letter] = await lettersTo(person);
    expect(letter?.text).not.toMatch(/[а-я]/i);
    const token = letter?.token ?? "";
    expect((await outcomeOf(invitation.action, { params: { token }, form: {} })).status).toBe(400);
    const form = { name: "Daniyar", password: "three quiet rivers" };
    expect(await outcomeOf(invitation.action, { params: { token }, form })).toMatchObject({
      status: 302,
      location: "/home",
    });
    expect(await held(person.id)).toMatchObject([{ role: "panelist", editionId: edition.id }]);
    const logIn = (password: string) => outcomeOf(login.action, { form: { email, password, to: "" } });
    expect((await logIn(thiefs)).status).toBe(400);
    expect((await logIn(form.password)).status).toBe(302);
  });

  test("pressed several times at once is one, and answers alike", async () => {
    const { invite, invited } = await world();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => invite()));
    expect(new Set(outcomes.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
    const person = await invited();
    expect(
      await database().select().from(invitations).where(eq(invitations.personId, person.id)),
    ).toHaveLength(1);
  });

  test("opens nobody's account by a forwarded mail: who has a password logs in with it", async () => {
    const { invite, email, invited } = await world();
    await aPerson({ email, password: "three quiet rivers" });
    await invite();
    const person = await invited();
    const token = (await lettersTo(person))[0]?.token ?? "";
    const accepted = await outcomeOf(invitation.action, { params: { token }, form: {} });
    expect(accepted).toMatchObject({ location: "/login?note=invitation" });
    expect(accepted.headers.get("Set-Cookie")).toBeNull();
    expect(await held(person.id)).toHaveLength(1);
  });

  test("asks somebody new for a name and a password, and is not used up by a poor one", async () => {
    const { invite, invited } = await world();
    await invite();
    const person = await invited();
    const token = (await lettersTo(person))[0]?.token ?? "";
    expect(
      (await outcomeOf(invitation.action, { params: { token }, form: { name: "", password: "short" } }))
        .status,
    ).toBe(400);
    expect(await held(person.id)).toEqual([]);
    expect((await outcomeOf(invitation.loader, { params: { token } })).status).toBe(200);
  });

  test("sent twice is one invitation with a new link", async () => {
    const { invite, invited } = await world();
    await invite();
    await invite();
    const person = await invited();
    const letters = await lettersTo(person);
    expect(letters).toHaveLength(2);
    expect(
      await database().select().from(invitations).where(eq(invitations.personId, person.id)),
    ).toHaveLength(1);
    expect(await outcomeOf(invitation.loader, { params: { token: letters[1]?.token ?? "" } })).toMatchObject({
      status: 410,
      data: { isReplaced: true },
    });
  });

  test("can be taken back by a coordinator of its edition only", async () => {
    const { invite, invited, coordinator } = await world();
    const other = await world();
    await invite();
    const person = await invited();
    const [row] = await database().select().from(invitations).where(eq(invitations.personId, person.id));
    const take = (as: { id: string }) =>
      outcomeOf(withdrawal.action, { as, params: { id: row?.id ?? "" }, form: {} });
    expect((await take(other.coordinator)).status).toBe(404);
    expect((await take(coordinator)).location).toBe("/office/people?note=withdrawn");
    const token = (await lettersTo(person))[0]?.token ?? "";
    expect((await outcomeOf(invitation.loader, { params: { token } })).status).toBe(404);
  });

  test("to be admin is an admin's to give, and to another edition nobody's who does not coordinate it", async () => {
    const { invite } = await world();
    const other = await world();
    expect((await invite({ role: "admin" })).status).toBe(400);
    expect((await invite({ edition: other.edition.slug })).status).toBe(400);
    expect((await invite({ role: "emperor" })).status).toBe(400);
  });
});

describe("ending a role", () => {
  test("ends the person's sessions, tells them, and is a matter of the edition's own coordinators and admins", async () => {
    const { edition, coordinator } = await world();
    const other = await world();
    const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
    const cookie = await cookieOf(panelist);
    const [role] = await held(panelist.id);
    const end = (as: { id: string }) =>
      outcomeOf(roleEnd.action, { as, params: { id: role?.id ?? "" }, form: {} });
    expect((await end(other.coordinator)).status).toBe(404);
    expect((await outcomeOf(account.loader, { headers: { Cookie: cookie } })).status).toBe(200);
    expect((await end(coordinator)).location).toBe("/office/people?note=ended");
    expect((await outcomeOf(account.loader, { headers: { Cookie: cookie } })).location).toMatch(/^\/login/);
    expect(await held(panelist.id)).toEqual([]);
    const [letter] = await lettersTo(panelist);
    expect(letter?.kind).toBe("account.access-changed");
    expect(`${letter?.subject} ${letter?.text}`).not.toMatch(/panel|edition|fellow/i);
  });

  test("lists nobody of editions that somebody does not coordinate", async () => {
    const { coordinator } = await world();
    const other = await world();
    const stranger = await aPerson({
      name: "Stranger Canary",
      roles: [{ role: "panelist", edition: other.edition }],
    });
    const page = await outcomeOf(peoplePage.loader, { as: coordinator });
    expect(JSON.stringify(page.data)).not.toContain("Canary");
    expect(JSON.stringify(page.data)).not.toContain(stranger.email);
  });
});
