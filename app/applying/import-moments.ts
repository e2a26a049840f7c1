import { zonedInstant } from "../platform/locale/zones.ts";
import type { DateManner } from "./import-choices.ts";
import { readDate, slashedOrder, tidyDate } from "./import-dates.ts";

/** What a cell says of a moment: the instant, or why it cannot be told. */
export type ReadMoment = Date | "unread" | "ambiguous";

/**
 * Reads the moments of a column: ISO 8601, "2026/11/20 10:33:12 AM GMT+5" with the halves of the day and the zone as
 * Google Forms writes them in any account's language, "11/20/2026 10:33:12", "20.11.2026 10:33". A moment without an
 * offset is a wall-clock time in `zone`, and a day without a time is its noon. Which of two numbers with a slash is the
 * month is told by `manner` or the column as a whole; where neither tells, it is not guessed.
 */
export function readMoments(
  texts: readonly string[],
  zone: string,
  manner?: DateManner,
): (ReadMoment | null)[] {
  const order = manner ?? slashedOrder(texts);
  return texts.map((text) => (text.trim() === "" ? null : readMoment(text, zone, order)));
}

/**
 * The zone of a column's moments that name none. KoboToolbox writes when an answer came in UTC, and does not say so
 * (2026-11-29T19:30:15); everybody else writes the hour of their own clock.
 */
export function zoneOfColumn(column: string, zone: string): string {
  return /(^|\/)_submission_time( \(\d+\))?$/.test(column) ? "UTC" : zone;
}

const timeOfDay = /(?<=[T ,]|\p{L}|^)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?!\d)/u;

function readMoment(text: string, zone: string, order: DateManner | null): ReadMoment {
  const clean = tidyDate(text);
  const time = timeOfDay.exec(clean);
  const before = (time ? clean.slice(0, time.index) : clean).replace(/[T,]? *$/, "");
  const after = time ? clean.slice(time.index + time[0].length).trim() : "";
  // Chinese, Japanese and Korean tables have the half of the day before the hour.
  const early = halfAtEnd(before);
  const late = halfAtStart(after);
  const day = readDate(early.rest, order);
  if (typeof day === "string") return day;
  const half = early.half ?? late.half;
  const offset = offsetOf(late.rest);
  if (offset === "unread" || (early.half && late.half) || (!time && half)) return "unread";
  const [, hours = "12", minutes = "00", seconds = "00", fraction = ""] = time ?? [];
  let hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return "unread";
  if (half) hour = (hour % 12) + (half === "pm" ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return "unread";
  const clock = `${String(hour).padStart(2, "0")}:${minutes}`;
  const minute =
    offset === null
      ? zonedInstant(day.date, clock, zone).getTime()
      : Date.parse(`${day.date}T${clock}:00Z`) - offset * 60_000;
  return new Date(minute + Number(seconds) * 1000 + Number(fraction.padEnd(3, "0").slice(0, 3)));
}

/** The offset from UTC in minutes that stands after a time; null where nothing stands there. */
function offsetOf(text: string): number | null | "unread" {
  if (text === "") return null;
  const numeric = /^(?:GMT|UTC|Гринуич)? ?([+-])(\d{1,2})(?::?(\d\d))?$/iu.exec(text);
  if (numeric) {
    const [, sign, hours = "", minutes = "0"] = numeric;
    const offset = Number(hours) * 60 + Number(minutes);
    return Number(minutes) > 59 || offset > 14 * 60 ? "unread" : sign === "-" ? -offset : offset;
  }
  return namedOffsets.get(text.toUpperCase()) ?? "unread";
}

/**
 * Zones that the Unicode tables have short names for in the languages that people write forms in, by their hours from
 * UTC. Where no language has one, GMT+5 is written.
 */
const namedOffsets = new Map(
  Object.entries({
    "0": "Z UTC GMT WET WEZ",
    "1": "CET MEZ SEČ WEST WESZ BST",
    "2": "CEST MESZ SELČ EET OEZ",
    "3": "EEST OESZ MSK МСК",
    "4": "GST",
    "8": "AWST",
    "8.75": "ACWST",
    "9": "JST KST",
    "9.5": "ACST",
    "10": "AEST",
    "10.5": "ACDT LHST",
    "11": "AEDT LHDT",
    "12": "NZST",
    "13": "NZDT",
    "-2": "PMDT",
    "-2.5": "NDT",
    "-3": "ADT BRT PMST",
    "-3.5": "NST",
    "-4": "AST EDT AMT",
    "-5": "EST CDT ACT",
    "-6": "CST MDT",
    "-7": "MST PDT",
    "-8": "PST AKDT",
    "-9": "AKST HADT",
    "-10": "HST HAST",
  }).flatMap(([hours, names]) =>
    names.split(" ").map((name): [string, number] => [name, Number(hours) * 60]),
  ),
);

type Half = "am" | "pm";

function halfAtStart(text: string): { half: Half | undefined; rest: string } {
  for (let end = Math.min(text.length, 24); end > 0; end--) {
    const isWhole = end === text.length || /[ .]/.test(text.slice(end - 1, end + 1));
    const half = isWhole ? halves().get(plainHalf(text.slice(0, end))) : undefined;
    if (half) return { half, rest: text.slice(end).trim() };
  }
  return { half: undefined, rest: text };
}

function halfAtEnd(text: string): { half: Half | undefined; rest: string } {
  for (let start = Math.max(0, text.length - 24); start < text.length; start++) {
    const isWhole = start > 0 && (text[start - 1] === " " || text[start] === " ");
    const half = isWhole ? halves().get(plainHalf(text.slice(start))) : undefined;
    if (half) return { half, rest: text.slice(0, start).trim() };
  }
  return { half: undefined, rest: text };
}

function plainHalf(text: string): string {
  return text.toLowerCase().replace(/[. ]/g, "");
}

/** Languages that a form's account may speak. In all of them together no half of the day is called as another's other. */
const languages =
  "en en-GB en-AU ru kk ky tg tk uz cs sk uk be pl de fr es es-MX it pt pt-BR nl tr az ka hy mn fa ar he hi bn ur zh-CN zh-TW zh-HK ja ko vi th id ms fil sv da nb fi hu ro bg sr hr sl lt lv et el ca gl eu is sq mk bs sw af am ne si lo my".split(
    " ",
  );

let known: Map<string, Half> | undefined;

/** What the halves of the day are called: "odp." in Czech, "p. m." in Spanish, "下午" in Chinese. */
function halves(): Map<string, Half> {
  if (known) return known;
  // Older tables of Russian and Kazakh had names of their own.
  known = new Map<string, Half>([
    ["am", "am"],
    ["pm", "pm"],
    ["дп", "am"],
    ["пп", "pm"],
  ]);
  for (const language of languages) {
    const formatter = new Intl.DateTimeFormat(language, { hour: "numeric", hour12: true, timeZone: "UTC" });
    for (const hour of [3, 9, 15, 21]) {
      const parts = formatter.formatToParts(Date.UTC(2026, 0, 15, hour));
      const name = plainHalf(tidyDate(parts.find(({ type }) => type === "dayPeriod")?.value ?? ""));
      if (name) known.set(name, hour < 12 ? "am" : "pm");
    }
  }
  return known;
}
