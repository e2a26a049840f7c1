import { foldedWords } from "~/platform/locale/fold";

/**
 * Names of persons and organisations, brought to what all their spellings have in common. It would rather find one too
 * many: a coordinator looks at what it finds.
 */

/** The words of a name as they sound, without the gender of their endings; a double name gives both its parts. */
export function foldName(name: string): string[] {
  return foldedWords(name)
    .map(({ sound }) => withoutGender(sound.replaceAll(/[^\p{L}]/gu, "")))
    .filter((word) => word.length > 1);
}

/** A word without what tells a son from a daughter. */
function withoutGender(word: string): string {
  return word
    .replace(/(..)(?:k?uli|kizi)$/, "$1uli")
    .replace(/(..[sc])k(?:i|a|ai|aia|ui)$/, "$1k")
    .replace(/(..(?:uv|ev|in))(?:a|ai|ui)$/, "$1");
}

/**
 * A word's sound with its vowels told apart no further than by where they are spoken. What is o in Uzbek and Tajik is a
 * in Russian (Usmonov, Усманов), ө is o or e to whoever writes the passport, and Yo is Ё or Йў. Short words stay as
 * they are: Kim is not Kem.
 */
function loosen(word: string): string {
  if (word.length < 5) return word;
  return word
    .replace(/^e/, "a")
    .replaceAll("u", "a")
    .replaceAll("e", "i")
    .replaceAll(/(.)\1+/g, "$1");
}

/** The words of a person's name to compare it by. */
export function nameWords(name: string): ReadonlySet<string> {
  return new Set(foldName(name).map(loosen));
}

/** Whether two names of persons may be of the same one: every word of the shorter is in the longer. */
export function isSameName(one: string, other: string): boolean {
  return areSameName(nameWords(one), nameWords(other));
}

/** The same of names whose words are known. */
export function areSameName(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [shorter, longer] = one.size <= other.size ? [one, other] : [other, one];
  return shorter.size > 0 && [...shorter].every((word) => longer.has(word));
}

/** Words within names that are nobody's: son or daughter of, and what stands before family names elsewhere. */
const particles = new Set(
  "уулу кызы қызы гызы оглы угли огли ўғли ұлы uulu ulu kyzy qizi gyzy ogly oglu oghli ogli ogʻli o‘g‘li uly van von der den del dos ibn bin bint abu"
    .split(" ")
    .flatMap(foldName),
);
const isFilial = (word: string) => /^(?:ulu|uli|kizi|gizi|ugl[iu])$/.test(word);

/** How a father's name ends in Russian; and how names end that are a family's and nobody's first. */
const isPatronymic = (word: string) => /..(?:[ue]vic|[ue]vn|[ue]vna|icna)$/.test(word);
const isFamilyEnding = (word: string) => /..(?:[ue]v|sk|ck|enku|zuda|zade|[^g]uli)$/.test(word);

/** Family names as somebody says them, as words to look for. Two letters are too few. */
export function familyWords(familyNames: readonly string[]): string[] {
  return familyNames.flatMap((name) =>
    foldName(name)
      .filter((word) => word.length > 2 && !particles.has(word))
      .map(loosen),
  );
}

/**
 * The words of a whole name that are the family's, to look for. First names are shared by strangers, so they are left out
 * as far as that can be told: by the endings of family names, by fathers' names, and by what somebody is called.
 *
 * @param called what the person is called, where it is known: their first name as a rule
 */
export function familyWordsOf(name: string, called = ""): string[] {
  // The parts of a double name go together.
  const compounds = name.split(/\s+/).flatMap((part) => {
    const words = foldName(part);
    return words.length > 0 ? [words] : [];
  });
  const isLatin = !/\p{Script=Cyrillic}/u.test(name);
  const fathers = new Set<number>();
  compounds.forEach((words, index) => {
    if (index > 0 && words.length === 1 && isFilial(words[0] ?? "")) fathers.add(index - 1).add(index);
  });
  let own = compounds.filter((_, index) => !fathers.has(index));
  // "Asan uulu Kanybek" has no other family name; "Karimov Aziz Rustam oʻgʻli" has.
  if (fathers.size > 0 && own.length < 2) own = compounds.filter((_, index) => fathers.has(index));
  else {
    const without = own.filter((words) => !words.every(isPatronymic));
    if (without.length >= 2) own = without;
    const telling = own.filter((words) => words.some(isFamilyEnding));
    if (telling.length > 0) own = telling;
    else {
      const first = new Set(foldName(called));
      const rest = own.filter((words) => !words.every((word) => first.has(word)));
      own = rest.length > 0 || own.length < 2 ? rest : own;
      // In Latin letters the family name stands last; in Cyrillic it is as often first.
      if (isLatin && own === rest && first.size === 0) own = own.slice(-1);
    }
  }
  return own
    .flat()
    .filter((word) => word.length > 2 && !particles.has(word))
    .map(loosen);
}

/** Whether one of a person's family names is that of a name. */
export function sharesFamilyName(familyNames: readonly string[], name: string): boolean {
  const words = new Set(familyWordsOf(name));
  return familyWords(familyNames).some((word) => words.has(word));
}

/** What an organisation is, rather than what it is called. */
const kinds = new Set(
  [
    "ngo ngos npo no nr pf of oo ooo oao zao pao nao llc llp ltd limited inc incorporated corp corporation co plc gmbh ug ag sa",
    "sarl bv oy as zs ops sro spol pu pfo cso non nonprofit profit governmental nongovernmental not charity charitable trust",
    "the of for and in at an public foundation fund association organisation organization organisations union society inter",
    "общественный общественное общественная фонд благотворительный благотворительная объединение организация ассоциация",
    "союз некоммерческая неправительственная частное частный учреждение нко нпо ао нао тоо осоо ип чп чу оюл гу гкп ркп ргп кгу",
    "и в по для при на имени коомдук коому фонду бирикмеси уюму қоғамдық қоғам қоры қор бірлестігі ұйымы жшс",
    "мчж ннт ташкилоти жамияти ҷдмм ташкилоти ҷамъиятии фонди guramasy jemgyýeti hojalyk nadace nadační spolek společnost",
  ]
    .join(" ")
    .split(" ")
    .flatMap(foldName),
);

/** What people write where they have none, or words that many unlike houses have in common: alone they name none. */
const noneAtAll = new Set(
  [
    "none no nothing nowhere freelance freelancer self employed selfemployed unemployed retired student pupil university",
    "institute school college academy faculty kindergarten lyceum gymnasium secondary high primary private state national",
    "city town village district regional local international independent volunteer volunteering home individual office center",
    "centre company firm business startup own family shop cafe restaurant hotel hospital clinic bank agency project projects",
    "team group club language courses course it teacher trainer journalist lawyer doctor intern internship manager director",
    "founder coordinator assistant remote online part full time",
    "нет никакой нигде фриланс фрилансер самозанятый самозанятая безработный безработная пенсионер студент студентка",
    "университет институт школа колледж академия факультет лицей гимназия детский сад средняя городской городская",
    "районный районная сельская областная государственный государственная национальный международный независимый независимая",
    "волонтер волонтёр дома центр компания фирма бизнес стартап магазин кафе ресторан больница поликлиника банк агентство",
    "проект группа клуб языковой курсы учебный учитель тренер журналист юрист врач стажер менеджер директор основатель",
    "координатор ассистент помощник онлайн мектеп мектебі мактаб universiteti университети университеті борбору орталығы",
  ]
    .join(" ")
    .split(" ")
    .flatMap(foldName),
);

/** Where an organisation is, which many write behind its name. */
const places = new Set(
  [
    "kyrgyzstan kyrgyz republic kazakhstan uzbekistan tajikistan turkmenistan russia russian czechia czech central asia",
    "bishkek osh jalal abad naryn talas karakol batken tokmok issyk kul chui almaty astana nur sultan shymkent karaganda aktobe",
    "aktau atyrau pavlodar semey oskemen taraz kostanay kyzylorda uralsk turkistan kokshetau tashkent samarkand bukhara nukus",
    "fergana andijan namangan khiva urgench karshi termez dushanbe khujand khorog kulob bokhtar ashgabat mary turkmenabat dashoguz",
    "moscow prague praha berlin london oblast region",
    "кыргызстан казахстан узбекистан таджикистан туркменистан россия чехия республика центральная азия бишкек ош жалал абад",
    "джалал нарын талас каракол баткен токмок алматы астана нур султан шымкент караганда актобе актау атырау павлодар семей",
    "тараз костанай кызылорда уральск туркестан кокшетау ташкент самарканд бухара нукус фергана андижан наманган хива ургенч",
    "карши термез душанбе худжанд хорог куляб ашхабад мары туркменабат дашогуз москва прага берлин лондон город область район",
    "тошкент самарқанд бухоро фарғона андижон хуҷанд aşgabat toshkent samarqand buxoro",
  ]
    .join(" ")
    .split(" ")
    .flatMap(foldName),
);

/** An organisation's name without its legal form, in any script and order of words; null where it names none. */
export function foldOrganisation(name: string): string | null {
  const own = ownWords(name);
  return isTelling(own) ? keyOf(own) : null;
}

/** Words in their order that are no legal form; numbers tell schools apart. */
function ownWords(name: string): string[] {
  const words = [...(name.match(/\d+/g) ?? []), ...foldName(name)];
  return [...new Set(words)].filter((word) => !kinds.has(word));
}

const isTelling = (words: readonly string[]) =>
  words.some((word) => !noneAtAll.has(word) && !places.has(word) && !/^\d+$/.test(word)) ||
  // "School 5" names one; "2019" doesn't.
  (words.some((word) => /^\d+$/.test(word)) && words.some((word) => noneAtAll.has(word)));

const keyOf = (words: readonly string[]) => words.map(loosen).sort().join(" ");

/** An organisation to compare: what it can be called, and the short form that its words would give. */
export interface OrganisationKeys {
  names: ReadonlySet<string>;
  initials: ReadonlySet<string>;
}

/** Fewest letters of a short form: with three, strangers meet. */
const fewestInitials = 4;

/**
 * Organisations in all the ways that they may be called: whole, without the place behind it, without what stands in
 * brackets, and by that alone, which is often the short form. All empty where they name none.
 */
export function organisationKeys(names: readonly string[]): OrganisationKeys {
  const keys = new Set<string>();
  const initials = new Set<string>();
  for (const name of names) {
    const inner = [...name.matchAll(/[([]([^)\]]{3,})[)\]]/g)].map((match) => match[1] ?? "");
    const outer = name.replaceAll(/[([][^)\]]*[)\]]?/g, " ");
    for (const one of [name, outer, ...inner]) {
      const own = ownWords(one);
      if (!isTelling(own)) continue;
      keys.add(keyOf(own));
      const elsewhere = ownWords(withoutPlace(one));
      if (isTelling(elsewhere)) keys.add(keyOf(elsewhere));
    }
    const letters = (outer.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [])
      .filter((word) => !isJoining(word))
      .map((word) => word.slice(0, 1));
    if (letters.length >= fewestInitials)
      for (const short of foldName(letters.join(""))) initials.add(loosen(short));
  }
  return { names: keys, initials };
}

/**
 * What an organisation may be called in running text: whole, without its legal form, without the place behind it, and by
 * what stands in brackets, which is often the short form. Empty where it names none.
 */
export function organisationPhrases(name: string): string[] {
  const inner = [...name.matchAll(/[([]([^)\]]{3,})[)\]]/g)].map((match) => match[1] ?? "");
  const outer = name.replaceAll(/[([][^)\]]*[)\]]?/g, " ");
  return [outer, withoutPlace(outer), ...inner].flatMap((one) => {
    if (!isTelling(ownWords(one))) return [];
    const words = one.trim().split(/\s+/);
    const isKind = (word = "") => foldName(word).every((folded) => kinds.has(folded)) && !/\d/.test(word);
    while (words.length > 1 && isKind(words[0])) words.shift();
    while (words.length > 1 && isKind(words.at(-1))) words.pop();
    return [one.trim(), words.join(" ")];
  });
}

/** A name without the places written behind it: "Zaman, Bishkek" is Zaman, and "Youth of Osh" stays what it is. */
function withoutPlace(name: string): string {
  const words = name.split(/\s+/);
  const isPlace = (word = "") => {
    return !/\d/.test(word) && !isJoining(word) && foldName(word).every((one) => places.has(one));
  };
  while (words.length > 1 && isPlace(words.at(-1)) && !isJoining(words.at(-2))) words.pop();
  return words.join(" ");
}

/** Words that join others to a name and have no share in a short form. */
const isJoining = (word = "") => /^(of|in|at|the|and|for|und|и|в|по|для|на|при)$/i.test(word);

/** Whether organisations are the same: by name, or one by the short form of the other. */
export function shareOrganisation(some: OrganisationKeys, others: OrganisationKeys): boolean {
  for (const key of some.names) if (others.names.has(key) || others.initials.has(key)) return true;
  for (const key of others.names) if (some.initials.has(key)) return true;
  return false;
}

/** Whether two names are of the same organisation. */
export function isSameOrganisation(one: string, other: string): boolean {
  return shareOrganisation(organisationKeys([one]), organisationKeys([other]));
}
