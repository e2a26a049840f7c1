/**
 * A wall-clock time as a Date whose UTC fields read the same. For a grid that is drawn in UTC, where every day has 24
 * hours and begins at midnight: what it shows is then the edition's time on every device and in every zone. It is no
 * instant; never compare it with one or send it anywhere.
 */
export function gridDate(date: string, time: string): Date {
  return new Date(`${date}T${time}:00Z`);
}

/** When a session ends in the column of the day on which it begins: the part of it after midnight has no column. */
export function endInColumn({ day, start, end }: { day: string; start: string; end: string }): Date {
  return end <= start ? new Date(`${day}T23:59:59.999Z`) : gridDate(day, end);
}

/**
 * The hours that a week's grid spans: from the earliest start to the latest end, whole, and never less than a working
 * day. A session that ends after midnight takes it to 24.
 */
export function gridHours(sessions: readonly { start: string; end: string }[]): {
  first: number;
  last: number;
} {
  const hour = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
  return {
    first: Math.floor(Math.min(9, ...sessions.map(({ start }) => hour(start)))),
    last: Math.ceil(Math.max(17, ...sessions.map(({ start, end }) => (end <= start ? 24 : hour(end))))),
  };
}
