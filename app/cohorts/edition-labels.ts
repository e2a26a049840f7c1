import type { Translate } from "~/platform/locale/translate";

/** What the fields of an edition are called, for a sentence that stands elsewhere than beside its field. */
export function editionLabels(t: Translate): Record<string, string> {
  const names = {
    name: "name",
    slug: "slug",
    zone: "zone",
    callOpensAt: "opens",
    callClosesAt: "closes",
    graceMinutes: "grace",
    countries: "countries",
    readingsPerApplication: "readings",
    acceptDays: "accept-days",
    startsOn: "starts",
    endsOn: "ends",
    places: "places",
    refereesAsked: "referees-asked",
    refereesWanted: "referees-wanted",
    refereeDays: "referee-days",
    refereesTold: "referees-told",
    contact: "contact-address",
    contactNote: "contact-note",
    lettersFrom: "letters-from",
    controller: "controller",
  } as const;
  return Object.fromEntries(
    Object.entries(names).map(([field, name]) => [field, t(`cohorts:edition.${name}`)]),
  );
}
