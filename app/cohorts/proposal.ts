import { addCalendarDays } from "~/platform/locale/zones";

/** The Monday on or after a calendar date. */
function mondayFrom(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return addCalendarDays(date, (8 - day) % 7);
}

/**
 * Dates that a new edition could have, by the usual rhythm: the call opens in two weeks and stays open for five,
 * reading and interviews take four, offers go out twelve weeks before the ten weeks begin.
 */
export function proposeEdition(today: string): {
  slug: string;
  name: string;
  callOpensAt: string;
  callClosesAt: string;
  startsOn: string;
  endsOn: string;
} {
  const opens = mondayFrom(addCalendarDays(today, 14));
  const closes = addCalendarDays(opens, 35);
  const starts = mondayFrom(addCalendarDays(closes, (4 + 12) * 7));
  const [year = "", month = "1"] = starts.split("-");
  const season =
    Number(month) < 3 || Number(month) === 12
      ? "Winter"
      : Number(month) < 6
        ? "Spring"
        : Number(month) < 9
          ? "Summer"
          : "Autumn";
  return {
    slug: `${year}-${season.toLowerCase()}`,
    name: `${season} ${year}`,
    callOpensAt: `${opens}T09:00`,
    callClosesAt: `${closes}T18:00`,
    startsOn: starts,
    // Ten weeks end on a Friday.
    endsOn: addCalendarDays(starts, 9 * 7 + 4),
  };
}
