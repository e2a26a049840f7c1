import { addCalendarDays } from "~/platform/locale/zones";

/** How many weeks the programme has. */
export const weekCount = 10;

/** Day of the week of a calendar date, Monday being 1 and Sunday 7. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/**
 * The Monday on which week 1 begins: the one of the week that holds the first day. People who arrive on a weekend
 * begin on the Monday after it, so that their first week is not one or two days long; the weekend belongs to no week,
 * and what is on it is shown with the first.
 */
export function firstMonday(startsOn: string): string {
  const weekday = weekdayOf(startsOn);
  return addCalendarDays(startsOn, weekday >= 6 ? 8 - weekday : 1 - weekday);
}

/** The Monday of a week of the programme, from 1. */
export function mondayOfWeek(startsOn: string, week: number): string {
  return addCalendarDays(firstMonday(startsOn), (week - 1) * 7);
}

/** The day on which a week of the programme begins: its Monday, and for the first week no day before the first. */
export function beginningOfWeek(startsOn: string, week: number): string {
  const monday = mondayOfWeek(startsOn, week);
  return monday < startsOn ? startsOn : monday;
}

/** The days of a week: from its beginning to its Sunday. */
export function daysOfWeek(startsOn: string, week: number): string[] {
  const monday = mondayOfWeek(startsOn, week);
  return Array.from({ length: 7 }, (_, index) => addCalendarDays(monday, index)).filter(
    (day) => day >= startsOn,
  );
}

/** The first and the last day on which a session can be: from the first day to the Sunday of the last week. */
export function programmeDays(startsOn: string): { first: string; last: string } {
  return { first: startsOn, last: addCalendarDays(firstMonday(startsOn), weekCount * 7 - 1) };
}

/** Days from the Monday of week 1 to a date; below 0 before it. */
export function dayOfDate(startsOn: string, date: string): number {
  return (Date.parse(date) - Date.parse(firstMonday(startsOn))) / 86_400_000;
}

/** The date that is so many days after the Monday of week 1. */
export function dateOfDay(startsOn: string, day: number): string {
  return addCalendarDays(firstMonday(startsOn), day);
}

/** The week in which a day, counted from the Monday of week 1, is shown: what is before or after, in the first or last. */
export function weekOfDay(day: number): number {
  return Math.min(weekCount, Math.max(1, Math.floor(day / 7) + 1));
}

/** The week of the programme in which a date is shown; what is before or after counts to the first or the last. */
export function weekOfDate(startsOn: string, date: string): number {
  return weekOfDay(dayOfDate(startsOn, date));
}

/** The week of the programme that a date is in: "this week", if it is today. Null outside the weeks. */
export function weekHolding(startsOn: string, date: string): number | null {
  const { last } = programmeDays(startsOn);
  return date < beginningOfWeek(startsOn, 1) || date > last ? null : weekOfDate(startsOn, date);
}
