import { tzOffset } from "@date-fns/tz";

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

const minute = 60_000;
const day = 24 * 60 * minute;

/** Minutes by which clocks in a zone are ahead of UTC at an instant. Never asks for the zone of this machine. */
function offsetAt(instant: number, zone: string): number {
  return tzOffset(zone, new Date(instant));
}

/** What the fields of a date and a time come to, read as UTC. */
function readAsUtc(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00Z`);
}

/**
 * The instant at which a wall clock in a zone shows a date and a time ("2027-03-01", "09:00"): the first, where it
 * comes twice as summer time ends; null, where clocks skip it as summer time begins.
 */
export function findInstant(date: string, time: string, zone: string): Date | null {
  const shown = readAsUtc(date, time);
  // A zone changes its clocks once within two days at the most, so one of these two offsets is in force.
  const candidates = [offsetAt(shown - day, zone), offsetAt(shown + day, zone)]
    .map((offset) => ({ offset, instant: shown - offset * minute }))
    .filter(({ offset, instant }) => offsetAt(instant, zone) === offset)
    .map(({ instant }) => instant);
  return candidates.length > 0 ? new Date(Math.min(...candidates)) : null;
}

/** {@link findInstant}, where a time that clocks skip moves on by as much as they skip. */
export function zonedInstant(date: string, time: string, zone: string): Date {
  const shown = readAsUtc(date, time);
  return findInstant(date, time, zone) ?? new Date(shown - offsetAt(shown - day, zone) * minute);
}

/** The calendar date ("2027-03-01") and time ("09:00") that a wall clock in the zone shows at an instant. */
export function wallClock(instant: Date, zone: string): { date: string; time: string } {
  const shown = new Date(instant.getTime() + offsetAt(instant.getTime(), zone) * minute).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Adds days to a calendar date, without any zone in play. */
export function addCalendarDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
