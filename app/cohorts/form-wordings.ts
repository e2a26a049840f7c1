import type { FormDefinition, FormSection, Question, Wording } from "~/questions/definition";
import { isBlank } from "~/questions/wording";

/** Languages that a form can be written in, English and Russian first. */
export const formLanguages = ["en", "ru", "kk", "ky", "tg", "tk", "uz"] as const;

/** Every sentence of a question: label, help, options, ends of a scale, fields of an entry. */
export function wordingsOf(question: Question): Wording[] {
  const wordings: (Wording | undefined)[] = [question.label, question.help];
  if ("options" in question) wordings.push(...question.options.map(({ label }) => label));
  if (question.type === "scale") wordings.push(question.low, question.high);
  if (question.type === "entries") wordings.push(...(question.fields ?? []).map(({ label }) => label));
  return wordings.filter((wording): wording is Wording => Boolean(wording && !isBlank(wording.en)));
}

function wordingsOfSection({ title, lead, questions }: FormSection): Wording[] {
  return [title, ...(lead && !isBlank(lead.en) ? [lead] : []), ...questions.flatMap(wordingsOf)];
}

/** How many of these sentences are not written in a language yet. */
export function untranslated(wordings: readonly Wording[], language: string): number {
  return wordings.filter((wording) => isBlank(wording[language] ?? "")).length;
}

/** For each language, how many sentences a form has and how many of them it lacks there. */
export function translationOf(form: FormDefinition): { language: string; missing: number; total: number }[] {
  const wordings = [
    ...form.sections.flatMap(wordingsOfSection),
    ...(form.eligibility ?? []).map(({ says }) => says),
  ];
  return formLanguages.map((language) => ({
    language,
    missing: untranslated(wordings, language),
    total: wordings.length,
  }));
}
