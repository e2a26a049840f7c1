import { describe, expect, it } from "vitest";
import {
  changesSince,
  groundChanges,
  nextRelease,
  pendingChanges,
  touchedBy,
  type Snapshot,
} from "./releases";

function snapshot(details: Partial<Snapshot> = {}): Snapshot {
  return {
    sessionId: "s1",
    week: 5,
    kind: "workshop",
    title: "Negotiation",
    description: "Interests behind positions.",
    startsAt: new Date("2026-10-13T07:00:00Z"),
    endsAt: new Date("2026-10-13T10:00:00Z"),
    placeName: "Room 2.14",
    placeAddress: "Šafaříkova 24",
    facilitatorId: "petr",
    optional: false,
    cancelled: false,
    ...details,
  };
}
const first = new Date("2026-09-01T08:00:00Z");
const later = new Date("2026-10-01T08:00:00Z");

describe("what has changed about a session", () => {
  it("is nothing when it is the same", () => {
    expect(changesSince(snapshot(), snapshot({ startsAt: new Date("2026-10-13T07:00:00Z") }))).toEqual([]);
  });

  it.each([
    [{ startsAt: new Date("2026-10-13T08:00:00Z") }, ["time"]],
    [{ endsAt: new Date("2026-10-13T10:30:00Z") }, ["time"]],
    [{ placeName: "Garden room" }, ["place"]],
    [{ placeName: null, placeAddress: null }, ["place"]],
    [{ facilitatorId: null }, ["facilitator"]],
    [{ title: "Bargaining" }, ["words"]],
    [{ optional: true }, ["words"]],
    [{ cancelled: true, title: "Bargaining" }, ["cancelled", "words"]],
  ] as const)("%o is told as %o", (change, told) => {
    expect(changesSince(snapshot(), snapshot(change))).toEqual(told);
  });

  it("is that it is new, or on again", () => {
    expect(changesSince(undefined, snapshot())).toEqual(["new"]);
    expect(changesSince(snapshot({ cancelled: true }), snapshot())).toEqual(["restored"]);
  });
});

describe("the next release", () => {
  const published = nextRelease([], [snapshot()], first);

  it("starts a session at sequence 0", () => {
    expect(published).toMatchObject([{ sessionId: "s1", sequence: 0, changedAt: first }]);
  });

  it("leaves an unchanged session as it was", () => {
    expect(nextRelease(published, [snapshot()], later)).toEqual(published);
  });

  it.each([
    [{ startsAt: new Date("2026-10-13T08:00:00Z") }],
    [{ placeName: "Garden room" }],
    [{ cancelled: true }],
  ])("counts %o up and dates it", (change) => {
    expect(nextRelease(published, [snapshot(change)], later)).toMatchObject([
      { sequence: 1, changedAt: later },
    ]);
  });

  it("dates a change of words without counting it up", () => {
    expect(nextRelease(published, [snapshot({ title: "Bargaining" })], later)).toMatchObject([
      { sequence: 0, changedAt: later, title: "Bargaining" },
    ]);
  });

  it("keeps a cancelled session, but never shows one that was cancelled before anybody saw it", () => {
    const draft = [snapshot({ cancelled: true }), snapshot({ sessionId: "s2", cancelled: true })];
    expect(nextRelease(published, draft, later).map((s) => s.sessionId)).toEqual(["s1"]);
    expect(pendingChanges(published, draft).map((c) => c.session.sessionId)).toEqual(["s1"]);
  });
});

describe("what is waiting to be published", () => {
  it("is in the order of time, with how each was", () => {
    const before = nextRelease([], [snapshot(), snapshot({ sessionId: "s2" })], first);
    const moved = snapshot({
      startsAt: new Date("2026-10-15T07:00:00Z"),
      endsAt: new Date("2026-10-15T10:00:00Z"),
    });
    const added = snapshot({ sessionId: "s3" });
    expect(pendingChanges(before, [moved, snapshot({ sessionId: "s2" }), added])).toEqual([
      { session: added, before: null, changes: ["new"] },
      { session: moved, before: before[0], changes: ["time"] },
    ]);
  });
});

describe("the ground of a programme", () => {
  const prague = { zone: "Europe/Prague", startsOn: "2026-09-14" };

  it("is nothing to publish before the first time, and while it is the same", () => {
    expect(groundChanges(null, prague)).toEqual([]);
    expect(groundChanges(prague, { ...prague })).toEqual([]);
  });

  it("waits like any other change", () => {
    expect(groundChanges(prague, { zone: "Asia/Almaty", startsOn: "2026-09-21" })).toEqual([
      { what: "zone", was: "Europe/Prague", becomes: "Asia/Almaty" },
      { what: "startsOn", was: "2026-09-14", becomes: "2026-09-21" },
    ]);
  });
});

describe("whom a publication touches", () => {
  const before = nextRelease([], [snapshot(), snapshot({ sessionId: "s2", facilitatorId: "jana" })], first);
  const touched = (draft: Snapshot[], at = later) => touchedBy(pendingChanges(before, draft), at);

  it("is nobody whose sessions stay as they are", () => {
    const other = snapshot({ sessionId: "s2", facilitatorId: "jana" });
    expect(touched([snapshot(), other])).toEqual({ fellows: false, leaders: [] });
    expect(touched([snapshot({ placeName: "Loft" }), other])).toEqual({ fellows: true, leaders: ["petr"] });
  });

  it("is both who gives a session away and who takes it on", () => {
    const given = snapshot({ facilitatorId: "amina" });
    expect(touched([given, snapshot({ sessionId: "s2", facilitatorId: "jana" })]).leaders).toEqual([
      "amina",
      "petr",
    ]);
  });

  it("is nobody by a change of what is over", () => {
    expect(touched([snapshot({ title: "Bargaining" })], new Date("2026-10-13T10:00:00Z"))).toEqual({
      fellows: false,
      leaders: [],
    });
  });
});
