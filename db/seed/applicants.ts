import { countWords, type Answers, type Entry } from "~/cohorts/questions";
import { fewestBands, sketchOf } from "~/applying/fingerprints";
import { homelands } from "./content/places";
import { naming } from "./content/names";
import { aWriter, mostWords, writeEssays, type EssayKey, type Writer } from "./essays";
import type { Random } from "./random";

type Country = keyof typeof homelands;

/** Somebody who applies: who they are, and everything they would answer. */
export interface Applicant {
  name: string;
  /** For their address: Latin letters only. */
  login: string;
  locale: "en" | "ru";
  zone: string;
  /** Where they live; now and then outside the five countries. */
  country: string;
  answers: Answers;
  quality: number;
  /** Why an eligibility check would say no, if it would. */
  flaw: Flaw | null;
}

export type Flaw = "too-young" | "too-old" | "elsewhere" | "dates";

export interface ApplicantWishes {
  country?: Country;
  female?: boolean;
  locale?: "en" | "ru";
  quality?: number;
  /** First and family name, where the person is one of the demonstration's own. */
  name?: string;
  flaw?: Flaw | null;
}

/** What some would rather be called. */
const aliases = ["Nur", "Sam", "Ayla", "Kim", "Lark", "M.", "Juniper", "Sabo", "Tulip"];

const countries: readonly (readonly [Country, number])[] = [
  ["KZ", 22],
  ["KG", 27],
  ["TJ", 20],
  ["TM", 7],
  ["UZ", 24],
];

/** Makes up an applicant to an edition that starts in `startYear`. */
export function anApplicant(random: Random, startYear: number, wishes: ApplicantWishes = {}): Applicant {
  const home = wishes.country ?? random.weighted(countries);
  const female = wishes.female ?? random.chance(0.56);
  const locale = wishes.locale ?? (random.chance(home === "UZ" || home === "TJ" ? 0.27 : 0.38) ? "ru" : "en");
  const quality = wishes.quality ?? random.normal(0, 1);
  const flaw = wishes.flaw ?? null;
  const { name, login, nickname } = nameOf(random, home, female, locale, wishes.name);
  const country = flaw === "elsewhere" ? random.pick(["TR", "RU", "DE", "KR"]) : home;
  const writer = aWriter(random, { locale, female, quality });
  return {
    name,
    login,
    locale,
    zone: homelands[home].zone,
    country,
    quality,
    flaw,
    answers: {
      ...factsOf(random, { home, country, startYear, flaw }),
      "preferred-name": nickname,
      ...reachOf(random, locale, home),
      ...telling(random.fork("telling"), essaysWithSkills(random, writer), { name, login, locale }),
      experience: experienceOf(random, writer, home, startYear),
      languages: languagesOf(random, home, locale, quality),
      gender: genderOf(random, female, locale),
      place: random.weighted([
        ["city", 34],
        ["town", 36],
        ["village", 24],
        ["unsaid", 6],
      ]),
      notice: true,
      process: true,
      "future-calls": random.chance(0.6),
    },
  };
}

/** One of an applicant's long answers. */
export function essayOf(applicant: Applicant, key: EssayKey): string {
  const text = applicant.answers[key];
  return typeof text === "string" ? text : "";
}

const written = new WeakMap<Random, Map<string, number[]>>();

/**
 * Every essay of a run is its own: when chance puts much the same sentences together twice, by the measure by which the
 * app notices copies, it tries again. `run` is the source that all applicants of the run share.
 */
export function withoutRepeats(run: Random, make: (attempt: number) => Applicant): Applicant {
  let seen = written.get(run);
  if (!seen) written.set(run, (seen = new Map<string, number[]>()));
  const essays: EssayKey[] = ["community", "led", "dilemma", "skills-why", "at-home", "why-now"];
  for (let attempt = 0; ; attempt++) {
    const applicant = make(attempt);
    const sketches = essays.map((key) => sketchOf(essayOf(applicant, key)) ?? []);
    // In a very large run (the benchmark's) repeats cannot be avoided.
    if (attempt < 12 && sketches.some((sketch) => isLike(sketch, seen))) continue;
    for (const sketch of sketches) remember(sketch, seen);
    return applicant;
  }
}

/** Whether a text agrees in as many bands with any one text before it as make a copy. */
function isLike(sketch: readonly string[], seen: ReadonlyMap<string, number[]>): boolean {
  const agreeing = new Map<number, number>();
  for (const band of sketch)
    for (const text of seen.get(band) ?? []) {
      const count = (agreeing.get(text) ?? 0) + 1;
      if (count >= fewestBands) return true;
      agreeing.set(text, count);
    }
  return false;
}

function remember(sketch: readonly string[], seen: Map<string, number[]>): void {
  const text = seen.get("")?.[0] ?? 0;
  seen.set("", [text + 1]);
  for (const band of sketch) seen.set(band, [...(seen.get(band) ?? []), text]);
}

function essaysWithSkills(random: Random, writer: Writer): Answers {
  const { community, led, dilemma, ...rest } = writeEssays(random, writer);
  return { community, led, dilemma, skills: writer.skills, ...rest };
}

/** Now and then somebody forgets that the panel reads without names. */
function telling(
  random: Random,
  essays: Answers,
  { name, login, locale }: Pick<Applicant, "name" | "login" | "locale">,
): Answers {
  if (!random.chance(0.07) || typeof essays["led"] !== "string") return essays;
  const [first = name] = name.split(" ");
  const slip = random.pick(
    locale === "ru"
      ? [
          `Здесь, где живу я, ${name}, мы были первыми.`,
          `В посёлке меня зовут просто ${first}.`,
          `Как всё вышло, видно на t.me/${login}.`,
        ]
      : [
          `Where I, ${name}, live, we were the first.`,
          `Everybody here simply calls me ${first.toUpperCase()}.`,
          `What came of it is on t.me/${login}.`,
        ],
  );
  const led = `${essays["led"]} ${slip}`;
  return countWords(led) > mostWords.led ? essays : { ...essays, led };
}

function nameOf(
  random: Random,
  home: Country,
  female: boolean,
  locale: "en" | "ru",
  given: string | undefined,
) {
  const list = naming[home];
  const [latin, cyrillic] = random.pick(female ? list.women : list.men);
  const [woman, man] = random.pick(list.families);
  const [familyLatin, familyCyrillic] = female ? woman : man;
  const [, father] = random.pick(list.fathers);
  const [given1 = latin, given2 = familyLatin] = given?.split(" ") ?? [];
  const login = `${given1}.${given2}`
    .normalize("NFD")
    .replaceAll(/\p{M}|['’]/gu, "")
    .replaceAll("ý", "y")
    .toLowerCase()
    .replaceAll(" ", "-");
  if (given) return { name: given, login, nickname: given1 };
  const single = random.chance(0.03);
  const inCyrillic = locale === "ru" ? random.chance(0.75) : random.chance(0.05);
  const patronymic = inCyrillic && random.chance(0.35) ? ` ${patronymicOf(father, female)}` : "";
  const first = inCyrillic ? cyrillic : latin;
  const name = single
    ? first
    : inCyrillic
      ? `${familyCyrillic} ${first}${patronymic}`
      : `${first} ${familyLatin}`;
  return { name, login, nickname: random.chance(0.93) ? first : random.pick(aliases) };
}

/** Серик → Серикович, Сериковна; names in a vowel take -евич, -евна. */
function patronymicOf(father: string, female: boolean): string {
  const soft = /[ьй]$/.test(father);
  const stem = soft ? father.slice(0, -1) : /[ао]$/.test(father) ? father.slice(0, -1) : father;
  return stem + (soft ? (female ? "евна" : "евич") : female ? "овна" : "ович");
}

function factsOf(
  random: Random,
  facts: { home: Country; country: string; startYear: number; flaw: Flaw | null },
): Answers {
  const age =
    facts.flaw === "too-young"
      ? random.between(17, 18)
      : facts.flaw === "too-old"
        ? random.between(37, 43)
        : clamp(Math.round(random.normal(26.5, 3.6)), 21, 34);
  return {
    "birth-year": String(facts.startYear - age),
    citizenship: facts.home,
    residence: facts.country,
    "dates-free":
      facts.flaw === "dates"
        ? "partly"
        : random.weighted([
            ["yes", 88],
            ["unsure", 12],
          ]),
    passport: random.weighted([
      ["valid", 74],
      ["expiring", 14],
      ["none", 12],
    ]),
    "travel-ban": random.weighted(
      facts.home === "TM"
        ? [
            ["no", 50],
            ["yes", 15],
            ["unsaid", 35],
          ]
        : [
            ["no", 88],
            ["yes", 3],
            ["unsaid", 9],
          ],
    ),
  };
}

function reachOf(random: Random, locale: "en" | "ru", home: Country): Answers {
  const nick = `${random.pick(["steppe", "apricot", "river", "blue", "quiet", "north", "poplar", "saffron", "kite", "lark"])}_${random.between(11, 97)}`;
  const channel = random.weighted([
    [`Signal, ${nick}`, 4],
    [`Telegram, @${nick}`, 5],
    ["WhatsApp", 2],
    ["", 2],
  ]);
  const hours = random.pick(
    locale === "ru"
      ? ["после 19:00", "в обед, 12–13", "по выходным утром", ""]
      : ["after 7 p.m.", "lunch break, 12–13", "weekend mornings", "any time", ""],
  );
  const guarded: readonly (readonly [string, number])[] = [
    ["no", 10],
    ["some", 35],
    ["serious", 35],
    ["talk", 20],
  ];
  const usual: readonly (readonly [string, number])[] = [
    ["no", 48],
    ["some", 34],
    ["serious", 9],
    ["talk", 9],
  ];
  return {
    "safe-channel": channel,
    "safe-hours": hours,
    harm: random.weighted(home === "TM" || home === "TJ" ? guarded : usual),
  };
}

function experienceOf(random: Random, writer: Writer, home: Country, startYear: number): Entry[] {
  const { cities, towns } = homelands[home];
  let year = startYear - 1;
  return random.sample(writer.topic.experience, random.between(1, 3)).map(([what, where], index) => {
    const from = year - random.between(1, 3);
    const entry = {
      what,
      where: `${where}, ${random.pick([...towns, ...cities])}`,
      from: String(from),
      to: index === 0 && random.chance(0.6) ? "" : String(year),
    };
    year = from;
    return entry;
  });
}

function languagesOf(
  random: Random,
  home: Country,
  locale: "en" | "ru",
  quality: number,
): Record<string, string> {
  const english = clamp(Math.round(random.normal(3.1 + quality * 0.3, 0.9)), locale === "ru" ? 1 : 2, 5);
  const levels = ["A1", "A2", "B1", "B2", "C1", "C2"];
  const own = homelands[home].language;
  return {
    en: levels[english] ?? "B2",
    ru: random.weighted([
      ["B1", 15],
      ["B2", 25],
      ["C1", 30],
      ["C2", 15],
      ["native", 15],
    ]),
    [own]: random.chance(0.92) ? "native" : "C1",
    ...(random.chance(0.15)
      ? {
          [random.pick(["kk", "ky", "tg", "tk", "uz"].filter((code) => code !== own))]: random.pick([
            "A2",
            "B1",
            "native",
          ]),
        }
      : {}),
  };
}

function genderOf(random: Random, female: boolean, locale: "en" | "ru"): string {
  if (random.chance(0.09)) return "";
  if (random.chance(0.02)) return locale === "ru" ? "небинарная персона" : "non-binary";
  return locale === "ru"
    ? female
      ? "женщина"
      : "мужчина"
    : female
      ? random.pick(["woman", "female", "she"])
      : random.pick(["man", "male"]);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
