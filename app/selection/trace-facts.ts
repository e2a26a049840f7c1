import {
  questionsOf,
  type Answer,
  type Answers,
  type FormDefinition,
  type Question,
} from "~/cohorts/questions";
import { countryName } from "~/platform/locale/format";
import { plain } from "~/platform/locale/fold";
import { organisationPhrases } from "./name-matching";
import { partsOf } from "./panelist-profile";

/** What somebody could be recognised by, as they say it of themselves elsewhere than before the panel. */
export interface WriterFacts {
  /** Whole names, and whatever they are called. */
  names: string[];
  /** Names of where they have worked, as they may be called in running text. */
  organisations: string[];
  /** Villages, towns and districts. */
  places: string[];
  /** Addresses, numbers and names in messengers, whole. */
  contacts: string[];
}

/** Questions by what they ask for, told by their key and by how they are worded. */
const asks: readonly [keyof WriterFacts, RegExp, RegExp][] = [
  [
    "organisations",
    /organi[sz]ation|employer|workplace/,
    /organi[sz]ation|employer|workplace|where (?:do|did) you (?:work|study)|организаци|место (?:работы|учёбы|учебы)/i,
  ],
  [
    "contacts",
    /(?:^|-)(?:e?-?mail|phone|telephone|mobile|telegram|whatsapp|signal|instagram|facebook|contact|channel|website|link)(?:-|$)/,
    /e-?mail|phone|telegram|whatsapp|messenger|instagram|facebook|website|reach you|телефон|почт|мессенджер|телеграм|связаться/i,
  ],
  [
    "names",
    /^(?:full-|first-|last-|family-|given-|middle-|preferred-|birth-|legal-)?names?$|surname|patronymic|alias|nickname|^fio$/,
    /\b(?:your|full|first|last|family|given|middle|preferred|legal) name|surname|patronymic|nickname|\balias|call you|(?:ваше|полное) имя|имя и фамили|фамилия|отчество|псевдоним|к вам обращаться|ф\. ?и\. ?о\./i,
  ],
  [
    "places",
    /(?:^|-)(?:place|town|city|village|settlement|district|region|address|birthplace|home-town|hometown)(?:-|$)/,
    /\b(?:town|city|village|settlement|district|region|address)\b|where (?:do you live|were you born|are you from)|город|село|населённый пункт|населенный пункт|район|област|адрес|где вы живёте|где вы родились/i,
  ],
];

/** What a question asks for that somebody could be recognised by; null for all others. */
function askedBy(question: Question): keyof WriterFacts | null {
  if (question.type !== "text" && question.type !== "long-text") return null;
  const label = `${question.label.en} ${question.label["ru"] ?? ""}`;
  // A text of several sentences names nothing by itself.
  const isLong = question.type === "long-text" || question.maxCharacters > 300;
  if (isLong) return null;
  return (
    asks.find(([, key]) => key.test(question.key))?.[0] ??
    asks.find(([, , wording]) => wording.test(label))?.[0] ??
    null
  );
}

/**
 * What an applicant could be recognised by, from their account and from all that they have answered.
 *
 * @param answers whole, not only what the panel may read
 */
export function writerFacts(
  form: FormDefinition,
  answers: Answers,
  account: { name: string; email: string },
): WriterFacts {
  const said: WriterFacts = {
    names: [account.name],
    organisations: [],
    places: [],
    contacts: [account.email],
  };
  for (const question of questionsOf(form)) {
    const answer = answers[question.key];
    const asked = askedBy(question);
    if (asked && typeof answer === "string") said[asked].push(answer);
    // Where something was done is an organisation to one, and a town to another.
    for (const where of wheresOf(answer)) {
      said.organisations.push(where);
      said.places.push(where);
    }
  }
  return {
    names: distinct([...said.names, ...said.contacts.flatMap(namesInAddress)]),
    organisations: distinct(said.organisations.flatMap(partsOf).flatMap(organisationPhrases)),
    places: distinct(said.places.flatMap(placesIn)),
    contacts: distinct(said.contacts.flatMap(contactsIn)),
  };
}

function wheresOf(answer: Answer | undefined): string[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((entry) => (typeof entry === "string" ? [] : (entry["where"] ?? [])));
}

function distinct(texts: readonly string[]): string[] {
  return [...new Map(texts.map((text) => [plain(text).trim(), text.trim()])).values()].filter(
    (text) => plain(text).trim() !== "",
  );
}

/** What says what kind of place it is, and is not its name. */
const kindOfPlace =
  /^(?:село|сел[аеу]|с|город|городе|г|посёлок|поселок|пгт|аул|аил|кишлак|деревня|район|района|область|области|обл|улица|ул|дом|village|town|city|of|the|in|near|settlement|region|oblast|district|province|street|st|rayon|raion|viloyati|tumani|velayat|region[ае]?)\.?$/iu;

/** Countries are too many people's to tell anybody by; an edition has a handful of them. */
const countries = new Set(
  ["KZ", "KG", "TJ", "TM", "UZ", "RU", "UA", "BY", "AM", "AZ", "GE", "MD", "MN", "AF", "CZ"].flatMap((code) =>
    (["en", "ru"] as const).map((locale) => plain(countryName(code, locale))),
  ),
);

/** The names of places in an answer such as "с. Кара-Буура, Таласская область". */
function placesIn(answer: string): string[] {
  return answer.split(/[,;/\n()]|\s[–—-]\s/u).flatMap((part) => {
    const words = part.trim().split(/\s+/u);
    while (words.length > 0 && kindOfPlace.test(words[0] ?? "")) words.shift();
    while (words.length > 0 && kindOfPlace.test(words.at(-1) ?? "")) words.pop();
    const name = words.join(" ");
    // Names of places are short; what is longer is a sentence, and what has no capital a word such as "home".
    const isName = /\p{Lu}/u.test(name) && words.length <= 4 && plain(name).length >= 2;
    return isName && !countries.has(plain(name)) ? [name] : [];
  });
}

/** Parts of addresses that are anybody's. */
const anybody = new Set(
  "info mail office admin contact hello applicant submitted student teacher test user name email person people".split(
    " ",
  ),
);

/** Words of an address that may be those of a name: zarina.karimova98@example.org. */
function namesInAddress(contact: string): string[] {
  const [, local] = /([\p{L}\p{N}._+-]+)@[\p{L}\p{N}-]+\./u.exec(contact) ?? [];
  return (local ?? "")
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 5 && !anybody.has(word.toLowerCase()));
}

/** What of an answer is an address, a number, a link or a name in a messenger by itself. */
function contactsIn(answer: string): string[] {
  return answer.split(/[\s,;()]+/u).flatMap((word) => {
    const token = word.replaceAll(/^[.:]+|[.:]+$/g, "");
    const isTelling = /@/.test(token) || /[\p{L}].*[_\d]|[\p{L}]\.[\p{L}]|\d{5}/u.test(token);
    if (token.length < 4 || !isTelling) return [];
    const [, local] = /^([^@]{4,})@/.exec(token) ?? [];
    return [token.replace(/^@/, ""), ...(local && !anybody.has(local.toLowerCase()) ? [local] : [])];
  });
}
