import type { Page } from "playwright-core";
import { expect } from "vitest";
import { fieldName, type FormDefinition, type Question } from "~/cohorts/questions";
import { checkAccessibility } from "../setup/browser";
import type { MailServer } from "../setup/smtp";

/** Goes to a page and has axe look at it. */
export async function visit(page: Page, path: string): Promise<void> {
  const response = await page.goto(path);
  expect(response?.status(), path).toBe(200);
  await checkAccessibility(page);
}

/** Presses a button that leads to another page, and has axe look at that one. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name }).first().click()]);
  await checkAccessibility(page);
}

/** Follows a link by its words, and has axe look at where it leads. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await Promise.all([page.waitForEvent("load"), page.getByRole("link", { name }).first().click()]);
  await checkAccessibility(page);
}

/** The path in the next letter to an address. */
export async function linkIn(mailServer: MailServer, address: string): Promise<string> {
  const letter = await mailServer.waitFor(address, 30);
  const link = /https?:\/\/\S+/.exec(letter.text)?.[0];
  if (!link) throw new Error(`The letter to ${address} has no link.`);
  return new URL(link).pathname;
}

export async function logIn(page: Page, email: string, password: string): Promise<void> {
  await visit(page, "/login");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await press(page, "Log in");
}

/** Answers that a believable applicant gives to the default form. */
export interface Telling {
  name: string;
  story: string;
}

/** Fills in one question, whatever its type. Files are left to the upload page. */
async function answer(page: Page, question: Question, telling: Telling): Promise<void> {
  const name = fieldName(question.key);
  const field = page.locator(`[name="${name}"]`);
  switch (question.type) {
    case "text":
      return field.fill(question.key === "preferred-name" ? telling.name : "Evenings");
    case "long-text":
      return field.fill(`${telling.story} (${question.key})`);
    case "year":
      return field.fill(String(question.max - 12));
    case "country":
      return void (await field.selectOption("KG"));
    case "choice":
      return page.locator(`[name="${name}"][value="${question.options[0]?.value}"]`).check();
    case "choices":
      return page.locator(`[name="${name}"]`).first().check();
    case "languages":
      return void (await page.locator(`[name="${fieldName(question.key, "en")}"]`).selectOption("B2"));
    case "entries":
      return page.locator(`[name="${fieldName(question.key, 0, "what")}"]`).fill("Ran a youth club");
    case "consent":
      return question.required ? field.check() : undefined;
    case "file":
      return;
  }
}

/** Fills the whole form section by section by its own buttons, from the first page to the check before sending. */
export async function fillForm(page: Page, form: FormDefinition, telling: Telling): Promise<void> {
  await visit(page, `/application/form/${form.sections[0]?.key}`);
  for (const section of form.sections) {
    expect(new URL(page.url()).pathname).toBe(`/application/form/${section.key}`);
    for (const question of section.questions) await answer(page, question, telling);
    await press(page, /^Save and (continue|check everything)$/);
  }
  expect(new URL(page.url()).pathname).toBe("/application/review");
}
