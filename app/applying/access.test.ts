import { describe, expect, test } from "vitest";
import { canReopen, canWithdraw, deadlineOf, lastMomentOf, lockOf, type Deadlined } from "./access";

const edition = {
  callClosesAt: new Date("2026-12-14T12:00:00Z"),
  graceMinutes: 60,
  startsOn: "2027-04-05",
  decisionsReleasedAt: null,
};
const sentAt = new Date("2026-12-01T00:00:00Z");
const facts = (status: Deadlined["status"], changes: Partial<Deadlined> = {}): Deadlined => ({
  status,
  submittedAt: status === "draft" ? null : sentAt,
  extendedUntil: null,
  ...changes,
});

describe("lockOf", () => {
  test("leaves a draft open until the last minute of the grace, and not a moment longer", () => {
    expect(lockOf(facts("draft"), edition, new Date("2026-12-14T12:00:01Z"))).toBeNull();
    expect(lockOf(facts("draft"), edition, new Date("2026-12-14T13:00:00Z"))).toBeNull();
    expect(lockOf(facts("draft"), edition, new Date("2026-12-14T13:00:00.001Z"))).toBe("closed");
  });

  test("locks what was submitted or withdrawn, whatever the time", () => {
    const early = new Date("2026-12-01T00:00:00Z");
    expect(lockOf(facts("submitted"), edition, early)).toBe("submitted");
    expect(lockOf(facts("withdrawn"), edition, early)).toBe("withdrawn");
  });
});

describe("a deadline given to one person", () => {
  const later = new Date("2026-12-16T12:00:00Z");

  test("is theirs to the moment, without a grace", () => {
    const extended = facts("draft", { extendedUntil: later });
    expect(deadlineOf(extended, edition)).toEqual(later);
    expect(lockOf(extended, edition, later)).toBeNull();
    expect(lockOf(extended, edition, new Date(later.getTime() + 1))).toBe("closed");
  });

  test("never takes anything away: an earlier one changes nothing, one within the grace leaves the grace", () => {
    for (const extendedUntil of [new Date("2026-12-10T12:00:00Z"), new Date("2026-12-14T12:30:00Z")])
      expect(lastMomentOf({ extendedUntil }, edition)).toEqual(new Date("2026-12-14T13:00:00Z"));
  });
});

describe("a submission that was taken back to be edited", () => {
  test("can be changed until the last moment, and then counts as it was sent", () => {
    const reopened = facts("draft", { submittedAt: sentAt });
    expect(lockOf(reopened, edition, new Date("2026-12-14T12:59:00Z"))).toBeNull();
    expect(lockOf(reopened, edition, new Date("2026-12-14T13:00:00.001Z"))).toBe("submitted");
  });

  test("is taken back until the deadline itself, not in the grace, and never after decisions", () => {
    const at = (time: string) => canReopen(facts("submitted"), edition, new Date(time));
    expect(at("2026-12-14T12:00:00Z")).toBe(true);
    expect(at("2026-12-14T12:00:01Z")).toBe(false);
    const early = new Date("2026-12-02T00:00:00Z");
    expect(canReopen(facts("draft"), edition, early)).toBe(false);
    expect(canReopen(facts("withdrawn"), edition, early)).toBe(false);
    expect(canReopen(facts("submitted"), { ...edition, decisionsReleasedAt: early }, early)).toBe(false);
  });
});

describe("canWithdraw", () => {
  test("until the day the programme starts", () => {
    expect(canWithdraw({ status: "submitted" }, edition, "2027-04-04")).toBe(true);
    expect(canWithdraw({ status: "submitted" }, edition, "2027-04-05")).toBe(false);
    expect(canWithdraw({ status: "withdrawn" }, edition, "2027-01-01")).toBe(false);
  });
});
