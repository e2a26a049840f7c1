import { listPublishedForms } from "~/cohorts/form-versions.server";
import { questionsOf, readAnswers, type Answers, type FormSection, type Question } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { isStorable, judgeSection } from "./drafts";
import type { OwnApplication } from "./applications.server";

/** What was posted from a page of the form, which may be a page of an earlier version of it. */
export interface Posted {
  section: FormSection;
  /** The form has no such section any more: what was typed is kept, and there is no page to show it on. */
  isFormer: boolean;
  answers: Answers;
  /** Answers to questions that have left the section, or the form, since the page was opened. */
  strays: Answers;
}

/**
 * Reads what was posted to a section. Where the form was published anew while somebody wrote, what they typed is read
 * by the version that their page was made from. Null where no version has such a section.
 */
export async function readPosted(
  own: OwnApplication,
  key: string | undefined,
  form: FormData,
): Promise<Posted | null> {
  const section = own.form.sections.find((one) => one.key === key);
  const asked = askedBy(form);
  const isOn = (one: FormSection) => (name: string) =>
    one.questions.some((question) => question.key === name);
  if (section && (asked?.every(isOn(section)) ?? true))
    return { section, isFormer: false, answers: readAnswers(only(section, asked), form), strays: {} };
  const versions = await listPublishedForms(database(), own.edition.id);
  const found = section ?? versions.flatMap(({ sections }) => sections).find((one) => one.key === key);
  if (!found) return null;
  const left = new Set(asked?.filter((name) => !isOn(found)(name)));
  const strays = new Map<string, Question>();
  for (const question of [own.form, ...versions].flatMap(questionsOf))
    if (left.has(question.key) && !strays.has(question.key)) strays.set(question.key, question);
  return {
    section: found,
    isFormer: !section,
    answers: readAnswers(only(found, asked), form),
    strays: storableOf([...strays.values()], form, own.edition.countries),
  };
}

/**
 * The keys of the questions that the page asked: it names them, so that an empty field is told from one that was not
 * there, as it was hidden by another page's answers or has come into the section since. Null for who names none.
 */
function askedBy(form: FormData): string[] | null {
  const names = form.get("asked");
  return typeof names === "string" ? names.split(" ").filter(Boolean).slice(0, 60) : null;
}

function only(section: FormSection, asked: readonly string[] | null): FormSection {
  return asked
    ? { ...section, questions: section.questions.filter(({ key }) => asked.includes(key)) }
    : section;
}

function storableOf(questions: Question[], form: FormData, countries: readonly string[]): Answers {
  const answers = readAnswers({ questions }, form);
  const kept = questions.filter((question) =>
    isStorable(judgeSection({ key: "strays", title: { en: "" }, questions: [question] }, answers, countries)),
  );
  return Object.fromEntries(kept.map(({ key }) => [key, answers[key]]));
}
