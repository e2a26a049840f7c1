import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { applications, submissions } from "#db/schema";
import { database } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";

const names = ["empty", "writer", "twoTabs", "heavy", "offline", "sender", "russian", "switching"] as const;
type Name = (typeof names)[number];

let app: RunningApp;
let browser: Browser;
let edition: Edition;
const people = {} as Record<Name, Person & { cookie: string }>;

beforeAll(async () => {
  const seed = async () => {
    edition = await anEdition();
    for (const name of names) {
      const person = await aPerson({ locale: name === "russian" ? "ru" : "en" });
      people[name] = { ...person, cookie: await cookieOf(person) };
      if (name !== "empty") await anApplication({ edition, person, sections: name === "sender" ? 99 : 0 });
    }
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const open = (name: Name, options: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, app, { cookie: people[name].cookie, ...options });
const stateOf = (page: Page) => page.locator("[data-draft-state] [role=status]");

async function aPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage().drawText("What I did");
  return Buffer.from(await document.save());
}

describe("without JavaScript", () => {
  test("an application is begun, filled, checked and sent", async () => {
    const page = await open("empty", { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    await page.goto("/application");
    await page.getByRole("button", { name: "Start an application" }).click();
    await page.getByRole("link", { name: /Begin with/ }).click();

    await page.getByLabel("Year of birth").fill("last year");
    await page.getByLabel("Citizenship").selectOption("KG");
    await page.getByRole("button", { name: "Save and continue" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Year of birth: Write a whole number");
    expect(await page.getByLabel("Year of birth").inputValue()).toBe("last year");
    expect(await page.getByLabel("Citizenship").inputValue()).toBe("KG");

    await page.getByLabel("Year of birth").fill("1999");
    await page.getByLabel("Country where you live").selectOption("KG");
    for (const choice of [
      "Could you be in Prague for all ten weeks?",
      "Do you have a passport",
      "Is there anything that bars you",
    ])
      await page
        .getByRole("radiogroup", { name: new RegExp(choice.replace("?", "\\?")) })
        .getByRole("radio")
        .first()
        .check();
    const next = () =>
      page
        .getByRole("button", { name: /^Save and (continue|check)/ })
        .last()
        .click();
    await next();
    await page.getByLabel("What should we call you?").fill("Айгүл");
    await page
      .getByRole("radiogroup", { name: /Could you be harmed/ })
      .getByRole("radio")
      .first()
      .check();
    await next();
    for (let i = 0; i < 4; i++) {
      for (const box of await page.getByRole("textbox").all()) await box.fill("Біз бірге оқимыз.");
      for (const box of (await page.getByRole("checkbox").all()).slice(0, 2)) await box.check();
      await next();
    }
    await page.getByRole("button", { name: "Save and choose a file" }).click();
    await page.getByLabel("Or one file with all of it").setInputFiles({
      name: "cv.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from("MZ\x90\0 no PDF at all"),
    });
    await page.getByRole("button", { name: "Upload" }).click();
    expect(await page.getByRole("alert").textContent()).toContain(
      "This file is not of a kind that is taken here (PDF, JPEG, PNG)",
    );
    await page
      .getByLabel("Or one file with all of it")
      .setInputFiles({ name: "cv.pdf", mimeType: "application/pdf", buffer: await aPdf() });
    await page.getByRole("button", { name: "Upload" }).click();
    expect(await page.getByRole("link", { name: "cv.pdf" }).count()).toBe(1);
    await page.getByLabel("Kyrgyz").selectOption("native");
    await next();
    await next();
    for (const box of (await page.getByRole("checkbox").all()).slice(0, 1)) await box.check();
    await next();
    await page.getByRole("button", { name: "Send my application" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("one answer still needs you");
    await page.getByRole("alert").getByRole("link").click();
    expect(new URL(page.url()).hash).toBe("#process");
    for (const box of (await page.getByRole("checkbox").all()).slice(0, 2)) await box.check();
    await next();
    await page.getByRole("button", { name: "Send my application" }).click();
    expect(new URL(page.url()).pathname).toBe("/application/receipt");
    expect(await page.getByText(/^ELF-[A-Z0-9]{6}$/).count()).toBe(1);
    expect(await page.title()).toBe("Received");
  });

  test("who comes to apply signs up, corrects the address, has the letter sent again, and arrives there", async () => {
    const page = await openPage(browser, app, {
      javaScriptEnabled: false,
      viewport: { width: 360, height: 740 },
    });
    const main = page.getByRole("main");
    const [wrong, right] = ["gulnora@exmaple.org", "gulnora@example.org"];
    await page.goto("/apply");
    await main.getByRole("link", { name: "Create an account" }).click();
    const send = async (email: string) => {
      await page.getByLabel("E-mail address").fill(email);
      await page.getByLabel("New password").fill("three quiet rivers");
      await main.getByRole("button", { name: "Create an account" }).click();
      await main.getByText(`We have sent a link to ${email}.`).waitFor();
    };
    await send(wrong);
    await main.getByText("That is not my address").click();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe(wrong);
    await send(right);
    await main.getByRole("button", { name: "Send it again" }).click();
    await main.getByText("Sent again.", { exact: true }).waitFor();
    await expect
      .poll(() => app.mails.filter(({ to }) => to.includes(right)).length, { timeout: 40_000 })
      .toBe(2);
    const links = app.mails
      .filter(({ to }) => to.includes(right))
      .map(({ text }) => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? app.origin).pathname);
    // Which of the two was sent last is not told by which arrived last.
    const tell = async (link: string) => ((await page.goto(link))?.status() === 410 ? "older" : "newest");
    const told = [await tell(links[0] ?? ""), await tell(links[1] ?? "")];
    expect(told.toSorted()).toEqual(["newest", "older"]);
    await page.goto(links[told.indexOf("older")] ?? "");
    await main.getByText("There is a newer link").waitFor();
    const newest = links[told.indexOf("newest")] ?? "";
    await page.goto(newest);
    await page.getByLabel("Password").fill("three quiet rivers");
    await main.getByRole("button", { name: "Confirm and log in" }).click();
    expect(new URL(page.url()).pathname).toBe("/apply");
    await main.getByRole("button", { name: "Start an application" }).click();
    expect(new URL(page.url()).pathname).toBe("/application");
    await main.getByText("Your application").first().waitFor();
    const other = await openPage(browser, app, { javaScriptEnabled: false });
    await other.goto(newest);
    expect(other.url()).toBe(`${app.origin}/login?note=confirmed&to=%2Fapply`);
  });

  test("what differs between two tabs stands side by side, and either can be kept", async () => {
    const first = await open("twoTabs", { javaScriptEnabled: false });
    const second = await first.context().newPage();
    await first.goto("/application/form/community");
    await second.goto("/application/form/community");
    await first.getByLabel(/Describe your community/).fill("From the first tab");
    await first.getByRole("button", { name: "Save and go back to overview" }).click();
    await second.getByLabel(/Describe your community/).fill("From the second tab");
    await second.getByRole("button", { name: "Save and go back to overview" }).click();
    expect(await second.getByText("There are two versions of this page").count()).toBe(1);
    expect(await second.getByText("From the first tab").count()).toBe(1);
    expect(await second.getByRole("textbox").inputValue()).toBe("From the second tab");
    await second.getByRole("textbox").fill("From the first tab and from the second");
    await second.getByRole("button", { name: "Save my choice" }).click();
    await second.goto("/application/form/community");
    expect(await second.getByLabel(/Describe your community/).inputValue()).toBe(
      "From the first tab and from the second",
    );
  });
});

describe("the language button", () => {
  const change = (page: Page, to: string) =>
    Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: to }).click()]);

  test("keeps what was typed without JavaScript, right or wrong, and stores none of it", async () => {
    const page = await open("switching", { javaScriptEnabled: false });
    await page.goto("/application/form/about");
    const year = page.locator("[name=birth-year]");
    await year.fill("19x8");
    await page.locator("[name=citizenship]").selectOption("KG");
    await page.locator("[name=dates-free]").nth(1).check();
    await change(page, "Русский");
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
    expect(await year.inputValue()).toBe("19x8");
    expect(await page.locator("[name=citizenship]").inputValue()).toBe("KG");
    expect(await page.locator("[name=dates-free]").nth(1).isChecked()).toBe(true);
    // Enter is a press on the form's own button, and no change of language.
    await year.press("Enter");
    await page.getByText("Посмотрите на это ещё раз").or(page.getByRole("alert")).first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("ru");
    await year.fill("1998");
    await change(page, "English");
    await page.getByRole("button", { name: "Save and go back to overview" }).click();
    await page.goto("/application/form/about");
    expect(await year.inputValue()).toBe("1998");

    // Lines of several fields, levels and boxes that are not ticked come back as they were, too.
    await page.goto("/application/form/experience");
    await page.locator('[name="experience.0.what"]').fill("Ran a youth club");
    await page.locator('[name="languages.en"]').selectOption("B2");
    await change(page, "Русский");
    expect(await page.locator('[name="experience.0.what"]').inputValue()).toBe("Ran a youth club");
    expect(await page.locator('[name="languages.en"]').inputValue()).toBe("B2");
    await page.reload();
    expect(await page.locator('[name="experience.0.what"]').inputValue()).toBe("Ran a youth club");

    // Where there is nothing to keep it leads to the page, which stays in that language.
    await page.goto("/application");
    await change(page, "English");
    expect(page.url()).toBe(`${app.origin}/application`);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test("keeps both versions where another tab was faster", async () => {
    const first = await open("switching", { javaScriptEnabled: false });
    const second = await first.context().newPage();
    const box = (page: Page) => page.getByRole("main").getByRole("textbox").first();
    for (const page of [first, second]) await page.goto("/application/form/reflection");
    await box(first).fill("From the first tab");
    await first.locator("[name=next][value=overview]").click();
    await box(second).fill("From the second tab");
    await change(second, "Русский");
    await second.locator("[name=next][value=overview]").click();
    expect(await second.getByText("From the first tab").count()).toBe(1);
    await change(second, "English");
    expect(await box(second).inputValue()).toBe("From the second tab");
    await second.locator("[name=next][value=overview]").click();
    expect(await second.getByText("From the first tab").count()).toBe(1);
  });

  test("keeps an address typed on the way in, and never a password", async () => {
    const page = await openPage(browser, app, { javaScriptEnabled: false });
    await page.goto("/signup");
    await page.getByLabel("E-mail address").fill("not-yet@");
    await page.getByLabel("New password").fill("three quiet rivers");
    await change(page, "Русский");
    expect(await page.locator("[name=email]").inputValue()).toBe("not-yet@");
    expect(await page.locator("[name=password]").inputValue()).toBe("");
    expect(await page.content()).not.toContain("three quiet rivers");
  });
});

describe("with JavaScript", () => {
  test("a press on Save without a connection keeps the page, and counts once there is one", async () => {
    const page = await open("offline");
    await page.goto("/application/form/community");
    const box = page.getByLabel(/Describe your community/);
    const save = page.getByRole("button", { name: "Save and continue" }).last();
    await box.fill("Saved before");
    await page.getByText(/^Saved/).waitFor();
    await page.context().setOffline(true);
    for (const text of ["Saved before", "Written in a tunnel"]) {
      await box.fill(text);
      await save.click();
      await page.getByText("Not saved: no connection.").waitFor();
      expect(await box.inputValue()).toBe(text);
    }
    await page.context().setOffline(false);
    await save.click();
    await page.waitForURL("**/application/form/reflection");
    await page.goto("/application/form/community");
    expect(await box.inputValue()).toBe("Written in a tunnel");

    // A form that is no draft does the same.
    await page.goto("/application/messages");
    await page.getByLabel("Your message").fill("May I ask something?");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByRole("alert").getByText("Not sent: no connection.").waitFor();
    expect(await page.getByLabel("Your message").inputValue()).toBe("May I ask something?");
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText("Not read yet").waitFor();
  });

  test("a Save that the browser's Stop ended can be pressed again, and saving goes on", async () => {
    const page = await open("writer");
    const session = await page.context().newCDPSession(page);
    await page.goto("/application/form/learning");
    const box = page.getByLabel("Why these?");
    const save = page.getByRole("button", { name: "Save and continue" }).last();
    // The server takes the form, and its answer never comes.
    await page.route("**/application/form/learning", async (route) => {
      if (route.request().method() === "POST") await route.fetch({ maxRedirects: 0 });
      else await route.continue();
    });
    await box.fill("One");
    const posted = page.waitForRequest((request) => request.isNavigationRequest());
    await save.click({ noWaitAfter: true });
    await posted;
    await page.waitForTimeout(500);
    await session.send("Page.stopLoading");
    await box.fill("One and two");
    await page.waitForResponse(
      (response) =>
        response.url().endsWith("/draft") &&
        (response.request().postData()?.includes("and two") ?? false) &&
        response.ok(),
    );
    await page.unroute("**/application/form/learning");
    await box.fill("One and two and three");
    await save.click();
    await page.waitForURL("**/application/form/return");
    await page.goto("/application/form/learning");
    expect(await box.inputValue()).toBe("One and two and three");
  });

  test("a page saves itself a moment after a pause, and counts words", async () => {
    const page = await open("writer");
    await page.goto("/application/form/community");
    expect(await stateOf(page).textContent()).toBe("This page saves itself while you write.");
    const box = page.getByLabel(/Describe your community/);
    await box.fill("Право\u00ADзащит\u00ADники, т.е. https://example.org/a-b");
    expect(await page.getByText("3 of 200 words").count()).toBe(1);
    await box.fill("");
    await box.pressSequentially("Біздің ауылда");
    expect(await page.getByText("2 of 200 words").count()).toBe(1);
    await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
    await box.pressSequentially(" кітапхана");
    await page.waitForResponse((response) => response.url().endsWith("/draft") && response.ok());
    await page.reload();
    expect(await box.inputValue()).toBe("Біздің ауылда кітапхана");

    // A press on the button while a save is under way does not compete with it.
    await box.pressSequentially(" ашылды");
    await page.waitForTimeout(1400);
    await page.getByRole("button", { name: "Save and continue" }).last().click();
    await page.waitForURL("**/application/form/reflection");
  });

  test("the count of words stays in view while a long answer is written on a phone", async () => {
    const page = await open("writer");
    await page.setViewportSize({ width: 360, height: 640 });
    await page.goto("/application/form/community");
    const box = page.getByLabel(/Describe your community/);
    // Drawn longer than the screen, as with larger letters, so that its end is far below while its beginning is mended.
    await box.fill("слово\n".repeat(120));
    await box.evaluate((field: HTMLTextAreaElement) => {
      field.style.minHeight = "2000px";
      field.focus();
      field.setSelectionRange(0, 0);
      field.scrollIntoView({ block: "start" });
    });
    const count = page.getByText("120 of 200 words");
    const where = () =>
      count.evaluate((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
    await expect.poll(where, { timeout: 20_000 }).toBe(true);
    expect(await box.evaluate((field) => field.getBoundingClientRect().bottom)).toBeGreaterThan(640);
    // In view means uncovered, too: nothing that sticks lies over it.
    const isOnTop = await count.evaluate((line) => {
      const { left, top, width, height } = line.getBoundingClientRect();
      return line.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(isOnTop).toBe(true);
  });

  test("another tab's change is noticed, and nothing is lost", async () => {
    const page = await open("writer");
    const other = await page.context().newPage();
    await page.goto("/application/form/return");
    await other.goto("/application/form/return");
    await other.getByLabel(/at home/).fill("Elsewhere");
    await other.getByText(/^Saved/).waitFor();
    await page.getByLabel(/at home/).fill("Here");
    await page.getByText("Changed in another tab").waitFor();
    await page.getByRole("button", { name: "Compare both versions" }).click();
    await page.getByText("There are two versions of this page").waitFor();
    expect(await page.getByText("Elsewhere", { exact: true }).count()).toBe(1);
    expect(await page.getByRole("textbox").inputValue()).toBe("Here");
    await checkAccessibility(page);
  });

  test("a lost connection is said, and made up for", async () => {
    const page = await open("offline");
    await page.goto("/application/form/reflection");
    await page.route("**/draft", (route) => route.abort());
    await page.getByRole("textbox").fill("Written in a tunnel");
    await page.getByText("Not saved: no connection.").waitFor();
    await page.unroute("**/draft");
    await page.getByText(/^Saved/).waitFor({ timeout: 15_000 });
    await page.reload();
    expect(await page.getByRole("textbox").inputValue()).toBe("Written in a tunnel");
  });

  test("a lost answer is no conflict with oneself", async () => {
    const page = await open("offline");
    await page.goto("/application/form/learning");
    let lost = 0;
    await page.route("**/draft", async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await page.getByLabel("Why these?").fill("First thought");
    await page.getByText("Not saved: no connection.").waitFor();
    await page.getByLabel("Why these?").fill("First thought, and a second");
    await page.getByText(/^Saved/).waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Save and continue" }).last().click();
    await page.waitForURL("**/application/form/return");
  });

  test("a first visit to any page of the form weighs 60 KB at the most", async () => {
    const page = await open("heavy");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    const weights: Record<string, number> = {};
    for (const section of ["about", "contact", "community", "learning", "experience", "consent"]) {
      bytes = 0;
      await page.goto(`/application/form/${section}`, { waitUntil: "networkidle" });
      weights[section] = bytes;
    }
    for (const [section, weight] of Object.entries(weights))
      expect(weight, `${section} of ${JSON.stringify(weights)}`).toBeLessThan(60 * 1024);
    expect(Math.min(...Object.values(weights))).toBeGreaterThan(5_000);
  });

  test("a double click sends once", async () => {
    const page = await open("sender");
    await page.goto("/application/review");
    await checkAccessibility(page);
    await page.getByRole("button", { name: "Send my application" }).dblclick();
    await page.waitForURL("**/application/receipt");
    await checkAccessibility(page);
    const rows = await inDatabase(app.database, () =>
      database()
        .select({ id: submissions.id })
        .from(submissions)
        .innerJoin(applications, eq(applications.id, submissions.applicationId))
        .where(eq(applications.personId, people.sender.id)),
    );
    expect(rows).toHaveLength(1);
    await page.goto("/application");
    await checkAccessibility(page);
    await page.getByRole("link", { name: "Take it back, or have it erased" }).click();
    await checkAccessibility(page);
    // One press alone does nothing that cannot be undone.
    await page.getByRole("button", { name: "Take it back", exact: true }).click();
    await page.getByText("Choose one.").first().waitFor();
    await page.locator("input[name=way][value=withdraw]").check();
    await page.getByRole("button", { name: "Take it back", exact: true }).click();
    await page.getByText("You have taken your application back").first().waitFor();
  });
});

test.each([
  "/application",
  "/application/form/about",
  "/application/form/experience",
  "/application/form/experience/files",
  "/application/form/consent",
  "/application/review",
  "/",
])("%s can be used by anyone, in Russian on a phone", async (path) => {
  const page = await open("russian", { viewport: { width: 360, height: 740 }, locale: "ru-RU" });
  expect((await page.goto(path))?.status()).toBe(200);
  await checkAccessibility(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

describe("what does not come from our pages, or is far too large", () => {
  const raw = (
    path: string,
    headers: Record<string, string>,
    body?: (write: (chunk: Buffer) => boolean, end: () => void) => void,
  ) =>
    new Promise<{ status: number; text: string; sent: number }>((done, fail) => {
      let sent = 0;
      const request = httpRequest(
        `${app.origin}${path}`,
        { method: "POST", headers: { Cookie: people.heavy.cookie, ...headers } },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => (text += part));
          response.on("end", () => {
            done({ status: response.statusCode ?? 0, text, sent });
            request.destroy();
          });
        },
      );
      request.on("error", fail);
      if (!body) return request.end();
      body(
        (chunk) => {
          sent += chunk.length;
          return request.write(chunk);
        },
        () => request.end(),
      );
    });

  test("a form posted from another site is refused, and nothing is changed", async () => {
    const answer = await raw("/application/form/about", {
      Origin: "https://elsewhere.example",
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("That form came from another site");
  });

  test("50 MB are refused in a sentence at the field, long before they have all been read", async () => {
    const size = 50 * 1024 * 1024;
    const headers = {
      Origin: app.origin,
      "Content-Type": "multipart/form-data; boundary=x",
      "Content-Length": String(size),
    };
    const answer = await raw(
      "/application/form/experience/files?question=cv",
      headers,
      (write) => void write(Buffer.alloc(64 * 1024)),
    );
    expect(answer.status).toBe(413);
    expect(answer.text).toContain("This file is larger than 5 MB");
    expect(answer.sent).toBeLessThan(1024 * 1024);
  });

  test("a browser that sends 50 MB shows that sentence", async () => {
    const page = await open("heavy");
    await page.goto("/application/form/experience/files");
    const folder = await mkdtemp(join(tmpdir(), "elf-upload-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "film.pdf"), Buffer.alloc(50 * 1024 * 1024, "%PDF-1.7 "));
    await page.getByLabel("Or one file with all of it").setInputFiles(join(folder, "film.pdf"));
    await page.getByRole("button", { name: "Upload" }).click();
    await page.getByRole("alert").waitFor({ timeout: 20_000 });
    expect(await page.getByRole("alert").textContent()).toContain("This file is larger than 5 MB");
  });
});
