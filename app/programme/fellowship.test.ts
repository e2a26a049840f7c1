import { describe, expect, it } from "vitest";
import { currentFellowship } from "./fellowship";

const edition = (startsOn: string, endsOn: string, zone = "Europe/Prague") => ({ startsOn, endsOn, zone });
const on = (today: string) => () => today;

describe("the present fellowship", () => {
  const past = edition("2026-03-02", "2026-05-08");
  const running = edition("2026-09-14", "2026-11-20");
  const coming = edition("2027-03-01", "2027-05-07");

  it("is the running one, on its first and its last day too", () => {
    for (const today of ["2026-09-14", "2026-10-20", "2026-11-20"])
      expect(currentFellowship([past, coming, running], on(today))).toBe(running);
  });

  it("is the newest when none runs", () => {
    expect(currentFellowship([past, running], on("2026-12-24"))).toBe(running);
  });

  it("is nothing for somebody without one", () => {
    expect(currentFellowship([] as (typeof past)[], on("2026-12-24"))).toBeUndefined();
  });
});
