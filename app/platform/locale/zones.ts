import { TZDate } from "@date-fns/tz";

/** The zones that people of the programme live in; any other IANA zone is also accepted. */
export const commonZones = [
  "Europe/Prague",
  "Asia/Almaty",
  "Asia/Ashgabat",
  "Asia/Bishkek",
  "Asia/Dushanbe",
  "Asia/Tashkent",
] as const;

export function isZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant of a wall-clock time ("2027-03-01", "09:00") in a zone. A time that summer time skips moves on by the
 * hour it skipped.
 */
export function zonedInstant(date: string, time: string, zone: string): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, 0, zone).getTime());
}

/** The calendar date ("2027-03-01") and time ("09:00") that a wall clock in the zone shows at an instant. */
export function wallClock(instant: Date, zone: string): { date: string; time: string } {
  const local = new TZDate(instant.getTime(), zone);
  const two = (n: number) => String(n).padStart(2, "0");
  return {
    date: `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`,
    time: `${two(local.getHours())}:${two(local.getMinutes())}`,
  };
}

/** Adds days to a calendar date, without any zone in play. */
export function addCalendarDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
