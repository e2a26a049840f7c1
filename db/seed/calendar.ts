import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";

/** Where the demonstration's programme is held. */
export const zone = "Europe/Prague";

/** The three editions by where in their year they are on the day the demonstration starts. */
export const editionParts = ["open", "selection", "running"] as const;
export type EditionPart = (typeof editionParts)[number];

/** The week of ten in which the running edition is. */
export const currentWeek = 5;

export interface EditionDates {
  slug: string;
  name: string;
  callOpensAt: Date;
  callClosesAt: Date;
  decisionsReleasedAt: Date | null;
  startsOn: string;
  endsOn: string;
}

/** Days from this week's Monday to the first and last day of the call and to the first day of the ten weeks. */
const days: Record<EditionPart, { opens: number; closes: number; released: number | null; starts: number }> =
  {
    open: { opens: -13, closes: 24, released: null, starts: 34 * 7 },
    selection: { opens: -47, closes: -12, released: null, starts: 17 * 7 },
    running: { opens: -38 * 7, closes: -33 * 7 + 2, released: -16 * 7 + 3, starts: -(currentWeek - 1) * 7 },
  };

/** The dates of the demonstration's editions when it starts at `now`. */
export function datesOf(part: EditionPart, now: Date): EditionDates {
  const monday = mondayOf(wallClock(now, zone).date);
  const { opens, closes, released, starts } = days[part];
  const startsOn = addCalendarDays(monday, starts);
  return {
    ...namesOf(startsOn),
    callOpensAt: zonedInstant(addCalendarDays(monday, opens), "09:00", zone),
    callClosesAt: zonedInstant(addCalendarDays(monday, closes), "23:59", zone),
    decisionsReleasedAt:
      released === null ? null : zonedInstant(addCalendarDays(monday, released), "10:00", zone),
    startsOn,
    // Ten weeks, to the tenth Friday.
    endsOn: addCalendarDays(startsOn, 9 * 7 + 4),
  };
}

/** What an edition is called by the season in which it begins: "2027-spring", "Spring 2027". */
export function namesOf(startsOn: string): { slug: string; name: string } {
  const [year = 0, month = 1] = startsOn.split("-").map(Number);
  const season = ["Winter", "Spring", "Summer", "Autumn"][Math.floor((month % 12) / 3)] ?? "Winter";
  return { slug: `${year}-${season.toLowerCase()}`, name: `${season} ${year}` };
}

/** The Monday of the week that a calendar date is in. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addCalendarDays(date, -((weekday + 6) % 7));
}

/**
 * By how many weeks a demonstration has aged: how far its running edition is past the week it is meant to be in.
 * Never negative, so that a clock set back moves nothing.
 */
export function weeksAged(runningStartsOn: string, now: Date): number {
  const monday = mondayOf(wallClock(now, zone).date);
  const meant = addCalendarDays(monday, -(currentWeek - 1) * 7);
  const weeks =
    (Date.parse(`${meant}T00:00:00Z`) - Date.parse(`${mondayOf(runningStartsOn)}T00:00:00Z`)) /
    (7 * 86_400_000);
  return Math.max(0, Math.round(weeks));
}
