import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fieldName, type FormDefinition, type Question } from "~/cohorts/questions";
import { checkAccessibility } from "../setup/browser";
import type { MailServer } from "../setup/smtp";

/** A person who walks through pages by what they read on them; axe looks at every page they meet. */
export interface Walker {
  page: Page;
  /** Goes to an address. */
  visit(path: string): Promise<void>;
  /** Presses a button that leads to another page. */
  press(name: string | RegExp): Promise<void>;
  /** Follows a link by its words. */
  follow(name: string | RegExp): Promise<void>;
  /** Where they are. */
  path(): string;
  /** What the page says, as text. */
  text(): Promise<string>;
}

/** Goes to an address, and has axe look at what is there. */
export async function visit(page: Page, path: string): Promise<void> {
  await walker(page).visit(path);
}

/** Presses a button that leads to another page, and has axe look at that one. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await walker(page).press(name);
}

/** Follows a link by its words, and has axe look at where it leads. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await walker(page).follow(name);
}

/** Lets somebody walk in a page. With `axe: false` pages are not examined: for a way that was walked before. */
export function walker(page: Page, options: { axe?: boolean } = {}): Walker {
  // What a page does not have within this time it will not have: say so rather than run into the test's own limit.
  page.setDefaultTimeout(20_000);
  const look = async () => {
    if (options.axe !== false) await checkAccessibility(page);
  };
  const leave = async (role: "button" | "link", name: string | RegExp) => {
    const target = page.getByRole("main").getByRole(role, { name }).first();
    // First a look, then the press: what moves along with scrolling has then come to rest.
    await target.scrollIntoViewIfNeeded();
    await Promise.all([page.waitForEvent("load"), target.click()]).catch(async (error: unknown) => {
      const says = await page.getByRole("status").allInnerTexts();
      throw new Error(`“${name.toString()}” led nowhere. The page says: ${says.join(" / ")}`, {
        cause: error,
      });
    });
    await look();
  };
  return {
    page,
    async visit(path) {
      const response = await page.goto(path);
      expect(response?.status(), path).toBe(200);
      await look();
    },
    press: (name) => leave("button", name),
    follow: (name) => leave("link", name),
    path: () => new URL(page.url()).pathname,
    text: () => page.getByRole("main").innerText(),
  };
}

/** The path in the next letter to an address. */
export async function linkIn(mailServer: MailServer, address: string): Promise<string> {
  const letter = await mailServer.waitFor(address, 40);
  const link = /https?:\/\/\S+/.exec(letter.text)?.[0];
  if (!link) throw new Error(`The letter to ${address} has no link.`);
  return new URL(link).pathname;
}

/** Accepts an invitation as somebody new. */
export async function acceptInvitation(
  walk: Walker,
  path: string,
  name: string,
  password: string,
): Promise<void> {
  await walk.visit(path);
  await walk.page.getByLabel("Name").fill(name);
  await walk.page.getByLabel("New password").fill(password);
  await walk.press("Accept");
}

/** Signs up, confirms the address by the letter's link, and is logged in. */
export async function signUp(
  walk: Walker,
  mailServer: MailServer,
  email: string,
  password: string,
): Promise<void> {
  await walk.visit("/signup");
  await walk.page.getByLabel("E-mail address").fill(email);
  await walk.page.getByLabel("New password").fill(password);
  await walk.press("Create an account");
  await walk.visit(await linkIn(mailServer, email));
  await walk.page.getByLabel("Password").fill(password);
  await walk.press("Confirm and log in");
}

/** What an applicant writes into the form. */
export interface Telling {
  name: string;
  story: string;
}

/** Fills in one question, whatever its type. Files have a page of their own. */
async function answer(page: Page, question: Question, telling: Telling): Promise<void> {
  const named = (...part: (string | number)[]) =>
    page.locator(`[name="${fieldName(question.key, ...part)}"]`);
  switch (question.type) {
    case "text":
      return named().fill(question.key === "preferred-name" ? telling.name : "Evenings");
    case "long-text":
      return named().fill(`${telling.story} (${question.key})`);
    case "year":
      return named().fill(String(question.max - 12));
    case "country":
      await named().selectOption("KG");
      return;
    case "choice":
      return named().first().check();
    case "choices":
      return named().first().check();
    case "languages":
      await named("en").selectOption("B2");
      return;
    case "entries":
      await page.getByText("More lines").first().isVisible();
      return named(0, "what").fill("Ran a youth club");
    case "consent":
      return question.required ? named().check() : undefined;
    case "scale":
      return named().last().check();
    case "date":
      return named().fill(question.max ?? question.min ?? "2026-01-31");
    case "number":
      return named().fill(String(question.min ?? 1));
    case "file":
    case "note":
      return;
  }
}

/** Fills the whole form section by section by its own buttons, from the first page to the check before sending. */
export async function fillForm(walk: Walker, form: FormDefinition, telling: Telling): Promise<void> {
  await walk.visit(`/application/form/${form.sections[0]?.key}`);
  for (const section of form.sections) {
    expect(walk.path()).toBe(`/application/form/${section.key}`);
    for (const question of section.questions) await answer(walk.page, question, telling);
    await walk.press(/^Save and (continue|check everything)$/);
  }
  expect(walk.path()).toBe("/application/review");
}
