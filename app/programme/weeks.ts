import { addCalendarDays } from "~/platform/locale/zones";

/** How many weeks the programme has. */
export const weekCount = 10;

/** Day of the week of a calendar date, Monday being 1 and Sunday 7. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/**
 * The Monday on which week 1 begins: the one of the week that holds the first day. People who arrive on a weekend
 * begin on the Monday after it, so that their first week is not one or two days long.
 */
export function firstMonday(startsOn: string): string {
  const weekday = weekdayOf(startsOn);
  return addCalendarDays(startsOn, weekday >= 6 ? 8 - weekday : 1 - weekday);
}

/** The Monday of a week of the programme, from 1. */
export function mondayOfWeek(startsOn: string, week: number): string {
  return addCalendarDays(firstMonday(startsOn), (week - 1) * 7);
}

/** The first and the last day on which a session can be: from the first day to the Sunday of the last week. */
export function programmeDays(startsOn: string): { first: string; last: string } {
  return { first: startsOn, last: addCalendarDays(firstMonday(startsOn), weekCount * 7 - 1) };
}

/** The week of the programme that a date is in; what is before or after counts to the first or the last. */
export function weekOfDate(startsOn: string, date: string): number {
  const days = (Date.parse(date) - Date.parse(firstMonday(startsOn))) / 86_400_000;
  return Math.min(weekCount, Math.max(1, Math.floor(days / 7) + 1));
}

/** The seven days of a week, from its Monday. */
export function daysOfWeek(startsOn: string, week: number): string[] {
  const monday = mondayOfWeek(startsOn, week);
  return Array.from({ length: 7 }, (_, index) => addCalendarDays(monday, index));
}
