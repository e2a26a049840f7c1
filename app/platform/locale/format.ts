import type { Locale } from "./locales";

// Making one of Intl's formatters takes a hundred times as long as using it.
const cache = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
const names = new Map<string, Intl.DisplayNames>();

function formatter(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options]);
  let made = cache.get(key);
  if (!made)
    cache.set(
      key,
      (made = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...options, timeZone: zone })),
    );
  return made;
}

/** "Thursday 14 January" (with the year when `year` is asked for). */
export function formatDay(at: Date, locale: Locale, zone: string, options: { year?: boolean } = {}): string {
  const day = formatter(locale, zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(options.year ? { year: "numeric" } : {}),
  })
    .format(at)
    .replace(/^(\p{L}+),/u, locale === "en" ? "$1" : "$1,");
  return yearInFull(day, locale);
}

/** "14 January 2027", for a calendar date such as "2027-01-14". */
export function formatCalendarDate(date: string, locale: Locale): string {
  const day = formatter(locale, "UTC", { day: "numeric", month: "long", year: "numeric" }).format(
    new Date(`${date}T00:00:00Z`),
  );
  return yearInFull(day, locale);
}

/** "5 April – 11 June 2027", for two calendar dates. */
export function formatDateRange(from: string, to: string, locale: Locale): string {
  const days = formatter(locale, "UTC", { day: "numeric", month: "long", year: "numeric" }).formatRange(
    new Date(`${from}T00:00:00Z`),
    new Date(`${to}T00:00:00Z`),
  );
  return yearInFull(days, locale);
}

/** Russian's "2027 г." would end a sentence with two full stops: "2027 года". */
function yearInFull(day: string, locale: Locale): string {
  return locale === "ru" ? day.replaceAll(/(\d{4})\s?г\./g, "$1 года") : day;
}

/** "14 Jan", for axes and dense tables. */
export function formatShortDate(at: Date, locale: Locale, zone: string): string {
  return formatter(locale, zone, { day: "numeric", month: "short" }).format(at);
}

/** "Thu 14", for the head of a column; for a calendar date such as "2027-01-14". */
export function formatGridDay(date: string, locale: Locale): string {
  const at = new Date(`${date}T00:00:00Z`);
  const weekday = formatter(locale, "UTC", { weekday: "short" }).format(at);
  return `${weekday} ${at.getUTCDate()}`;
}

/** "18:00". */
export function formatTime(at: Date, locale: Locale, zone: string): string {
  return formatter(locale, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** "Thursday 14 January, 18:00". */
export function formatMoment(
  at: Date,
  locale: Locale,
  zone: string,
  options: { year?: boolean } = {},
): string {
  return `${formatDay(at, locale, zone, options)}, ${formatTime(at, locale, zone)}`;
}

/** Cities that zones are named for, as Russian writes them: where people of the region live. Others stay in Latin letters. */
const russianCities: Record<string, string> = {
  "Europe/Prague": "Прага",
  "Asia/Almaty": "Алматы",
  "Asia/Ashgabat": "Ашхабад",
  "Asia/Bishkek": "Бишкек",
  "Asia/Dushanbe": "Душанбе",
  "Asia/Tashkent": "Ташкент",
  "Asia/Samarkand": "Самарканд",
  "Asia/Aqtau": "Актау",
  "Asia/Aqtobe": "Актобе",
  "Asia/Atyrau": "Атырау",
  "Asia/Oral": "Уральск",
  "Asia/Qostanay": "Костанай",
  "Asia/Qyzylorda": "Кызылорда",
  "Asia/Baku": "Баку",
  "Asia/Tbilisi": "Тбилиси",
  "Asia/Yerevan": "Ереван",
  "Asia/Dubai": "Дубай",
  "Asia/Jerusalem": "Иерусалим",
  "Asia/Kolkata": "Калькутта",
  "Asia/Bangkok": "Бангкок",
  "Asia/Seoul": "Сеул",
  "Asia/Tokyo": "Токио",
  "Asia/Shanghai": "Шанхай",
  "Asia/Urumqi": "Урумчи",
  "Asia/Tehran": "Тегеран",
  "Asia/Kabul": "Кабул",
  "Asia/Novosibirsk": "Новосибирск",
  "Asia/Omsk": "Омск",
  "Asia/Yekaterinburg": "Екатеринбург",
  "Europe/Amsterdam": "Амстердам",
  "Europe/Athens": "Афины",
  "Europe/Belgrade": "Белград",
  "Europe/Berlin": "Берлин",
  "Europe/Bratislava": "Братислава",
  "Europe/Brussels": "Брюссель",
  "Europe/Bucharest": "Бухарест",
  "Europe/Budapest": "Будапешт",
  "Europe/Chisinau": "Кишинёв",
  "Europe/Copenhagen": "Копенгаген",
  "Europe/Dublin": "Дублин",
  "Europe/Helsinki": "Хельсинки",
  "Europe/Istanbul": "Стамбул",
  "Europe/Kiev": "Киев",
  "Europe/Kyiv": "Киев",
  "Europe/Lisbon": "Лиссабон",
  "Europe/London": "Лондон",
  "Europe/Madrid": "Мадрид",
  "Europe/Minsk": "Минск",
  "Europe/Moscow": "Москва",
  "Europe/Oslo": "Осло",
  "Europe/Paris": "Париж",
  "Europe/Riga": "Рига",
  "Europe/Rome": "Рим",
  "Europe/Samara": "Самара",
  "Europe/Sofia": "София",
  "Europe/Stockholm": "Стокгольм",
  "Europe/Tallinn": "Таллин",
  "Europe/Vienna": "Вена",
  "Europe/Vilnius": "Вильнюс",
  "Europe/Warsaw": "Варшава",
  "Europe/Zagreb": "Загреб",
  "Europe/Zurich": "Цюрих",
  "Africa/Cairo": "Каир",
  "America/Chicago": "Чикаго",
  "America/Los_Angeles": "Лос-Анджелес",
  "America/New_York": "Нью-Йорк",
  "America/Toronto": "Торонто",
};

/** The city a zone is named for, in the reader's language where the catalogue knows it: "Asia/Bishkek" → "Bishkek". */
export function zoneCity(zone: string, locale: Locale): string {
  return (
    (locale === "ru" ? russianCities[zone] : undefined) ??
    (zone.split("/").at(-1) ?? zone).replaceAll("_", " ")
  );
}

/**
 * A moment in the edition's zone, with the reader's beside it where the two differ:
 * "Thursday 14 January, 13:00 (Prague) · 18:00 (Bishkek)". When the reader's day differs it is named too.
 */
export function formatForReader(
  at: Date,
  locale: Locale,
  zone: string,
  readerZone: string | null | undefined,
  options: { year?: boolean } = {},
): string {
  const own = `${formatMoment(at, locale, zone, options)} (${zoneCity(zone, locale)})`;
  if (!readerZone || readerZone === zone) return own;
  const sameDay = formatDay(at, locale, zone) === formatDay(at, locale, readerZone);
  const theirs = sameDay ? formatTime(at, locale, readerZone) : formatMoment(at, locale, readerZone);
  return `${own} · ${theirs} (${zoneCity(readerZone, locale)})`;
}

/**
 * A moment by the clock of a zone whose name is not said, as it would tell where something is:
 * "Thursday 14 January, 13:00 (UTC+1)".
 */
export function formatByOffset(at: Date, locale: Locale, zone: string): string {
  const offset = formatter("en", zone, { timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${formatMoment(at, locale, zone)} (${(offset ?? "").replace("GMT", "UTC")})`;
}

/** A moment soon after another: "00:14 (Prague)", with its day where that is another one. */
export function formatSoonAfter(at: Date, before: Date, locale: Locale, zone: string): string {
  const sameDay = formatDay(at, locale, zone) === formatDay(before, locale, zone);
  return `${sameDay ? formatTime(at, locale, zone) : formatMoment(at, locale, zone)} (${zoneCity(zone, locale)})`;
}

/** 1,234 or 0.31, in the reader's manner. */
export function formatNumber(value: number, locale: Locale, digits = 0): string {
  const key = `${locale} ${digits}`;
  let made = numbers.get(key);
  if (!made) {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    numbers.set(key, (made = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, options)));
  }
  return made.format(value);
}

/** "1 hour 20 minutes", for a whole number of minutes. */
export function formatDuration(minutes: number, locale: Locale): string {
  const say = (value: number, unit: "hour" | "minute") => {
    const key = `${locale} ${unit}`;
    let made = numbers.get(key);
    if (!made) {
      const options = { style: "unit", unit, unitDisplay: "long" } as const;
      numbers.set(key, (made = new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, options)));
    }
    return made.format(value);
  };
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? say(hours, "hour") : "", rest > 0 || hours === 0 ? say(rest, "minute") : ""]
    .filter(Boolean)
    .join(" ");
}

/** A country's name by its ISO 3166 code. */
export function countryName(code: string, locale: Locale): string {
  // What its people call it in Russian; the Unicode tables hold the older name.
  if (code === "KG" && locale === "ru") return "Кыргызстан";
  return nameOf("region", code, locale);
}

/** A language's name by its code. */
export function languageName(code: string, locale: Locale): string {
  // As its speakers say it; the Unicode tables hold the older word.
  if (code === "ky" && locale === "ru") return "кыргызский";
  return nameOf("language", code, locale);
}

/** Several languages by their codes: "Russian and Kazakh". */
export function languagesInWords(codes: readonly string[], locale: Locale): string {
  return listInWords(
    codes.map((code) => languageName(code, locale)),
    locale,
  );
}

/** Several words as one: "Kazakhstan, Tajikistan and Uzbekistan", or with "or" where only one of them is meant. */
export function listInWords(items: readonly string[], locale: Locale, word: "and" | "or" = "and"): string {
  const type = word === "and" ? "conjunction" : "disjunction";
  return new Intl.ListFormat(locale === "en" ? "en-GB" : locale, { type }).format(items);
}

function nameOf(type: "region" | "language", code: string, locale: Locale): string {
  const key = `${type} ${locale}`;
  let made = names.get(key);
  if (!made) names.set(key, (made = new Intl.DisplayNames([locale === "en" ? "en-GB" : locale], { type })));
  return made.of(code) ?? code;
}

/** "1.2 MB", in the reader's manner. */
export function formatBytes(bytes: number, locale: Locale): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(bytes / 1000, 0.1), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale === "en" ? "en-GB" : locale, {
    style: "unit",
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
