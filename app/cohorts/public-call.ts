import {
  countryName,
  formatCalendarDate,
  formatDateRange,
  formatDay,
  formatForReader,
  formatShortDate,
  formatSoonAfter,
  listInWords,
} from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import { lastMoment } from "./stages";
import { beginningOfWeek, weekCount } from "./weeks";
import { clocksAt, yearOf, zonesOf } from "./year";
import { compareWords } from "~/platform/locale/order";

/** What the public may know of an edition. */
interface PublicEdition {
  slug: string;
  name: string;
  zone: string;
  callOpensAt: Date;
  callClosesAt: Date;
  graceMinutes: number;
  startsOn: string;
  endsOn: string;
  countries: readonly string[];
  minAge: number;
  maxAge: number;
  covers: readonly string[];
  places: number;
}

/** Longest that a public page is kept before it is made anew, in milliseconds. */
const longestFreshness = 5 * 60_000;

/** Until when what the start page says stays true: a call opens or closes, and a copy lives five minutes at most. */
export function freshUntil(
  editions: readonly (Pick<PublicEdition, "callOpensAt" | "callClosesAt"> | null)[],
  now: Date,
): number {
  const changes = editions
    .flatMap((edition) => (edition ? [edition.callOpensAt.getTime(), edition.callClosesAt.getTime()] : []))
    .filter((at) => at > now.getTime());
  return Math.min(now.getTime() + longestFreshness, ...changes);
}

/** An edition's call as the start page shows it, in the reader's language. */
export function readCall(edition: PublicEdition, locale: Locale, now: Date) {
  const zones = zonesOf(edition);
  const moment = (at: Date) => ({
    iso: at.toISOString(),
    day: formatDay(at, locale, edition.zone, { year: true }),
    full: formatForReader(at, locale, edition.zone, null),
    clocks: clocksAt(at, zones, locale),
    zones: zones.join(" "),
  });
  const plan = yearOf(edition);
  const today = wallClock(now, edition.zone).date;
  const days: [string, string][] = [
    ["opens", wallClock(edition.callOpensAt, edition.zone).date],
    ["closes", wallClock(edition.callClosesAt, edition.zone).date],
    ["reading", plan.readingUntil],
    ["interviews", plan.interviewsUntil],
    ["decisions", plan.decisionsBy],
    ["starts", plan.startsOn],
    ["ends", plan.endsOn],
  ];
  const countries = countriesOf(edition, locale);
  return {
    slug: edition.slug,
    name: edition.name,
    isOpen: edition.callOpensAt <= now && now < edition.callClosesAt,
    isComing: now < edition.callOpensAt,
    opens: moment(edition.callOpensAt),
    closes: moment(edition.callClosesAt),
    graceUntil:
      edition.graceMinutes > 0
        ? formatSoonAfter(lastMoment(edition), edition.callClosesAt, locale, edition.zone)
        : null,
    places: edition.places,
    countryNames: countries,
    dates: formatDateRange(edition.startsOn, edition.endsOn, locale),
    weekStarts: Array.from({ length: weekCount }, (_, index) =>
      shortDay(beginningOfWeek(edition.startsOn, index + 1), locale),
    ),
    countries: listInWords(countries, locale),
    eitherCountry: listInWords(countries, locale, "or"),
    minAge: edition.minAge,
    maxAge: edition.maxAge,
    covers: edition.covers,
    year: days.map(([key, day]) => ({ key, day: formatCalendarDate(day, locale), isPast: day < today })),
  };
}

export type PublicCall = ReturnType<typeof readCall>;

function shortDay(date: string, locale: Locale): string {
  return formatShortDate(new Date(`${date}T00:00:00Z`), locale, "UTC");
}

/** The countries that an edition is for, in the reader's language and its order. */
export function countriesOf(edition: Pick<PublicEdition, "countries">, locale: Locale): string[] {
  return edition.countries.map((code) => countryName(code, locale)).sort(compareWords);
}
