import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setClock } from "~/platform/clock.server";
import { inTransaction } from "~/platform/database.server";
import { zonedInstant } from "~/platform/locale/zones";
import { publishRelease } from "~/programme/releases.server";
import { layDefaultWeeks } from "~/programme/sessions.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { aFellow } from "../factories/programme";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";

/** Nine o'clock on the Monday after summer time ends, 25 October 2026: week 7 of an edition from 14 September. */
const week = 7;

const wide = { width: 1280, height: 900 };

let app: RunningApp;
let browser: Browser;
const cookies: Record<"en" | "ru", string> = { en: "", ru: "" };
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
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** What the grid says: each day's heading, and each session with its hour and where it stands in its column. */
function gridOf(page: Page) {
  return page.locator(".week-grid").evaluate((grid) => ({
    days: [...grid.querySelectorAll(".rbc-header")].map((day) => day.textContent),
    hours: [...grid.querySelectorAll(".rbc-time-gutter .rbc-label")].map((hour) => hour.textContent),
    sessions: [...grid.querySelectorAll<HTMLElement>(".rbc-day-slot")].map((day) =>
      [...day.querySelectorAll<HTMLElement>(".rbc-event")].map((event) => ({
        hour: event.querySelector(".rbc-event-label")?.textContent,
        title: event.querySelector(".week-grid-title")?.textContent,
        top: Math.round(parseFloat(event.style.top)),
        height: Math.round(parseFloat(event.style.height)),
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
    expect(served.days).toEqual(["Mo 26", "Tu 27", "We 28", "Th 29", "Fr 30"]);
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
