import { describe, expect, onTestFinished, test } from "vitest";
import { loader as accessibility } from "~/cohorts/routes/accessibility";
import { loader as home } from "~/cohorts/routes/home";
import { loader as privacy } from "~/cohorts/routes/privacy";
import * as settings from "~/cohorts/routes/settings";
import { setClock } from "~/platform/clock.server";
import { setEnv } from "~/platform/env.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

interface HomeData {
  title: string;
  isLoggedIn: boolean;
  call: {
    isOpen: boolean;
    isComing: boolean;
    closes: { clocks: { time: string; cities: string[] }[] };
    covers: string[];
  } | null;
}

const ask = async (asked: Parameters<typeof outcomeOf>[1] = {}) => {
  const outcome = await outcomeOf(home, { path: "/", ...asked });
  return { ...outcome, data: outcome.data as HomeData, freshUntil: outcome.headers.get(freshUntilHeader) };
};

describe("the start page", () => {
  test("is there before there is any edition", async () => {
    expect(await ask()).toMatchObject({ status: 200, data: { call: null, isLoggedIn: false } });
  });

  test("follows a call as it comes, opens and closes, and is kept until just then", async () => {
    const edition = await anEdition({
      callOpensAt: new Date("2027-03-01T08:00:00Z"),
      callClosesAt: new Date("2027-04-05T10:00:00Z"),
    });
    const at = async (moment: string) => {
      setClock(() => new Date(moment));
      return ask();
    };
    expect((await at("2027-02-01T00:00:00Z")).data.call).toMatchObject({ isOpen: false, isComing: true });
    const before = await at("2027-03-01T07:58:00Z");
    expect(Number(before.freshUntil)).toBe(edition.callOpensAt.getTime());
    const open = await at("2027-04-05T09:59:00Z");
    expect(open.data.call).toMatchObject({ isOpen: true });
    expect(Number(open.freshUntil)).toBe(edition.callClosesAt.getTime());
    // Summer time has begun in Prague, and nowhere in Central Asia.
    expect(open.data.call?.closes.clocks.map(({ time, cities }) => `${time} ${cities.join(" ")}`)).toEqual([
      "12:00 Prague",
      "15:00 Almaty Ashgabat Dushanbe Tashkent",
      "16:00 Bishkek",
    ]);
    expect((await at("2027-04-05T10:00:00Z")).data.call).toMatchObject({ isOpen: false, isComing: false });
    setClock(undefined);
  });

  test("is kept for those who are not logged in alone", async () => {
    const person = await aPerson();
    const page = await ask({ as: person });
    expect(page.data.isLoggedIn).toBe(true);
    expect(page.freshUntil).toBeNull();
  });

  test("speaks the reader's language, under a title that says nothing", async () => {
    const page = await ask({ headers: { "Accept-Language": "ru" } });
    expect(JSON.stringify(page.data)).toContain("Ташкент");
    expect(page.data.title).toBe("ELF");
  });
});

test.each([
  ["/privacy", privacy],
  ["/accessibility", accessibility],
])("%s can be kept, and gives no address where there is none to write to", async (path, loader) => {
  const page = await outcomeOf(loader, { path });
  expect(page.data).toMatchObject({ contact: { address: null, note: null } });
  expect(Number(page.headers.get(freshUntilHeader))).toBeGreaterThan(Date.now());
});

test("public pages say how the edition that they speak of is reached, and for the rest the installation", async () => {
  const edition = await anEdition();
  const as = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const installation = { ELF_CONTACT: "ask@example.org", ELF_CONTROLLER: "An organisation, Prague" };
  setEnv(installation);
  onTestFinished(() => {
    for (const name of Object.keys(installation)) Reflect.deleteProperty(process.env, name);
    setEnv({});
  });
  const told = async () =>
    Promise.all(
      [home, privacy, accessibility].map(
        async (loader) => ((await outcomeOf(loader, { path: "/" })).data as { contact: unknown }).contact,
      ),
    );
  const params = { edition: edition.slug };
  const { values } = (await outcomeOf(settings.loader, { as, params })).data as {
    values: Record<string, string | string[]>;
  };
  const save = (changes: Record<string, string>) =>
    outcomeOf(settings.action, { as, params, form: { ...values, ...changes } });

  const usual = { address: "ask@example.org", controller: "An organisation, Prague", note: null };
  expect(await told()).toEqual([usual, usual, usual]);
  expect((await save({ contact: "not an address" })).status).toBe(400);
  expect((await save({ contact: "spring@example.org", contactNote: "By Signal" })).status).toBe(302);
  const own = { ...usual, address: "spring@example.org", note: "By Signal" };
  expect(await told()).toEqual([own, own, own]);
  expect((await save({ contact: "", contactNote: "" })).status).toBe(302);
  expect(await told()).toEqual([usual, usual, usual]);

  expect((await save({ lettersFrom: "Summer <other@example.org>" })).status).toBe(400);
  expect((await save({ lettersFrom: "Summer group" })).status).toBe(302);
  const kept = (await outcomeOf(settings.loader, { as, params })).data as { values: { lettersFrom: string } };
  expect(kept.values.lettersFrom).toBe("Summer group");
});
