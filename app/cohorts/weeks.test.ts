import { describe, expect, it } from "vitest";
import { readCall } from "./public-call";
import {
  beginningOfWeek,
  dateOfDay,
  dayOfDate,
  daysOfWeek,
  mondayOfWeek,
  weekHolding,
  weekOfDate,
} from "./weeks";

describe("the weeks of a programme", () => {
  it.each([
    ["2027-03-06", "2027-03-08", "2027-03-15"],
    ["2027-03-07", "2027-03-08", "2027-03-15"],
    ["2027-03-08", "2027-03-08", "2027-03-15"],
    // In the middle of a week, the first is a short one.
    ["2027-03-10", "2027-03-10", "2027-03-15"],
    ["2027-03-12", "2027-03-12", "2027-03-15"],
  ])("that starts on %s begin on %s and %s", (startsOn, first, second) => {
    expect([beginningOfWeek(startsOn, 1), beginningOfWeek(startsOn, 2)]).toEqual([first, second]);
    expect(daysOfWeek(startsOn, 1)[0]).toBe(first);
    expect(daysOfWeek(startsOn, 2)).toHaveLength(7);
    expect(mondayOfWeek(startsOn, 2)).toBe(second);
  });

  it("are the same on the start page", () => {
    const edition = {
      slug: "2027-spring",
      name: "Spring 2027",
      zone: "Europe/Prague",
      callOpensAt: new Date("2026-10-01T07:00:00Z"),
      callClosesAt: new Date("2026-11-05T17:00:00Z"),
      graceMinutes: 60,
      startsOn: "2027-03-06",
      endsOn: "2027-05-14",
      countries: ["KZ"],
      minAge: 20,
      maxAge: 35,
      covers: [],
      places: 16,
    };
    const { weekStarts } = readCall(edition, "en", new Date("2026-10-10T10:00:00Z"));
    expect(weekStarts.slice(0, 2)).toEqual(["8 Mar", "15 Mar"]);
    expect(weekStarts).toHaveLength(10);
  });

  it("hold today only from the first to the last of their days", () => {
    const on = (date: string) => weekHolding("2027-03-06", date);
    expect(["2027-03-05", "2027-03-06", "2027-03-07"].map(on)).toEqual([null, null, null]);
    expect(["2027-03-08", "2027-03-14", "2027-03-15", "2027-05-16", "2027-05-17"].map(on)).toEqual([
      1,
      1,
      2,
      10,
      null,
    ]);
    expect(weekHolding("2027-03-10", "2027-03-09")).toBeNull();
    // What lies outside is shown with the nearest.
    expect(["2027-03-06", "2027-05-17"].map((date) => weekOfDate("2027-03-06", date))).toEqual([1, 10]);
  });

  it("count their days from the first Monday, and back", () => {
    expect(dayOfDate("2027-03-06", "2027-03-06")).toBe(-2);
    expect(dateOfDay("2027-03-06", -2)).toBe("2027-03-06");
    expect(dateOfDay("2027-03-06", 69)).toBe("2027-05-16");
  });
});
