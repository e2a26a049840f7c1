import { afterEach, describe, expect, it, vi } from "vitest";
import { findInstant, wallClock, zonedInstant } from "./zones";

/** Zones in which a server may run: far east and west, and such as change their clocks at midnight. */
const servers = [
  "UTC",
  "Europe/Prague",
  "America/New_York",
  "Pacific/Kiritimati",
  "Africa/Cairo",
  "Asia/Beirut",
];

afterEach(() => vi.unstubAllEnvs());

describe.each(servers)("on a server in %s", (server) => {
  const here = () => {
    vi.stubEnv("TZ", server);
    expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(server);
  };

  it.each([
    ["2026-10-24", "09:00", "Europe/Prague", "2026-10-24T07:00:00.000Z"],
    ["2026-10-26", "09:00", "Europe/Prague", "2026-10-26T08:00:00.000Z"],
    // Comes twice: the first counts.
    ["2026-10-25", "02:30", "Europe/Prague", "2026-10-25T00:30:00.000Z"],
    ["2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30:00.000Z"],
    ["2027-03-28", "01:59", "Europe/Prague", "2027-03-28T00:59:00.000Z"],
    ["2027-03-28", "03:00", "Europe/Prague", "2027-03-28T01:00:00.000Z"],
    ["2027-04-30", "01:00", "Africa/Cairo", "2027-04-29T22:00:00.000Z"],
    ["2027-03-28", "01:00", "Asia/Beirut", "2027-03-27T22:00:00.000Z"],
    ["2027-01-01", "00:00", "Asia/Kolkata", "2026-12-31T18:30:00.000Z"],
    ["2027-01-01", "00:00", "Pacific/Kiritimati", "2026-12-31T10:00:00.000Z"],
  ])("%s %s in %s is %s, and back", (date, time, zone, instant) => {
    here();
    expect(zonedInstant(date, time, zone).toISOString()).toBe(instant);
    expect(findInstant(date, time, zone)?.toISOString()).toBe(instant);
    expect(wallClock(new Date(instant), zone)).toEqual({ date, time });
  });

  it.each([
    ["2027-03-28", "02:30", "Europe/Prague", "03:30"],
    ["2027-04-30", "00:30", "Africa/Cairo", "01:30"],
    ["2027-03-28", "00:00", "Asia/Beirut", "01:00"],
    ["2027-04-04", "02:15", "Australia/Lord_Howe", null],
    ["2027-10-03", "02:15", "Australia/Lord_Howe", "02:45"],
  ])("%s %s in %s is skipped, unless it is not", (date, time, zone, later) => {
    here();
    expect(findInstant(date, time, zone) === null).toBe(later !== null);
    if (later) expect(wallClock(zonedInstant(date, time, zone), zone)).toEqual({ date, time: later });
  });
});
