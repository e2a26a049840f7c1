import { describe, expect, test } from "vitest";
import { canWithdraw, lockOf } from "./access";

const edition = { callClosesAt: new Date("2026-12-14T12:00:00Z"), graceMinutes: 60, startsOn: "2027-04-05" };

describe("lockOf", () => {
  test("leaves a draft open until the last minute of the grace, and not a moment longer", () => {
    expect(lockOf({ status: "draft" }, edition, new Date("2026-12-14T12:00:01Z"))).toBeNull();
    expect(lockOf({ status: "draft" }, edition, new Date("2026-12-14T13:00:00Z"))).toBeNull();
    expect(lockOf({ status: "draft" }, edition, new Date("2026-12-14T13:00:00.001Z"))).toBe("closed");
  });

  test("locks what was submitted or withdrawn, whatever the time", () => {
    const early = new Date("2026-12-01T00:00:00Z");
    expect(lockOf({ status: "submitted" }, edition, early)).toBe("submitted");
    expect(lockOf({ status: "withdrawn" }, edition, early)).toBe("withdrawn");
  });
});

describe("canWithdraw", () => {
  test("until the day the programme starts", () => {
    expect(canWithdraw({ status: "submitted" }, edition, "2027-04-04")).toBe(true);
    expect(canWithdraw({ status: "submitted" }, edition, "2027-04-05")).toBe(false);
    expect(canWithdraw({ status: "withdrawn" }, edition, "2027-01-01")).toBe(false);
  });
});
