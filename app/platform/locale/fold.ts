/**
 * One fold for everything that looks for words or names in another spelling: the search of lists, the finder of the
 * same person, the rules about conflicts, passages to be hidden. It is made for finding, not for reading. Pure.
 *
 * It has two steps:
 *
 * - {@link plain} works character by character and keeps the alphabet: case, composition, accents, apostrophes, sorts of
 *   blanks, dashes and quotation marks, invisible characters, and letters that a Russian keyboard lacks (ә, қ, ҷ) make
 *   no difference. It can say where in the text it found something ({@link plainText}, {@link findPlain}).
 * - {@link soundOf} works on a word and brings the alphabets together: Тулегенова and Tulegenova, Шухрат, Şuhrat,
 *   Shukhrat and Suhrat sound alike. As what is typed without marks has to meet what has them, and that the other
 *   alphabet, sh is s, zh is z, and o is u.
 *
 * It knows the Cyrillic of Russian, Ukrainian, Kazakh, Kyrgyz, Tajik, Turkmen and Uzbek, the Latin of Turkmen, Uzbek and
 * Czech, and the usual ways from one to the other. It does not bring together: nicknames (Саша), names by another
 * tradition (Alexander beside Aleksandr, Гавел beside Havel, Дворжак beside Dvořák), and slips of the pen.
 *
 * Fingerprints are taken of it and stored: who changes it raises their version (applying/fingerprints.ts).
 */

/** A stretch of a text, in UTF-16 units: the first, and the one after the last. */
export interface Place {
  from: number;
  to: number;
}

/** Apostrophes and what is typed for one; of the letters oʻ, gʻ and of the sign ʼ too. */
const apostrophes =
  /[\u0027\u0060\u00B4\u02B9-\u02BF\u02C8\u02CA\u02CB\u1FBD\u1FBF\u1FEF\u1FFD\u1FFE\u2018-\u201B\u2032\u2035\uA78B\uA78C\uFF07\uFF40]/u;

/** Letters by what somebody types who has a Russian keyboard, or an English one. */
const keyboard = new Map(
  pairs(
    "ә а ғ г ӷ г ҕ г ґ г қ к ҡ к ҝ к ҟ к ӄ к ң н ҥ н ӈ н ө о ӫ о ұ у ү у һ х ҳ х ӽ х і и җ ж ҷ ч ҹ ч є е ҙ з ҫ с ѐ е ѝ и",
    "ı i ȷ j ə a ǝ a ł l đ d ð d ø o ħ h ŋ n ɣ g ɵ o ß ss æ ae œ oe þ th ς σ",
  ),
);

function pairs(...lists: string[]): [string, string][] {
  const all = lists.join(" ").split(" ");
  return all.flatMap((one, index) => (index % 2 === 0 ? [[one, all[index + 1] ?? ""]] : []));
}

const known = new Map<string, string>();

/** What a character comes to, by itself: nothing, one, or a few. */
function plainOf(character: string): string {
  const seen = known.get(character);
  if (seen !== undefined) return seen;
  const letters = apostrophes.test(character.normalize("NFD")) ? "" : spread(spread(character).toLowerCase());
  const folded = [...letters].map(one).join("").replaceAll(/ {2,}/g, " ");
  // Alphabets have some hundreds; a text of all of Unicode need not stay in memory.
  if (known.size < 4096) known.set(character, folded);
  return folded;
}

/** The letter without the marks over and under it. */
const spread = (text: string) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "");

function one(character: string): string {
  if (apostrophes.test(character) || /\p{Cf}/u.test(character)) return "";
  if (/[\s\p{Z}\p{Cc}]/u.test(character)) return " ";
  if (/[\p{Pd}\u2212\u2043]/u.test(character)) return "-";
  if (/["\p{Pi}\p{Pf}\u201E\u201F\u2033\u301D-\u301F]/u.test(character)) return '"';
  return keyboard.get(character) ?? character;
}

/** A text in plain form, and where each of its characters stood. */
export interface PlainText {
  text: string;
  /** For each UTF-16 unit of the plain text, the place in the original of the character that it comes from. */
  places: Place[];
}

/** The plain form of a text with the way back to the original. Several blanks in a row are one. */
export function plainText(original: string): PlainText {
  let text = "";
  const places: Place[] = [];
  let from = 0;
  for (const character of original) {
    const to = from + character.length;
    const folded = plainOf(character);
    const last = places.at(-1);
    // A mark, an invisible character or another blank belongs to what is before it.
    const added = text.endsWith(" ") ? folded.replace(/^ +/, "") : folded;
    if (added === "" && last?.to === from) places[places.length - 1] = { from: last.from, to };
    text += added;
    for (let unit = 0; unit < added.length; unit++) places.push({ from, to });
    from = to;
  }
  return { text, places };
}

/** The plain form of a text: what is equal in it differs by the way of typing only. */
export function plain(text: string): string {
  let folded = "";
  for (const character of text) folded += plainOf(character);
  return folded.replaceAll(/ {2,}/g, " ");
}

/**
 * Every place of a text where a passage stands, however either is typed; places that overlap are all found. A place
 * takes the marks, apostrophes and invisible characters of its last letter with it.
 */
export function findPlain(text: string | PlainText, passage: string): Place[] {
  const within = typeof text === "string" ? plainText(text) : text;
  const wanted = plain(passage).trim();
  const found: Place[] = [];
  if (wanted === "") return found;
  for (let at = within.text.indexOf(wanted); at >= 0; at = within.text.indexOf(wanted, at + 1)) {
    const [first, last] = [within.places[at], within.places[at + wanted.length - 1]];
    if (first && last) found.push({ from: first.from, to: last.to });
  }
  return found;
}

/** A word of a text in plain form, and where it stands. */
export interface PlainWord extends Place {
  plain: string;
}

/** The same with what it sounds like. */
export interface FoldedWord extends PlainWord {
  sound: string;
}

/** Letters, digits, marks and format characters, with apostrophes within or after them. */
const word = new RegExp(
  `[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}\\p{Cf}]|${apostrophes.source}(?=[\\p{L}\\p{M}]))*`,
  "gu",
);

/** The words of a text in their order, without what is between them. A double name gives both its parts. */
export function plainWords(text: string): PlainWord[] {
  return [...text.matchAll(word)].flatMap((found) => {
    const folded = plain(found[0]);
    const from = found.index;
    return folded === "" ? [] : [{ from, to: from + found[0].length, plain: folded }];
  });
}

/** Like {@link plainWords}, with what each sounds like. */
export function foldedWords(text: string): FoldedWord[] {
  return plainWords(text).map((one) => ({ ...one, sound: soundOf(text.slice(one.from, one.to)) }));
}

/** Whether two words may be one in another spelling. */
export function isSameWord(
  a: Pick<FoldedWord, "plain" | "sound">,
  b: Pick<FoldedWord, "plain" | "sound">,
): boolean {
  return a.plain === b.plain || (a.sound !== "" && a.sound === b.sound);
}

/**
 * Every place of a text where the words of a name follow one another in any spelling and either alphabet, whatever
 * stands between them. Words are compared whole: Russian endings (Айгерим, Каримову) are not taken off.
 */
export function findSpellings(text: string | readonly FoldedWord[], name: string): Place[] {
  const words = typeof text === "string" ? foldedWords(text) : text;
  const wanted = foldedWords(name);
  if (wanted.length === 0) return [];
  return words.flatMap((first, at) => {
    const last = words[at + wanted.length - 1];
    const isHere = last && wanted.every((one, index) => isSameWord(one, words[at + index] ?? first));
    return isHere ? [{ from: first.from, to: last.to }] : [];
  });
}

/** Cyrillic letters, after {@link plain}, by their sound. */
const latin = new Map(
  pairs(
    "а a б b в v г g д d е e ж z з z и i к k л l м m н n о o п p р r с s т t у u ф f х h ц c ч c ш s щ s ы i џ z э e ю iu я ia",
  ).concat([
    ["ъ", ""],
    ["ь", ""],
  ]),
);

/** What spellings of a sound come to, in this order and again until nothing changes. */
const sounds: readonly [RegExp, string][] = [
  [/q/g, "k"],
  [/w/g, "v"],
  [/y/g, "i"],
  // Andrej, Nikolaj, Dmitrij are of Latin letters alone; ж has become z before.
  [/(..[aei])j$/, "$1i"],
  [/j/g, "z"],
  [/x|kh/g, "h"],
  [/gh/g, "g"],
  [/ph/g, "f"],
  [/([scz])h/g, "$1"],
  [/dz/g, "z"],
  [/cz|tc|t[sz]/g, "c"],
  [/sz|sc/g, "s"],
  [/ng/g, "n"],
  // ё, yo, iyo; and a y before another vowel comes and goes.
  [/i+/g, "i"],
  [/io|ie/g, "e"],
  // Uzbek oʻ is ў to one, o to another, and у in Russian.
  [/o/g, "u"],
  [/(^|[^aeu])i([au])/g, "$1$2"],
  [/([\p{L} ])\1+/gu, "$1"],
];

/**
 * What a word sounds like, in letters a to z as far as its alphabet is known here. Idempotent: what comes out sounds
 * like itself.
 */
export function soundOf(word: string): string {
  // Two letters say more than a Russian keyboard can: Kyrgyz ө after ү is е in Russian (Үсөнов, Усенов), ҷ is дж.
  const own = word
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/(ү[^аеёиоуыэюяөү]+)ө/g, "$1е")
    .replaceAll(/[ҷж]/g, "z");
  let sound = [...plain(own)].map((letter) => latin.get(letter) ?? letter).join("");
  // Uzbek writes kh as x: Axmedov, Raximov. Where Russian names keep theirs (Alexeev, Maximov), it is two sounds.
  sound = sound.replaceAll(/^(ale|feli|r?o(?=xan)|ma(?=xi)|(?=xen))x/g, "$1ks");
  // Yoʻldosh is Йўлдош, and Yodgor Ёдгор.
  sound = sound.replace(/^yo(?=l(?:d|ch|b))/, "yu");
  for (let before = ""; before !== sound;) {
    before = sound;
    for (const [spelling, plainer] of sounds) sound = sound.replace(spelling, plainer);
  }
  return sound;
}
