import { addCalendarDays, wallClock } from "~/platform/locale/zones";

/** Days before the last one on which whoever has something left is reminded. */
export const reminderDays = [3, 1] as const;
/** The hour, in the edition's zone, from which letters leave. */
export const letterHour = 8;

/** What decides whether a panelist gets a letter about an edition now. */
export interface LetterState {
  /** The last day for readings, as a calendar date in the edition's zone. */
  until: string;
  zone: string;
  left: number;
  lettersOff: boolean;
  digestAt: Date | null;
  remindedAt: Date | null;
}

/**
 * The letter that is due to a panelist: the digest on a Monday, a reminder three days and one day before the last day;
 * none with nothing left, after the last day, before eight in the morning, or once one has gone out on the same day. On
 * a Monday that is a reminder's day the reminder goes.
 */
export function dueLetter(state: LetterState, at: Date): "digest" | "reminder" | null {
  const { until, zone, left, lettersOff, digestAt, remindedAt } = state;
  const { date, time } = wallClock(at, zone);
  const hour = Number(time.slice(0, 2));
  if (lettersOff || left <= 0 || date > until || hour < letterHour) return null;
  const wasToday = (earlier: Date | null) => earlier !== null && wallClock(earlier, zone).date === date;
  if (wasToday(digestAt) || wasToday(remindedAt)) return null;
  if (reminderDays.some((days) => addCalendarDays(until, -days) === date)) return "reminder";
  return new Date(`${date}T00:00:00Z`).getUTCDay() === 1 ? "digest" : null;
}
