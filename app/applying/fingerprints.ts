import { foldedWords, plainWords } from "~/platform/locale/fold";

/**
 * By what the same person and the same text are noticed again. Pure: what comes out of here is readable, and is hashed
 * under a key before it is stored (fingerprints.server.ts).
 */

/** What is stored with fingerprints: raise it when a name's form or a text's sketch comes out otherwise than before. */
export const fingerprintVersion = 2;

/** Endings of a name that says whose child somebody is, as they sound; it is often left out. */
const patronymic = /(?:[uei]vic|[ue]vna|icna|u[lg]?l[ui]|[kg]izi|kzi)$/;

/**
 * The form in which the spellings of one name meet: by its sound, without initials and patronymics, its parts in the
 * order of the alphabet. Null where nothing is left that tells people apart.
 *
 * It takes Айгүл Өмүрова, Aigul Omurova and Omurova Aygul for the same. What it misses is what the fold misses, and
 * a name by marriage.
 */
export function nameForm(name: string): string | null {
  const parts = foldedWords(name)
    .map(({ sound }) => sound.replaceAll(/[^\p{L}]/gu, ""))
    .filter((part) => part.length > 1);
  const kept = parts.length > 2 ? parts.filter((part) => !patronymic.test(part)) : parts;
  const whole = [...new Set(kept.length > 0 ? kept : parts)].sort().join(" ");
  return whole.length >= 3 ? whole : null;
}

/** Words of a text without case, marks and punctuation. */
export function wordsOf(text: string): string[] {
  return plainWords(text).map(({ plain }) => plain);
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
