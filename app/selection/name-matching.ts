/**
 * Names in many spellings, brought to one: Cyrillic (with the letters of Kazakh, Kyrgyz, Tajik and Uzbek) and Latin
 * (with its marks, and the customs of several ways of transliterating) meet in a common skeleton. It is made for
 * finding, not for reading, and would rather find one too many: a coordinator looks at what it finds.
 */

const cyrillic: Record<string, string> = {
  ...letters("а a б b в v г g д d е e ё e ж j з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х h"),
  ...letters("ц c ч q ш w щ w ы i э e ю iu я ia ә a ғ g қ k ң n ө o ұ u ү u һ h і i ї i є e ґ g"),
  ...letters("ҷ j ӣ i ӯ u ҳ h ў u ӽ h ҥ n"),
  ъ: "",
  ь: "",
};

function letters(pairs: string): Record<string, string> {
  const parts = pairs.split(" ");
  return Object.fromEntries(
    parts.flatMap((letter, index) => (index % 2 === 0 ? [[letter, parts[index + 1] ?? ""]] : [])),
  );
}

/** Latin combinations that stand for one sound, the longest first: the skeleton writes ч as q, ш and щ as w, ж as j. */
const combinations: [RegExp, string][] = [
  [/shch|sch|szcz/g, "w"],
  [/tsch|tch/g, "q"],
  [/dzh|dj|zh/g, "j"],
  [/sh|š|ş|ș/g, "w"],
  [/ch|č|ç|cz/g, "q"],
  [/kh/g, "h"],
  [/gh/g, "g"],
  [/ph/g, "f"],
  [/ž/g, "j"],
  [/ts|tz/g, "c"],
  [/ou|oo/g, "u"],
];

/** The skeleton of one word. */
function foldWord(word: string): string {
  const isCyrillic = /\p{Script=Cyrillic}/u.test(word);
  if (isCyrillic) return settle([...word].map((letter) => cyrillic[letter] ?? bare(letter)).join(""));
  let latin = word.replaceAll(/[ʻʼ’‘'`]/g, "");
  // A spelling that uses q or w for its own sound gives way to the one the skeleton needs them for.
  latin = latin.replaceAll("q", "k").replaceAll("w", "v").replaceAll("x", "h");
  for (const [spelling, sound] of combinations) latin = latin.replace(spelling, sound);
  return settle([...latin].map(bare).join(""));
}

/** A letter without its marks. */
function bare(letter: string): string {
  const plain: Record<string, string> = { ł: "l", đ: "d", ð: "d", ø: "o", æ: "e", ß: "s", ı: "i", ə: "a" };
  return plain[letter] ?? letter.normalize("NFD").replaceAll(/\p{M}/gu, "");
}

/** What all spellings come to: y and j after a vowel are i, ie is e, double letters single, endings without their gender. */
function settle(word: string): string {
  return word
    .replaceAll("y", "i")
    .replaceAll(/(?<=[aeiou])j(?=[^aeiou]|$)/g, "i")
    .replaceAll(/i+/g, "i")
    .replaceAll("ie", "e")
    .replaceAll(/(.)\1+/g, "$1")
    .replace(/(?<=..)([sc])k(i|a|aia|oi)$/, "$1k")
    .replace(/(?<=..)(ov|ev|in)(a|oi)$/, "$1");
}

/** The words of a name, each as its skeleton; a double name gives both its parts. */
export function foldName(name: string): string[] {
  return name
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}ʻʼ’‘'`]+/u)
    .map(foldWord)
    .filter((word) => word.length > 1);
}

/** Whether two names of persons may be of the same one: every word of the shorter is in the longer. */
export function isSameName(one: string, other: string): boolean {
  const [shorter, longer] = [new Set(foldName(one)), new Set(foldName(other))].sort(
    (a, b) => a.size - b.size,
  );
  return Boolean(shorter && longer && shorter.size > 0 && [...shorter].every((word) => longer.has(word)));
}

/** The skeletons of family names that can be looked for: two letters are too few. */
export function familyWords(familyNames: readonly string[]): string[] {
  return familyNames.flatMap(foldName).filter((word) => word.length > 2);
}

/** Whether one of a person's family names is among the words of a name. */
export function sharesFamilyName(familyNames: readonly string[], name: string): boolean {
  const words = new Set(foldName(name));
  return familyWords(familyNames).some((word) => words.has(word));
}

/** What an organisation is, rather than what it is called. */
const kinds = new Set(
  [
    "ngo npo no nr pf of oo ooo oao zao llc llp ltd inc gmbh zs ops pu pfo",
    "the of for and in a an public foundation fund association organisation organization union society",
    "общественный общественное общественная фонд объединение организация ассоциация союз некоммерческая нко ао тоо осоо",
    "и в по для при на коомдук фонду қоғамдық қоры бірлестігі",
  ]
    .join(" ")
    .split(" ")
    .flatMap(foldName),
);

/** What people write where they have none, or where a word says nothing of which. */
const noneAtAll = new Set(
  [
    "none no nothing freelance freelancer self employed selfemployed unemployed student university school college",
    "independent volunteer home individual private office",
    "нет никакой фриланс фрилансер самозанятый самозанятая безработный безработная студент студентка университет",
    "школа колледж независимый независимая волонтер волонтёр дома частный",
  ]
    .join(" ")
    .split(" ")
    .flatMap(foldName),
);

/** An organisation's name without its legal form, in any script and order of words; null where it names none. */
export function foldOrganisation(name: string): string | null {
  const words = [...new Set(name.toLowerCase().match(/\d+/g)), ...foldName(name)];
  const own = words.filter((word) => !kinds.has(word));
  if (own.length === 0 || own.every((word) => noneAtAll.has(word))) return null;
  return [...new Set(own)].sort().join(" ");
}

/** Whether two names are of the same organisation. */
export function isSameOrganisation(one: string, other: string): boolean {
  const folded = foldOrganisation(one);
  return folded !== null && folded === foldOrganisation(other);
}
