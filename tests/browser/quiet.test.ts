import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { elsewhere } from "~/platform/leaving";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";

/** Being unknown: getting away from a page at once, and leaving nothing behind that tells. */

let app: RunningApp;
let browser: Browser;
let code: string;
let slug: string;
let sent: string;
let office: string;
const cookies: string[] = [];
const wide = "W".repeat(60);
/** What people paste: a link of 140 characters, and a word that is none. */
const link = `https://example.org/${"a-long-name-of-a-report/".repeat(5)}`.padEnd(140, "x");
const pasted = {
  role: `${link} ${"W".repeat(400)}`,
  led: `I led. ${link}`,
  "preferred-name": wide,
  "safe-channel": wide,
};

beforeAll(async () => {
  const seed = async () => {
    const person = await aPerson({ name: `Aigul ${wide}` });
    const edition = await anEdition();
    await anApplication({ edition, person, answers: pasted });
    const sender = await aPerson({ name: `Asel ${wide}` });
    ({ code } = await anApplication({ edition, person: sender, answers: pasted, status: "submitted" }));
    sent = await cookieOf(sender);
    office = await cookieOf(await aPerson({ roles: [{ role: "coordinator", edition }] }));
    slug = edition.slug;
    // One for each test, as some end theirs.
    for (let i = 0; i < 20; i++) cookies.push(await cookieOf(person));
  };
  [app, browser] = await Promise.all([startApp({ seed, smtp: null }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** A phone of somebody who is logged in; the other site answers something, as it would. */
async function open(options: Parameters<typeof openPage>[2] = {}): Promise<Page> {
  const page = await openPage(browser, app, {
    viewport: { width: 360, height: 640 },
    cookie: cookies.pop() ?? "",
    elsewhere,
    ...options,
  });
  await page.route(`${elsewhere}**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Other</h1>" }),
  );
  return page;
}

const isInView = (page: Page) =>
  page.locator(".leave .button").evaluate((button) => {
    const { top, bottom, right } = button.getBoundingClientRect();
    const over = document.elementFromPoint(right - 8, (top + bottom) / 2);
    return top >= 0 && bottom <= window.innerHeight && (over === button || button.contains(over));
  });

test("the way out stays in view, and Back does not return from it, however often it is pressed", async () => {
  const page = await open();
  await page.goto("/application/messages");
  await page.goto("/application");
  await page.goto("/application/form/community");
  expect(await isInView(page)).toBe(true);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await isInView(page)).toBe(true);
  await page.locator(".leave a").click();
  await page.getByRole("heading", { name: "Other" }).waitFor();
  // The page left by is replaced, and so is each that Back would open.
  for (let back = 0; back < 2; back++) {
    // The page asked for is never there to wait for: it gives way while it is being opened.
    await page.goBack().catch(() => null);
    await page.waitForURL(elsewhere);
    await page.getByRole("heading", { name: "Other" }).waitFor();
  }
  // Whoever comes by the address is let in, and back and forth works as before.
  await page.goto("/application");
  await page.goto("/application/messages");
  await page.goBack();
  await page.getByRole("heading", { name: "Your application" }).waitFor();
});

test("three presses of Shift leave; capital letters and slow presses do not", async () => {
  const page = await open();
  await page.goto("/application/form/community");
  const field = page.locator("textarea").first();
  await field.fill("");
  await field.pressSequentially("ABC DEF");
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.getByText("Press Shift once more to leave.").waitFor({ state: "attached" });
  await page.keyboard.press("a");
  await page.keyboard.press("Shift");
  await page.getByText("Press Shift two more times to leave.").waitFor({ state: "attached" });
  expect(page.url()).toContain("/application/form/community");
  await page.keyboard.press("Shift");
  await page.keyboard.press("Shift");
  await page.getByRole("heading", { name: "Other" }).waitFor();
});

test.each([
  ["with JavaScript", true],
  ["without", false],
])("leaving ends the session of whoever chose that, %s", async (_how, javaScriptEnabled) => {
  const page = await open({ javaScriptEnabled });
  await page.goto("/account");
  await page.getByLabel(/also logs me out/).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.goto("/application");
  await page.locator(".leave button").click();
  await page.getByRole("heading", { name: "Other" }).waitFor();
  await expect
    .poll(async () => (await page.goto("/application"), new URL(page.url()).pathname), { timeout: 20_000 })
    .toBe("/login");
});

test("logging out leads to a page that says only that", async () => {
  const page = await open();
  await page.goto("/application");
  await page.getByText("Account", { exact: true }).click();
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { name: "You are logged out" }).waitFor();
  expect(await page.locator("main").innerText()).not.toMatch(/fellow|appl|Prague|leader/i);
  expect(new URL(page.url()).pathname).toBe("/logout");
});

test("an address that told what it is for leads on, with what was posted to it", async () => {
  const page = await open();
  for (const [old, neutral] of [
    ["/application/withdrawal", "/application/more"],
    ["/account/erasure", "/account/more"],
  ] as const) {
    await page.goto(old);
    expect(new URL(page.url()).pathname).toBe(neutral);
  }
  const cookie = cookies.pop() ?? "";
  const posted = await fetch(`${app.origin}/application/withdrawal`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookie, Origin: app.origin },
    body: new URLSearchParams({ code: "ELF-000000" }),
  });
  expect([posted.status, posted.headers.get("Location")]).toEqual([307, "/application/more"]);
});

/** By how much a page is wider than its window. */
const excess = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return null;
    // What cannot be made narrower: the innermost of those that stick out whatever width they are given.
    const stiff = [...document.querySelectorAll<HTMLElement>("body *")].filter((element) => {
      if (element.getBoundingClientRect().right <= clientWidth + 0.5) return false;
      const { width } = element.style;
      element.style.width = "min-content";
      const least = element.getBoundingClientRect().width;
      element.style.width = width;
      return least > clientWidth - 40;
    });
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    return `${scrollWidth - clientWidth} px: ${(stiff.at(-1) ?? out.at(-1))?.outerHTML.slice(0, 160)}`;
  });

test("nothing that is pasted widens a page, nor does text of twice the size", async () => {
  const ways: [string, string[]][] = [
    [
      cookies.pop() ?? "",
      [
        "/application",
        ...["about", "community", "experience"].map((section) => `/application/form/${section}`),
        "/application/review",
        "/account",
      ],
    ],
    ["", ["/", "/questions", "/login"]],
    [sent, ["/application", "/application/review", "/application/receipt", "/application/messages"]],
    [
      office,
      ["", "/print", "/messages", "/notes", "/redactions"].map(
        (page) => `/office/${slug}/applications${page === "" ? "" : `/${code}${page}`}`,
      ),
    ],
    [office, [`/office/${slug}/applications/${code}`]],
  ];
  const tooWide: string[] = [];
  for (const [cookie, paths] of ways) {
    const page = await open({ cookie, locale: "ru" });
    for (const path of paths) {
      await page.setViewportSize({ width: 360, height: 640 });
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(200);
      const look = async (how: string) => {
        const by = await excess(page);
        if (by) tooWide.push(`${path} ${how}: ${by}`);
      };
      await look("at 360");
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      await look("at 360, text twice as large");
      // Nor does a word of the ways stand letter below letter instead.
      const highest = await page
        .locator(".frame-bar a, .frame-bar button")
        .evaluateAll((ways) => Math.max(...ways.map((way) => way.getBoundingClientRect().height)));
      if (highest > 200) tooWide.push(`${path}: a way of ${highest} px`);
      await page.evaluate(() => (document.documentElement.style.fontSize = ""));
      await page.setViewportSize({ width: 1280, height: 900 });
      await look("at 1280");
    }
  }
  expect(tooWide).toEqual([]);
});

test("what has the focus is never covered by what stays in view", async () => {
  const page = await open();
  const covered: string[] = [];
  await page.goto("/application/form/community");
  const count = await page
    .locator("main a, main button, main input, main textarea, main select, main summary")
    .count();
  for (const key of ["Tab", "Shift+Tab"])
    for (let press = 0; press < count + 8; press++) {
      await page.keyboard.press(key);
      const under = await page.evaluate(() => {
        const own = document.activeElement;
        if (!own || !document.querySelector("main")?.contains(own) || own.id === "main") return null;
        const { left, width, top, bottom } = own.getBoundingClientRect();
        const covers = (y: number) => {
          const found = document.elementFromPoint(left + width / 2, y);
          const stays = found?.closest("[data-leave], [class*=sticky]");
          return stays && !stays.contains(own);
        };
        // Of a field that is higher than the window, its first line.
        const last = Math.min(bottom - 4, top + 40);
        return covers(top + 4) || covers(last) ? `${own.tagName} ${own.id || own.textContent}` : null;
      });
      if (under) covered.push(under);
    }
  // The summary of what is wrong, to which the focus goes.
  await page.locator("textarea").first().fill("word ".repeat(300));
  await page.getByRole("button", { name: "Save and continue" }).click();
  const summary = page.locator("[role=alert][tabindex='-1']");
  await summary.waitFor();
  const { top, bottom } = await summary.evaluate((element) => element.getBoundingClientRect());
  const bar = await page.locator(".leave").evaluate((element) => element.getBoundingClientRect().bottom);
  const foot = await page.evaluate(() => {
    const bars = [...document.querySelectorAll("[class*=sticky]")].map((element) =>
      element.getBoundingClientRect(),
    );
    return Math.min(window.innerHeight, ...bars.filter(({ height }) => height > 0).map((rect) => rect.top));
  });
  expect({ top, bar, foot }, "the summary").toSatisfy(() => top >= bar && Math.min(bottom, top + 40) <= foot);
  expect(covered).toEqual([]);
});
