import { countryName, languageName } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { worded, type Answer, type Entry, type Question } from "./questions";

/**
 * An answer as lines of text for a reader: a paragraph each for prose, one line for a choice, one for each entry or
 * language. An empty list means that nothing was answered.
 */
export function answerLines(question: Question, answer: Answer | undefined, locale: Locale): string[] {
  if (answer === undefined || answer === "" || answer === false) return [];
  // Prose and single values are text; anything else in their place is an answer to another version of the question.
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  switch (question.type) {
    case "long-text":
      return text.split(/\n+/).filter((line) => line.trim());
    case "choice":
      return [worded(question.options.find((o) => o.value === answer)?.label, locale) || text];
    case "choices":
      return (answer as string[]).map(
        (value) => worded(question.options.find((o) => o.value === value)?.label, locale) || value,
      );
    case "country":
      return [countryName(text, locale)];
    case "languages":
      return Object.entries(answer as Record<string, string>)
        .filter(([, level]) => level !== "none")
        .map(([language, level]) => `${languageName(language, locale)}: ${level}`);
    case "entries":
      return (answer as Entry[]).map((entry) => {
        const when = [entry.from, entry.to].filter(Boolean).join("–");
        return [entry.what, entry.where, when].filter(Boolean).join(", ");
      });
    case "consent":
      return ["✓"];
    default:
      return [text];
  }
}
