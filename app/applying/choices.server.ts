import type { Viewer } from "~/accounts/session.server";
import type { Edition } from "~/cohorts/editions.server";
import { countriesOf } from "~/cohorts/public-call";
import { formatDateRange, formatForReader, listInWords } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";

/** What pressing a call's button does for somebody, or that they may not apply to it. */
export type ChoiceState = "start" | "draft" | "sent" | "barred";

/** The open calls as somebody chooses among them: what tells them apart, and what they have done in each. */
export function readChoices(
  open: readonly Edition[],
  mine: ReadonlyMap<string, { status: "draft" | "submitted" | "withdrawn" }>,
  viewer: Viewer,
  locale: Locale,
) {
  return open.map((edition) => {
    const own = mine.get(edition.id);
    const judges = viewer.roles.some(
      ({ role, editionId }) => editionId === edition.id && (role === "coordinator" || role === "panelist"),
    );
    const state: ChoiceState = own
      ? own.status === "draft"
        ? "draft"
        : "sent"
      : judges
        ? "barred"
        : "start";
    return {
      slug: edition.slug,
      name: edition.name,
      state,
      closes: formatForReader(edition.callClosesAt, locale, edition.zone, viewer.timeZone),
      dates: formatDateRange(edition.startsOn, edition.endsOn, locale),
      countries: listInWords(countriesOf(edition, locale), locale),
      minAge: edition.minAge,
      maxAge: edition.maxAge,
    };
  });
}
