import { describe, expect, it } from "vitest";
import { gridHours, wallClockDate } from "./wall-clock";

describe("a wall-clock date", () => {
  it("reads the same in its local fields", () => {
    const date = wallClockDate("2026-10-26", "09:05");
    expect([
      date.getFullYear(),
      date.getMonth() + 1,
      date.getDate(),
      date.getHours(),
      date.getMinutes(),
    ]).toEqual([2026, 10, 26, 9, 5]);
  });
});

describe("the hours of a grid", () => {
  it("hold every session and at least a working day", () => {
    expect(gridHours([])).toEqual({ first: 9, last: 17 });
    expect(gridHours([{ start: "07:45", end: "19:10" }])).toEqual({ first: 7, last: 20 });
    expect(gridHours([{ start: "10:00", end: "18:00" }])).toEqual({ first: 9, last: 18 });
  });
});
