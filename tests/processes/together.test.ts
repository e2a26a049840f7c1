import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people } from "#db/schema";
import { publicContentChanged } from "~/platform/http/page-cache.server";
import { inTransaction } from "~/platform/database.server";
import { eq } from "drizzle-orm";
import { editions } from "#db/schema";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "../setup/databases";
import { ask } from "../setup/http";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";
import { startMailServer, type MailServer } from "../setup/smtp";

const password = "a-long-and-quiet-morning";

describe.skipIf(!testsUsePostgres())("two processes on one database behave as one", () => {
  let own: OwnDatabase;
  let smtp: MailServer;
  let apps: RunningApp[] = [];
  let person: Person;
  let cookie: string;
  beforeAll(async () => {
    [own, smtp] = await Promise.all([createOwnDatabase(), startMailServer()]);
    await inDatabase(own.url, async () => {
      await anEdition({ slug: "shared", name: "Shared edition" });
      person = await aPerson({ email: "both@example.org", password });
      cookie = await cookieOf(person);
    });
    apps = await Promise.all([1, 2].map(() => startApp({ database: own.url, smtp })));
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await smtp.close();
    await own.drop();
  });

  const [first, second] = [() => apps[0]?.origin ?? "", () => apps[1]?.origin ?? ""];
  const logIn = (origin: string, given = password, headers: Record<string, string> = {}) =>
    ask(origin, "/login", {
      body: new URLSearchParams({ email: "both@example.org", password: given }).toString(),
      headers,
    });

  test("a session made in one is good in the other, and ended in one is over in both", async () => {
    const entered = await logIn(first());
    const session =
      entered.headers
        .getSetCookie()
        .find((value) => value.startsWith("elf="))
        ?.split(";")[0] ?? "";
    expect(session).not.toBe("");
    expect((await ask(second(), "/account", { cookie: session })).status).toBe(200);
    await ask(second(), "/logout", { cookie: session, body: "" });
    for (const origin of [first(), second()]) {
      const answer = await ask(origin, "/account", { cookie: session });
      expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/login?to=%2Faccount"]);
    }
  });

  test("a limit counts what both have seen", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 40; attempt++)
      statuses.push((await logIn(attempt % 2 ? first() : second(), `wrong-${attempt}`)).status);
    expect(statuses).toContain(429);
    const before = statuses.indexOf(429);
    // Once over it is over in both.
    expect(new Set(statuses.slice(before))).toEqual(new Set([429]));
  });

  test("a public page changes in both when it changes in one", async () => {
    const startPages = () =>
      Promise.all([first(), second()].map((origin) => ask(origin, "/").then(({ body }) => body)));
    const before = await startPages();
    expect(before[0]).toContain("16");
    expect(await startPages()).toEqual(before);
    // A change that nobody is told of is not seen: the pages are kept.
    const setPlaces = (places: number, telling: boolean) =>
      inDatabase(own.url, () =>
        inTransaction(async (tx) => {
          await tx.update(editions).set({ places }).where(eq(editions.slug, "shared"));
          if (telling) await publicContentChanged(tx);
        }),
      );
    await setPlaces(91, false);
    expect(await startPages()).toEqual(before);
    await setPlaces(92, true);
    await expect
      .poll(async () => (await startPages()).map((body) => body.includes("92")), { timeout: 5000 })
      .toEqual([true, true]);
  });

  test("a letter goes out once, whichever of them sends it", async () => {
    const address = "signing.up@example.org";
    await ask(first(), "/signup", {
      body: new URLSearchParams({
        email: address,
        name: "S",
        password,
        "repeat-password": password,
      }).toString(),
    });
    await smtp.waitFor(address);
    await new Promise((wait) => setTimeout(wait, 3000));
    expect(smtp.mails.filter(({ to }) => to.includes(address))).toHaveLength(1);
  });

  test("a person found by one is found by the other", async () => {
    expect(
      await inDatabase(own.url, () => inTransaction((tx) => tx.$count(people, eq(people.id, person.id)))),
    ).toBe(1);
    for (const origin of [first(), second()])
      expect((await ask(origin, "/account", { cookie })).status).toBe(200);
  });
});
