import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueReminder, reminderKinds } from "./reminders";

// Noon in Prague, 17:00 in Bishkek.
const deadline = new Date("2026-12-14T11:00:00Z");
const begunAt = new Date("2026-11-20T00:00:00Z");
const draft = (changes: Partial<Parameters<typeof dueReminder>[0]> = {}) => ({
  deadline,
  begunAt,
  sent: [] as string[],
  zone: "Asia/Bishkek",
  ...changes,
});
const at = (time: string) => new Date(time);

describe("dueReminder", () => {
  test("seven days, two days and twelve hours before the deadline, and no moment earlier", () => {
    expect(dueReminder(draft(), at("2026-12-07T10:59:00Z"))).toBeNull();
    expect(dueReminder(draft(), at("2026-12-07T11:00:00Z"))).toBe("week");
    expect(dueReminder(draft({ sent: ["week"] }), at("2026-12-09T06:00:00Z"))).toBeNull();
    expect(dueReminder(draft({ sent: ["week"] }), at("2026-12-12T11:00:00Z"))).toBe("two-days");
    // Twelve hours before is 05:00 in Bishkek: it waits until eight, when nine hours are left.
    const both = draft({ sent: ["week", "two-days"] });
    expect(dueReminder(both, at("2026-12-13T23:00:00Z"))).toBeNull();
    expect(dueReminder(both, at("2026-12-14T02:00:00Z"))).toBe("twelve-hours");
  });

  test("does not wait for a morning that would come too late", () => {
    // The deadline is at six in the morning in Bishkek, the last evening at 18:00 is by day, 21:00 is not.
    const early = draft({ deadline: at("2026-12-14T00:00:00Z"), sent: ["week", "two-days"] });
    expect(dueReminder(early, at("2026-12-13T15:00:00Z"))).toBe("twelve-hours");
    // At eleven in the morning only three hours would be left at eight.
    const later = draft({ deadline: at("2026-12-14T05:00:00Z"), sent: ["week", "two-days"] });
    expect(dueReminder(later, at("2026-12-13T17:10:00Z"))).toBe("twelve-hours");
  });

  test("is not for a draft that was begun after its time", () => {
    const young = draft({ begunAt: at("2026-12-10T00:00:00Z") });
    expect(dueReminder(young, at("2026-12-10T08:00:00Z"))).toBeNull();
    expect(dueReminder(young, at("2026-12-12T12:00:00Z"))).toBe("two-days");
    expect(
      dueReminder(draft({ begunAt: at("2026-12-14T01:00:00Z") }), at("2026-12-14T08:00:00Z")),
    ).toBeNull();
  });

  test("is the newest alone where some were missed, and none in the last half hour or after", () => {
    expect(dueReminder(draft(), at("2026-12-14T08:00:00Z"))).toBe("twelve-hours");
    expect(dueReminder(draft(), at("2026-12-14T10:30:00Z"))).toBeNull();
    expect(dueReminder(draft(), at("2026-12-14T11:00:01Z"))).toBeNull();
  });

  test("each comes exactly once to a draft of a month, by day, wherever somebody lives and whenever the deadline is", () => {
    const zones = ["Europe/Prague", "Asia/Almaty", "Asia/Ashgabat", "America/New_York", "Asia/Kolkata"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 24 * 60 }), (zone, minute) => {
        const end = new Date(deadline.getTime() + minute * 60_000);
        const sent: string[] = [];
        for (let now = end.getTime() - 9 * 86_400_000; now < end.getTime(); now += 10 * 60_000) {
          const kind = dueReminder({ deadline: end, begunAt, sent, zone }, new Date(now));
          if (kind) sent.push(kind);
        }
        expect(sent).toEqual(reminderKinds.map(({ kind }) => kind));
      }),
      { numRuns: 60 },
    );
  });
});
