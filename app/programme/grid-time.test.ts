import { describe, expect, it } from "vitest";
import { endInColumn, gridDate, gridHours } from "./grid-time";

describe("a time in the grid", () => {
  it("reads the same in its UTC fields, also where clocks somewhere skip it", () => {
    expect(gridDate("2026-10-26", "09:05").toISOString()).toBe("2026-10-26T09:05:00.000Z");
    expect(gridDate("2027-04-30", "00:00").toISOString()).toBe("2027-04-30T00:00:00.000Z");
  });

  it("ends in the column of its day", () => {
    const day = "2027-04-30";
    expect(endInColumn({ day, start: "19:00", end: "22:00" }).toISOString()).toBe("2027-04-30T22:00:00.000Z");
    for (const end of ["00:00", "00:30"])
      expect(endInColumn({ day, start: "19:00", end }).toISOString()).toBe("2027-04-30T23:59:59.999Z");
  });
});

describe("the hours of a grid", () => {
  it("hold every session and at least a working day", () => {
    expect(gridHours([])).toEqual({ first: 9, last: 17 });
    expect(gridHours([{ start: "07:45", end: "19:10" }])).toEqual({ first: 7, last: 20 });
    expect(gridHours([{ start: "10:00", end: "18:00" }])).toEqual({ first: 9, last: 18 });
    expect(gridHours([{ start: "19:00", end: "00:30" }])).toEqual({ first: 9, last: 24 });
  });
});
