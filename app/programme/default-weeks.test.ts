import { describe, expect, it } from "vitest";
import { firstMonday, weekCount, weekOfDate, weekdayOf } from "~/cohorts/weeks";
import { wallClock } from "~/platform/locale/zones";
import * as laid from "./default-weeks";
import { placeSlot } from "./slots";

const { defaultWeeks } = laid;
const prague = "Europe/Prague";

/** The default programme as it comes to stand in time. */
function defaultProgramme(edition: { startsOn: string; zone: string }) {
  const { weeks, sessions } = laid.defaultProgramme(edition);
  return { weeks, sessions: sessions.map((session) => ({ ...session, ...placeSlot(session, edition) })) };
}
const clockOf = (instant: Date) => wallClock(instant, prague);

describe("the default ten weeks", () => {
  it("are ten, each with its theme, and every week has what comes back", () => {
    expect(defaultWeeks).toHaveLength(weekCount);
    const { weeks, sessions } = defaultProgramme({ startsOn: "2026-09-14", zone: prague });
    expect(weeks.map((week) => week.theme)).toMatchObject(defaultWeeks.map((week) => week.theme));
    for (const { number } of weeks) {
      const kinds = sessions.filter((session) => session.week === number).map((session) => session.kind);
      expect(kinds).toEqual(expect.arrayContaining(["coaching", "circle", "lesson", "social"]));
    }
  });

  it("put the field visit in week 6, the placement in weeks 7 and 8, evaluations in 1, 5 and 10", () => {
    const { sessions } = defaultProgramme({ startsOn: "2026-09-14", zone: prague });
    const weeksOf = (kind: string) => [
      ...new Set(sessions.filter((s) => s.kind === kind).map((s) => s.week)),
    ];
    expect(sessions.find((s) => s.title.startsWith("Field visit"))?.week).toBe(6);
    expect(weeksOf("placement")).toEqual([7, 8]);
    expect(weeksOf("evaluation")).toEqual([1, 5, 10]);
    expect(sessions.filter((s) => s.kind === "placement" && s.week === 7)).toHaveLength(4);
    expect(sessions.filter((s) => s.kind === "placement" && s.week === 8)).toHaveLength(3);
  });

  // Summer time ends on 25 October 2026 and on 31 October 2027, in the middle of an autumn edition.
  it.each([
    ["2026-09-14", "2026-10-19", "2026-10-26"],
    ["2027-09-13", "2027-10-25", "2027-11-01"],
  ])("keep nine o'clock at nine across the end of summer time (from %s)", (startsOn, before, after) => {
    const { sessions } = defaultProgramme({ startsOn, zone: prague });
    const onMonday = (date: string) => sessions.find((s) => clockOf(s.startsAt).date === date);
    const last = onMonday(before);
    const first = onMonday(after);
    expect(last && clockOf(last.startsAt).time).toBe("09:00");
    expect(first && clockOf(first.startsAt).time).toBe("09:00");
    expect(last?.startsAt.toISOString()).toBe(`${before}T07:00:00.000Z`);
    expect(first?.startsAt.toISOString()).toBe(`${after}T08:00:00.000Z`);
  });

  it("never overlap and end after they begin", () => {
    for (const startsOn of [
      "2026-09-14",
      "2026-09-15",
      "2026-09-16",
      "2026-09-17",
      "2026-09-18",
      "2026-09-20",
    ]) {
      const { sessions } = defaultProgramme({ startsOn, zone: prague });
      sessions.forEach((session, index) => {
        expect(session.endsAt.getTime()).toBeGreaterThan(session.startsAt.getTime());
        const next = sessions[index + 1];
        if (next) expect(next.startsAt.getTime()).toBeGreaterThanOrEqual(session.endsAt.getTime());
      });
    }
  });

  it.each(["2026-09-15", "2026-09-16", "2026-09-17", "2026-09-18"])(
    "begin with the orientation on %s, nothing before it, and go on the Monday after",
    (startsOn) => {
      const { sessions } = defaultProgramme({ startsOn, zone: prague });
      expect(firstMonday(startsOn)).toBe("2026-09-14");
      expect(clockOf(sessions[0]?.startsAt as Date)).toEqual({ date: startsOn, time: "09:00" });
      expect(sessions[0]?.title).toBe("Orientation");
      expect(sessions[1]?.title).not.toBe("Values");
      expect(sessions.find((s) => s.week === 2)?.startsAt.toISOString()).toBe("2026-09-21T07:00:00.000Z");
    },
  );

  it("move what a short first week would lose as far as it fits", () => {
    const { sessions } = defaultProgramme({ startsOn: "2026-09-16", zone: prague });
    const titles = sessions.filter((s) => s.week === 1).map((s) => s.title);
    for (const title of [
      "Orientation",
      "Safety briefing",
      "Skills baseline",
      "Group agreement",
      "Peer circle",
    ])
      expect(titles).toContain(title);
    expect(titles).not.toContain("Coaching hour: meet your coach");
  });

  it("begin on the Monday after an arrival at the weekend", () => {
    const { sessions } = defaultProgramme({ startsOn: "2026-09-13", zone: prague });
    expect(clockOf(sessions[0]?.startsAt as Date).date).toBe("2026-09-14");
  });

  it("know the week of every session by its date", () => {
    for (const startsOn of ["2026-09-14", "2026-09-16", "2026-09-19"])
      for (const session of defaultProgramme({ startsOn, zone: prague }).sessions)
        expect(weekOfDate(startsOn, clockOf(session.startsAt).date)).toBe(session.week);
  });
});

describe("days", () => {
  it("are counted from Monday", () => {
    expect(["2026-09-14", "2026-09-20"].map(weekdayOf)).toEqual([1, 7]);
  });
});
