import { randomBytes } from "node:crypto";
import { PDFDocument } from "@cantoo/pdf-lib";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applications, files } from "#db/schema";
import { switchToken } from "~/applying/reminders.server";
import { database } from "~/platform/database.server";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { checkAccessibility, launchBrowser, openPage } from "../setup/browser";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";

const names = [
  "straight",
  "tunnel",
  "restarting",
  "reloading",
  "refused",
  "leaving",
  "gaps",
  "typing",
  "changing",
  "two",
] as const;
type Name = (typeof names)[number];

let app: RunningApp;
let browser: Browser;
let pdf: Buffer;
/** What each has, other than a complete draft. */
const shapes: Partial<Record<Name, { sections?: number; status?: "submitted" }>> = {
  gaps: { sections: 0 },
  changing: { status: "submitted" },
};
const password = "correct horse battery staple";
const people = {} as Record<Name, Person & { cookie: string }>;

beforeAll(async () => {
  const document = await PDFDocument.create();
  document.addPage().drawText("What I did");
  // A megabyte that a page leads to, so that it is sent in several pieces.
  document.catalog.set(
    document.context.obj("Extra"),
    document.context.register(document.context.stream(randomBytes(900_000))),
  );
  pdf = Buffer.from(await document.save());
  const seed = async () => {
    const edition = await anEdition({ name: "Summer call" });
    for (const name of names) {
      const person = await aPerson(name === "changing" ? { password } : {});
      people[name] = { ...person, cookie: await cookieOf(person) };
      await anApplication({ edition, person, ...shapes[name] });
    }
  };
  [app, browser] = await Promise.all([startApp({ seed }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.stop();
});

const path = "/application/form/experience/files";
const open = (name: Name, options: Parameters<typeof openPage>[2] = {}) =>
  openPage(browser, app, { cookie: people[name].cookie, ...options });
const choose = (page: Page, buffer: Buffer = pdf) =>
  page
    .getByLabel("Or one file with all of it")
    .setInputFiles({ name: "cv.pdf", mimeType: "application/pdf", buffer });
const press = (page: Page) => page.getByRole("button", { name: "Upload", exact: true }).click();
const stored = (name: Name) =>
  inDatabase(app.database, () => database().select().from(files).where(eq(files.personId, people[name].id)));

/** Fails every piece but the first `passed`. Returns what lets them through again. */
async function cutAfter(page: Page, passed: number): Promise<() => Promise<void>> {
  let seen = 0;
  await page.route("**/application/uploads/*", async (route) => {
    if (route.request().method() === "PATCH" && ++seen > passed) return route.abort();
    if (route.request().method() === "HEAD" && seen > passed) return route.abort();
    return route.continue();
  });
  return () => page.unroute("**/application/uploads/*");
}

describe("a file sent in pieces", () => {
  test("arrives, with its progress in words, and leads back to its question", async () => {
    const page = await open("straight", { viewport: { width: 360, height: 740 } });
    const pieces: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "PATCH") pieces.push(request.url());
    });
    await page.goto(path);
    await choose(page);
    await press(page);
    await page.waitForURL("**/application/form/experience#cv");
    expect(pieces.length).toBeGreaterThanOrEqual(4);
    expect(await page.getByRole("link", { name: "cv.pdf" }).count()).toBe(1);
    expect(await stored("straight")).toHaveLength(1);
  });

  test("goes on by itself after a tunnel, from where it was", async () => {
    const page = await open("tunnel");
    await page.goto(path);
    const restore = await cutAfter(page, 2);
    await choose(page);
    await press(page);
    await page.getByText("No connection at the moment.").waitFor();
    await checkAccessibility(page);
    let again = 0;
    await restore();
    page.on("request", (request) => (again += request.method() === "PATCH" ? 1 : 0));
    await page.waitForURL("**/application/form/experience#cv", { timeout: 20_000 });
    expect(again).toBeLessThanOrEqual(2);
    expect(await stored("tunnel")).toHaveLength(1);
  });

  test("goes on while a proxy before the app is restarted, and sends nothing twice", async () => {
    const page = await open("restarting", { outage: true });
    await page.goto(path);
    const answered: string[] = [];
    let arrived = 0;
    // After two pieces the proxy's upstream is away for one piece and two questions where to go on.
    const outage = [502, 503, 503];
    await page.route("**/application/uploads**", async (route) => {
      const request = route.request();
      const method = request.method();
      const status = arrived > 400_000 ? outage.shift() : undefined;
      if (status) {
        answered.push(`${method} ${status}`);
        return route.fulfill({ status, contentType: "text/html", body: "<h1>Bad gateway</h1>" });
      }
      answered.push(method);
      if (method === "PATCH") arrived += request.postDataBuffer()?.length ?? 0;
      return route.continue();
    });
    await choose(page);
    await press(page);
    await page.waitForURL("**/application/form/experience#cv", { timeout: 20_000 });
    expect(answered.filter((one) => / 50[23]$/.test(one))).toEqual(["PATCH 502", "HEAD 503", "HEAD 503"]);
    expect(answered.filter((one) => one === "POST")).toHaveLength(1);
    expect(arrived).toBe(pdf.length);
    expect(await stored("restarting")).toHaveLength(1);
  });

  test("goes on after a reload when the same file is chosen, and starts anew for another", async () => {
    const page = await open("reloading");
    await page.goto(path);
    const restore = await cutAfter(page, 2);
    const lastModified = 1_700_000_000_000;
    const give = (name: string) =>
      page.getByLabel("Or one file with all of it").evaluate(
        (input: HTMLInputElement, { bytes, name, lastModified }) => {
          const transfer = new DataTransfer();
          transfer.items.add(
            new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, {
              type: "application/pdf",
              lastModified,
            }),
          );
          input.files = transfer.files;
        },
        { bytes: pdf.toString("base64"), name, lastModified },
      );
    await give("cv.pdf");
    await press(page);
    await page.getByText("No connection at the moment.").waitFor();
    await page.reload();
    await restore();
    await page.getByText("The upload of “cv.pdf” was interrupted").waitFor();
    await checkAccessibility(page);
    const methods: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/application/uploads")) methods.push(request.method());
    });
    await give("cv.pdf");
    await press(page);
    await page.waitForURL("**/application/form/experience#cv");
    expect(methods).not.toContain("POST");
    expect(methods.filter((method) => method === "PATCH").length).toBeLessThanOrEqual(2);
    expect(await stored("reloading")).toHaveLength(1);
  });

  test("that is not what it says is refused in a sentence, and another can be chosen", async () => {
    const page = await open("refused");
    await page.goto(path);
    let sent = 0;
    page.on("request", (request) => (sent += request.url().includes("/application/uploads") ? 1 : 0));
    await choose(page, Buffer.concat([Buffer.from("MZ\x90\0 no PDF at all"), Buffer.alloc(3_000_000)]));
    await press(page);
    await page.getByText("This file is not of a kind that is taken here (PDF, JPEG, PNG)").waitFor();
    // It is told by its first bytes, before any of it is sent.
    expect(sent).toBe(0);
    await choose(page, Buffer.alloc(6 * 1024 * 1024));
    await press(page);
    await page.getByText("This file is larger than 5 MB").waitFor();
    expect(await stored("refused")).toEqual([]);
    await choose(page);
    await press(page);
    await page.waitForURL("**/application/form/experience#cv");
  });
});

test("every gap that the review names leads to a field that can be filled at once", async () => {
  const page = await open("gaps");
  await page.goto("/application/review");
  const links = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  const gaps = [...new Set(links.filter((href) => href.includes("#")))];
  expect(gaps.length).toBeGreaterThan(12);
  for (const href of gaps) {
    await page.goto(href);
    const [key = ""] = href.split("#").slice(1);
    const field = page.locator(`[id="${key}"]`);
    expect(await field.count(), href).toBe(1);
    expect(await field.evaluate((one) => one.matches("input, textarea, select, button")), href).toBe(true);
    expect(
      await field.evaluate((one) => {
        const { top } = one.getBoundingClientRect();
        return top >= 0 && top < window.innerHeight;
      }),
      href,
    ).toBe(true);
  }
});

test("a pause in typing is saved within two seconds, and says when", async () => {
  const page = await open("typing");
  await page.goto("/application/form/community");
  const box = page.getByLabel(/Describe your community/);
  await box.fill("");
  const saved = page.waitForRequest((request) => request.url().endsWith("/draft"));
  await box.pressSequentially("A library");
  const paused = performance.now();
  await saved;
  expect(performance.now() - paused).toBeLessThan(2000);
  const state = page.getByText(/^Saved \d\d:\d\d$/);
  await state.waitFor();
  await page.context().setOffline(true);
  await box.pressSequentially(" on wheels");
  await page.getByText("Not saved: no connection. Kept in this tab").waitFor();
  await page.context().setOffline(false);
  await state.waitFor({ timeout: 10_000 });
  await page.reload();
  expect(await box.inputValue()).toBe("A library on wheels");
});

test("the page a file is chosen on stays light until one is sent", async () => {
  const page = await open("typing");
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(path, { waitUntil: "networkidle" });
  expect(bytes).toBeLessThan(60 * 1024);
});

test("without JavaScript a submission is taken back, changed, sent again, and at last erased", async () => {
  const page = await open("changing", { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  await page.goto("/application");
  await page.getByRole("link", { name: "Take it back and change it" }).click();
  await page.getByRole("button", { name: "Take it back and change it" }).click();
  await page.getByText("What you sent still counts").waitFor();
  await page.goto("/application/form/community");
  await page.getByLabel(/Describe your community/).fill("A library on wheels");
  await page.getByRole("button", { name: "Save and go back to overview" }).click();
  await page.getByRole("link", { name: "Read it all and send" }).last().click();
  await page.getByRole("button", { name: "Send my application" }).click();
  await page.getByText("This is version 2 of what you sent").waitFor();
  await page.goto("/application");
  await page.getByRole("link", { name: "Read what you sent" }).click();
  await page.getByText("A library on wheels").waitFor();
  await page.goto("/application/more");
  await page.getByRole("radio", { name: /erase my account/ }).check();
  await page.getByRole("button", { name: "Take it back" }).click();
  expect(await page.getByRole("alert").textContent()).toContain("Give your password");
  expect(await page.getByRole("radio", { name: /erase my account/ }).isChecked()).toBe(true);
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByText("Nothing of you is left here").waitFor();
  await page.goto("/application");
  expect(new URL(page.url()).pathname).toBe("/login");
  await page.getByLabel("E-mail").fill(people.changing.email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  expect(new URL(page.url()).pathname).toBe("/login");
});

test("a mail program's own button switches reminders off, although it comes from no page of ours", async () => {
  const token = await inDatabase(app.database, async () => {
    const [row] = await database()
      .select()
      .from(applications)
      .where(eq(applications.personId, people.leaving.id));
    return switchToken(row?.id ?? "");
  });
  const post = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${app.origin}${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
      body: "List-Unsubscribe=One-Click",
    });
  // Mail providers send what Origin they like, as RFC 8058 asks them to send no cookie and nothing of the kind.
  for (const origin of ["null", "https://mail.example"])
    expect([origin, (await post(`/reminders/${token}`, { Origin: origin })).status]).toEqual([origin, 200]);
  expect((await post("/login", { Origin: "https://mail.example" })).status).toBe(403);
  expect((await post(`/reminders/${token}`)).status).toBe(200);
  expect((await post(`/reminders/${token.slice(0, -1)}~`)).status).toBe(403);
  expect((await post("/application/reminders")).status).toBe(403);
  const [row] = await inDatabase(app.database, () =>
    database().select().from(applications).where(eq(applications.personId, people.leaving.id)),
  );
  expect(row?.remindersOff).toBe(true);
});

test("two calls stand side by side, and each application of one person is at hand", async () => {
  const viewport = { width: 360, height: 740 };
  const older = await open("two", { javaScriptEnabled: false, viewport });
  await older.goto("/application/form/community");
  await inDatabase(app.database, () => anEdition({ name: "Autumn call" }));
  const page = await open("two", { viewport });
  await page.goto("/");
  expect(await page.getByRole("heading", { name: /^The call is open: (Summer|Autumn) call$/ }).count()).toBe(
    2,
  );
  await checkAccessibility(page);
  await page.getByRole("button", { name: "Apply, or go on where you stopped (Autumn call)" }).click();
  expect(new URL(page.url()).pathname).toBe("/application");
  await page.getByText("Pages complete").waitFor();
  await checkAccessibility(page);

  // The older tab is still about the first call, and saves there.
  await older.getByLabel(/Describe your community/).fill("For the first call");
  await older.getByRole("button", { name: "Save and go back to overview" }).click();
  await older.getByRole("button", { name: "Open (Autumn call)" }).click();
  await older.goto("/application/form/community");
  expect(await older.getByText("Autumn call").count()).toBe(1);
  expect(await older.getByLabel(/Describe your community/).inputValue()).toBe("");
  await older.goto("/application");
  await older.getByRole("button", { name: "Open (Summer call)" }).click();
  await older.goto("/application/form/community");
  expect(await older.getByLabel(/Describe your community/).inputValue()).toBe("For the first call");

  const without = await inDatabase(app.database, async () => cookieOf(await aPerson()));
  const choosing = await openPage(browser, app, { cookie: without, viewport });
  await choosing.goto("/apply");
  await checkAccessibility(choosing);
  await choosing.getByRole("button", { name: "Start an application (Summer call)" }).click();
  expect(new URL(choosing.url()).pathname).toBe("/application");
});

test("after log-out nothing of it all is left on the device", async () => {
  const page = await open("leaving");
  await page.goto("/application/form/community");
  await page.getByLabel(/Describe your community/).fill("Something that nobody may find here");
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  await page.goto(path);
  const restore = await cutAfter(page, 1);
  await choose(page);
  await press(page);
  await page.getByText("No connection at the moment.").waitFor();
  await restore();
  const left = () =>
    page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
  const nothing = { local: [], session: [], databases: [], caches: [], workers: 0 };
  // Not even before.
  expect(await left()).toEqual(nothing);
  await page.goto("/application");
  await page.evaluate(() => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/logout";
    document.body.append(form);
    form.submit();
  });
  await page.waitForURL(`${app.origin}/logout`);
  expect(await left()).toEqual(nothing);
  const kept = (await page.context().cookies()).filter(({ name }) => name !== "elf-language");
  expect(kept).toEqual([]);
  await page.goBack();
  expect(await page.content()).not.toContain("Something that nobody may find here");
});
