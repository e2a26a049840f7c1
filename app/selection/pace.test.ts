import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addedSeconds,
  longestReading,
  longestStretch,
  paceOf,
  remainingMinutes,
  secondsOf,
  shortestReading,
} from "./pace";

const start = new Date("2027-01-10T10:00:00Z");
const reading = (activeSeconds: number, elapsed = 600) => ({
  activeSeconds,
  createdAt: start,
  submittedAt: new Date(start.getTime() + elapsed * 1000),
});

describe("a reading's time", () => {
  test("is what was measured, or from the first save to the end", () => {
    expect(secondsOf(reading(480, 86_400))).toBe(480);
    expect(secondsOf(reading(0, 700))).toBe(700);
  });

  test("is never absurd", () => {
    expect(secondsOf(reading(2))).toBe(shortestReading);
    expect(secondsOf(reading(0, 14 * 86_400))).toBe(longestReading);
    expect(secondsOf(reading(0, -5))).toBe(shortestReading);
  });
});

describe("the pace", () => {
  test("is not told from one reading", () => {
    expect(paceOf([])).toBeNull();
    expect(paceOf([reading(300)])).toBeNull();
  });

  test("is the median, so that one long lunch changes nothing", () => {
    expect(paceOf([reading(300), reading(400)])).toBe(350);
    expect(paceOf([reading(300), reading(5000), reading(400)])).toBe(400);
  });

  test("lies within the bounds, and is the same in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 2, maxLength: 20 }), (times) => {
        const pace = paceOf(times.map((time) => reading(time, time)));
        expect(pace).toBeGreaterThanOrEqual(shortestReading);
        expect(pace).toBeLessThanOrEqual(longestReading);
        expect(paceOf([...times].reverse().map((time) => reading(time, time)))).toBe(pace);
      }),
    );
  });
});

describe("what is left", () => {
  test.each([
    [400, 12, 80],
    [60, 1, 5],
    [300, 6, 30],
    [900, 20, 300],
    [430, 30, 210],
  ])("at %d seconds with %d to read is about %d minutes", (pace, left, minutes) => {
    expect(remainingMinutes(pace, left)).toBe(minutes);
  });

  test("is not told with nothing left, or no pace", () => {
    expect(remainingMinutes(400, 0)).toBeNull();
    expect(remainingMinutes(null, 5)).toBeNull();
  });
});

describe("what a save adds", () => {
  test.each([
    [undefined, 0],
    [Number.NaN, 0],
    [-5, 0],
    [12.4, 12],
    [1e9, longestStretch],
  ])("of %s is %d", (claimed, added) => {
    expect(addedSeconds(claimed)).toBe(added);
  });
});
