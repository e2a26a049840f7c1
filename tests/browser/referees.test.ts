import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { launchBrowser, openPage } from "../setup/browser";
import { ask } from "../setup/http";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";
import { walker } from "./walking";

let app: RunningApp;
let browser: Browser;
let cookie: string;
/** Sessions by language: of somebody who has yet to ask for references, and of somebody who need not. */
const waiting: Record<string, string[]> = {};
const email = "canary-applicant@example.org";

beforeAll(async () => {
  const seed = async () => {
    const edition = await anEdition({ name: "Canary edition", refereesAsked: "with-application" });
    const person = await aPerson({ name: "Canary Accountname", email });
    cookie = await cookieOf(person);
    await anApplication({ edition, person, country: "TJ" });
    const asksNone = await anEdition({ refereesAsked: "never" });
    for (const locale of ["en", "ru"])
      for (const one of [edition, asksNone]) {
        const applicant = await aPerson({ locale });
        await anApplication({ edition: one, person: applicant, status: "submitted" });
        (waiting[locale] ??= []).push(await cookieOf(applicant));
      }
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

/** The link in the next letter to an address, with its query. */
async function linkTo(address: string): Promise<string> {
  const letter = await app.smtp?.waitFor(address, 40);
  const link = new URL(/https?:\/\/\S+/.exec(letter?.text ?? "")?.[0] ?? app.origin);
  return link.pathname + link.search;
}

function showsNothing(page: string): void {
  const html = page.toLowerCase();
  for (const canary of ["canary", "fellowship", "people in need", "tajikistan", "таджикистан", "applicant"])
    expect(html).not.toContain(canary);
  // Neither a name of the site nor a way into it: from here one comes to the language, the page itself, or away.
  expect(page).not.toMatch(/\bELF\b/);
  const ways = [...html.matchAll(/\s(?:href|action|formaction)="([^"]*)"/g)].map(([, way]) => way ?? "");
  expect(
    ways.filter(
      (way) => !/^(\/reference|\/assets\/|\/(favicon\.svg|plain\.css)$|#|https:\/\/www\.wikipedia)/.test(way),
    ),
  ).toEqual([]);
}

test("a referee is named, asked, answers and takes it back, without JavaScript and by the link alone", async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
  const applicant = walker(await openPage(browser, app, { cookie, ...options }), { axe: false });
  await applicant.visit("/application");
  await applicant.follow("Name referees, see how it stands");
  await applicant.follow("Name somebody");
  await applicant.press("Save");
  expect(await applicant.text()).toContain("Fill this in.");
  await applicant.page.getByLabel("Their name").fill("Gulnara");
  await applicant.page.getByLabel("How you know each other").fill("Led the library");
  await applicant.page.getByLabel("Their e-mail address").fill("gulnara@example.net");
  await applicant.page.getByLabel("Русский").check();
  await applicant.page.getByLabel("Your name, as they should see it").fill("Aisha");
  await applicant.press("Save");
  expect(await applicant.text()).toContain("Nothing has been sent.");
  await applicant.press("Send the request");
  expect(await applicant.text()).toContain("The request has been sent.");

  const link = await linkTo("gulnara@example.net");
  const referee = walker(await openPage(browser, app, options), { axe: false });
  await referee.visit(link);
  expect(await referee.text()).toContain("Рекомендация: Aisha");
  showsNothing(await referee.page.content());
  // axe itself needs a script: it looks at the same pages in a browser that has one.
  const other = walker(await openPage(browser, app));
  await other.visit(link);
  await referee.page.getByRole("textbox").first().fill("A colleague for six years.");
  await Promise.all([
    referee.page.waitForEvent("load"),
    referee.page.getByRole("button", { name: "English" }).click(),
  ]);
  expect(referee.path()).toBe(link.split("?")[0]);
  expect(await referee.text()).toContain("A reference for Aisha");

  // Begun here, and gone on with by the same link elsewhere.
  await referee.press("Save, and finish later");
  expect(await referee.text()).toContain("Nothing has been sent.");
  showsNothing(await referee.page.content());
  await other.visit(link);
  const example = other.page.getByRole("textbox").nth(1);
  expect(await other.page.getByRole("textbox").first().inputValue()).toContain("six years");
  await example.fill("She kept");
  await other.page.getByText(/^Сохранено/).waitFor();
  await referee.visit(link);
  expect(await referee.page.getByLabel("Tell of a time").inputValue()).toBe("She kept");
  await referee.press("Send the reference");
  expect(await referee.text()).toContain("Please look at this again");
  expect(await referee.page.getByLabel("How do you know this person").inputValue()).toContain("six years");
  await referee.page.getByLabel("Tell of a time").fill("She kept a library open.");
  await referee.page.getByLabel("What do they still have to learn").fill("To rest.");
  await referee.page.getByLabel("4", { exact: true }).check();
  await referee.press("Send the reference");
  expect(await referee.text()).toContain("Thank you");
  showsNothing(await referee.page.content());
  await other.visit(link);
  await applicant.visit("/application/referees");
  expect(await applicant.text()).toContain("Answered");

  await referee.page.getByRole("button", { name: "Take my answer back" }).click();
  await referee.press("Delete my answer");
  expect(await referee.text()).toContain("Your answer has been deleted");
  showsNothing(await referee.page.content());
  const own = walker(await openPage(browser, app, { cookie }));
  for (const path of ["", "/referees", "/referees/new", "/messages"]) await own.visit(`/application${path}`);
}, 120_000);

test("a link that is dead says so calmly, in the language that the letter was in", async () => {
  const answer = await fetch(`${app.origin}/reference/${"A".repeat(43)}?language=ru`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-robots-tag")).toContain("noindex");
  const html = await answer.text();
  expect(html).toContain("Эта ссылка не работает");
  showsNothing(html);
});

test("whatever is wrong at a referee's address says so without a way into the site", async () => {
  const token = "A".repeat(43);
  const json = { "Content-Type": "application/json" };
  const tries: { status: number; path: string; body?: string; headers?: Record<string, string> }[] = [
    { status: 404, path: "/reference" },
    { status: 404, path: "/reference/" },
    { status: 404, path: `/reference/${token}/else/where?language=ru` },
    { status: 405, path: `/reference/${token}/refusal?language=ru` },
    { status: 403, path: `/reference/${token}`, body: "", headers: { Origin: "https://elsewhere.example" } },
    { status: 415, path: `/reference/${token}`, body: "{}", headers: json },
  ];
  for (const { status, path, body, headers } of tries) {
    const answer = await ask(app.origin, path, {
      cookie,
      headers: { Accept: "text/html", ...headers },
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status, path).toBe(status);
    showsNothing(answer.body);
  }
  for (let last = 0; last !== 429;) last = (await fetch(`${app.origin}/reference/${token}`)).status;
  showsNothing(await (await fetch(`${app.origin}/reference/${token}`)).text());
});

test.each([
  ["en", "nothing for you to do", "2 references are missing"],
  ["ru", "ничего не требуется", "Не хватает 2 рекомендаций"],
])(
  "that nothing is asked of an applicant is said only where it is true (%s)",
  async (locale, nothing, open) => {
    const [session = ""] = waiting[locale] ?? [];
    const walk = walker(
      await openPage(browser, app, { cookie: session, viewport: { width: 360, height: 740 } }),
    );
    for (const path of ["/application", "/application/review"]) {
      await walk.visit(path);
      expect(await walk.text()).not.toContain(nothing);
      await walk.page.getByRole("main").getByRole("link", { name: open }).waitFor();
    }
    const [other = ""] = waiting[locale]?.slice(1) ?? [];
    const done = walker(await openPage(browser, app, { cookie: other }), { axe: false });
    await done.visit("/application");
    expect(await done.text()).toContain(nothing);
  },
);

test("an applicant and the coordinators write to each other without JavaScript", async () => {
  const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
  const applicant = walker(await openPage(browser, app, { cookie, ...options }), { axe: false });
  await applicant.visit("/application/messages");
  await applicant.page.getByLabel("Your message").fill("May I apply with an old passport?");
  await applicant.press("Send");
  expect(await applicant.text()).toContain("May I apply with an old passport?");
  expect(await applicant.text()).toContain("Not read yet");
});
