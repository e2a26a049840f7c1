/**
 * By what the same person and the same text are noticed again. Pure: what comes out of here is readable, and is hashed
 * under a key before it is stored (fingerprints.server.ts).
 */

/** Letters of the Cyrillic alphabets of Central Asia as they are usually written in Latin ones. */
const latin: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ё: "e", ж: "j", җ: "j", з: "z", и: "i" },
  ...{ й: "i", ӣ: "i", к: "k", қ: "k", л: "l", м: "m", н: "n", ң: "n", ҥ: "n", о: "o", ө: "o", п: "p" },
  ...{ р: "r", с: "s", т: "t", у: "u", ӯ: "u", ў: "u", ұ: "u", ү: "u", ф: "f", х: "h", ҳ: "h", һ: "h" },
  ...{ ц: "s", ч: "c", ҷ: "j", ш: "s", щ: "s", ъ: "", ы: "i", і: "i", ь: "", э: "e", ә: "a", ю: "u", я: "a" },
};

/** Latin spellings of one sound, after accents are gone; the longer ones first. */
const spellings: readonly [RegExp, string][] = [
  [/[ʻʼ’‘'`´]/g, ""],
  [/shch|sch/g, "s"],
  [/kh/g, "h"],
  [/zh|dzh|dj/g, "j"],
  [/tch|ch/g, "c"],
  [/sh|ts|tz/g, "s"],
  [/gh/g, "g"],
  [/ng/g, "n"],
  [/ph/g, "f"],
  [/x/g, "h"],
  [/q/g, "k"],
  [/w/g, "v"],
  [/[yı]/g, "i"],
  [/ə/g, "a"],
  // ё, yo, iyo; and a y before any other vowel comes and goes.
  [/i+o/g, "e"],
  [/i+(?=[aeu])/g, ""],
];

/** Endings of a name that says whose child somebody is; it is often left out. */
const patronymic = /(?:ovic|evic|ivic|ovna|evna|isna|inisna|uli|ulu|ugli|ogli|kizi|kzi|gizi)$/;

/**
 * The form in which the spellings of one name meet: in Latin letters, without accents, doubled letters, initials and
 * patronymics, its parts in the order of the alphabet. Null where nothing is left that tells people apart.
 *
 * It takes Айгүл Өмүрова, Aigul Omurova and Omurova Aygul for the same. It misses nicknames (Sasha), a name by marriage,
 * spellings from another tradition (Alexander beside Aleksandr, Djamila beside Camila) and slips of the pen.
 */
export function nameForm(name: string): string | null {
  const parts = name
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[ʻʼ’‘'`´]/g, "")
    .split(/[^\p{L}\p{M}]+/u)
    .map(partForm)
    .filter((part) => part.length > 1);
  const kept = parts.length > 2 ? parts.filter((part) => !patronymic.test(part)) : parts;
  const whole = [...new Set(kept.length > 0 ? kept : parts)].sort().join(" ");
  return whole.length >= 3 ? whole : null;
}

function partForm(part: string): string {
  const letters = [...part.normalize("NFC")].map((letter) => latin[letter] ?? letter).join("");
  const plain = letters.normalize("NFD").replaceAll(/\p{M}+/gu, "");
  const folded = spellings.reduce((text, [spelling, sound]) => text.replaceAll(spelling, sound), plain);
  return folded.replaceAll(/(.)\1+/gu, "$1");
}

/** Words of a text without case, marks and punctuation. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .replaceAll("ё", "е")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Words that follow one another and are compared as one thing. */
const shingleWords = 3;
/** A text of fewer words is alike by chance: an address, a motto, "see above". */
export const fewestWords = 20;

/** The distinct runs of three words in a text. */
export function shinglesOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(
    words
      .slice(0, Math.max(0, words.length - shingleWords + 1))
      .map((_, index) => words.slice(index, index + shingleWords).join(" ")),
  );
}

/** Share of the runs of three words of both texts that stand in both (Jaccard), 0 to 1. */
export function likeness(a: string, b: string): number {
  const [first, second] = [shinglesOf(a), shinglesOf(b)];
  if (first.size === 0 || second.size === 0) return 0;
  const both = [...first].filter((one) => second.has(one)).length;
  return both / (first.size + second.size - both);
}

export const bands = 12;
const rowsInBand = 3;
/**
 * Bands that must agree before two texts count as alike: likeness of about 0.8. Texts of 0.9 are found 97 times in a
 * hundred, those of 0.7 one time in five, those of 0.5 hardly ever (binomial with chance s³ in twelve).
 */
export const fewestBands = 6;

/**
 * A text's sketch by MinHash (Broder, 1997), in bands (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4):
 * two texts of likeness s agree in each band with the chance s³. Null for a text that is too short to be told apart.
 */
export function sketchOf(text: string): string[] | null {
  if (wordsOf(text).length < fewestWords) return null;
  const least = new Uint32Array(bands * rowsInBand).fill(0xffffffff);
  for (const shingle of shinglesOf(text)) {
    const hash = hashOf(shingle);
    for (let row = 0; row < least.length; row++) {
      const value = mix(hash ^ Math.imul(row + 1, 0x9e3779b1));
      if (value < (least[row] ?? 0)) least[row] = value;
    }
  }
  return Array.from({ length: bands }, (_, band) =>
    [band, ...least.subarray(band * rowsInBand, (band + 1) * rowsInBand)].join("."),
  );
}

/** What the number of bands that agree says of the likeness of two texts. */
export function likenessFromBands(agreeing: number): number {
  return Math.cbrt(Math.min(agreeing, bands) / bands);
}

/** FNV-1a over the units of a text, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}

/** MurmurHash3's finaliser: every bit of what comes out depends on every bit that went in. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
