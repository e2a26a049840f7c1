import { describe, expect, it } from "vitest";
import { sessionForm } from "./forms";
import { endMinuteOf, placeSlot, skippedTimes, slotOf, writtenSlot } from "./slots";

const prague = { zone: "Europe/Prague", startsOn: "2027-03-08" };

describe("the end of a session", () => {
  it.each([
    ["09:00", "12:00", 720],
    ["19:00", "00:30", 24 * 60 + 30],
    ["19:00", "00:00", 24 * 60],
    ["22:00", "10:00", 34 * 60],
    ["22:00", "10:01", null],
    ["09:00", "08:59", null],
    ["09:00", "09:00", null],
  ])("that begins at %s and ends at %s is minute %s", (from, to, minute) => {
    expect(endMinuteOf(from, to)).toBe(minute);
  });
});

describe("a session's place", () => {
  it("is the same after it was written down", () => {
    const written = { date: "2027-03-12", from: "19:00", to: "00:30" };
    expect(slotOf(written, prague.startsOn)).toEqual({ day: 4, startMinute: 1140, endMinute: 1470 });
    expect(writtenSlot(slotOf(written, prague.startsOn), prague.startsOn)).toEqual(written);
  });

  it("keeps week, weekday and hour wherever the programme moves", () => {
    const slot = slotOf({ date: "2027-03-12", from: "09:00", to: "10:30" }, prague.startsOn);
    expect(placeSlot(slot, prague)).toEqual({
      week: 1,
      startsAt: new Date("2027-03-12T08:00:00Z"),
      endsAt: new Date("2027-03-12T09:30:00Z"),
      fault: null,
    });
    const almaty = { zone: "Asia/Almaty", startsOn: "2027-03-13" };
    expect(placeSlot(slot, almaty).startsAt).toEqual(new Date("2027-03-19T04:00:00Z"));
  });

  it("ends on the next day, across a change of the clock too", () => {
    const night = slotOf({ date: "2027-03-27", from: "19:00", to: "03:30" }, prague.startsOn);
    expect(placeSlot(night, prague)).toMatchObject({
      week: 3,
      startsAt: new Date("2027-03-27T18:00:00Z"),
      endsAt: new Date("2027-03-28T01:30:00Z"),
    });
  });

  it("says where it cannot be", () => {
    const early = slotOf({ date: "2027-03-06", from: "09:00", to: "10:00" }, "2027-03-06");
    expect(placeSlot(early, { ...prague, startsOn: "2027-03-06" }).fault).toBeNull();
    expect(placeSlot(early, prague).fault).toBe("outside");
    const skipped = { day: 20, startMinute: 150, endMinute: 195 };
    const placed = placeSlot(skipped, prague);
    expect(placed.fault).toBe("skipped");
    expect(placed.endsAt.getTime()).toBeGreaterThan(placed.startsAt.getTime());
  });

  it("is not at a time that clocks skip; one that comes twice is the first", () => {
    const night = { date: "2027-03-28", from: "02:30", to: "04:00" };
    expect(skippedTimes(night, "Europe/Prague")).toEqual(["from"]);
    expect(skippedTimes({ date: "2027-03-27", from: "20:00", to: "02:15" }, "Europe/Prague")).toEqual(["to"]);
    expect(skippedTimes(night, "Asia/Almaty")).toEqual([]);
    const twice = slotOf({ date: "2027-10-31", from: "02:15", to: "02:45" }, "2027-09-06");
    expect(placeSlot(twice, { zone: "Europe/Prague", startsOn: "2027-09-06" })).toMatchObject({
      startsAt: new Date("2027-10-31T00:15:00Z"),
      endsAt: new Date("2027-10-31T00:45:00Z"),
    });
  });
});

describe("the form of a session", () => {
  const said = { title: "A walk", kind: "social", date: "2027-03-28", revision: "1" };
  const problemsOf = (times: { from: string; to: string }) =>
    sessionForm(prague)
      .safeParse({ ...said, ...times })
      .error?.issues.map(({ path, message }) => [path.join("."), message]);

  it("refuses a time that clocks skip, at its field", () => {
    expect(problemsOf({ from: "02:30", to: "04:00" })).toEqual([["from", "platform:error.skipped"]]);
    expect(problemsOf({ from: "01:00", to: "02:30" })).toEqual([["to", "platform:error.skipped"]]);
    expect(problemsOf({ from: "03:00", to: "04:00" })).toBeUndefined();
  });

  it("takes an evening that ends after midnight, and no day that would be a night", () => {
    expect(problemsOf({ from: "19:00", to: "00:30" })).toBeUndefined();
    expect(problemsOf({ from: "09:00", to: "08:00" })).toEqual([["to", "programme:office.error.end"]]);
  });
});
