import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wallClock } from "~/platform/locale/zones";
import { answerDeadline, holdsPlace, judgeAnswer, offerState } from "./offers";

const answerBy = new Date("2027-01-14T22:59:59Z");
const before = new Date("2027-01-14T22:59:59Z");
const after = new Date("2027-01-14T23:00:00Z");

describe("the time to answer", () => {
  test("ends with the last day in the edition's zone", () => {
    expect(answerDeadline(new Date("2027-01-07T09:00:00Z"), 7, "Europe/Prague")).toEqual(answerBy);
    // Late in the evening in Prague it is already tomorrow in Bishkek: the edition's day counts.
    expect(answerDeadline(new Date("2027-01-07T22:30:00Z"), 7, "Europe/Prague")).toEqual(answerBy);
  });

  test("is a whole last day also across the change of the clocks", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2026-01-01"), max: new Date("2029-01-01"), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("Europe/Prague", "Asia/Bishkek", "America/New_York"),
        (from, days, zone) => {
          const end = answerDeadline(from, days, zone);
          expect(wallClock(end, zone).time).toBe("23:59");
          expect(end.getTime() - from.getTime()).toBeGreaterThanOrEqual((days * 24 - 1) * 3_600_000 - 1000);
        },
      ),
    );
  });
});

describe("an offer", () => {
  test("awaits until its last second and lapses after it", () => {
    expect(offerState({ answerBy, answer: null }, before)).toBe("awaiting");
    expect(offerState({ answerBy, answer: null }, after)).toBe("lapsed");
    expect(offerState({ answerBy, answer: "accepted" }, after)).toBe("accepted");
    expect(offerState({ answerBy, answer: null }, before, true)).toBe("withdrawn");
    expect(offerState({ answerBy, answer: "declined" }, before, true)).toBe("declined");
  });

  test("holds a place while it awaits and once it is accepted", () => {
    const states = ["awaiting", "accepted", "declined", "lapsed", "withdrawn"] as const;
    expect(states.filter(holdsPlace)).toEqual(["awaiting", "accepted"]);
  });

  test("takes one answer, in time", () => {
    expect(judgeAnswer({ answerBy, answer: null }, "accepted", before)).toBe("taken");
    expect(judgeAnswer({ answerBy, answer: null }, "declined", after)).toBe("late");
    expect(judgeAnswer({ answerBy, answer: "accepted" }, "accepted", after)).toBe("repeated");
    expect(judgeAnswer({ answerBy, answer: "accepted" }, "declined", before)).toBe("answered");
  });
});
