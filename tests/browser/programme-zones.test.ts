import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setClock } from "~/platform/clock.server";
import { inTransaction } from "~/platform/database.server";
import { zonedInstant } from "~/platform/locale/zones";
import { publishRelease } from "~/programme/releases.server";
import { layDefaultWeeks } from "~/programme/sessions.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { aFellow, aProgrammeSession, aRelease } from "../factories/programme";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";

/** Nine o'clock on the Monday after summer time ends, 25 October 2026: week 7 of an edition from 14 September. */
const week = 7;

const wide = { width: 1280, height: 900 };

let app: RunningApp;
let browser: Browser;
const cookies: Record<"en" | "ru" | "cairo" | "beirut", string> = { en: "", ru: "", cairo: "", beirut: "" };
beforeAll(async () => {
  const seed = async () => {
    setClock(() => zonedInstant("2026-09-01", "12:00", "Europe/Prague"));
    const edition = await anEdition({ at: "running", startsOn: "2026-09-14" });
    await inTransaction((tx) => layDefaultWeeks(tx, edition, null));
    await inTransaction((tx) => publishRelease(tx, edition, null));
    setClock(undefined);
    for (const locale of ["en", "ru"] as const) {
      const person = await aPerson({ locale, timeZone: "Asia/Tashkent" });
      await aFellow({ edition, person });
      cookies[locale] = await cookieOf(person);
    }
    // Where a day of the week shown has no midnight: Friday 30 April, and Sunday 28 March.
    cookies.cairo = await aSpring("Africa/Cairo", "2027-04-26", 5);
    cookies.beirut = await aSpring("Asia/Beirut", "2027-03-22", 7);
  };
  // The server's own zone is one of those: nothing may depend on it.
  [app, browser] = await Promise.all([startApp({ seed, env: { TZ: "Africa/Cairo" } }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** The cookie of a fellow whose first week has, on one day, touching and overlapping sessions and one past midnight. */
async function aSpring(zone: string, startsOn: string, day: number): Promise<string> {
  const edition = await anEdition({ at: "running", startsOn, zone });
  const { person } = await aFellow({ edition });
  for (const [title, from, to] of [
    ["Alone", "09:00", "10:30"],
    ["Touching", "10:30", "12:00"],
    ["First", "14:00", "15:00"],
    ["Second", "14:15", "15:15"],
    ["Late", "19:00", "00:30"],
  ] as const)
    await aProgrammeSession({ edition, day, title, from, to, optional: title === "Second" });
  await aRelease({ edition });
  return cookieOf(person);
}

/** What the grid says: each day's heading, and each session with its hour and where it stands in its column. */
function gridOf(page: Page) {
  return page.locator(".week-grid").evaluate((grid) => ({
    days: [...grid.querySelectorAll(".rbc-header")].map((day) => day.textContent),
    hours: [...grid.querySelectorAll(".rbc-time-gutter .rbc-label")].map((hour) => hour.textContent),
    sessions: [...grid.querySelectorAll<HTMLElement>(".rbc-day-slot")].map((day) =>
      [...day.querySelectorAll<HTMLElement>(".rbc-event")].map((event) => ({
        hour: event.querySelector(".week-grid-hours")?.textContent,
        title: event.querySelector(".week-grid-title")?.textContent,
        top: Math.round(parseFloat(event.style.top)),
        // "calc(72.2% - 2px)"
        height: Math.round(parseFloat(event.style.height.replace("calc(", ""))),
      })),
    ),
  }));
}

// openPage fails the test on any error in the console, and hydration errors are such.
describe("the calendar", () => {
  test("is in Prague time, whatever the zone of the phone, before and after it is hydrated", async () => {
    const path = `/programme/calendar?week=${week}`;
    const still = await openPage(browser, app, { cookie: cookies.en, viewport: wide });
    // The page as the server sends it, with its scripts kept away so that nothing hydrates.
    await still.route("**/*.js", (route) => route.fulfill({ contentType: "text/javascript", body: "" }));
    await still.goto(path);
    const served = await gridOf(still);
    expect(served.days).toEqual(["Mon 26", "Tue 27", "Wed 28", "Thu 29", "Fri 30"]);
    expect(served.hours).toEqual([
      "09:00",
      "10:00",
      "11:00",
      "12:00",
      "13:00",
      "14:00",
      "15:00",
      "16:00",
      "17:00",
    ]);
    expect(served.sessions[0]).toEqual([{ hour: "09:00–15:30", title: "Placement", top: 0, height: 72 }]);
    for (const timezoneId of ["Europe/Prague", "Asia/Tashkent", "America/New_York", "Pacific/Kiritimati"]) {
      const page = await openPage(browser, app, { cookie: cookies.en, timezoneId, viewport: wide });
      await page.goto(path, { waitUntil: "networkidle" });
      expect(await gridOf(page), timezoneId).toEqual(served);
    }
  });

  test("speaks Russian to who does", async () => {
    const page = await openPage(browser, app, {
      cookie: cookies.ru,
      timezoneId: "Asia/Almaty",
      viewport: wide,
    });
    await page.goto(`/programme/calendar?week=${week}`, { waitUntil: "networkidle" });
    expect(await gridOf(page)).toMatchObject({ days: ["пн 26", "вт 27", "ср 28", "чт 29", "пт 30"] });
    await checkAccessibility(page);
  });

  test.each([
    ["cairo", ["Mon 26", "Tue 27", "Wed 28", "Thu 29", "Fri 30"]],
    ["beirut", ["Mon 22", "Tue 23", "Wed 24", "Thu 25", "Fri 26", "Sun 28"]],
  ] as const)("of %s draws a day without a midnight once, like any other", async (where, days) => {
    for (const timezoneId of ["Africa/Cairo", "Asia/Beirut", "Asia/Bishkek"]) {
      const page = await openPage(browser, app, { cookie: cookies[where], timezoneId, viewport: wide });
      await page.goto("/programme/calendar?week=1", { waitUntil: "networkidle" });
      const { days: shown, sessions, hours } = await gridOf(page);
      expect(shown, timezoneId).toEqual(days);
      expect(hours.at(-1)).toBe("23:00");
      const held = sessions.map((column) => column.map(({ title, hour }) => `${title} ${hour}`));
      expect(held, timezoneId).toEqual([
        ...days.slice(1).map(() => []),
        [
          "Alone 09:00–10:30",
          "Touching 10:30–12:00",
          "First 14:00–15:00",
          "Second 14:15–15:15",
          "Late 19:00–00:30",
        ],
      ]);
    }
  });

  test("has touching sessions at full width, and overlapping ones side by side", async () => {
    const page = await openPage(browser, app, { cookie: cookies.cairo, viewport: wide });
    await page.goto("/programme/calendar?week=1", { waitUntil: "networkidle" });
    const boxOf = async (title: string) => {
      const box = await page.locator(".rbc-event", { hasText: title }).boundingBox();
      if (!box) throw new Error(`${title} is not there.`);
      return box;
    };
    const [alone, touching, first, second, late] = await Promise.all(
      ["Alone", "Touching", "First", "Second", "Late"].map(boxOf),
    );
    if (!alone || !touching || !first || !second || !late) throw new Error("A session is missing.");
    for (const box of [touching, late]) {
      expect(Math.abs(box.width - alone.width)).toBeLessThan(2);
      expect(Math.abs(box.x - alone.x)).toBeLessThan(2);
    }
    expect(touching.y).toBeGreaterThanOrEqual(alone.y + alone.height - 1);
    expect(second.x).toBeGreaterThanOrEqual(first.x + first.width - 1);
    expect(first.width + second.width).toBeLessThan(alone.width + 4);
  });

  test("formats nothing in the browser, which knows fewer languages than the server", async () => {
    // Every page that runs React is named here, so that another joins in.
    const hydrated = Object.entries(
      import.meta.glob<string>("../../app/*/routes/**/*.tsx", {
        query: "?raw",
        import: "default",
        eager: true,
      }),
    ).flatMap(([file, source]) => (/hydrate: true/.test(source) ? [file.replace("../../app/", "")] : []));
    expect(hydrated).toEqual(["programme/routes/calendar.tsx"]);
    const page = await openPage(browser, app, { cookie: cookies.ru, viewport: wide });
    await page.addInitScript(() => {
      const used: string[] = [];
      Object.assign(window, { used });
      for (const name of [
        "DateTimeFormat",
        "NumberFormat",
        "ListFormat",
        "DisplayNames",
        "RelativeTimeFormat",
      ]) {
        const made = (Intl as unknown as Record<string, object>)[name] as () => void;
        const note = () => void used.push(`Intl.${name} ${new Error().stack ?? ""}`);
        Object.assign(Intl, {
          [name]: new Proxy(made, {
            construct: (target, args) => (note(), Reflect.construct(target, args) as object),
            apply: (target, self, args) => (note(), Reflect.apply(target, self, args) as unknown),
          }),
        });
      }
      for (const made of [Date.prototype, Number.prototype] as object[])
        for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"])
          if (name in made) Object.assign(made, { [name]: () => (used.push(name), "") });
    });
    await page.goto(`/programme/calendar?week=${week}`, { waitUntil: "networkidle" });
    expect(await page.evaluate(() => (window as unknown as { used: string[] }).used)).toEqual([]);
  });

  test("loads its style and react-big-calendar on its own page only", async () => {
    const page = await openPage(browser, app, { cookie: cookies.en });
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto("/programme", { waitUntil: "networkidle" });
    expect(loaded.filter((path) => /calendar|entry\.client/.test(path))).toEqual([]);
    await page.goto("/programme/calendar", { waitUntil: "networkidle" });
    expect(loaded.some((path) => /calendar.*\.css$/.test(path))).toBe(true);
  });

  test("leads from a session in the grid to its page, with JavaScript and without", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await openPage(browser, app, { cookie: cookies.en, javaScriptEnabled, viewport: wide });
      await page.goto(`/programme/calendar?week=${week}`);
      await page.locator(".rbc-event").first().click();
      await page.waitForURL(/\/programme\/sessions\//);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Placement");
      expect(await page.locator("main").textContent()).toMatch(/09:00–15:30.*Tashkent time.*13:00–19:30/s);
    }
  });
});

describe("the week on a phone", () => {
  test.each([
    ["Asia/Tashkent", "light"],
    ["America/New_York", "dark"],
  ] as const)(
    "of %s, in %s, has the times of Prague and nothing that axe minds",
    async (timezoneId, colorScheme) => {
      const page = await openPage(browser, app, {
        cookie: cookies.en,
        timezoneId,
        colorScheme,
        viewport: { width: 360, height: 780 },
      });
      for (const path of [
        `/programme/week/${week}`,
        "/programme",
        "/programme/people",
        "/programme/subscription",
        "/feedback",
      ]) {
        const response = await page.goto(path);
        expect(response?.status(), path).toBe(200);
        await checkAccessibility(page);
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
        expect(tooWide, `${path} scrolls sideways`).toBe(false);
      }
      await page.goto(`/programme/week/${week}`);
      const monday = page.locator(".day").first();
      expect(await monday.locator("h2").textContent()).toBe("Monday 26 October");
      expect(await monday.locator("time").first().textContent()).toBe("09:00");
    },
  );

  test("can make a calendar address, subscribe by it, and end it", async () => {
    const page = await openPage(browser, app, { cookie: cookies.en, javaScriptEnabled: false });
    await page.goto("/programme/subscription");
    await page.getByRole("button", { name: "Make my calendar address" }).click();
    const address = await page.getByRole("textbox", { name: "Your calendar address" }).inputValue();
    const fetched = await fetch(address);
    expect(fetched.status).toBe(200);
    expect(await fetched.text()).toContain("DTSTART;TZID=Europe/Prague:20261026T090000");
    expect(await page.getByRole("link", { name: /Add to the calendar/ }).getAttribute("href")).toMatch(
      /^webcal:/,
    );
    await page.getByRole("button", { name: "End this address" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "End this address" }).click();
    await page.getByText("Your address no longer works").waitFor();
    expect((await fetch(address)).status).toBe(404);
  });
});
