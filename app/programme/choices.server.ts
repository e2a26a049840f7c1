import type { Edition } from "~/cohorts/editions.server";
import { programmeDays } from "~/cohorts/weeks";
import { database } from "~/platform/database.server";
import { formatCalendarDate, zoneCity } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { listFacilitators } from "./fellows.server";
import { listPlaces } from "./sessions.server";

/** What a form about a session of an edition lets choose from. */
export async function getSessionChoices(edition: Edition, locale: Locale) {
  const [places, facilitators] = await Promise.all([
    listPlaces(database(), edition.id),
    listFacilitators(edition),
  ]);
  const days = programmeDays(edition.startsOn);
  return {
    days,
    span: { first: formatCalendarDate(days.first, locale), last: formatCalendarDate(days.last, locale) },
    city: zoneCity(edition.zone, locale),
    places: places.map(({ id, name }) => ({ id, name })),
    facilitators,
  };
}
