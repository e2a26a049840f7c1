import { readAnswers, type Answers } from "~/questions/answers";
import type { FormSection } from "~/questions/definition";

/**
 * What somebody had typed into a page of a form when they asked for it in another language, and the number of saves that
 * their page was made from. Nothing is judged and nothing left out. Where they were choosing between two versions of
 * the page, they are asked again, so the number is that of the earlier one.
 */
export function readTypedSection(
  section: Pick<FormSection, "questions">,
  typed: readonly (readonly [string, string])[],
): { answers: Answers; revision: number } {
  const form = new FormData();
  for (const [name, value] of typed) form.append(name, value);
  const asked = form.get("asked");
  const names = typeof asked === "string" ? asked.split(" ") : null;
  const questions = section.questions.filter(({ key }) => names?.includes(key) ?? true);
  const [, count = ""] = typed.find(([name]) => name === "revision") ?? [];
  const revision = /^\d{1,9}$/.test(count) ? Number(count) : 0;
  return {
    answers: readAnswers({ questions }, form),
    revision: Math.max(0, revision - (form.has("merge") ? 1 : 0)),
  };
}
