import { describe, expect, it } from "vitest";
import { commentsAreOpen, pulseState } from "./pulse-rules";

const session = { kind: "workshop", endsAt: new Date("2026-10-14T10:00:00Z"), cancelled: false } as const;
const edition = { endsOn: "2026-11-20" };
const at = (iso: string) => new Date(iso);
const state = (
  now: string,
  answeredAt: string | null = null,
  held = session as Parameters<typeof pulseState>[0],
) => pulseState(held, answeredAt ? at(answeredAt) : null, edition, at(now), now.slice(0, 10));

describe("a session's pulse", () => {
  it("opens the moment the session ends", () => {
    expect(state("2026-10-14T09:59:59Z")).toBe("early");
    expect(state("2026-10-14T10:00:00Z")).toBe("open");
  });

  it("can be changed for 48 hours after the first answer", () => {
    expect(state("2026-10-16T10:59:59Z", "2026-10-14T11:00:00Z")).toBe("answered");
    expect(state("2026-10-16T11:00:00Z", "2026-10-14T11:00:00Z")).toBe("settled");
  });

  it("closes with the programme, for changes too", () => {
    expect(state("2026-11-20T20:00:00Z")).toBe("open");
    expect(state("2026-11-21T00:00:00Z")).toBe("closed");
    expect(state("2026-11-21T00:00:00Z", "2026-11-20T22:00:00Z")).toBe("settled");
  });

  it("is not asked of what was cancelled or is free time", () => {
    expect(state("2026-10-15T10:00:00Z", null, { ...session, cancelled: true })).toBe("none");
    expect(state("2026-10-15T10:00:00Z", null, { ...session, kind: "social" })).toBe("none");
  });
});

describe("comments", () => {
  it("are read from the day after the last", () => {
    expect(commentsAreOpen(edition, "2026-11-20")).toBe(false);
    expect(commentsAreOpen(edition, "2026-11-21")).toBe(true);
  });
});
