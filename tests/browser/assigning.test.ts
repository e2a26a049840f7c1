import { and, eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assignmentPlans } from "#db/schema";
import { database } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";
import { press, visit } from "./walking";

let app: RunningApp;
let browser: Browser;
let edition: Edition;
let cookie: string;

beforeAll(async () => {
  const seed = async () => {
    edition = await anEdition({ slug: "spring", at: "selection" });
    cookie = await cookieOf(await aPerson({ roles: [{ role: "coordinator", edition }] }));
    for (let count = 0; count < 2; count++) await aPerson({ roles: [{ role: "panelist", edition }] });
    await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const address = "/office/spring/panel/assignment?seed=slow";
const at = { stage: "solving", readings: 6000, pairs: 76_000 };

/** Puts a plan where it would be if another process were at it. */
const isAt = (steps: number, toldAt = new Date()) =>
  inDatabase(app.database, async () => {
    const row = { state: "working" as const, progress: { ...at, steps }, startedAt: toldAt, toldAt };
    await database()
      .insert(assignmentPlans)
      .values({ editionId: edition.id, seed: "slow", ...row })
      .onConflictDoUpdate({ target: [assignmentPlans.editionId, assignmentPlans.seed], set: row });
  });
const forget = () =>
  inDatabase(app.database, () =>
    database()
      .delete(assignmentPlans)
      .where(and(eq(assignmentPlans.editionId, edition.id), eq(assignmentPlans.seed, "slow"))),
  );

describe("a plan that takes a while", () => {
  test("is followed on its page, and shown when it is there", async () => {
    await isAt(1200);
    const page = await openPage(browser, app, { cookie });
    await visit(page, address);
    await page.getByText("76,000 ways to give an application a reader are weighed: 1,200 steps").waitFor();
    const bar = page.getByRole("progressbar");
    const before = Number(await bar.getAttribute("value"));
    expect(before).toBeGreaterThan(30);
    await isAt(4500);
    await page.getByText("4,500 steps are done").waitFor();
    expect(Number(await bar.getAttribute("value"))).toBeGreaterThan(before);
    await forget();
    await page.getByRole("button", { name: "Assign 2 readings" }).waitFor();
    expect(page.url()).toContain("seed=slow");
  });

  test("is looked at again by a link where there is no JavaScript", async () => {
    await isAt(1200);
    const page = await openPage(browser, app, { cookie, javaScriptEnabled: false });
    await page.goto(address);
    await page.getByText("1,200 steps are done").waitFor();
    await forget();
    await page.getByRole("link", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Assign 2 readings" }).waitFor();
  });

  test("is applied from there", async () => {
    const page = await openPage(browser, app, { cookie });
    await visit(page, address);
    await press(page, "Assign 2 readings");
    expect(await page.getByText("2 readings have been assigned.").isVisible()).toBe(true);
  });
});
