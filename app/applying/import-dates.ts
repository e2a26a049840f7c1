import { isDate } from "../questions/answers.ts";
import type { DateManner } from "./import-choices.ts";

/** What a cell says of a day: the date as "1999-02-03", or why it cannot be told. */
export type ReadDate = { date: string } | "unread" | "ambiguous";

/** Languages that tables come in; no word is a month's name in one of them and another month's in another. */
const languages =
  "en en-GB ru kk ky tg tk uz uz-Cyrl cs sk uk be pl de fr es it pt nl tr az ka hy mn fa".split(" ");

/**
 * Reads the day that a cell names: 1999-02-03 in any of its forms, 03.02.1999, "3 февраля 1999 г.", "February 3rd,
 * 1999", "1999 ж. 3 ақпан". The order of 03/04/1999 is `manner`'s to say; see {@link slashedOrder}. A year has four
 * digits, and nothing of what stands there is passed over but words such as "г.".
 */
export function readDate(text: string, manner?: DateManner | null): ReadDate {
  const clean = tidyDate(text);
  const iso = /^(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})\.?$/.exec(clean);
  if (iso) return dated(iso[1], iso[3], iso[4]);
  const dotted = /^(\d{1,2})([.-]) ?(\d{1,2})\2 ?(\d{4})\.?(?: (?:г|года|р|ж|й)\.?)?$/.exec(clean);
  if (dotted) return dated(dotted[4], dotted[3], dotted[1]);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(clean);
  if (slashed) {
    const [, first = "", second = "", year] = slashed;
    if (Number(first) === Number(second)) return dated(year, first, second);
    const order = manner ?? slashedOrder([clean]);
    if (!order) return dated(year, first, second) === "unread" ? "unread" : "ambiguous";
    return order === "day-first" ? dated(year, second, first) : dated(year, first, second);
  }
  return readWords(clean);
}

/** Which number comes first in a column's dates with slashes, by those that leave no doubt; null where none does. */
export function slashedOrder(texts: readonly string[]): DateManner | null {
  let found: DateManner | null = null;
  for (const text of texts) {
    const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{4}(?!\d)/.exec(tidyDate(text)) ?? [];
    if (first === undefined || second === undefined) continue;
    const order = Number(first) > 12 ? "day-first" : Number(second) > 12 ? "month-first" : null;
    // Two that speak against each other settle nothing.
    if (order && found && order !== found) return null;
    found = order ?? found;
  }
  return found;
}

/** The form in which signs that look alike are one, and blanks that nobody sees are none. */
export function tidyDate(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .replace(/[‐-―−]/g, "-")
    .trim();
}

/** Words that may stand in a date and say nothing of it. */
const fillers = new Set(
  "of the st nd rd th е го de del do г год года год р рік року ж жыл жылы й йил yil yili yyl ýyl сол соли".split(
    " ",
  ),
);

function readWords(text: string): ReadDate {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}'’ʻʼ]*|\d+/gu) ?? [];
  // Anything but words, digits and the signs of a date stands for something that is not understood.
  if (/[^\p{L}\p{M}\p{N} .,'’ʻʼ-]/u.test(text)) return "unread";
  const known = monthNames();
  const months = words.flatMap((word) => known.months.get(word) ?? []);
  const numbers = words.filter((word) => /^\d/.test(word));
  const others = words.filter((word) => /^\p{L}/u.test(word) && !known.months.has(word));
  if (months.length !== 1 || numbers.length !== 2) return "unread";
  if (others.some((word) => !fillers.has(word) && !known.weekdays.has(word))) return "unread";
  const year = numbers.find((number) => number.length === 4);
  const day = numbers.find((number) => number.length <= 2);
  return dated(year, String(months[0]), day);
}

function dated(year = "", month = "", day = ""): ReadDate {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(date) ? { date } : "unread";
}

let names: { months: Map<string, number>; weekdays: Set<string> } | undefined;

/** Names of months (whole, short, and as they stand beside a day) and of weekdays, in lower case. */
function monthNames() {
  if (names) return names;
  const months = new Map<string, number>();
  const weekdays = new Set<string>();
  const forms: Intl.DateTimeFormatOptions[] = [
    { month: "long" },
    { month: "short" },
    { month: "long", day: "numeric" },
    { month: "short", day: "numeric", year: "numeric" },
  ];
  const wordOf = (text: string) => tidyDate(text).toLowerCase().replace(/\.$/, "");
  for (const language of languages) {
    const common = { timeZone: "UTC", calendar: "gregory", numberingSystem: "latn" };
    for (const form of forms) {
      const formatter = new Intl.DateTimeFormat(language, { ...form, ...common });
      for (let month = 1; month <= 12; month++) {
        const parts = formatter.formatToParts(Date.UTC(2026, month - 1, 15));
        const word = wordOf(parts.find(({ type }) => type === "month")?.value ?? "");
        // Some have no short names of their own, and give "M01".
        if (/^\p{L}[\p{L}\p{M}'’ʻʼ]*$/u.test(word)) months.set(word, month);
      }
    }
    for (const weekday of ["long", "short"] as const) {
      const formatter = new Intl.DateTimeFormat(language, { weekday, ...common });
      for (let day = 1; day <= 7; day++) weekdays.add(wordOf(formatter.format(Date.UTC(2026, 0, day))));
    }
  }
  // As Russians write them, and the tables do not.
  months.set("сен", 9).set("сент", 9).set("sept", 9).set("фев", 2).set("ноя", 11).set("мая", 5);
  names = { months, weekdays };
  return names;
}
