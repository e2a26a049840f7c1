import { dateOfDay, dayOfDate, programmeDays, weekOfDay } from "~/cohorts/weeks";
import { addCalendarDays, findInstant, zonedInstant } from "~/platform/locale/zones";

/**
 * A session's place in the ten weeks, by the wall clock: days from the Monday of week 1, and minutes from the midnight
 * that begins that day. An end past midnight is above {@link minutesOfDay}.
 */
export interface Slot {
  day: number;
  startMinute: number;
  endMinute: number;
}

/** On what a programme stands: the zone by whose clocks it runs, and its first day, a calendar date. */
export interface Ground {
  zone: string;
  startsOn: string;
}

export const minutesOfDay = 24 * 60;

/** Longest that a session can be which ends after midnight: whoever writes more has taken one hour for another. */
const longestNight = 12 * 60;

/** What a form says of a session's time: a date and two clock times, the second of which may be the next day's. */
export interface WrittenSlot {
  date: string;
  from: string;
  to: string;
}

export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** What a clock shows so many minutes after midnight: "00:30", the day before or after too. */
export function clockOf(minute: number): string {
  const within = minute % minutesOfDay;
  return `${String(Math.floor(within / 60)).padStart(2, "0")}:${String(within % 60).padStart(2, "0")}`;
}

/**
 * Minutes from the midnight before a session to its end: an end that comes before the beginning is the next day's.
 * Null where that would be longer than an evening, and where both are the same.
 */
export function endMinuteOf(from: string, to: string): number | null {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (end > start) return end;
  return end < start && end + minutesOfDay - start <= longestNight ? end + minutesOfDay : null;
}

/** Where a form puts a session; its end is one that {@link endMinuteOf} takes. */
export function slotOf({ date, from, to }: WrittenSlot, startsOn: string): Slot {
  return {
    day: dayOfDate(startsOn, date),
    startMinute: minuteOf(from),
    endMinute: endMinuteOf(from, to) ?? minuteOf(from),
  };
}

/** A session's place as a form shows it. */
export function writtenSlot(slot: Slot, startsOn: string): WrittenSlot {
  return {
    date: dateOfDay(startsOn, slot.day),
    from: clockOf(slot.startMinute),
    to: clockOf(slot.endMinute),
  };
}

/** The clock times of a written place that clocks in a zone skip, as summer time begins. */
export function skippedTimes({ date, from, to }: WrittenSlot, zone: string): ("from" | "to")[] {
  const endsOn = to < from ? addCalendarDays(date, 1) : date;
  return [
    ...(findInstant(date, from, zone) ? [] : (["from"] as const)),
    ...(findInstant(endsOn, to, zone) ? [] : (["to"] as const)),
  ];
}

/** What a slot comes to on a ground, and what is wrong with it there. */
export interface Placed {
  week: number;
  startsAt: Date;
  endsAt: Date;
  /** It lies before the first day or after the last, or at an hour that clocks skip. */
  fault: "outside" | "skipped" | null;
}

/** The instants of a slot. An hour that clocks skip moves on by as much as they skip. */
export function placeSlot(slot: Slot, { zone, startsOn }: Ground): Placed {
  const written = writtenSlot(slot, startsOn);
  const { first, last } = programmeDays(startsOn);
  const endsOn = dateOfDay(startsOn, slot.day + Math.floor(slot.endMinute / minutesOfDay));
  const startsAt = zonedInstant(written.date, written.from, zone);
  const end = zonedInstant(endsOn, written.to, zone);
  const isOutside = written.date < first || written.date > last;
  return {
    week: weekOfDay(slot.day),
    startsAt,
    // A beginning that is moved on could come to stand after an end that is not.
    endsAt:
      end > startsAt ? end : new Date(startsAt.getTime() + (slot.endMinute - slot.startMinute) * 60_000),
    fault: isOutside ? "outside" : skippedTimes(written, zone).length > 0 ? "skipped" : null,
  };
}
