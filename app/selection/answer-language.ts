/** The languages that answers are told apart by: ISO 639-1 codes. */
export const answerLanguages = ["en", "ru", "kk", "ky", "tg", "tk", "uz"] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** Fewest letters from which anything is concluded. */
const fewestLetters = 40;

/**
 * The language a text is written in, by its script and by letters that only one language has; null where the text is too
 * short, or of no script known here. Meant for sorting and for figures, not for deciding about anybody: Latin text
 * without letters of Turkmen or Uzbek is taken for English, Cyrillic text without letters of its own for Russian.
 */
export function languageOf(text: string): AnswerLanguage | null {
  const lower = text.normalize("NFC").toLowerCase();
  const count = (letters: RegExp) => lower.match(letters)?.length ?? 0;
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  const latin = count(/\p{Script=Latin}/gu);
  if (cyrillic + latin < fewestLetters) return null;
  return cyrillic >= latin ? cyrillicLanguage(count, cyrillic) : latinLanguage(count, latin);
}

/** A language is told by its letters only where they are not just those of a name or two. */
const fewestOwn = 0.008;

function cyrillicLanguage(count: (letters: RegExp) => number, all: number): AnswerLanguage {
  const own: [AnswerLanguage, number][] = [
    ["kk", count(/[әіұһ]/g)],
    ["tg", count(/[ӣӯҷ]/g)],
    ["uz", count(/ў/g)],
  ];
  const [language, most] = own.reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most > all * fewestOwn) return language;
  // Kazakh has these too, and its own above; Kyrgyz has no others.
  return count(/[ңөү]/g) > all * 2 * fewestOwn ? "ky" : "ru";
}

function latinLanguage(count: (letters: RegExp) => number, all: number): AnswerLanguage {
  if (count(/[äňýşžç]/g) > all * 0.01) return "tk";
  if (count(/[og][ʻʼ‘’'`](?=\p{L})/gu) > all * 0.008) return "uz";
  return "en";
}
