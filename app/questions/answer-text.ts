import { countryName, formatCalendarDate, languageName } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { entryFieldsOf, isDate, languageLevels, type Answer } from "./answers";
import type { Question } from "./definition";
import en from "./words.en.json";
import ru from "./words.ru.json";
import { worded } from "./wording";

/** This domain's own words: an answer is told by pure rules, also where no translator is at hand (files, exports). */
const words: Record<Locale, Pick<typeof en, "given" | "level">> = { en, ru };

/**
 * An answer as lines of text for a reader: a paragraph each for prose, one line for a choice, one for each entry or
 * language. An empty list means that nothing was answered. An answer to another version of the question, of another
 * shape than this one has, is told as well as it can be.
 */
export function answerLines(question: Question, answer: Answer | undefined, locale: Locale): string[] {
  if (answer === undefined || answer === "" || answer === false) return [];
  const text = typeof answer === "string" ? answer : JSON.stringify(answer);
  switch (question.type) {
    case "long-text":
      return text.split(/\n+/).filter((line) => line.trim());
    case "choice":
      return [worded(question.options.find((o) => o.value === answer)?.label, locale) || text];
    case "choices":
      if (!isTexts(answer)) return [text];
      return answer.map(
        (value) => worded(question.options.find((o) => o.value === value)?.label, locale) || value,
      );
    case "scale":
      return [`${text} / ${question.to}`];
    case "date":
      return [isDate(text) ? formatCalendarDate(text, locale) : text];
    case "country":
      return [countryName(text, locale)];
    case "languages":
      if (typeof answer !== "object" || Array.isArray(answer)) return [text];
      return Object.entries(answer)
        .filter(([, level]) => level !== "none")
        .map(
          ([language, level]) =>
            `${asHead(languageName(language, locale), locale)}: ${levelName(level, locale)}`,
        );
    case "entries":
      if (!Array.isArray(answer)) return [text];
      return answer.map((entry) => (typeof entry === "string" ? entry : entryLine(question, entry)));
    case "consent":
      return [words[locale].given];
    case "note":
      return [];
    default:
      return [text];
  }
}

/** A name as it begins a line: languages' own are small in Russian. */
function asHead(name: string, locale: Locale): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A level of a language in words: "B2, fluent in most things". A level of an older form's stands as it is. */
function levelName(level: string, locale: Locale): string {
  return isLevel(level) ? words[locale].level[level] : level;
}

function isLevel(level: string): level is (typeof languageLevels)[number] {
  return languageLevels.some((known) => known === level);
}

function entryLine(question: Extract<Question, { type: "entries" }>, entry: Record<string, string>): string {
  if (question.fields)
    return entryFieldsOf(question)
      .flatMap(({ key }) => entry[key] || [])
      .join(", ");
  const when = [entry["from"], entry["to"]].filter(Boolean).join("–");
  return [entry["what"], entry["where"], when].filter(Boolean).join(", ");
}

function isTexts(answer: Answer): answer is string[] {
  return Array.isArray(answer) && answer.every((item) => typeof item === "string");
}
