import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { people, sessions, tokens } from "#db/schema";
import { findPersonByEmail } from "~/accounts/people.server";
import * as account from "~/accounts/routes/account";
import * as confirmation from "~/accounts/routes/confirmation";
import * as login from "~/accounts/routes/login";
import * as logout from "~/accounts/routes/logout";
import * as passwordPage from "~/accounts/routes/password";
import * as recover from "~/accounts/routes/recover";
import * as recovery from "~/accounts/routes/recovery";
import * as sessionEnd from "~/accounts/routes/session-end";
import * as signup from "~/accounts/routes/signup";
import * as signupLetter from "~/accounts/routes/signup-letter";
import { setClock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { digest } from "~/platform/vault.server";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { asRequest, cookieOf, outcomeOf } from "../setup/request";

withTestDatabase();

const password = "three quiet rivers";
let count = 0;
const someEmail = () => `entrance${++count}@example.org`;

async function signedUp(email = someEmail(), chosen = password, to = "") {
  const outcome = await outcomeOf(signup.action, { form: { email, password: chosen, to } });
  const person = await findPersonByEmail(database(), email);
  if (!person) throw new Error("Nobody was signed up.");
  return { email, person, outcome };
}

const logIn = (email: string, given: string, more: object = {}) =>
  outcomeOf(login.action, { form: { email, password: given, to: "" }, ...more });

describe("signing up", () => {
  test("answers alike for a new and a known address, and writes to each what is true", async () => {
    const known = await aPerson({ email: someEmail(), password });
    const fresh = await signedUp();
    const again = await outcomeOf(signup.action, {
      form: { email: known.email, password: "another long one" },
    });
    // Nothing but the address that was typed differs.
    const shown = (outcome: { status: number; data: unknown }, email: string) =>
      JSON.stringify([outcome.status, outcome.data]).replaceAll(email, "…");
    expect(shown(again, known.email)).toBe(shown(fresh.outcome, fresh.email));
    expect((await lettersTo(fresh.person)).map((letter) => letter.kind)).toEqual(["account.confirmation"]);
    expect((await lettersTo(known)).map((letter) => letter.kind)).toEqual(["account.known-address"]);
    expect((await logIn(known.email, password)).status).toBe(302);
  });

  test("keeps the address only sealed and hashed", async () => {
    const { person, email } = await signedUp();
    expect(JSON.stringify(person)).not.toContain(email);
    expect(person.email?.toString("latin1")).not.toContain(email);
  });

  test("tells what is wrong with an address or a password, and keeps the address typed", async () => {
    const outcome = await outcomeOf(signup.action, { form: { email: "not-an-address", password: "short" } });
    expect(outcome.status).toBe(400);
    const { result } = outcome.data as {
      result: { error: Record<string, string[]>; initialValue: Record<string, string> };
    };
    expect(result.error).toEqual({
      email: ["platform:error.email"],
      password: ["platform:error.too-short?min=10"],
    });
    expect(result.initialValue).toEqual({ email: "not-an-address" });
  });

  test.each([
    ["NUL", "a\0b@example.org"],
    ["a very long one", `${"a".repeat(400)}@example.org`],
  ])("refuses an address with %s", async (_what, email) => {
    expect((await outcomeOf(signup.action, { form: { email, password } })).status).toBe(400);
  });

  test("sends a few letters to one address and no more, and answers as before", async () => {
    const email = someEmail();
    for (let i = 0; i < 8; i++)
      expect((await outcomeOf(signup.action, { form: { email, password } })).status).toBe(200);
    const person = await findPersonByEmail(database(), email);
    expect(person && (await lettersTo(person))).toHaveLength(6);
  });

  test("pressed several times at once makes one account, and answers alike", async () => {
    const email = someEmail();
    const known = await aPerson({ email: someEmail(), password });
    const at = (address: string) =>
      Array.from({ length: 6 }, () => outcomeOf(signup.action, { form: { email: address, password } }));
    const outcomes = await Promise.all([...at(email), ...at(known.email)]);
    const shown = outcomes.map(({ status, data }) =>
      JSON.stringify([status, data]).replaceAll(email, "…").replaceAll(known.email, "…"),
    );
    expect(new Set(shown).size).toBe(1);
    expect(shown[0]).toContain("200");
    expect(await findPersonByEmail(database(), email)).not.toBeNull();
  });

  test("opens nothing and says nothing before the address is confirmed", async () => {
    const known = await aPerson({ email: someEmail(), password });
    const thiefs = "the thief's password";
    await outcomeOf(signup.action, { form: { email: known.email, password: thiefs } });
    const { email, person } = await signedUp(someEmail(), thiefs);
    const shown = (outcome: { status: number; data: unknown }, typed: string) =>
      JSON.stringify([outcome.status, outcome.data]).replaceAll(typed, "…");
    expect(shown(await logIn(email, thiefs), email)).toBe(
      shown(await logIn(known.email, thiefs), known.email),
    );
    expect(await lettersTo(person)).toHaveLength(1);
  });
});

describe("confirming an address", () => {
  test("takes its owner's own password, whoever signed up with the address before and after them", async () => {
    const email = someEmail();
    const signUpWith = (given: string) => outcomeOf(signup.action, { form: { email, password: given } });
    await signUpWith("the thief's password");
    await signUpWith(password);
    await signUpWith("the thief's other one");
    const person = await findPersonByEmail(database(), email);
    const letters = await lettersTo(person as NonNullable<typeof person>);
    const opened = await Promise.all(
      letters.map(({ token }) => outcomeOf(confirmation.loader, { params: { token } })),
    );
    const token = letters[opened.findIndex(({ status }) => status === 200)]?.token ?? "";
    expect(
      (await outcomeOf(confirmation.action, { params: { token }, form: { password: "a guess at it" } }))
        .status,
    ).toBe(400);
    expect((await outcomeOf(confirmation.action, { params: { token }, form: { password } })).status).toBe(
      302,
    );
    expect((await logIn(email, "the thief's password")).status).toBe(400);
    expect((await logIn(email, "the thief's other one")).status).toBe(400);
    expect((await logIn(email, password)).status).toBe(302);
    const kept = await database()
      .select()
      .from(tokens)
      .where(eq(tokens.personId, person?.id ?? ""));
    expect(kept.map(({ passwordHash }) => passwordHash)).toEqual([null, null, null]);
  });

  test("a look at the link uses nothing up; the password does, once", async () => {
    const { person } = await signedUp();
    const token = (await lettersTo(person))[0]?.token ?? "";
    const ask = { params: { token }, form: { password } };
    expect((await outcomeOf(confirmation.loader, { params: { token } })).status).toBe(200);
    expect(
      (await outcomeOf(confirmation.action, { ...ask, form: { password: "not that one" } })).status,
    ).toBe(400);
    const confirmed = await outcomeOf(confirmation.action, ask);
    expect(confirmed).toMatchObject({ status: 302, location: "/home" });
    expect(confirmed.headers.get("Set-Cookie")).toMatch(/^elf=\S+; HttpOnly; (?=.*SameSite=Lax)/);
    expect((await outcomeOf(confirmation.action, ask)).status).toBe(410);
  });

  test("a link that was used leads to log-in, and on to where it would have led", async () => {
    const email = someEmail();
    const { person } = await signedUp(email, password, "/application/review");
    const [letter] = await lettersTo(person);
    expect(letter?.text).not.toContain("application");
    const ask = { params: { token: letter?.token ?? "" } };
    expect(await outcomeOf(confirmation.action, { ...ask, form: { password } })).toMatchObject({
      status: 302,
      location: "/application/review",
    });
    const again = await outcomeOf(confirmation.loader, ask);
    expect(again).toMatchObject({
      status: 302,
      location: "/login?note=confirmed&to=%2Fapplication%2Freview",
    });
    const page = await outcomeOf(login.loader, { path: again.location ?? "" });
    expect(page.data).toMatchObject({ to: "/application/review", note: "confirmed" });
  });

  test("an older link says that there is a newer one, which can be sent again from there", async () => {
    const email = someEmail();
    const { person } = await signedUp(email, password, "/apply");
    const again = await outcomeOf(signupLetter.action, { form: { email, to: "/apply" } });
    expect(again).toMatchObject({ status: 200, data: { sent: { email, to: "/apply", again: "sent" } } });
    const [newer, older] = await lettersTo(person);
    const look = (token = "") => outcomeOf(confirmation.loader, { params: { token } });
    expect(await look(older?.token)).toMatchObject({ status: 410, data: { state: "replaced" } });
    expect(
      (await outcomeOf(confirmation.action, { params: { token: older?.token ?? "" }, form: { password } }))
        .status,
    ).toBe(410);
    expect(await look(newer?.token)).toMatchObject({ status: 200, data: { state: "usable" } });
    expect((await outcomeOf(signupLetter.action, { form: { link: older?.token ?? "" } })).status).toBe(200);
    const [newest] = await lettersTo(person);
    expect(await look(newer?.token)).toMatchObject({ status: 410, data: { state: "replaced" } });
    const confirmed = await outcomeOf(confirmation.action, {
      params: { token: newest?.token ?? "" },
      form: { password },
    });
    expect(confirmed).toMatchObject({ status: 302, location: "/apply" });
    // Whichever is opened now, the address is confirmed: to log-in.
    expect((await look(older?.token)).location).toBe("/login?note=confirmed&to=%2Fapply");
    expect(await look("nothing of ours")).toMatchObject({ status: 404, data: { state: "unknown" } });
  });

  test("asking for the letter again answers alike for a new, a known and an unknown address, and is limited", async () => {
    const known = await aPerson({ email: someEmail(), password });
    const fresh = await signedUp();
    const unknown = someEmail();
    const ask = async (email: string) => {
      const { status, data } = await outcomeOf(signupLetter.action, { form: { email, to: "" } });
      return JSON.stringify([status, data]).replaceAll(email, "…");
    };
    const answers = [await ask(known.email), await ask(fresh.email), await ask(unknown)];
    expect(new Set(answers).size).toBe(1);
    expect((await lettersTo(known)).map(({ kind }) => kind)).toEqual(["account.known-address"]);
    for (const email of [known.email, unknown]) for (let i = 0; i < 6; i++) await ask(email);
    const [one, two] = [await ask(known.email), await ask(unknown)];
    expect(one).toBe(two);
    expect(one).toBe(answers[0]);
    expect(await lettersTo(known)).toHaveLength(6);
    expect((await outcomeOf(signupLetter.action, { form: { email: "not@", to: "" } })).status).toBe(400);
  }, 20_000);

  test("goes on to a page of this site alone", async () => {
    for (const to of [
      "https://elsewhere.example",
      "//elsewhere.example",
      "/.//elsewhere.example",
      "x".repeat(900),
    ]) {
      const { person } = await signedUp(someEmail(), password, to);
      const token = (await lettersTo(person))[0]?.token ?? "";
      const confirmed = await outcomeOf(confirmation.action, { params: { token }, form: { password } });
      expect(confirmed.location, to).toBe("/home");
    }
  }, 20_000);

  test("whoever signed up with somebody else's address gets nothing by its owner's click", async () => {
    const email = someEmail();
    await signedUp(email, "the thief's password");
    const { person } = await signedUp(email, password);
    const [newest] = await lettersTo(person);
    await outcomeOf(confirmation.action, { params: { token: newest?.token ?? "" }, form: { password } });
    expect((await logIn(email, "the thief's password")).status).toBe(400);
    expect((await logIn(email, password)).status).toBe(302);
  });

  test("does not work after a day", async () => {
    const { person } = await signedUp();
    const token = (await lettersTo(person))[0]?.token ?? "";
    setClock(() => new Date(Date.now() + 25 * 3_600_000));
    expect((await outcomeOf(confirmation.action, { params: { token }, form: { password } })).status).toBe(
      410,
    );
    expect(await outcomeOf(confirmation.loader, { params: { token } })).toMatchObject({
      status: 410,
      data: { state: "expired" },
    });
    setClock(undefined);
  });
});

describe("logging in", () => {
  test("says the same of a wrong password and an unknown address", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const wrong = await logIn(person.email, "not the right one");
    const unknown = await logIn(someEmail(), "not the right one");
    const error = (outcome: { data: unknown }) =>
      (outcome.data as { result: { error: unknown } }).result.error;
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    expect(error(wrong)).toEqual(error(unknown));
  });

  test("takes about as long for an unknown address as for a wrong password", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const timed = async (email: string) => {
      const started = performance.now();
      for (let i = 0; i < 5; i++) await logIn(email, "not the right one");
      return performance.now() - started;
    };
    await timed(someEmail());
    const [known, unknown] = [await timed(person.email), await timed(someEmail())];
    // Both hash once; without the decoy the unknown one would be many times quicker.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  test("stores only the digest of what the cookie holds", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const cookie = (await logIn(person.email, password)).headers.get("Set-Cookie") ?? "";
    const id = /^elf=([a-z0-9]+)/.exec(cookie)?.[1] ?? "";
    const rows = await database()
      .select({ id: sessions.id })
      .from(sessions)
      .where(eq(sessions.userId, person.id));
    expect(rows).toEqual([{ id: digest(id) }]);
  });

  test("goes only to a page of this site", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const to = async (path: string) =>
      (await outcomeOf(login.action, { form: { email: person.email, password, to: path } })).location;
    expect(await to("/application/review")).toBe("/application/review");
    expect(await to("https://elsewhere.example")).toBe("/home");
    expect(await to("//elsewhere.example")).toBe("/home");
  });

  test("stops guesses from one place at one account, and locks nobody else out", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const thief = { address: "198.51.100.7" };
    for (let i = 0; i < 10; i++) await logIn(person.email, "a guess at it", thief);
    const refused = await logIn(person.email, password, thief);
    expect(refused.status).toBe(429);
    // It says how long, and what was typed stays.
    expect(JSON.stringify(refused.data)).toContain("accounts:log-in.too-many?minutes=15");
    expect(JSON.stringify(refused.data)).toContain(person.email);
    expect(JSON.stringify(refused.data)).not.toContain(password);
    expect((await logIn(person.email, password, { address: "203.0.113.9" })).status).toBe(302);
    const neighbour = await aPerson({ email: someEmail(), password });
    expect((await logIn(neighbour.email, password, thief)).status).toBe(302);
  });

  test("counts no log-in that succeeds against whoever comes again", async () => {
    const person = await aPerson({ email: someEmail(), password });
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 6; i++) await logIn(person.email, "a guess at it", { address: "203.0.113.30" });
      expect((await logIn(person.email, password, { address: "203.0.113.30" })).status).toBe(302);
    }
  });

  test("from many places at once shuts nobody out who has logged in before; what one place is refused does not count", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const from = (address: string, given = "a guess at it") => logIn(person.email, given, { address });
    const home = "203.0.113.20";
    expect((await from(home, password)).status).toBe(302);
    for (let tries = 0; tries < 105; tries++) await from("198.51.100.1");
    expect((await from("203.0.113.99", password)).status).toBe(302);
    for (let place = 2; place <= 12; place++)
      await Promise.all(Array.from({ length: 10 }, () => from(`198.51.100.${place}`)));
    expect((await from("203.0.113.21", password)).status).toBe(429);
    expect((await from(home, password)).status).toBe(302);
  }, 60_000);
});

describe("recovering", () => {
  test("answers alike for a known and an unknown address", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const asked = async (email: string) => {
      const outcome = await outcomeOf(recover.action, { form: { email } });
      return JSON.stringify([outcome.status, outcome.data]).replaceAll(email, "…");
    };
    const [known, unknown] = [await asked(person.email), await asked(someEmail())];
    expect(known).toEqual(unknown);
    expect(known).toContain("200");
  });

  test("asked for by another again and again keeps nobody from it: letters stop, the newest link holds", async () => {
    const person = await aPerson({ email: someEmail(), password });
    for (let i = 0; i < 8; i++)
      await outcomeOf(signup.action, { form: { email: person.email, password: "another long one" } });
    const before = (await lettersTo(person)).length;
    for (let i = 0; i < 8; i++)
      expect((await outcomeOf(recover.action, { form: { email: person.email } })).status).toBe(200);
    const letters = await lettersTo(person);
    expect(letters).toHaveLength(before + 6);
    expect((await outcomeOf(recovery.loader, { params: { token: letters[0]?.token ?? "" } })).status).toBe(
      200,
    );
  }, 20_000);

  test("sets a new password once, ends every session and tells the owner", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const before = await cookieOf(person);
    await outcomeOf(recover.action, { form: { email: person.email } });
    const token = (await lettersTo(person))[0]?.token ?? "";
    const ask = { params: { token }, form: { password: "four loud rivers" } };
    expect((await outcomeOf(recovery.loader, { params: { token } })).status).toBe(200);
    expect((await outcomeOf(recovery.action, ask)).status).toBe(302);
    expect((await outcomeOf(recovery.action, ask)).status).toBe(410);
    expect((await outcomeOf(recovery.loader, { params: { token } })).location).toBe("/login?note=recovered");
    expect((await outcomeOf(account.loader, { headers: { Cookie: before } })).location).toMatch(/^\/login/);
    expect((await lettersTo(person))[0]?.kind).toBe("account.password-changed");
    expect((await logIn(person.email, password)).status).toBe(400);
  });

  test("says of an older link that there is a newer one, and goes on to where somebody was going", async () => {
    const person = await aPerson({ email: someEmail(), password });
    for (let i = 0; i < 2; i++)
      await outcomeOf(recover.action, { form: { email: person.email, to: "/panel" } });
    const [newer, older] = await lettersTo(person);
    expect(newer?.text).not.toContain("panel");
    expect(await outcomeOf(recovery.loader, { params: { token: older?.token ?? "" } })).toMatchObject({
      status: 410,
      data: { state: "replaced", again: "/recover?to=%2Fpanel" },
    });
    const set = { params: { token: newer?.token ?? "" }, form: { password: "four loud rivers" } };
    expect((await outcomeOf(recovery.action, set)).location).toBe("/panel");
    expect((await outcomeOf(recovery.loader, { params: { token: older?.token ?? "" } })).location).toBe(
      "/login?note=recovered&to=%2Fpanel",
    );
  });

  test("keeps no token in clear", async () => {
    const person = await aPerson({ email: someEmail(), password });
    await outcomeOf(recover.action, { form: { email: person.email } });
    const token = (await lettersTo(person))[0]?.token ?? "";
    const rows = await database().select().from(tokens).where(eq(tokens.personId, person.id));
    expect(rows.map((row) => row.tokenHash)).toEqual([digest(token)]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

test("a link to recover works for an hour and no longer", async () => {
  const person = await aPerson({ email: someEmail(), password });
  await outcomeOf(recover.action, { form: { email: person.email } });
  const token = (await lettersTo(person))[0]?.token ?? "";
  const looked = async (minutes: number) => {
    setClock(() => new Date(Date.now() + minutes * 60_000));
    const { status } = await outcomeOf(recovery.loader, { params: { token } });
    setClock(undefined);
    return status;
  };
  expect([await looked(59), await looked(61)]).toEqual([200, 410]);
});

describe("one's account", () => {
  test("changes name, language and zone, sealed where it must be", async () => {
    const person = await aPerson();
    const form = { name: "Айгүл", locale: "ru", zone: "Asia/Bishkek" };
    expect((await outcomeOf(account.action, { as: person, form })).location).toBe("/account?note=saved");
    const [row] = await database().select().from(people).where(eq(people.id, person.id));
    expect(row).toMatchObject({ locale: "ru", timeZone: "Asia/Bishkek" });
    expect(row?.name?.toString("utf8")).not.toContain("Айгүл");
    expect(((await outcomeOf(account.loader, { as: person })).data as { profile: unknown }).profile).toEqual(
      form,
    );
  });

  test("refuses a zone and a language that do not exist", async () => {
    const person = await aPerson();
    expect(
      (await outcomeOf(account.action, { as: person, form: { name: "", locale: "ru", zone: "Mars/Base" } }))
        .status,
    ).toBe(400);
    expect(
      (await outcomeOf(account.action, { as: person, form: { name: "", locale: "tlh", zone: "" } })).status,
    ).toBe(400);
  });

  test("changing the password needs the present one, keeps this session and ends the others", async () => {
    const person = await aPerson({ password });
    const other = await cookieOf(person);
    const mine = await cookieOf(person);
    const change = (current: string, next = "a new long password") =>
      outcomeOf(passwordPage.action, { headers: { Cookie: mine }, form: { current, password: next } });
    expect(await change(password, password)).toMatchObject({ status: 400 });
    expect((await change("not it")).status).toBe(400);
    expect((await change(password)).location).toBe("/account?note=password");
    expect((await outcomeOf(account.loader, { headers: { Cookie: mine } })).status).toBe(200);
    expect((await outcomeOf(account.loader, { headers: { Cookie: other } })).location).toMatch(/^\/login/);
  });

  test("whoever finds a session open cannot try passwords there without end", async () => {
    const person = await aPerson({ email: someEmail(), password });
    const attempt = (current: string) =>
      outcomeOf(passwordPage.action, { as: person, form: { current, password: "another long one" } });
    for (let tries = 0; tries < 10; tries++) expect((await attempt("a wrong password")).status).toBe(400);
    expect((await attempt("a wrong password")).status).toBe(429);
    expect((await attempt(password)).status).toBe(429);
    expect((await logIn(person.email, password)).status).toBe(302);
  });

  test("ends one of one's own sessions and never another person's", async () => {
    const person = await aPerson();
    const stranger = await aPerson();
    const doomed = await cookieOf(person);
    const id = digest(doomed.split("=")[1] ?? "");
    expect((await outcomeOf(sessionEnd.action, { as: stranger, params: { id }, form: {} })).status).toBe(404);
    expect((await outcomeOf(sessionEnd.action, { as: person, params: { id }, form: {} })).location).toBe(
      "/account?note=session",
    );
    expect((await outcomeOf(account.loader, { headers: { Cookie: doomed } })).location).toMatch(/^\/login/);
  });

  test("a form that comes after the session has ended is handed back, without its passwords", async () => {
    const form = { name: "Айгүл", current: password, password: "a new long password" };
    expect(await outcomeOf(account.action, { form })).toMatchObject({
      status: 401,
      data: { refusal: "logged-out", typed: [["name", "Айгүл"]] },
    });
    // A button alone has nothing to keep, and a script is told by the redirect.
    expect((await outcomeOf(account.action, { form: {} })).location).toBe("/login");
    expect((await outcomeOf(account.action, { json: { name: "Айгүл" } })).location).toBe("/login");
  });

  test("logging out ends the session on the server too", async () => {
    const person = await aPerson();
    const cookie = await cookieOf(person);
    const out = await logout.action(await asRequest({ headers: { Cookie: cookie }, form: {} }));
    expect(out.headers.get("Set-Cookie")).toMatch(/^elf=; .*Max-Age=0/);
    expect((await outcomeOf(account.loader, { headers: { Cookie: cookie } })).location).toMatch(/^\/login/);
  });
});
