import { describe, expect, test } from "vitest";
import { clocksAt, yearOf, zonesOf } from "./year";

const edition = {
  callClosesAt: new Date("2026-12-14T12:00:00Z"),
  zone: "Europe/Prague",
  startsOn: "2027-04-05",
  endsOn: "2027-06-11",
  countries: ["KZ", "KG", "TJ", "TM", "UZ"],
};

describe("yearOf", () => {
  test("plans two weeks of reading, two of interviews, and decisions a week later at the earliest", () => {
    expect(yearOf(edition)).toMatchObject({
      readingUntil: "2026-12-28",
      interviewsUntil: "2027-01-11",
      decisionsBy: "2027-01-18",
    });
  });

  test("plans decisions twelve weeks before a start that is far away", () => {
    expect(yearOf({ ...edition, startsOn: "2027-09-06" }).decisionsBy).toBe("2027-06-14");
  });

  test("counts from the day in the edition's zone", () => {
    expect(yearOf({ ...edition, callClosesAt: new Date("2026-12-14T23:30:00Z") }).readingUntil).toBe(
      "2026-12-29",
    );
  });
});

describe("clocksAt", () => {
  test("puts the edition's own clock first and lets places that agree share a line", () => {
    expect(clocksAt(edition.callClosesAt, zonesOf(edition), "en")).toEqual([
      { time: "13:00", day: "Monday 14 December", cities: ["Prague"] },
      { time: "17:00", day: "Monday 14 December", cities: ["Almaty", "Ashgabat", "Dushanbe", "Tashkent"] },
      { time: "18:00", day: "Monday 14 December", cities: ["Bishkek"] },
    ]);
  });

  test("names another day where midnight lies between", () => {
    const late = clocksAt(new Date("2026-12-14T20:00:00Z"), zonesOf(edition), "en");
    expect(late.map(({ time, day }) => `${day} ${time}`)).toEqual([
      "Monday 14 December 21:00",
      "Tuesday 15 December 01:00",
      "Tuesday 15 December 02:00",
    ]);
  });

  test("leaves out countries whose clock it does not know", () => {
    expect(zonesOf({ zone: "Europe/Prague", countries: ["CZ", "KG"] })).toEqual([
      "Europe/Prague",
      "Asia/Bishkek",
    ]);
  });
});
