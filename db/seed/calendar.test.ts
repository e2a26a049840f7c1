import { describe, expect, it } from "vitest";
import { stageOf } from "~/cohorts/stages";
import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";
import { weekOfDate } from "~/cohorts/weeks";
import { datesOf, editionParts, namesOf, weeksAged, zone } from "./calendar";

/** Every day of two years, at an hour that moves along. */
const moments = Array.from({ length: 731 }, (_, day) =>
  zonedInstant(addCalendarDays("2026-09-01", day), `${String((day * 7) % 24).padStart(2, "0")}:30`, zone),
);

describe("the demonstration's dates", () => {
  it("have one call open, one edition in selection and one in its fifth week, whatever the day", () => {
    for (const now of moments) {
      const today = wallClock(now, zone).date;
      const stages = editionParts.map((part) => stageOf(datesOf(part, now), now, today));
      expect(stages, today).toEqual(["call-open", "selection", "running"]);
      expect(weekOfDate(datesOf("running", now).startsOn, today)).toBe(5);
    }
  });

  it("give each edition a name of its own", () => {
    for (const now of moments)
      expect(new Set(editionParts.map((part) => datesOf(part, now).slug)).size).toBe(3);
    expect(namesOf("2027-03-01")).toEqual({ slug: "2027-spring", name: "Spring 2027" });
    expect(namesOf("2026-12-07")).toEqual({ slug: "2026-winter", name: "Winter 2026" });
  });

  it("age by the week, and not when the clock is set back", () => {
    const { startsOn } = datesOf("running", zonedInstant("2026-11-25", "12:00", zone));
    const after = (date: string) => weeksAged(startsOn, zonedInstant(date, "12:00", zone));
    expect(after("2026-11-29")).toBe(0);
    expect(after("2026-11-30")).toBe(1);
    expect(after("2027-01-12")).toBe(7);
    expect(after("2026-06-01")).toBe(0);
  });
});
