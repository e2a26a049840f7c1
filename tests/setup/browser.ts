import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { unreadable } from "./http";
import type { RunningApp } from "./server";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The first Chromium there is: CHROMIUM_PATH, one on the path, Playwright's own. */
function findChromium(): string {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)));
  const own = chromium.executablePath();
  const found = [process.env["CHROMIUM_PATH"], ...onPath, own].find((file) => file && isExecutable(file));
  if (!found)
    throw new Error(
      "The browser tests need Chromium: install it (apt-get install chromium, or npx playwright install chromium) or name one in CHROMIUM_PATH.",
    );
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts Chromium; close it when the file's tests are done. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags });
}

/**
 * Opens a page in a fresh profile, with the cookie of somebody who is logged in if one is given (see `cookieOf` in
 * ./request). The test fails if the page writes an error to its console, throws, or asks anything of another host, but for
 * the one page `elsewhere` that it may be left for.
 */
export async function openPage(
  browser: Browser,
  app: Pick<RunningApp, "origin">,
  options: BrowserContextOptions & { cookie?: string; elsewhere?: string; outage?: boolean } = {},
): Promise<Page> {
  const { cookie, elsewhere, outage, ...settings } = options;
  const context = await browser.newContext({
    baseURL: app.origin,
    timezoneId: "Asia/Bishkek",
    locale: "en-GB",
    ...settings,
  });
  if (cookie) {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: app.origin }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    // A page that is refused (404, 422) is reported by the browser as an error; the test asserts it in its own words.
    if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return;
    // A connection that a test itself has cut.
    if (/^Failed to load resource: net::ERR_(FAILED|INTERNET_DISCONNECTED)/.test(message.text())) return;
    // A proxy whose upstream is away, which a test plays.
    if (outage && /responded with a status of 50[23]/.test(message.text())) return;
    complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  const read: Promise<unknown>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "document" || new URL(response.url()).origin !== app.origin)
      return;
    const told = response.text().then(
      (text) => {
        const found = unreadable(response.headers()["content-type"], text);
        if (found) complaints.push(`${new URL(response.url()).pathname} ${found}`);
      },
      () => {}, // A redirect has no text, and what was left at once is gone.
    );
    read.push(told);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (
      /^https?:$/.test(url.protocol) &&
      url.origin !== app.origin &&
      !(elsewhere && request.url().startsWith(elsewhere))
    )
      complaints.push(`asked of another host: ${url.origin}`);
  });
  onTestFinished(async () => {
    await Promise.all(read);
    await context.close();
    expect(complaints).toEqual([]);
  });
  return page;
}

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Runs axe over the page as it stands and fails with what it found. Inside react-big-calendar's own markup one rule
 * is left out (aria-required-children), as an accessible list of the same week stands beside it.
 */
export async function checkAccessibility(page: Page): Promise<void> {
  expect(await findAccessibility(page), `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}

/** What axe finds in the page as it stands, a line for each element. */
export async function findAccessibility(page: Page): Promise<string[]> {
  const calendar = ".rbc-calendar";
  // Without frames there is nothing to put together in a page of its own; and of what holds nothing need be told.
  const axe = () =>
    new AxeBuilder({ page })
      .setLegacyMode()
      .options({ resultTypes: ["violations"] })
      .withTags(standards);
  const results = [await axe().exclude(calendar).analyze()];
  if ((await page.locator(calendar).count()) > 0)
    results.push(await axe().include(calendar).disableRules("aria-required-children").analyze());
  return results.flatMap((result) =>
    result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`),
    ),
  );
}
