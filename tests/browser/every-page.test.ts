import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoPeople } from "#db/seed/accounts";
import { seedDemonstration } from "#db/seed/demonstration";
import { languageField } from "~/accounts/language-field";
import { findPersonByEmail } from "~/accounts/people.server";
import { database } from "~/platform/database.server";
import { findTellingWords } from "~/selection/neutral-words";
import { listRoutes } from "../access/routes";
import { findAccessibility, launchBrowser, openPage } from "../setup/browser";
import { ask } from "../setup/http";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";
import { lengthenAnswers, sign } from "./long-answers";
import { knowPages, noPages, notServed, visitsOf, type Visit, type Visitor } from "./pages";

/*
 * Every page that there is, opened on the demonstration by whoever it is for. A page is a route with a component; one
 * for whose address nothing is known fails here, and so does what answers GET without being named in pages.ts.
 */

const sources = import.meta.glob<string>("../../app/*/routes/**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});
const sourceOf = (file: string) => sources[`../../app/${file}`] ?? "";
const isPage = (file: string) => /^export default /m.test(sourceOf(file));
const answersGet = (file: string) => /^export (?:async )?(?:function|const) loader\b/m.test(sourceOf(file));

const routes = listRoutes();
const pages = routes.filter(({ id, file }) => isPage(file) && !notServed.has(id));
const visitors: Visitor[] = ["visitor", ...(Object.keys(demoPeople) as (keyof typeof demoPeople)[])];

let app: RunningApp;
let browser: Browser;
const cookies = new Map<Visitor, string>();
const visits: Visit[] = [];
const unknown: string[] = [];

beforeAll(async () => {
  const seed = async () => {
    await seedDemonstration(database(), new Date());
    const known = await knowPages();
    for (const route of pages)
      try {
        visits.push(...visitsOf(route, known));
      } catch (error) {
        unknown.push((error as Error).message);
      }
    const people: string[] = [];
    for (const [who, { email }] of Object.entries(demoPeople)) {
      const id = (await findPersonByEmail(database(), email))?.id ?? "";
      people.push(id);
      cookies.set(who as Visitor, await cookieOf({ id }));
    }
    const codes = visits.flatMap(({ path }) => /ELF-[A-Z0-9]{6}/.exec(path) ?? []);
    await lengthenAnswers([...new Set(codes)], people);
  };
  [app, browser] = await Promise.all([startApp({ seed, smtp: null }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

test("no page is forgotten", () => {
  expect(unknown).toEqual([]);
  const others = routes.filter(({ file }) => answersGet(file) && !isPage(file)).map(({ id }) => id);
  expect(others.filter((id) => !noPages.has(id))).toEqual([]);
  expect([...noPages].filter((id) => !others.includes(id))).toEqual([]);
});

test("no page answers with a file, which Remix would drop for the page", () => {
  const answering = routes
    .filter(({ id, file }) => !notServed.has(id) && isPage(file))
    .map(({ file }) => file);
  expect(answering.filter((file) => /sendFile|handOut|Content-Disposition/.test(sourceOf(file)))).toEqual([]);
});

describe.each(visitors)("as %s", (who) => {
  test("every page is whole, on a phone and on a desk", async () => {
    const cookie = cookies.get(who);
    const page = await openPage(browser, app, {
      viewport: phone,
      ...(cookie ? { cookie } : {}),
    });
    const faults: string[] = [];
    for (const visit of visits.filter(({ as }) => as === who))
      faults.push(...(await look(page, visit)).map((fault) => `${visit.path} ${fault}`));
    expect(faults).toEqual([]);
  }, 400_000);
});

test("in Russian and with long answers, no page holds anything but letters and values", async () => {
  const inRussian = { method: "POST", body: `${languageField}=ru` };
  for (const cookie of cookies.values())
    expect((await ask(app.origin, `/?${languageField}`, { cookie, ...inRussian })).status).toBe(302);
  const faults: string[] = [];
  let [russian, atLength] = [0, 0];
  for (const { as, path } of visits) {
    const cookie = cookies.get(as) ?? "elf-language=ru";
    // Every answer that `ask` gets is looked through (`unreadable`).
    const { body } = await ask(app.origin, path, { cookie }).catch((error: unknown) => {
      faults.push(String(error));
      return { body: "" };
    });
    if (body.includes('<html lang="ru"')) russian++;
    if (body.includes(sign)) atLength++;
  }
  expect(faults).toEqual([]);
  expect(russian).toBeGreaterThan(visits.length * 0.9);
  expect(atLength).toBeGreaterThan(8);
}, 120_000);

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

/** What is wrong with a page: axe looks at the narrow one, whose parts are the same ones. */
async function look(page: Page, { path, leadsTo = path }: Visit): Promise<string[]> {
  const faults: string[] = [];
  const response = await page.goto(path);
  if (response?.status() !== 200) return [`answers ${response?.status()}`];
  const landed = new URL(page.url());
  if (landed.pathname + landed.search !== leadsTo) return [`leads on to ${landed.pathname}`];
  const title = await page.title();
  if (title.trim() === "") faults.push("has no title");
  // What an applicant's pages are about is told neither by their title nor by their address.
  if (/^\/(?:application|apply|account|log|recover|signup|reminders)/.test(path))
    faults.push(...findTellingWords(title).map((word) => `tells by its title: ${word}`));
  if (
    /erasure|withdraw|offer|interview|declin|reject/.test(
      landed.pathname.replace(/^\/(?:office|panel).*/, ""),
    )
  )
    faults.push("tells by its address");
  const headings = await page.locator("h1").count();
  if (headings !== 1) faults.push(`has ${headings} headings of the first rank`);
  if (!/^\/(?:office|dev)/.test(path)) faults.push(...(await lostByLanguage(page)));
  faults.push(...(await overflow(page, phone.width)));
  faults.push(...(await findAccessibility(page)));
  await page.setViewportSize(desk);
  faults.push(...(await overflow(page, desk.width)));
  await page.setViewportSize(phone);
  return faults;
}

/** Fields that somebody writes into and that the language button does not take along (see ui/kept-form). */
function lostByLanguage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const kept = document.querySelectorAll("#kept").length;
    const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
      "textarea, select, input:not([type=hidden], [type=password], [type=file])",
    );
    const lost = [...fields].filter(({ form }) => form?.method === "post" && form.id !== "kept");
    return [
      ...(kept === 1 ? [] : [`has ${kept} forms to keep`]),
      ...lost.map(({ name }) => `loses ${name} by a change of language`),
    ];
  });
}

/** By how much a page is wider than its window, and what sticks out. */
async function overflow(page: Page, width: number): Promise<string[]> {
  const found = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const widest = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5)
      .slice(0, 3)
      .map((element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") ?? ""}">`);
    return { by: root.scrollWidth - root.clientWidth, widest };
  });
  return found ? [`is ${found.by} px too wide at ${width}: ${found.widest.join(" ")}`] : [];
}
