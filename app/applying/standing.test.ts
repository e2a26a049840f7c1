import { describe, expect, test } from "vitest";
import { standingOf, type StandingFacts } from "./standing";

const now = new Date("2027-01-20T10:00:00Z");
const released = { outcome: "cohort" as const, releasedAt: new Date("2027-01-18T10:00:00Z") };
const offer = { answerBy: new Date("2027-01-25T10:00:00Z"), answer: null };
const facts = (changes: Partial<StandingFacts> = {}): StandingFacts => ({
  status: "submitted",
  sent: changes.status !== "draft",
  closed: false,
  decision: null,
  offer: null,
  ...changes,
});
const kindOf = (changes: Partial<StandingFacts>) => standingOf(facts(changes), now).kind;

describe("standingOf", () => {
  test("says of a draft whether it can still be sent", () => {
    expect(kindOf({ status: "draft" })).toBe("draft");
    expect(kindOf({ status: "draft", closed: true })).toBe("unsent");
  });

  test("says of one that is being edited again that it is, and once its time is over that it counts as sent", () => {
    expect(kindOf({ status: "draft", sent: true })).toBe("reopened");
    expect(kindOf({ status: "draft", sent: true, closed: true })).toBe("reading");
  });

  test("tells nothing of a decision before it is released", () => {
    for (const outcome of ["cohort", "reserve", "declined"] as const) {
      expect(kindOf({ decision: { outcome, releasedAt: null } })).toBe("reading");
      expect(kindOf({ decision: { outcome, releasedAt: null }, offer })).toBe("reading");
      expect(kindOf({ decision: { outcome, releasedAt: new Date("2027-01-21T10:00:00Z") } })).toBe("reading");
    }
  });

  test("tells the decision once it is", () => {
    expect(kindOf({ decision: { ...released, outcome: "reserve" } })).toBe("reserve");
    expect(kindOf({ decision: { ...released, outcome: "declined" } })).toBe("declined");
  });

  test("follows an offer to its answer, or past its day", () => {
    expect(standingOf(facts({ decision: released, offer }), now)).toEqual({
      kind: "offered",
      answerBy: offer.answerBy,
    });
    expect(kindOf({ decision: released, offer: { ...offer, answer: "accepted" } })).toBe("accepted");
    expect(kindOf({ decision: released, offer: { ...offer, answer: "declined" } })).toBe("declined-by-you");
    expect(
      kindOf({ decision: released, offer: { ...offer, answerBy: new Date("2027-01-19T10:00:00Z") } }),
    ).toBe("lapsed");
    expect(kindOf({ decision: released })).toBe("reading");
  });

  test("offers somebody on the reserve list the place that came free", () => {
    expect(kindOf({ decision: { ...released, outcome: "reserve" }, offer })).toBe("offered");
  });

  test("a withdrawal goes before everything", () => {
    expect(kindOf({ status: "withdrawn", decision: released, offer })).toBe("withdrawn");
  });
});
