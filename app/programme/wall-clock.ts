/**
 * A wall-clock time as a Date whose own, local fields read the same, whatever zone this machine is in. For calendar
 * components that know no zones: what they show is then the edition's time on every device. It is no instant; never
 * compare it with one or send it anywhere.
 */
export function wallClockDate(date: string, time: string): Date {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new Date(year, month - 1, day, hour, minute);
}

/** The hours that a week's grid spans: from the earliest start to the latest end, whole, and never less than a working day. */
export function gridHours(sessions: readonly { start: string; end: string }[]): {
  first: number;
  last: number;
} {
  const hour = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3, 5)) / 60;
  return {
    first: Math.floor(Math.min(9, ...sessions.map((session) => hour(session.start)))),
    last: Math.ceil(Math.max(17, ...sessions.map((session) => hour(session.end)))),
  };
}
