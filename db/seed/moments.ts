import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";
import type { Random } from "./random";

const day = 86_400_000;

/** When somebody submits: on any day, and half of them in the last three, as everywhere. */
export function submissionMoment(random: Random, opens: Date, closes: Date, zone: string): Date {
  const span = closes.getTime() - opens.getTime();
  const at = random.chance(0.5)
    ? opens.getTime() + 1.5 * day + random.next() * (span - 1.5 * day)
    : closes.getTime() - Math.min(span - day, -Math.log(1 - random.next()) * 1.1 * day);
  return awake(random, new Date(at), zone, opens, closes);
}

/** Moves a moment out of the night, where there is room. */
export function awake(random: Random, at: Date, zone: string, from: Date, to: Date): Date {
  const hour = Number(wallClock(at, zone).time.slice(0, 2));
  if (hour >= 7 || hour < 1) return at;
  const moved = new Date(at.getTime() + random.between(8, 14) * 3_600_000);
  if (moved < to) return moved;
  const back = new Date(at.getTime() - random.between(5, 9) * 3_600_000);
  return back > from ? back : at;
}

/** A moment of a working day, so many days after another: on Monday instead of a weekend, between nine and four. */
export function officeMoment(random: Random, after: Date, days: number, zone: string): Date {
  const date = addCalendarDays(wallClock(after, zone).date, days);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const working = addCalendarDays(date, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, "0");
  return zonedInstant(working, `${two(random.between(9, 15))}:${two(random.between(0, 59))}`, zone);
}

/** How long before submitting it was begun: an evening, or weeks. */
export function startBefore(random: Random, finished: Date, opens: Date): Date {
  const days = random.weighted([
    [random.next() * 0.3, 3],
    [1 + random.next() * 4, 4],
    [5 + random.next() * 14, 3],
  ]);
  return new Date(
    Math.max(
      opens.getTime() + random.between(5, 900) * 60_000,
      finished.getTime() - days * day - 25 * 60_000,
    ),
  );
}
