import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { startApp, type RunningApp } from "../setup/server";
import { press, visit } from "./walking";

type Known = Person & { cookie: string };

let app: RunningApp;
let browser: Browser;
let edition: Edition;
let reader: Known;
let coordinator: Known;
const toRead: Application[] = [];
let unchecked: Application;
let telling: Application;

beforeAll(async () => {
  const seed = async () => {
    edition = await anEdition({ at: "selection", name: "Spring" });
    const known = async (role: "panelist" | "coordinator", name: string): Promise<Known> => {
      const person = await aPerson({ name, roles: [{ role, edition }] });
      return { ...person, cookie: await cookieOf(person) };
    };
    reader = await known("panelist", "Reader");
    coordinator = await known("coordinator", "Jana");
    for (let index = 0; index < 6; index++) {
      const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
      await anAssignment({ application, panelist: reader });
      toRead.push(application);
    }
    const other = await aPerson({ name: "Somebody Else", roles: [{ role: "panelist", edition }] });
    await aReview({
      application: codeAt(0),
      panelist: other,
      scores: [5, 4, 3, 2, 1],
      comment: "Said by another.",
    });
    const answers = {
      "preferred-name": "Айгерим",
      community: "I, Aigerim, live here. О\u00A0АЙГЕРИМЕ знают.",
    };
    unchecked = await anApplication({ edition, status: "submitted", answers });
    telling = await anApplication({ edition, status: "submitted", answers });
    await anApplication({ edition });
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

function codeAt(index: number): Application {
  const application = toRead[index];
  if (!application) throw new Error(`There is no application ${index}.`);
  return application;
}

const open = (as: Known, options: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, app, { cookie: as.cookie, ...options });
/** Scrolls to a button before it is pressed: the pane that holds it grows as the page scrolls. */
const pushed = async (page: Page, name: string) => {
  const button = page.getByRole("button", { name });
  await button.scrollIntoViewIfNeeded();
  await button.click();
};
const said = (page: Page, text: string | RegExp) => page.locator("[data-saved]", { hasText: text }).waitFor();
/** Whether an element stands wholly in the window, and on top. */
const inView = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { top, bottom, left } = element.getBoundingClientRect();
    const above = document.elementFromPoint(left + 20, (top + bottom) / 2);
    return top >= 0 && bottom <= window.innerHeight && element.contains(above);
  });
const checkedScores = (page: Page) =>
  page
    .locator("[data-criterion] input[type=radio]:checked")
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

describe("scoring with the keyboard", () => {
  test("goes from criterion to criterion, saves itself, and submits", async () => {
    const page = await open(reader, { viewport: { width: 1280, height: 900 } });
    await visit(page, `/panel/${codeAt(0).code}`);
    await page.keyboard.press("?");
    expect(await page.locator("[data-keys] details").getAttribute("open")).not.toBeNull();
    await page.keyboard.press("?");
    await page.keyboard.press("4");
    await page.keyboard.press("2");
    await page.keyboard.press("k");
    await page.keyboard.press("c");
    await page.keyboard.type("A jolly 1 of 5, kept.");
    await page.keyboard.press("Escape");
    await page.keyboard.press("k");
    await page.keyboard.press("3");
    expect(await checkedScores(page)).toEqual(["3", "2"]);
    expect(await page.locator("form [data-scored]").textContent()).toBe("2 of 5 scored");
    await said(page, /^Saved at/);
    expect(await page.content()).not.toContain("Said by another.");

    await page.reload();
    expect(await checkedScores(page)).toEqual(["3", "2"]);
    expect(await page.locator("#comment-2").inputValue()).toBe("A jolly 1 of 5, kept.");

    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
    const alert = await page.getByRole("alert").textContent();
    expect(alert).toContain("Your draft is saved. To submit it, this is still missing");
    expect(alert).toContain("Self-awareness and ethics: Choose a score from 1 to 5.");
    expect(await page.locator("[data-saved]").textContent()).toMatch(/^Draft saved/);
    await checkAccessibility(page);
    expect(await page.locator("#comment-2").inputValue()).toBe("A jolly 1 of 5, kept.");
    for (const key of ["5", "5", "5"]) await page.keyboard.press(key);
    expect(await page.locator("[data-submit]").evaluate((button) => button === document.activeElement)).toBe(
      true,
    );
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Control+Enter")]);
    expect(new URL(page.url()).search).toBe("?submitted=1");
    await checkAccessibility(page);
    expect(await page.getByText("Said by another.").count()).toBe(5);
    expect(await page.content()).not.toContain("Somebody Else");
    expect(await page.locator("form[data-reading]").count()).toBe(0);
    expect(await page.getByRole("link", { name: `Read ${codeAt(1).code} next` }).count()).toBe(1);
    await Promise.all([page.waitForURL(`**/panel/${codeAt(1).code}`), page.keyboard.press("n")]);
    await Promise.all([page.waitForURL(`**/panel/${codeAt(0).code}`), page.keyboard.press("p")]);
  });

  test("says what a key has scored while nothing was in focus, and takes it back", async () => {
    for (const width of [1280, 360]) {
      const page = await open(reader, { viewport: { width, height: 740 } });
      await page.goto(`/panel/${codeAt(5).code}`);
      const note = page.locator("[data-key-note] [role=status]");
      const firstTitle =
        (await page.locator("[data-criterion]").first().getAttribute("data-criterion")) ?? "";
      await page.keyboard.press("c");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("comment-1");
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("3");
      expect(await note.textContent()).toBe(`${firstTitle}: 3`);
      expect(await inView(page, "[data-key-note]")).toBe(true);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press("z");
      expect(await checkedScores(page)).toEqual([]);
      expect(await note.textContent()).toBe(`Taken back: ${firstTitle} has no score`);
      expect(await page.locator("form [data-scored]").textContent()).toBe("0 of 5 scored");
      await page.keyboard.press("4");
      await page.keyboard.press("k");
      await page.keyboard.press("2");
      expect(await checkedScores(page)).toEqual(["2"]);
      await pushed(page, "Undo");
      expect(await checkedScores(page)).toEqual(["4"]);
      expect(await note.textContent()).toBe(`Taken back: ${firstTitle} has 4 again`);
      await page.keyboard.press("z");
      await said(page, /^(Saved at|Nothing saved yet|Draft saved)/);
      await page.context().close();
    }
  });

  test("takes no typed word for scores, wherever it is typed", async () => {
    const page = await open(reader, { viewport: { width: 1280, height: 900 } });
    const path = `/panel/${codeAt(5).code}`;
    await page.goto(path);
    await page.keyboard.type("2 people, then 5, in 3 places", { delay: 20 });
    expect(await checkedScores(page)).toEqual([]);
    expect(await page.locator("[data-key-note]").textContent()).toContain("This looks like typing");
    await page.waitForTimeout(1100);
    await page.evaluate(() => {
      for (const key of "Из 4 школ пришли 12 человек")
        document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    });
    await page.locator("#comment-1").focus();
    await page.keyboard.type("1 of 5");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("afterbegin", "<p contenteditable id=note tabindex=0></p>");
      document.getElementById("note")?.focus();
    });
    await page.keyboard.type("3 of 4");
    await page.evaluate(() => {
      const note = document.getElementById("note");
      note?.remove();
      for (const how of [
        { isComposing: true },
        { key: "Process" },
        { ctrlKey: true },
        { altKey: true },
        { metaKey: true },
      ])
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "4", code: "Digit4", bubbles: true, ...how }),
        );
    });
    expect(await checkedScores(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe(path);
    // Behind all that, a key is a key again, also on a Russian keyboard.
    await page.waitForTimeout(1100);
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "с", code: "KeyC", bubbles: true })),
    );
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("comment-1");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
  });

  test("can be switched off, for those whose letters mean something else", async () => {
    const page = await open(reader, { viewport: { width: 1280, height: 900 } });
    await page.goto(`/panel/${codeAt(2).code}`);
    await page.getByText("Reading with the keyboard").click();
    await checkAccessibility(page);
    await page.getByLabel("Use these keys").uncheck();
    await page.reload();
    await page.keyboard.press("j");
    await page.keyboard.press("4");
    expect(await checkedScores(page)).toEqual([]);
  });
});

describe("saving by itself", () => {
  test("overwrites nothing from a second tab, and then shows both versions", async () => {
    const first = await open(reader);
    await first.goto(`/panel/${codeAt(1).code}`);
    const second = await first.context().newPage();
    await second.goto(`/panel/${codeAt(1).code}`);
    await first.locator("#comment-1").fill("Written in the first tab.");
    await said(first, /^Saved at/);
    await second.locator("#comment-1").fill("Written in the second tab.");
    await said(second, /nothing was overwritten/);
    await press(second, "Save draft");
    expect(await second.locator("#comment-1").inputValue()).toBe("Written in the second tab.");
    expect(await second.locator("[data-criterion]").first().textContent()).toContain(
      "Written in the first tab.",
    );
    await press(second, "Save draft");
    expect(await second.getByRole("status").first().textContent()).toContain("Your draft is saved.");
    await first.reload();
    expect(await first.locator("#comment-1").inputValue()).toBe("Written in the second tab.");
  });

  test("is waited for by a press on a button", async () => {
    const page = await open(reader);
    await page.goto(`/panel/${codeAt(3).code}`);
    await page.route("**/draft", async (route) => {
      await new Promise((done) => setTimeout(done, 600));
      await route.continue();
    });
    await page.locator("#score-1").check({ force: true });
    await said(page, "Saving…");
    await press(page, "Save draft");
    expect(await page.getByRole("status").first().textContent()).toContain("Your draft is saved.");
  });

  test("goes on after the connection comes back", async () => {
    const page = await open(reader);
    await page.goto(`/panel/${codeAt(4).code}`);
    await page.context().setOffline(true);
    await page.locator("#comment-1").fill("Written on a train.");
    await said(page, /no connection/);
    await page.context().setOffline(false);
    await said(page, /^Saved at/);
  });
});

describe("saving on a network that drops answers", () => {
  test("takes its own save that was never acknowledged for no other page's", async () => {
    const page = await open(reader);
    await page.goto(`/panel/${codeAt(4).code}`);
    let lost = 0;
    await page.route("**/draft", async (route) => {
      await route.fetch();
      lost++;
      await route.abort();
    });
    await page.locator("#comment-2").fill("Written in a tunnel.");
    await said(page, /no connection/);
    expect(lost).toBe(1);
    await page.unroute("**/draft");
    await page.locator("#comment-2").fill("Written in a tunnel, and after it.");
    await pushed(page, "Save draft");
    await page.getByText("Your draft is saved.").waitFor();
    expect(await page.locator("#comment-2").inputValue()).toBe("Written in a tunnel, and after it.");
  });

  test("keeps the page where a button is pressed without a connection, and asks before it is left", async () => {
    const page = await open(reader);
    await page.goto(`/panel/${codeAt(4).code}`);
    await page.context().setOffline(true);
    await page.locator("#comment-3").fill("Written on a mountain.");
    await pushed(page, "Save draft");
    await said(page, /no connection/);
    const asked = page.waitForEvent("dialog").then((dialog) => dialog.dismiss());
    await page.getByRole("link", { name: "All readings" }).click({ noWaitAfter: true });
    await asked;
    expect(await page.locator("#comment-3").inputValue()).toBe("Written on a mountain.");
    await page.context().setOffline(false);
    await said(page, /^Saved at/);
    await page.getByRole("link", { name: "All readings" }).click();
    await page.waitForURL("**/panel?edition=*");
  });

  test("goes on by itself once somebody has logged in again, and after what was wrong is put right", async () => {
    const page = await open(reader);
    await page.goto(`/panel/${codeAt(4).code}`);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.locator("#comment-4").fill("Written after lunch.");
    await said(page, /you have been logged out/);
    await page.context().addCookies(cookies);
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await said(page, /^Saved at/);

    await page.locator("#comment-4").fill("x".repeat(2001));
    await said(page, "Not saved. Learning fit: This is longer than 2000 characters. Shorten it a little.");
    await page.locator("#comment-4").fill("Shortened.");
    await said(page, /^Saved at/);
    await page.locator("#comment-4").fill("Shortened?");
    await page.locator("#comment-4").fill("Shortened.");
    await said(page, "Not saved yet");
    await said(page, /^Saved at/);
  });
});

describe("a session that ends while somebody scores", () => {
  test.each([true, false])(
    "loses nothing that they wrote (with JavaScript: %s)",
    async (javaScriptEnabled) => {
      const page = await open(reader, { javaScriptEnabled });
      await page.goto(`/panel/${codeAt(javaScriptEnabled ? 2 : 3).code}`);
      await page.context().clearCookies();
      await page.locator("#score-2-4").check({ force: true });
      await page.locator("#comment-2").fill("Led a town council.\nTwice.");
      await pushed(page, "Save draft");
      await page.getByRole("heading", { name: "You have been logged out" }).waitFor();
      expect(await page.getByText("Led a town council.").count()).toBe(1);
      if (javaScriptEnabled) await checkAccessibility(page);
      const [name = "", value = ""] = reader.cookie.split("=");
      await page.context().addCookies([{ name, value, url: app.origin }]);
      await pushed(page, "Send what I wrote");
      expect(await page.getByRole("status").first().textContent()).toContain("Your draft is saved.");
      expect(await page.locator("#score-2-4").isChecked()).toBe(true);
      expect(await page.locator("#comment-2").inputValue()).toBe("Led a town council.\nTwice.");
    },
  );
});

describe("without JavaScript, on a phone", () => {
  test("a panelist reads, scores, comes back and submits", async () => {
    const page = await open(reader, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto("/panel");
    await page.getByRole("link", { name: codeAt(5).code, exact: true }).click();
    await page.locator("#score-1-3").check({ force: true });
    await page.getByLabel("Comment on Leadership").fill("Led two others.");
    await pushed(page, "Save and come back later");
    expect(await page.getByRole("status").textContent()).toContain(`${codeAt(5).code} is saved as a draft`);
    await page.getByRole("link", { name: codeAt(5).code, exact: true }).click();
    expect(await checkedScores(page)).toEqual(["3"]);
    for (const number of [2, 3, 4, 5]) await page.locator(`#score-${number}-4`).check({ force: true });
    await pushed(page, "Submit reading");
    expect(await page.getByRole("status").textContent()).toContain("Your reading counts.");
  });

  test("a coordinator finds somebody, rules, and goes on to the next", async () => {
    const page = await open(coordinator, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto(`/office/${edition.slug}/applications`);
    await page.getByLabel("Code, name or e-mail").fill("айгерим");
    await pushed(page, "Show");
    await page.getByRole("link", { name: unchecked.code }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Айгерим");
    await page.getByLabel("Not eligible").check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Give the reason");
    expect(await page.getByLabel("Not eligible").isChecked()).toBe(true);
    await page.getByLabel("Reason").fill("Lives elsewhere.");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect(await page.getByRole("status").textContent()).toContain(`${unchecked.code} is not eligible.`);
  });
});

describe("hiding a passage", () => {
  test("is done by selecting it", async () => {
    const page = await open(coordinator);
    await visit(page, `/office/${edition.slug}/applications/${codeAt(1).code}/redactions`);
    const button = page.getByRole("button", { name: "Blacken", exact: true });
    expect(await button.isDisabled()).toBe(true);
    await page.locator("[data-place=community]").evaluate((answer) => {
      const text = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT).nextNode();
      const from = text?.textContent?.indexOf("reading circle") ?? -1;
      if (text) window.getSelection()?.setBaseAndExtent(text, from, text, from + "reading circle".length);
    });
    // On a phone the selection ends before the press: what it was is told, and stays.
    await page.evaluate(() => window.getSelection()?.removeAllRanges());
    await page.getByText("Selected: “reading circle”").waitFor();
    await press(page, "Blacken");
    // The same words are hidden in the other answers, too.
    expect(await page.locator(".notice[role=status]").textContent()).toContain("6 passages are hidden");
    expect(await page.locator("[data-place=community] mark").allTextContents()).toEqual(["reading circle"]);
    const panelist = await open(reader);
    await panelist.goto(`/panel/${codeAt(1).code}`);
    expect(await panelist.locator("#answers").textContent()).toContain("I began a █████ in our town");
    const lift = page.getByRole("listitem").filter({ hasText: "Describe your community" });
    await Promise.all([page.waitForEvent("load"), lift.getByRole("button", { name: /^Lift/ }).click()]);
    await panelist.reload();
    expect(await panelist.locator("#answers").textContent()).toContain(
      "I began a reading circle in our town",
    );
  });
});

describe("what could tell who wrote an application", () => {
  test("is found by itself, and hidden or shown by one press, without JavaScript", async () => {
    const page = await open(coordinator, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const path = `/office/${edition.slug}/applications/${telling.code}/redactions`;
    await page.goto(path);
    const marked = (how: string) => page.locator(`mark[data-is=${how}]`).allTextContents();
    expect(await marked("waiting")).toEqual(["Aigerim", "АЙГЕРИМЕ"]);
    await page.getByRole("button", { name: /^Hide.*Aigerim/ }).click();
    await expect.poll(() => marked("hidden"), { timeout: 20_000 }).toEqual(["Aigerim"]);
    await page.getByRole("button", { name: /^Show.*АЙГЕРИМЕ/ }).click();
    await expect.poll(() => marked("waiting"), { timeout: 20_000 }).toEqual([]);
    await page.goto(`/office/${edition.slug}/applications/traces`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("What could tell who wrote it");
  });
});

describe("every screen can be used by anyone, and fits a phone and a desk", () => {
  const panel: [string, () => string][] = [
    ["list", () => "/panel"],
    ["empty part of the list", () => "/panel?show=submitted&page=9"],
    ["reading", () => `/panel/${codeAt(1).code}`],
    ["conflict", () => `/panel/${codeAt(1).code}/conflict`],
    ["discussion", () => `/panel/${codeAt(0).code}/discussion`],
    ["change of scores", () => `/panel/${codeAt(0).code}/scores`],
  ];
  test.each(panel)("a panelist's %s, by lamplight", async (_, path) => {
    await fits(await open(reader, { colorScheme: "dark" }), path(), 1280, 360);
  });

  // Every page as it mostly is, is looked at in every-page.test.ts.
  const office: [string, () => string][] = [
    ["drafts", () => "applications?status=draft"],
    ["search that finds nothing", () => "applications?q=nobody"],
    ["ruling", () => `applications/${unchecked.code}/eligibility`],
  ];
  test.each(office)("a coordinator's %s", async (_, path) => {
    await fits(await open(coordinator), `/office/${edition.slug}/${path()}`, 360, 1280);
  });
});

/** Measures a page at two widths; axe looks at it in the second. */
async function fits(page: Page, path: string, ...widths: [number, number]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(200);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wider, `${path} at ${width}`).toBeLessThanOrEqual(0);
    // An edition's menu is one line, which scrolls.
    const menus = await page
      .locator(".sub-nav ul")
      .evaluateAll((all) => all.map((menu) => menu.clientHeight));
    for (const height of menus) expect(height, `${path} at ${width}`).toBeLessThan(60);
  }
  await checkAccessibility(page);
}
