import { formatDay, formatTime, zoneCity } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { addCalendarDays, wallClock } from "~/platform/locale/zones";
import { compareWords } from "~/platform/locale/order";

/** What an edition is expected to do when, as calendar dates in its zone. */
export interface Year {
  readingUntil: string;
  interviewsUntil: string;
  decisionsBy: string;
  startsOn: string;
  endsOn: string;
}

/**
 * The year that follows from an edition's own dates: two weeks of reading after the deadline, two of interviews,
 * and decisions twelve weeks before the start, so that there is time for a visa; never within a week of the interviews.
 */
export function yearOf(edition: {
  callClosesAt: Date;
  zone: string;
  startsOn: string;
  endsOn: string;
}): Year {
  const closesOn = wallClock(edition.callClosesAt, edition.zone).date;
  const interviewsUntil = addCalendarDays(closesOn, 28);
  const weekAfter = addCalendarDays(interviewsUntil, 7);
  const twelveWeeksBefore = addCalendarDays(edition.startsOn, -84);
  return {
    readingUntil: addCalendarDays(closesOn, 14),
    interviewsUntil,
    decisionsBy: twelveWeeksBefore > weekAfter ? twelveWeeksBefore : weekAfter,
    startsOn: edition.startsOn,
    endsOn: edition.endsOn,
  };
}

/** The zone that people in a country live by, for the countries the fellowship speaks to. */
const countryZones: Record<string, string> = {
  KZ: "Asia/Almaty",
  KG: "Asia/Bishkek",
  TJ: "Asia/Dushanbe",
  TM: "Asia/Ashgabat",
  UZ: "Asia/Tashkent",
};

/** An edition's own zone, then those of its countries. */
export function zonesOf(edition: { zone: string; countries: readonly string[] }): string[] {
  const zones = edition.countries.flatMap((country) => countryZones[country] ?? []);
  return [edition.zone, ...new Set(zones.filter((zone) => zone !== edition.zone))];
}

/** What clocks show at one moment: places whose clocks agree share a line. */
export interface Clock {
  time: string;
  day: string;
  cities: string[];
}

/** The clocks of the given zones at a moment, the first zone first, the others from west to east. */
export function clocksAt(at: Date, zones: readonly string[], locale: Locale): Clock[] {
  const lines = new Map<string, Clock & { order: string }>();
  zones.forEach((zone, index) => {
    const { date, time } = wallClock(at, zone);
    // The first zone keeps a line of its own: it is the one that counts.
    const line = index === 0 ? "" : `${date} ${time}`;
    const there = lines.get(line);
    if (there) there.cities.push(zoneCity(zone, locale));
    else
      lines.set(line, {
        order: line,
        time: formatTime(at, locale, zone),
        day: formatDay(at, locale, zone),
        cities: [zoneCity(zone, locale)],
      });
  });
  return [...lines.values()]
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ order: _, ...clock }) => ({
      ...clock,
      cities: clock.cities.sort(compareWords),
    }));
}
