import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { startApp, type RunningApp } from "../setup/server";

let app: RunningApp;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

test.each(["/", "/privacy", "/questions", "/accessibility"])(
  "%s can be read by anyone, with any eyes",
  async (path) => {
    const page = await openPage(browser, app);
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    await checkAccessibility(page);
  },
);

test("a page that is not there says so", async () => {
  const page = await openPage(browser, app);
  const response = await page.goto("/nothing-of-this-name");
  expect(response?.status()).toBe(404);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("There is nothing here");
  await checkAccessibility(page);
});
