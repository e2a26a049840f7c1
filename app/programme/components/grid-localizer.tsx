import { DateLocalizer, type DateLocalizerSpec } from "react-big-calendar";

const minute = 60_000;
const lengths = { minutes: minute, hours: 60 * minute, day: 1440 * minute, week: 7 * 1440 * minute };
type Unit = keyof typeof lengths | undefined;

/** The beginning of the unit that a moment is in; of none, as react-big-calendar 1.20 asks once, a date that is none. */
function startOf(date: Date | undefined, unit: Unit): Date {
  if (!date) return new Date(NaN);
  if (!unit) return date;
  if (unit === "week") return add(startOf(date, "day"), -((date.getUTCDay() + 6) % 7), "day");
  return new Date(Math.floor(date.getTime() / lengths[unit]) * lengths[unit]);
}

function add(date: Date, amount: number, unit: Exclude<Unit, undefined>): Date {
  return new Date(date.getTime() + amount * lengths[unit]);
}

/** How far apart two moments are, each taken to the beginning of its unit. */
function diff(a: Date, b: Date, unit: Unit): number {
  const apart = Math.abs(startOf(a, unit).getTime() - startOf(b, unit).getTime());
  return unit ? Math.round(apart / lengths[unit]) : apart;
}

function compared(holds: (a: number, b: number) => boolean) {
  return (a: Date, b: Date, unit?: Unit) => holds(startOf(a, unit).getTime(), startOf(b, unit).getTime());
}

const lt = compared((a, b) => a < b);
const lte = compared((a, b) => a <= b);
const gt = compared((a, b) => a > b);
const gte = compared((a, b) => a >= b);
const eq = compared((a, b) => a === b);
const chosen =
  (choose: (...times: number[]) => number) =>
  (...dates: Date[]) =>
    new Date(choose(...dates.map((date) => date.getTime())));

interface Timed {
  start: Date;
  end: Date;
}

/**
 * How react-big-calendar counts days and hours: in UTC alone, where none is skipped and none comes twice, and with
 * nothing of this device's zone or language. It shows the given days, and what it writes are the words it is given.
 */
export function gridLocalizer(days: readonly { date: Date; label: string }[]): DateLocalizer {
  const labels = new Map(days.map(({ date, label }) => [date.getTime(), label]));
  const spec = {
    firstOfWeek: () => 1,
    format: (value: Date, format: string) =>
      format === "day"
        ? (labels.get(startOf(value, "day").getTime()) ?? "")
        : format === "hour"
          ? value.toISOString().slice(11, 16)
          : "",
    formats: { dayFormat: "day", timeGutterFormat: "hour", eventTimeRangeFormat: "none" },
    ...{ startOf, add, diff, lt, lte, gt, gte, eq },
    neq: (a: Date, b: Date, unit?: Unit) => !eq(a, b, unit),
    inRange: (date: Date, from: Date, to: Date, unit?: Unit) => gte(date, from, unit) && lte(date, to, unit),
    endOf: (date: Date, unit: Exclude<Unit, undefined>) =>
      new Date(add(startOf(date, unit), 1, unit).getTime() - 1),
    range: () => days.map(({ date }) => date),
    ceil: (date: Date, unit: Exclude<Unit, undefined>) =>
      eq(startOf(date, unit), date) ? date : add(startOf(date, unit), 1, unit),
    min: chosen(Math.min),
    max: chosen(Math.max),
    minutes: (date: Date) => date.getUTCMinutes(),
    merge: (date: Date, time: Date) =>
      new Date(startOf(date, "day").getTime() + time.getTime() - startOf(time, "day").getTime()),
    daySpan: (a: Date, b: Date) => diff(a, b, "day"),
    getSlotDate: (date: Date, fromMidnight: number, offset: number) =>
      add(startOf(date, "day"), fromMidnight + offset, "minutes"),
    getTimezoneOffset: () => 0,
    getDstOffset: () => 0,
    getTotalMin: (a: Date, b: Date) => diff(a, b, "minutes"),
    getMinutesFromMidnight: (date: Date) => diff(startOf(date, "day"), date, "minutes"),
    continuesPrior: (start: Date, first: Date) => lt(start, first, "day"),
    continuesAfter: (_start: Date, end: Date, last: Date) => gt(end, last, "minutes"),
    sortEvents: ({ evtA, evtB }: { evtA: Timed; evtB: Timed }) =>
      evtA.start.getTime() - evtB.start.getTime() || evtA.end.getTime() - evtB.end.getTime(),
    inEventRange: ({ event, range }: { event: Timed; range: Timed }) =>
      lte(event.start, range.end, "day") && gte(event.end, range.start, "minutes"),
    isSameDate: (a: Date, b: Date) => eq(a, b, "day"),
    // Every session has hours, also one from midnight to midnight.
    startAndEndAreDateOnly: () => false,
  };
  return new DateLocalizer(spec as unknown as DateLocalizerSpec);
}
