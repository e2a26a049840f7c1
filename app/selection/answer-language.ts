/** The languages that answers are told apart by: ISO 639-1 codes. */
export const answerLanguages = ["en", "ru", "kk", "ky", "tg", "tk", "uz"] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

/** Fewest letters from which anything is concluded. */
const fewestLetters = 40;

/**
 * The language a text is written in, by its script and by letters that only one language has; null where the text is too
 * short, or of no script known here. Meant for sorting and for figures, not for deciding about anybody: Latin text
 * that neither letters nor small words tell is taken for English, such Cyrillic text for Russian.
 */
export function languageOf(text: string): AnswerLanguage | null {
  const lower = text.normalize("NFC").toLowerCase();
  const count = (letters: RegExp) => lower.match(letters)?.length ?? 0;
  const cyrillic = count(/\p{Script=Cyrillic}/gu);
  const latin = count(/\p{Script=Latin}/gu);
  if (cyrillic + latin < fewestLetters) return null;
  const told = cyrillic >= latin ? cyrillicLanguage(count, cyrillic) : latinLanguage(count, latin);
  if (told === "ru") return languageBySmallWords(lower, "cyrillic") ?? told;
  return told === "en" ? (languageBySmallWords(lower, "latin") ?? told) : told;
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

/** Small words of languages that are often typed without letters of their own, on a keyboard made for another. */
const smallWords: { language: AnswerLanguage; script: "cyrillic" | "latin"; words: string }[] = [
  { language: "kk", script: "cyrillic", words: "жане ушин мен бул болды емес кейин бірақ бирак жок" },
  { language: "ky", script: "cyrillic", words: "жана учун менен бул болгон эмес кийин бирок жок" },
  { language: "tg", script: "cyrillic", words: "ва дар барои аз бо ки хам мо ин" },
  { language: "uz", script: "cyrillic", words: "ва учун билан бу эди хам кейин лекин биз" },
  { language: "uz", script: "latin", words: "va uchun bilan bu edi ham keyin lekin biz" },
  { language: "tk", script: "latin", words: "we ucin bilen bu bolan hem son yone biz" },
];
const fewestSmall = 0.06;
/** One alone proves nothing: Turkmen "we" is English too. */
const fewestDifferent = 3;

/** The language whose small words a text is full of; null where there are few of any. */
function languageBySmallWords(text: string, script: "cyrillic" | "latin"): AnswerLanguage | null {
  const words = text.match(/\p{L}+/gu) ?? [];
  const [best] = smallWords
    .filter((one) => one.script === script)
    .map(({ language, words: small }) => {
      const known = new Set(small.split(" "));
      const met = words.filter((word) => known.has(word));
      return { language, share: met.length / words.length, different: new Set(met).size };
    })
    .filter(({ share, different }) => share >= fewestSmall && different >= fewestDifferent)
    .sort((a, b) => b.share - a.share);
  return best?.language ?? null;
}

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

function latinLanguage(count: (letters: RegExp) => number, all: number): AnswerLanguage {
  if (count(/[äňýşžç]/g) > all * 0.01) return "tk";
  if (count(/[og][ʻʼ‘’'`](?=\p{L})/gu) > all * 0.008) return "uz";
  return "en";
}
