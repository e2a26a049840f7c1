import { applicationEvents, applications, applicationSections, submissions } from "#db/schema";
import type { Answer, Answers } from "~/cohorts/questions";
import { judgeEligibility } from "~/questions/eligibility";
import { sealJson } from "~/platform/vault.server";
import type { Applicant } from "./applicants";
import type { SeededEdition } from "./editions";
import type { SeededPerson } from "./people";
import type { Random } from "./random";
import type { Rows } from "./rows";

/** An application of the demonstration, with what its readings will be about. */
export interface SeededApplication {
  id: string;
  code: string;
  person: SeededPerson;
  applicant: Applicant;
  submittedAt: Date | null;
}

export interface ApplicationDetails {
  edition: SeededEdition;
  person: SeededPerson;
  applicant: Applicant;
  status: "draft" | "submitted" | "withdrawn";
  eligibility?: "unchecked" | "eligible" | "ineligible";
  startedAt: Date;
  /** When it was submitted; for a draft, when it was last saved. */
  finishedAt: Date;
  withdrawnAt?: Date;
  /** How much of the form a draft has, from 0 to 1. */
  progress?: number;
  /** The sections that are kept beside the submission; all, unless they are named. */
  keepSections?: readonly string[];
  /** When it was taken back to be edited; what was sent counts on. */
  takenBackAt?: Date;
  /** The coordinator who typed it in or imported it. */
  entered?: { source: "office" | "import"; by: string };
  extendedUntil?: Date;
}

const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A public code, of letters and digits that cannot be taken for one another. */
function codeOf(random: Random): string {
  return `ELF-${Array.from({ length: 6 }, () => alphabet[random.between(0, alphabet.length - 1)]).join("")}`;
}

/** Adds an application: its sections, and once submitted what was submitted, all sealed under its owner's key. */
export function addApplication(rows: Rows, random: Random, details: ApplicationDetails): SeededApplication {
  const { edition, person, applicant, status, startedAt, finishedAt } = details;
  const id = random.uuid();
  const code = codeOf(random);
  const isDraft = status === "draft";
  const sections = isDraft
    ? draftSections(edition, applicant.answers, details.progress ?? 0.5)
    : wholeSections(edition, applicant.answers);
  rows.add(applications, {
    id,
    editionId: edition.id,
    personId: person.id,
    formId: edition.formId,
    code,
    status: details.takenBackAt ? "draft" : status,
    country: sections.some(({ answers }) => answers["residence"] !== undefined) ? applicant.country : null,
    eligibility: details.eligibility ?? "unchecked",
    eligibilityCheck: judgeEligibility(edition.form, answersOf(sections), edition).check,
    source: details.entered?.source ?? "online",
    enteredBy: details.entered?.by ?? null,
    extendedUntil: details.extendedUntil ?? null,
    createdAt: startedAt,
    updatedAt: details.withdrawnAt ?? details.takenBackAt ?? finishedAt,
    submittedAt: isDraft ? null : finishedAt,
    withdrawnAt: details.withdrawnAt ?? null,
  });
  const kept = sections.filter(({ key }) => details.keepSections?.includes(key) ?? true);
  kept.forEach(({ key, answers }, index) => {
    rows.add(applicationSections, {
      applicationId: id,
      section: key,
      revision: random.between(1, 7),
      state: isDraft && index === kept.length - 1 ? "started" : "complete",
      answers: sealJson(person.key, "section.answers", answers),
      updatedAt: between(startedAt, finishedAt, (index + 1) / kept.length),
    });
  });
  const entered = details.entered;
  const began = entered ? (entered.source === "import" ? "imported" : "typed-in") : "started";
  addEvent(rows, random, id, began, entered?.by ?? person.id, startedAt);
  if (!isDraft) {
    rows.add(submissions, {
      id: random.uuid(),
      applicationId: id,
      number: 1,
      formId: edition.formId,
      answers: sealJson(person.key, "submission.answers", answersOf(sections)),
      submittedAt: finishedAt,
    });
    if (entered?.source !== "import")
      addEvent(rows, random, id, "submitted", entered?.by ?? person.id, finishedAt);
  }
  if (details.takenBackAt) addEvent(rows, random, id, "reopened", person.id, details.takenBackAt);
  if (details.withdrawnAt) addEvent(rows, random, id, "withdrawn", person.id, details.withdrawnAt);
  return { id, code, person, applicant, submittedAt: isDraft ? null : finishedAt };
}

/** Adds a line to an application's history. */
export function addEvent(
  rows: Rows,
  random: Random,
  applicationId: string,
  kind: string,
  actorId: string | null,
  at: Date,
  detail?: Record<string, string | number>,
): void {
  rows.add(applicationEvents, {
    ...{ id: random.uuid(), applicationId, kind, actorId, at },
    detail: detail ?? null,
  });
}

/** A moment on the way from one to another: 0 is the first, 1 the second. */
export function between(from: Date, to: Date, share: number): Date {
  return new Date(from.getTime() + (to.getTime() - from.getTime()) * share);
}

interface Section {
  key: string;
  answers: Answers;
}

function answersOf(sections: readonly Section[]): Answers {
  return Object.assign({}, ...sections.map(({ answers }) => answers)) as Answers;
}

function wholeSections(edition: SeededEdition, answers: Answers): Section[] {
  return edition.form.sections.map((section) => ({
    key: section.key,
    answers: Object.fromEntries(
      section.questions.flatMap(({ key, type }) => (type === "file" ? [] : [[key, answers[key]]])),
    ),
  }));
}

/** The beginning of a form: whole sections, and one in which the writer broke off in the middle of a thought. */
function draftSections(edition: SeededEdition, answers: Answers, progress: number): Section[] {
  const whole = wholeSections(edition, answers);
  if (progress >= 1) return whole;
  const reached = Math.min(whole.length - 1, Math.floor(whole.length * progress));
  const last = whole[reached];
  const begun = last && { ...last, answers: halfOf(last.answers) };
  return begun ? [...whole.slice(0, reached), begun] : whole;
}

function halfOf(answers: Answers): Answers {
  const keys = Object.keys(answers);
  const kept = keys.slice(0, Math.max(1, Math.ceil(keys.length / 2)));
  return Object.fromEntries(
    kept.map((key, index) => [key, index === kept.length - 1 ? broken(answers[key]) : answers[key]]),
  );
}

function broken(answer: Answer | undefined): Answer | undefined {
  if (typeof answer !== "string" || answer.length < 100) return answer;
  return answer.slice(0, answer.lastIndexOf(" ", answer.length * 0.45));
}
