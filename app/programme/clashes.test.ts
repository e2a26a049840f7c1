import { describe, expect, it } from "vitest";
import { findClashes, type Held } from "./clashes";

let made = 0;
function session(from: string, to: string, details: Partial<Held> = {}): Held {
  const at = (time: string) => new Date(`2026-10-14T${time}:00Z`);
  return {
    id: `s${++made}`,
    startsAt: at(from),
    endsAt: at(to),
    placeId: null,
    facilitatorId: null,
    optional: true,
    cancelled: false,
    ...details,
  };
}

describe("clashes", () => {
  it("are the same person or the same place at the same time", () => {
    const a = session("09:00", "11:00", { facilitatorId: "amina", placeId: "hall" });
    const b = session("10:30", "12:00", { facilitatorId: "amina", placeId: "hall" });
    expect(findClashes([b, a])).toEqual([
      { over: "facilitator", first: a, second: b },
      { over: "place", first: a, second: b },
    ]);
  });

  it("are found inside a long session after a short one", () => {
    const long = session("08:00", "18:00", { placeId: "hall" });
    const short = session("09:00", "09:30", { placeId: "other" });
    const late = session("17:00", "17:30", { placeId: "hall" });
    expect(findClashes([long, short, late])).toEqual([{ over: "place", first: long, second: late }]);
  });

  it("are not two sessions that follow on one another, have no place yet, or of which one is cancelled", () => {
    const hall = { placeId: "hall" };
    expect(findClashes([session("09:00", "10:00", hall), session("10:00", "11:00", hall)])).toEqual([]);
    expect(findClashes([session("09:00", "10:00"), session("09:00", "10:00")])).toEqual([]);
    expect(
      findClashes([session("09:00", "10:00", hall), session("09:00", "10:00", { ...hall, cancelled: true })]),
    ).toEqual([]);
  });

  it("are two that the fellows must both attend, whoever leads them and wherever, past midnight too", () => {
    const late = {
      ...session("19:00", "19:00", { optional: false }),
      endsAt: new Date("2026-10-15T00:30:00Z"),
    };
    const night = {
      ...session("19:00", "19:00", { optional: false }),
      startsAt: new Date("2026-10-15T00:15:00Z"),
      endsAt: new Date("2026-10-15T01:00:00Z"),
    };
    expect(findClashes([night, late])).toEqual([{ over: "fellows", first: late, second: night }]);
    expect(findClashes([night, { ...late, optional: true }])).toEqual([]);
  });
});
