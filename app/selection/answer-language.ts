import { francAll } from "franc";

/** The languages that answers are told apart by: ISO 639-1 codes. */
export const answerLanguages = ["en", "ru", "kk", "ky", "tg", "tk", "uz"] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** The same as franc calls them: ISO 639-3. */
const codes: Record<string, AnswerLanguage> = {
  eng: "en",
  rus: "ru",
  kaz: "kk",
  kir: "ky",
  tgk: "tg",
  tuk: "tk",
  uzn: "uz",
};
const only = Object.keys(codes);

/** Fewest letters from which anything is concluded. */
const fewestLetters = 40;
/** Characters of a text that are looked at: more tell nothing new, and take longer. */
const mostCharacters = 500;

/**
 * The language a text is written in, of the seven, by the sequences of three letters that are most frequent in each
 * (franc); null where it has too few Latin and Cyrillic letters. Meant for sorting and for figures, not for deciding
 * about anybody: a text in an eighth language is taken for the one of its alphabet that is nearest.
 */
export function languageOf(text: string): AnswerLanguage | null {
  const composed = text.normalize("NFC");
  const letters = composed.match(/[\p{Script=Latin}\p{Script=Cyrillic}]/gu)?.length ?? 0;
  if (letters < fewestLetters) return null;
  const told = codes[francAll(composed.slice(0, mostCharacters), { only })[0]?.[0] ?? ""] ?? null;
  return told === "ky" && letters >= fewestForKazakh && !kyrgyz.test(composed) ? "kk" : told;
}

/**
 * Kazakh typed on a Russian keyboard is nearer to franc's Kyrgyz. But in a text of some length Kyrgyz has ч and long
 * vowels, written double, which Kazakh hardly has.
 */
const kyrgyz = /[ңөүч]|([аоуэ])\1/iu;
const fewestForKazakh = 90;

/** From this share of the letters on, a language has to be read by whoever judges the whole. */
const leastShare = 0.25;

/**
 * The languages that answers are written in, the most used first: each answer is told by itself, so that one in Kazakh
 * among five in Russian makes nobody look for readers of Kazakh. Empty where none can be told.
 */
export function languagesOf(texts: readonly string[]): AnswerLanguage[] {
  const letters = new Map<AnswerLanguage, number>();
  for (const text of texts) {
    const language = languageOf(text);
    if (language) letters.set(language, (letters.get(language) ?? 0) + text.length);
  }
  if (letters.size === 0) {
    const whole = languageOf(texts.join("\n"));
    return whole ? [whole] : [];
  }
  const all = [...letters.values()].reduce((sum, count) => sum + count, 0);
  return [...letters]
    .filter(([, count]) => count >= all * leastShare)
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([language]) => language);
}
