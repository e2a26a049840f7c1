import { randomInt, randomUUID } from "node:crypto";
import { addDays } from "date-fns";
import {
  applicationEvents,
  applicationSections,
  applications,
  eligibilityRulings,
  submissions,
} from "#db/schema";
import {
  questionsOf,
  type Answer,
  type Answers,
  type FormDefinition,
  type Question,
} from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { getKey, sealJson } from "~/platform/vault.server";
import { anEdition, formOf, type Edition } from "./editions";
import { aPerson, type Person } from "./people";

export interface ApplicationDetails {
  edition?: Edition;
  /** Whose it is; a new person otherwise. */
  person?: { id: string };
  status?: "draft" | "submitted" | "withdrawn";
  /** Answers that differ from the complete and valid ones an application has by default. */
  answers?: Answers;
  /** How many of the form's sections are filled in, counted from the first; all of them otherwise. */
  sections?: number;
  code?: string;
  /** ISO code of the country of residence. */
  country?: string;
  eligibility?: "unchecked" | "eligible" | "ineligible";
  /** When it was submitted: yesterday, unless told otherwise. */
  submittedAt?: Date;
}

export interface Application {
  id: string;
  code: string;
  editionId: string;
  personId: string;
  answers: Answers;
}

/** An application with answers sealed under its owner's key; a draft unless a status is asked for. */
export async function anApplication(details: ApplicationDetails = {}): Promise<Application> {
  const edition = details.edition ?? (await anEdition());
  const person: Pick<Person, "id"> = details.person ?? (await aPerson());
  const form = await formOf(edition);
  const status = details.status ?? "draft";
  const country = details.country ?? edition.countries[0] ?? "KG";
  const answers = { ...completeAnswers(form.definition, country), ...details.answers };
  const id = randomUUID();
  const code = details.code ?? aCode();
  const submittedAt = status === "draft" ? null : (details.submittedAt ?? addDays(now(), -1));
  const eligibility = details.eligibility ?? "unchecked";
  await inTransaction(async (tx) => {
    const key = await getKey(tx, person.id);
    await tx.insert(applications).values({
      id,
      editionId: edition.id,
      personId: person.id,
      formId: form.id,
      code,
      status,
      country,
      eligibility,
      submittedAt,
      withdrawnAt: status === "withdrawn" ? now() : null,
    });
    for (const section of form.definition.sections.slice(0, details.sections)) {
      const own = Object.fromEntries(
        section.questions.map((question) => [question.key, answers[question.key]]),
      );
      await tx.insert(applicationSections).values({
        applicationId: id,
        section: section.key,
        state: "complete",
        answers: sealJson(key, "section.answers", own),
      });
    }
    if (submittedAt) {
      await tx.insert(submissions).values({
        applicationId: id,
        number: 1,
        formId: form.id,
        answers: sealJson(key, "submission.answers", answers),
        submittedAt,
      });
      await tx
        .insert(applicationEvents)
        .values({ applicationId: id, kind: "submitted", actorId: person.id, at: submittedAt });
    }
    if (eligibility !== "unchecked")
      await tx
        .insert(eligibilityRulings)
        .values({ applicationId: id, eligible: eligibility === "eligible", ruledBy: person.id });
  });
  return { id, code, editionId: edition.id, personId: person.id, answers };
}

/** Sends an application a second time, with other answers to some questions. */
export async function sendAgain(edition: Edition, application: Application, answers: Answers): Promise<void> {
  const form = await formOf(edition);
  const key = await getKey(database(), application.personId);
  await database()
    .insert(submissions)
    .values({
      applicationId: application.id,
      number: 2,
      formId: form.id,
      answers: sealJson(key, "submission.answers", { ...application.answers, ...answers }),
      submittedAt: now(),
    });
}

/** Answers to every question of a form that are complete and valid; a question for a file has none. */
export function completeAnswers(form: FormDefinition, country = "KG"): Answers {
  return Object.fromEntries(
    questionsOf(form).map((question) => [question.key, goodAnswer(question, country)]),
  );
}

function goodAnswer(question: Question, country: string): Answer | undefined {
  switch (question.type) {
    case "text":
      return "A short answer".slice(0, question.maxCharacters);
    case "long-text":
      return "I began a reading circle in our town, and eleven people still meet every week.";
    case "choice":
      return question.options[0]?.value;
    case "choices":
      return question.options.slice(0, Math.min(2, question.most)).map((option) => option.value);
    case "country":
      return country;
    case "year":
      return String(Math.min(question.max, Math.max(question.min, question.max - 11)));
    case "languages":
      return Object.fromEntries(question.languages.map((language) => [language, "B2"]));
    case "entries":
      return [{ what: "Coordinator", where: "A youth centre", from: "2023", to: "now" }];
    case "scale":
      return String(question.from);
    case "date":
      return question.min ?? question.max ?? "2026-10-01";
    case "number":
      return String(question.min ?? question.max ?? 1);
    case "consent":
      return true;
    case "file":
    case "note":
      return undefined;
  }
}

/** A public code, of letters and digits that cannot be taken for one another. */
function aCode(): string {
  const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  return `ELF-${Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join("")}`;
}
