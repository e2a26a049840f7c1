import type { Browser } from "playwright-core";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { invitePerson } from "~/accounts/invitations.server";
import { defaultForm } from "~/cohorts/default-form";
import { inTransaction } from "~/platform/database.server";
import { addCalendarDays, wallClock } from "~/platform/locale/zones";
import { launchBrowser, openPage } from "../setup/browser";
import { startApp, type RunningApp } from "../setup/server";
import type { MailServer } from "../setup/smtp";
import { acceptInvitation, fillForm, linkIn, signUp, walker } from "./walking";

const password = "three quiet rivers";
const slug = "the-whole-way";
const today = wallClock(new Date(), "Europe/Prague").date;
const form = defaultForm({ startsOn: addCalendarDays(today, 200) });

/** What these pages look like is told by every-page.test.ts; here it is the way through them that counts. */
const unexamined = { axe: false };

let app: RunningApp;
let mail: MailServer;
let browser: Browser;
let firstInvitation: string;

beforeAll(async () => {
  app = await startApp({
    seed: async () => {
      const invited = await inTransaction((tx) =>
        invitePerson(tx, {
          email: "coordinator@example.org",
          role: "coordinator",
          editionId: null,
          invitedBy: null,
        }),
      );
      firstInvitation = `/invitation/${invited.token}`;
    },
  });
  if (!app.smtp) throw new Error("The journey needs its mail.");
  mail = app.smtp;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

const open = (options: Parameters<typeof openPage>[2] = {}) => openPage(browser, app, options);

async function aPdf(): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setAuthor("Secret Author");
  document.addPage().drawText("What I have done");
  return Buffer.from(await document.save());
}

test("from an open call to a fellow's feedback, as each person in turn", { timeout: 600_000 }, async () => {
  // 12. A coordinator opens an edition whose call is open now.
  const coordinator = walker(await open(), unexamined);
  await acceptInvitation(coordinator, firstInvitation, "Markéta Nováková", password);
  expect(coordinator.path()).toBe("/office");
  await coordinator.follow("Open a new edition");
  const { page: desk } = coordinator;
  await desk.getByLabel("Name", { exact: true }).fill("The whole way");
  await desk.getByLabel("Opens").fill(`${addCalendarDays(today, -30)}T09:00`);
  await desk.getByLabel("Closes").fill(`${addCalendarDays(today, 20)}T18:00`);
  await desk.getByLabel("First day").fill(addCalendarDays(today, 200));
  await desk.getByLabel("Last day").fill(addCalendarDays(today, 267));
  await desk.getByLabel("Places").fill("3");
  await desk.getByLabel("Short name in addresses").fill(slug);
  await coordinator.press("Open the edition");
  expect(coordinator.path()).toBe(`/office/${slug}`);
  await coordinator.visit(`/office/${slug}/call`);
  expect(await coordinator.text()).toContain("Community commitment");

  // 13. An applicant signs up, fills the form, uploads a PDF, checks and submits, once and twice.
  const anonymous = walker(await open(), unexamined);
  await anonymous.visit("/");
  const applicant = walker(await open(), unexamined);
  await signUp(applicant, mail, "aigul@example.org", password);
  await applicant.visit("/apply");
  await applicant.press("Start an application");
  expect(applicant.path()).toBe("/application");
  await fillForm(applicant, form, { name: "Айгүл", story: "We opened a library in our village" });
  await applicant.visit("/application/form/experience/files");
  await applicant.page
    .locator("input[type=file]")
    .setInputFiles({ name: "my cv.pdf", mimeType: "application/pdf", buffer: await aPdf() });
  await applicant.press("Upload");
  await applicant.visit("/application/review");
  await applicant.press("Send my application");
  expect(applicant.path()).toBe("/application/receipt");
  const code = /ELF-[0-9A-Z]{6}/.exec(await applicant.text())?.[0] ?? "";
  expect(code).not.toBe("");
  const receipt = await mail.waitFor("aigul@example.org", 40);
  expect(receipt.text).toContain(code);
  expect(`${receipt.subject} ${receipt.text}`).not.toMatch(/whole way|fellow|Айгүл/i);

  // The same without JavaScript, and once more for a third place in the cohort.
  const withoutScript = walker(await open({ javaScriptEnabled: false }), unexamined);
  await signUp(withoutScript, mail, "rustam@example.org", password);
  await withoutScript.visit("/apply");
  await withoutScript.press("Start an application");
  await fillForm(withoutScript, form, { name: "Рустам", story: "I run a club for deaf teenagers" });
  await withoutScript.press("Send my application");
  expect(withoutScript.path()).toBe("/application/receipt");
  const third = walker(await open({ javaScriptEnabled: false }), unexamined);
  await signUp(third, mail, "jahongir@example.org", password);
  await third.visit("/apply");
  await third.press("Start an application");
  await fillForm(third, form, { name: "Jahongir", story: "We plant trees along the canal" });
  await third.press("Send my application");

  // The call ends: the year moves on so that the programme is already under way.
  const monday = addCalendarDays(today, -7 - ((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
  await coordinator.visit(`/office/${slug}/settings`);
  await desk.getByLabel("Closes").fill(`${addCalendarDays(monday, -2)}T18:00`);
  await desk.getByLabel("First day").fill(monday);
  await desk.getByLabel("Last day").fill(addCalendarDays(monday, 67));
  await coordinator.press("Save");

  // 14. The coordinator looks for somebody, finds them eligible, and invites a panel.
  await coordinator.visit(`/office/${slug}/applications`);
  await desk.getByLabel("Code, name or e-mail").fill("айгүл");
  await coordinator.press("Show");
  await coordinator.follow(code);
  expect(await coordinator.text()).toContain("We opened a library in our village");
  for (const search of ["Айгүл", "Рустам", "Jahongir"]) {
    await coordinator.visit(`/office/${slug}/applications?q=${encodeURIComponent(search)}`);
    await coordinator.follow(/^ELF-/);
    await desk.getByRole("radio", { name: "Eligible", exact: true }).check();
    await coordinator.press("Save");
  }
  for (const [email, role] of [
    ["tereza@example.org", "Panelist"],
    ["jonas@example.org", "Panelist"],
    ["pavel@example.org", "Facilitator"],
  ] as const) {
    await coordinator.visit("/office/people");
    await desk.getByLabel("E-mail address").fill(email);
    await desk.getByLabel("Role", { exact: true }).selectOption({ label: role });
    await desk.getByLabel("Edition", { exact: true }).selectOption({ label: "The whole way" });
    await coordinator.press("Send the invitation");
  }
  const tereza = walker(await open(), unexamined);
  await acceptInvitation(tereza, await linkIn(mail, "tereza@example.org"), "Tereza Malinová", password);
  const jonas = walker(await open(), unexamined);
  await acceptInvitation(jonas, await linkIn(mail, "jonas@example.org"), "Jonas Weber", password);
  const pavel = walker(await open(), unexamined);
  await acceptInvitation(pavel, await linkIn(mail, "pavel@example.org"), "Pavel Hruška", password);
  await coordinator.visit(`/office/${slug}/panel/assignment`);
  await coordinator.press(/^Assign/);

  // 15. Both panelists read blind and score; others' scores only after their own.
  for (const [index, reader] of [tereza, jonas].entries()) {
    await reader.visit("/panel");
    expect(reader.path()).toBe("/panel/agreement");
    await reader.page.getByLabel("I have read this and accept it").check();
    await reader.press("Accept and go on");
    await reader.page.getByLabel("English").check();
    await reader.press("Save");
    for (let left = 3; left > 0; left--) {
      await reader.visit("/panel");
      await reader.follow(/^Read ELF-|^Go on with ELF-/);
      const bytes = await reader.page.content();
      for (const canary of ["Айгүл", "Рустам", "Jahongir", "@example.org", "Secret Author"])
        expect(bytes).not.toContain(canary);
      if (index === 1) expect(await reader.text()).not.toContain("Weighted mean");
      for (const group of await reader.page.locator("[data-criterion]").all())
        await group
          .getByRole("radio")
          .nth(2 + ((index + left) % 3))
          .check();
      await reader.press("Submit reading");
    }
  }
  expect(await jonas.text()).toContain("Weighted mean");

  // 16. The ranking; cohort marked; decisions released together; each accepts their own.
  await coordinator.visit(`/office/${slug}/ranking`);
  await desk.getByLabel(/Cohort: the first/).fill("3");
  await desk.getByLabel(/Reserve list: the next/).fill("0");
  await coordinator.press("Show what that does");
  await coordinator.press(/^Mark 3 as cohort/);
  expect(await applicant.page.goto("/application").then(() => applicant.text())).not.toMatch(/place/i);
  await coordinator.visit(`/office/${slug}/decisions`);
  await coordinator.follow("Go on to releasing");
  await coordinator.press(/^Release to 3 people/);
  for (const [who, email] of [
    [applicant, "aigul@example.org"],
    [withoutScript, "rustam@example.org"],
    [third, "jahongir@example.org"],
  ] as const) {
    const news = await mail.waitFor(email, 40);
    expect(`${news.subject} ${news.text}`).not.toMatch(/whole way|place|accepted|cohort/i);
    await who.visit("/application");
    await who.follow("Read and answer the offer");
    await who.follow("Accept the place");
    await who.press("Yes, accept the place");
    expect(await who.text()).toContain("Welcome");
  }

  // 17. The ten weeks are laid, a session changed, and published; a fellow sees the week, and their calendar app too.
  await coordinator.visit(`/office/${slug}/programme`);
  await coordinator.press("Lay the default ten weeks");
  await coordinator.follow(/orientation/i);
  await desk.getByLabel("Place", { exact: true }).selectOption({ label: "Another place, named below" });
  await desk.getByLabel("Name of the other place").fill("Room 2.14");
  await desk.getByLabel("Who leads it").selectOption({ label: "Pavel Hruška" });
  await coordinator.press("Save");
  await coordinator.visit(`/office/${slug}/programme/release`);
  await coordinator.press("Publish these changes");
  const fellow = walker(
    await open({ viewport: { width: 360, height: 740 }, timezoneId: "America/New_York" }),
    { axe: true },
  );
  await fellow.visit("/login");
  await fellow.page.getByLabel("E-mail address").fill("aigul@example.org");
  await fellow.page.getByLabel("Password").fill(password);
  await fellow.press("Log in");
  await fellow.visit("/programme");
  await fellow.visit("/programme/week/1");
  await fellow.follow(/orientation/i);
  expect(await fellow.text()).toContain("Room 2.14");
  await fellow.visit("/programme/calendar");
  await fellow.page.locator(".rbc-event").first().waitFor();
  await fellow.visit("/programme/subscription");
  await fellow.press("Make my calendar address");
  const feed = /https?:\/\/\S+\.ics/.exec(await fellow.page.content())?.[0].replace(/["<].*/, "") ?? "";
  const calendar = await (await fetch(feed)).text();
  expect(calendar).toContain("BEGIN:VTIMEZONE");
  expect(calendar).toContain("TZID=Europe/Prague");
  await pavel.visit("/facilitating");
  expect(await pavel.text()).toMatch(/orientation/i);

  // 18. Pulses: two answers show nothing, three show figures.
  const answerPulse = async (who: typeof fellow) => {
    await who.visit("/feedback");
    await who.follow(/orientation/i);
    await who.page.getByRole("radio", { name: /^4/ }).first().check();
    await who.page.getByRole("radio", { name: "Just right" }).check();
    await who.page.getByLabel(/One thing to change/).fill("Longer breaks please");
    await who.press("Send my answer");
  };
  await answerPulse(fellow);
  await answerPulse(withoutScript);
  const feedback = `/office/${slug}/feedback?week=1`;
  await coordinator.visit(feedback);
  expect(await desk.content()).not.toContain("Longer breaks");
  expect(await coordinator.text()).not.toMatch(/\b[12] answers?\b/);
  await answerPulse(third);
  await coordinator.visit(feedback);
  expect(await coordinator.text()).toContain("3 answers");
  expect(await desk.content()).not.toContain("Longer breaks");
});
