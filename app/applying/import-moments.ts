import { isValid, parseISO } from "date-fns";
import { zonedInstant } from "~/platform/locale/zones";

/** What a cell says of a moment: the instant, or why it cannot be told. */
export type ReadMoment = Date | "unread" | "ambiguous";

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/**
 * Reads the moments of a column: ISO 8601 (KoboToolbox), "2026/11/20 10:33:12 AM GMT+5", "11/20/2026 10:33:12" and
 * "20.11.2026 10:33" (Google Forms, by its language). A moment without an offset is a wall-clock time in `zone`. Which
 * of two numbers with a slash is the month is told by the column as a whole; where it does not tell, it is not guessed.
 */
export function readMoments(texts: readonly string[], zone: string): (ReadMoment | null)[] {
  const slashed = texts.flatMap((text) => /^(\d{1,2})\/(\d{1,2})\/\d{4}/.exec(text.trim()) ?? []);
  const firsts = slashed.filter((_, index) => index % 3 === 1).map(Number);
  const seconds = slashed.filter((_, index) => index % 3 === 2).map(Number);
  const order = firsts.some((n) => n > 12) ? "day" : seconds.some((n) => n > 12) ? "month" : null;
  return texts.map((text) => (text.trim() === "" ? null : readMoment(text.trim(), zone, order)));
}

function readMoment(text: string, zone: string, order: "day" | "month" | null): ReadMoment {
  if (/^\d{4}-\d\d-\d\d(T.*(Z|[+-]\d\d:?\d\d))$/.test(text)) {
    const at = parseISO(text);
    return isValid(at) ? at : "unread";
  }
  const match =
    /^(?<date>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2} \p{L}{3,} \d{4})(?:[T,]? *(?<hour>\d{1,2}):(?<minute>\d\d)(?::\d\d(?:\.\d+)?)?)? *(?<half>[AP]M)? *(?<offset>(?:GMT|UTC)?[+-]\d{1,2}(?::?\d\d)?|GMT|UTC|Z)?$/iu.exec(
      text,
    )?.groups;
  if (!match) return "unread";
  const date = readDate(match["date"] ?? "", order);
  if (date === "unread" || date === "ambiguous") return date;
  let hour = Number(match["hour"] ?? 12);
  const half = match["half"]?.toUpperCase();
  if (half && (hour < 1 || hour > 12)) return "unread";
  if (half) hour = (hour % 12) + (half === "PM" ? 12 : 0);
  const minute = Number(match["minute"] ?? 0);
  if (hour > 23 || minute > 59) return "unread";
  const time = `${two(hour)}:${two(minute)}`;
  return match["offset"] === undefined
    ? zonedInstant(date, time, zone)
    : new Date(Date.parse(`${date}T${time}:00Z`) - offsetMinutes(match["offset"]) * 60_000);
}

/** A calendar date out of its written forms. */
function readDate(text: string, order: "day" | "month" | null): string {
  const parts = text.split(/[-/. ]/);
  const [a = "", b = "", c = ""] = parts;
  if (a.length === 4) return calendarDate(a, b, c);
  if (/\p{L}/u.test(b)) return calendarDate(c, String(months.indexOf(b.slice(0, 3).toLowerCase()) + 1), a);
  if (text.includes(".")) return calendarDate(c, b, a);
  if (order === null) return a === b ? calendarDate(c, a, b) : "ambiguous";
  return order === "day" ? calendarDate(c, b, a) : calendarDate(c, a, b);
}

function calendarDate(year: string, month: string, day: string): string {
  const date = `${year}-${two(Number(month))}-${two(Number(day))}`;
  const at = new Date(`${date}T00:00:00Z`);
  // 31 February would roll over into March.
  return isValid(at) && at.toISOString().startsWith(date) ? date : "unread";
}

function offsetMinutes(text: string): number {
  const match = /([+-])(\d{1,2}):?(\d\d)?$/.exec(text);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
