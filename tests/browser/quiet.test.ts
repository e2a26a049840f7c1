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
const cookies: string[] = [];

beforeAll(async () => {
  const seed = async () => {
    const person = await aPerson();
    await anApplication({ edition: await anEdition(), person });
    // One for each test, as some end theirs.
    for (let i = 0; i < 8; i++) cookies.push(await cookieOf(person));
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

test("the way out stays in view, and Back does not return from it", async () => {
  const page = await open();
  await page.goto("/application");
  await page.goto("/application/form/community");
  expect(await isInView(page)).toBe(true);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await isInView(page)).toBe(true);
  await page.locator(".leave a").click();
  await page.getByRole("heading", { name: "Other" }).waitFor();
  await page.goBack();
  expect(page.url()).not.toContain("/application/form");
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
    .poll(async () => (await page.goto("/application"), new URL(page.url()).pathname))
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
