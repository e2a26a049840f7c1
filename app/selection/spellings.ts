import { plainWords, soundOf, type Place, type PlainWord } from "~/platform/locale/fold";

/**
 * Whether words of a text are those of a name, in any spelling, either alphabet and, as far as a rule of endings can
 * tell, any case of Russian. It would rather find one too many: a coordinator looks at what it finds. Pure.
 */

/** A word of a text: where it stands, and how it is written. */
export interface TextWord extends PlainWord {
  written: string;
}

/** The words of a text in their order. */
export function wordsOf(text: string): TextWord[] {
  return plainWords(text).map((word) => ({ ...word, written: text.slice(word.from, word.to) }));
}

/** A word that is looked for. */
export interface Wanted {
  plain: string;
  sound: string;
  /** What endings are added to. */
  stems: readonly string[];
  /** Found only where it begins with a capital, as it means something else without one, or is very short. */
  isCapital: boolean;
}

/** Names that are everyday words too, as they sound. */
const everyday = new Set(
  (
    "вера надежда любовь роза лилия слава мир лев роман майя дана мила света сила " +
    "hope faith grace joy rose will mark may june april summer dawn art"
  )
    .split(" ")
    .map(soundOf),
);

/** The words of a name to look for, in their order; without what is no word of its own. */
export function wantedWords(name: string): Wanted[] {
  return wordsOf(name).map(({ written, plain: folded }) => {
    const sound = soundOf(written);
    return {
      plain: folded,
      sound,
      stems: stemsOf(sound),
      isCapital: sound.length < 4 || everyday.has(sound),
    };
  });
}

const withoutVowels = (sound: string) => sound.replace(/[aeiu]+$/, "");

/** What stays of a name in all cases: Мария, Марии, Марией; Павел, Павла. Short ones lose one vowel only: Зоя, Зои. */
function stemsOf(sound: string): string[] {
  const stem = withoutVowels(sound);
  if (stem.length < 3)
    return [/[aeiu]$/, /i[aeiu]$/].map((vowel) => sound.replace(vowel, "")).filter((one) => one.length >= 2);
  const fleeting = stem.replace(/([^aeiu])el$/, "$1l");
  return fleeting !== stem && fleeting.length >= 4 ? [stem, fleeting] : [stem];
}

/** Endings of nouns, surnames and adjectives in Russian, as they are in plain form (й is и), the longest first. */
const russian = endings(
  "ами ями ыми ими ого его ому ему ою ею ью ом ем ои еи ым им ых их ов ев ам ям ах ях ая яя ую юю ии ыи ье ья ьи а я у ю е и ы о ь",
);
/** What English and Czech add to a name. */
const latin = endings("ovou ovi ova ove ou em om s a e i o u y");

function endings(all: string): readonly string[] {
  return ["", ...all.split(" ")];
}

/** Most letters that the languages of Central Asia put behind a name: Айгерімнің, Zarinaning. */
const mostSuffix = 6;

/** First letters of words in plain form, and what those can sound like: no other word need be listened to. */
const beginnings: Record<string, string> = {
  ...{ а: "a", б: "b", в: "v", г: "g", д: "dz", е: "e", ж: "z", з: "z", и: "ieauz", к: "kh", л: "l", м: "m" },
  ...{ н: "n", о: "u", п: "pf", р: "r", с: "s", т: "tcs", у: "u", ф: "f", х: "hk", ц: "cs", ч: "cz", ш: "s" },
  ...{ щ: "s", ы: "ieau", э: "e", ю: "iu", я: "ia" },
  ...{ a: "a", b: "b", c: "cs", d: "dz", e: "e", f: "f", g: "g", h: "h", i: "ieau", j: "z", k: "kh", l: "l" },
  ...{ m: "m", n: "n", o: "u", p: "pf", q: "kh", r: "r", s: "s", t: "tcs", u: "u", v: "v", w: "v" },
  ...{ x: "hk", y: "ieau", z: "z" },
};

/** Whether a word in plain form may sound like something that begins with `first`. */
export function mayBegin(plainWord: string, first: string): boolean {
  const sounds = beginnings[plainWord.charAt(0)];
  return sounds === undefined || sounds.includes(first);
}

const heard = new Map<string, string>();
const mostHeard = 20_000;

/** What a word sounds like; to listen takes fifty times as long as to remember, and words come again. */
function soundOfWord(written: string): string {
  const key = written.toLowerCase();
  let sound = heard.get(key);
  if (sound === undefined) {
    if (heard.size >= mostHeard) heard.clear();
    heard.set(key, (sound = soundOf(written)));
  }
  return sound;
}

const isCapital = ({ written }: TextWord) => /^\p{Lu}/u.test(written);

/** Whether a word of a text may be the one that is looked for. */
export function isSpelling(one: TextWord, wanted: Wanted): boolean {
  const capital = isCapital(one);
  if (wanted.isCapital && !capital) return false;
  if (one.plain === wanted.plain) return true;
  if (wanted.sound === "" || !mayBegin(one.plain, wanted.sound.charAt(0))) return false;
  const sound = soundOfWord(one.written);
  if (sound === wanted.sound) return true;
  if (/\d/.test(wanted.plain)) return false;
  return isInflected(one, capital, wanted) || (capital && isLonger(sound, wanted.sound));
}

/** The name with something of another language behind it. */
function isLonger(sound: string, name: string): boolean {
  return name.length >= 5 && sound.startsWith(name) && sound.length - name.length <= mostSuffix;
}

function isInflected(one: TextWord, capital: boolean, { stems }: Wanted): boolean {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(one.plain);
  if (!isCyrillic && !capital) return false;
  return (isCyrillic ? russian : latin).some((ending) => {
    const base = one.plain.slice(0, one.plain.length - ending.length);
    if (base.length < 2 || base + ending !== one.plain) return false;
    return stems.some((stem) => {
      // What is much shorter or longer sounds otherwise.
      if (base.length < stem.length - 2 || base.length > stem.length + 5) return false;
      if (stem.length < 4 && !capital) return false;
      const sound = soundOfWord(base);
      return stem === sound || (stem.length >= 3 && stem === withoutVowels(sound));
    });
  });
}

/**
 * Every place of a text where words that are looked for follow one another, whatever stands between them.
 *
 * @param words the words of the text, see {@link wordsOf}
 */
export function findWanted(words: readonly TextWord[], wanted: readonly Wanted[]): Place[] {
  const [first] = wanted;
  if (!first) return [];
  return words.flatMap((here, at) => {
    const last = words[at + wanted.length - 1];
    const isHere =
      last !== undefined &&
      isSpelling(here, first) &&
      wanted.every((one, index) => index === 0 || isSpelling(words[at + index] ?? here, one));
    return isHere ? [{ from: here.from, to: last.to }] : [];
  });
}
