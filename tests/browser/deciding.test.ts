import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApplication, type Application } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, aStanding } from "../factories/reviews";
import { launchBrowser, openPage } from "../setup/browser";
import { readCsv, readWorkbook, runForeign } from "../setup/foreign";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";
import { follow, press, visit } from "./walking";

type Known = Person & { cookie: string };

let app: RunningApp;
let browser: Browser;
let coordinator: Known;
let admin: Known;
let applicants: Known[];
/** In the edition that is decided step by step, from the highest mean down. */
let ranked: Application[];

async function known(details: Parameters<typeof aPerson>[0]): Promise<Known> {
  const person = await aPerson(details);
  return { ...person, cookie: await cookieOf(person) };
}

const essay = "Первый абзац, «с кавычками».\n\nSecond; paragraph.";

beforeAll(async () => {
  const seed = async () => {
    const edition = await anEdition({ slug: "spring", at: "selection", places: 2 });
    const other = await anEdition({ slug: "autumn", at: "selection", places: 1 });
    coordinator = await known({
      roles: [edition, other].map((one) => ({ role: "coordinator" as const, edition: one })),
    });
    admin = await known({ roles: ["admin"] });
    applicants = [];
    ranked = [];
    for (const mean of [4.6, 4.2, 4.2, 3.4]) {
      const person = await known({ locale: "en", timeZone: "Asia/Bishkek" });
      const application = await anApplication({
        edition,
        person,
        status: "submitted",
        eligibility: "eligible",
        answers: { community: essay },
      });
      await aStanding({ application, mean, spread: 0.3 });
      applicants.push(person);
      ranked.push(application);
    }
    for (const outcome of ["cohort", "reserve"] as const) {
      const person = await known({ locale: "ru" });
      const application = await anApplication({ edition: other, person, status: "submitted" });
      await aStanding({ application, mean: 4 });
      await aDecision({ application, outcome, reserveRank: outcome === "reserve" ? 1 : undefined });
      applicants.push(person);
    }
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const open = (person: Known | undefined, options: Parameters<typeof openPage>[2] = {}) => {
  if (!person) throw new Error("Nobody was made.");
  return openPage(browser, app, { cookie: person.cookie, ...options });
};
const heading = (page: Page) => page.getByRole("heading", { level: 1 }).textContent();
const markOf = (page: Page, code: string | undefined, mark: string) =>
  page.getByRole("radio", { name: `${code} ${mark}` });

describe("with JavaScript", () => {
  test("a ranking is marked by rank and by hand, and who was slower is told", async () => {
    const page = await open(coordinator);
    await visit(page, "/office/spring/ranking");
    expect(await page.locator("figcaption").textContent()).toContain("2 applications that are level at 4.20");
    await page.getByLabel("Cohort: the first").fill("1");
    await page.getByLabel("Reserve list: the next").fill("1");
    await press(page, "Show what that does");
    await press(page, "Mark 1 as cohort and 1 as reserve");
    expect(await markOf(page, ranked[0]?.code, "Cohort").isChecked()).toBe(true);

    const slower = await page.context().newPage();
    await slower.goto("/office/spring/ranking");
    await markOf(page, ranked[3]?.code, "Not this time").check();
    expect(await page.getByText("One change not saved yet").isVisible()).toBe(true);
    await press(page, "Save this page");
    expect(await page.getByText("One mark saved.").isVisible()).toBe(true);

    await markOf(slower, ranked[3]?.code, "Cohort").check();
    await press(slower, "Save this page");
    expect(await heading(slower)).toBe("Somebody else decided in the meantime");
    expect(await slower.getByRole("alert").textContent()).toContain(
      `${ranked[3]?.code} is now ‘Not this time’`,
    );
    await follow(slower, "Leave it as it stands now");
    expect(await markOf(slower, ranked[3]?.code, "Not this time").isChecked()).toBe(true);
  });
});

describe("what leaves", () => {
  test("is a file that other programs read, and is written down once", async () => {
    const page = await open(coordinator);
    const saved = async (name: string, press: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      expect(download.suggestedFilename()).toBe(name);
      return readFile(await download.path());
    };
    const codes = ranked.map(({ code }) => code).sort();

    await page.goto("/office/spring/applications/export?all=yes");
    await page.getByLabel("What the panel reads").check();
    const take = () => page.getByRole("button", { name: "Download a table of 4 applications" }).click();
    const workbook = readWorkbook(await saved("spring.xlsx", take));
    await page.getByRole("radio", { name: /^CSV/ }).check();
    const csv = readCsv(await saved("spring.csv", take));
    for (const [head = [], ...rows] of [workbook, csv]) {
      expect(rows.map(([code]) => code)).toEqual(codes);
      const column = head.indexOf("answer.community");
      expect(rows.map((row) => row[column])).toEqual(codes.map(() => essay));
    }
    expect(new URL(page.url()).pathname).toBe("/office/spring/applications/export");

    await page.goto("/office/spring/ranking");
    const [, ...ranking] = readCsv(
      await saved("ranking.csv", () => page.locator("a[href$='/ranking/file/csv']").click()),
    );
    expect(ranking.map(([rank, code]) => [rank, code])).toHaveLength(4);
    expect(ranking.map(([, code]) => code).sort()).toEqual(codes);

    await page.goto(`/office/spring/applications/${codes[0]}`);
    const pdf = await saved(`${codes[0]}.pdf`, () => page.locator("a[href$='/print.pdf']").click());
    expect(runForeign("pdftotext", ["-", "-"], pdf).toString()).toContain("Second; paragraph.");

    const log = await open(admin);
    await log.goto("/office/audit");
    const said = (await log.locator("main").textContent()) ?? "";
    for (const format of ["csv", "xlsx"])
      expect(said.split(`applications.exported, rows 4, names false, format ${format}`), format).toHaveLength(
        2,
      );
  });
});

describe("without JavaScript", () => {
  const plain = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };

  test("decisions go out, a place is declined, the next is asked and becomes a fellow", async () => {
    const [, , , , chosen, next] = applicants;
    const office = await open(coordinator, plain);
    await office.goto("/office/autumn/decisions");
    await office.getByRole("link", { name: "Go on to releasing" }).click();
    await office.getByRole("button", { name: "Release to 2 people" }).click();
    expect(await office.getByRole("status").textContent()).toContain("Decisions have been released");

    const theirs = await open(chosen, plain);
    await theirs.goto("/application/answer");
    expect(await heading(theirs)).toBe("Мы хотим предложить вам место");
    await theirs.getByRole("link", { name: "Отказаться" }).click();
    await theirs.getByRole("button", { name: "Да, отказываюсь" }).click();
    expect(await heading(theirs)).toBe("Вы отказались");

    await office.goto("/office/autumn/decisions");
    await office.getByRole("button", { name: /^Offer the place to/ }).click();
    expect(await office.getByRole("status").textContent()).toContain("has been offered");

    const nexts = await open(next, plain);
    await nexts.goto("/application/answer");
    await nexts.getByRole("link", { name: "Принять приглашение" }).click();
    await nexts.getByRole("button", { name: "Да, принимаю приглашение" }).click();
    expect(await heading(nexts)).toBe("Добро пожаловать");
    await nexts.getByRole("link", { name: "К программе" }).click();
    expect(new URL(nexts.url()).pathname).toBe("/programme");
  });
});
