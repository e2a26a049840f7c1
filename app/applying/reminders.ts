import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";

/** The reminders about an unfinished draft, the earliest first, with how many hours before the deadline each begins. */
export const reminderKinds = [
  { kind: "week", hours: 7 * 24 },
  { kind: "two-days", hours: 2 * 24 },
  { kind: "twelve-hours", hours: 12 },
] as const;
export type ReminderKind = (typeof reminderKinds)[number]["kind"];

const hour = 3_600_000;

/** Hours before the deadline after which no reminder is sent: it could only hurry. */
export const lastReminderHours = 0.5;

/** Hours that must be left when a reminder waits for the morning before the last day. */
const leaveHours = 4;

/** The hours of the day, in the reader's zone, between which a reminder may arrive. */
const day = { from: "08:00", to: "20:00" };

/**
 * The reminder that is due for a draft now, or null. Only the newest that its time has come for: what was missed while
 * nothing ran is not made up for. One that falls into the night waits for eight in the morning in the reader's zone
 * where that leaves time enough. A draft that was begun after a reminder's time does not get it.
 */
export function dueReminder(
  draft: { deadline: Date; begunAt: Date; sent: readonly string[]; zone: string },
  now: Date,
): ReminderKind | null {
  const left = (draft.deadline.getTime() - now.getTime()) / hour;
  if (left <= lastReminderHours) return null;
  const index = reminderKinds.findLastIndex(({ hours }) => left <= hours);
  const reminder = reminderKinds[index];
  if (!reminder || draft.sent.includes(reminder.kind)) return null;
  if (draft.begunAt.getTime() > draft.deadline.getTime() - reminder.hours * hour) return null;
  const morning = nextMorning(now, draft.zone);
  if (!morning) return reminder.kind;
  const leftThen = (draft.deadline.getTime() - morning.getTime()) / hour;
  return leftThen >= (reminderKinds[index + 1]?.hours ?? leaveHours) ? null : reminder.kind;
}

/** The next eight o'clock in a zone when it is night there, or null by day. */
function nextMorning(now: Date, zone: string): Date | null {
  const { date, time } = wallClock(now, zone);
  if (time >= day.from && time < day.to) return null;
  return zonedInstant(time < day.from ? date : addCalendarDays(date, 1), day.from, zone);
}
