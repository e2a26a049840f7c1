import ICAL from "ical.js";
import { describe, expect, it, vi } from "vitest";
import { zonedInstant } from "~/platform/locale/zones";
import { calendarFile, type CalendarEntry, type CalendarWording } from "./calendar-file";

const prague = "Europe/Prague";
const wording: CalendarWording = {
  name: "Timetable",
  busy: null,
  cancelled: (title) => `Cancelled: ${title}`,
  pageOf: (id) => `https://example.org/programme/sessions/${id}`,
};

function session(
  date: string,
  from: string,
  to: string,
  details: Partial<CalendarEntry> = {},
): CalendarEntry {
  const zone = details.zone ?? prague;
  return {
    zone,
    sessionId: "6e1b3a52-6c8f-4c59-9d5f-3a8f2f0f8a01",
    week: 7,
    kind: "workshop",
    title: "Negotiation",
    description: "Interests behind positions.",
    startsAt: zonedInstant(date, from, zone),
    endsAt: zonedInstant(date, to, zone),
    placeName: "Room 2.14",
    placeAddress: "Šafaříkova 24, Praha",
    facilitatorId: null,
    optional: false,
    cancelled: false,
    sequence: 2,
    changedAt: new Date("2026-10-01T08:00:00Z"),
    ...details,
  };
}

/** Reads a file as a calendar app does: zones by the rules in the file, not by what this machine knows. */
function read(file: string) {
  const component = new ICAL.Component(ICAL.parse(file) as ConstructorParameters<typeof ICAL.Component>[0]);
  const rules = component.getAllSubcomponents("vtimezone").map((one) => new ICAL.Timezone(one));
  for (const rule of rules) ICAL.TimezoneService.register(rule, rule.tzid);
  const events = component.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  return { component, rules, events };
}

describe("a calendar file", () => {
  // Summer time ends on 25 October 2026 and on 31 October 2027 at 03:00.
  it.each([
    ["2026-10-23", "2026-10-23T07:00:00.000Z"],
    ["2026-10-26", "2026-10-26T08:00:00.000Z"],
    ["2027-10-29", "2027-10-29T07:00:00.000Z"],
    ["2027-11-01", "2027-11-01T08:00:00.000Z"],
    ["2027-03-26", "2027-03-26T08:00:00.000Z"],
    ["2027-03-29", "2027-03-29T07:00:00.000Z"],
  ])("keeps nine o'clock at nine on %s, by the rules it brings along", (date, instant) => {
    const { events, rules } = read(calendarFile([session(date, "09:00", "12:00")], wording));
    expect(rules.map((rule) => rule.tzid)).toEqual([prague]);
    const start = events[0]?.startDate;
    expect(start?.toString()).toBe(`${date}T09:00:00`);
    expect(start?.zone.tzid).toBe(prague);
    expect(start?.toJSDate().toISOString()).toBe(instant);
  });

  it("says what a calendar needs to follow changes", () => {
    const file = calendarFile([session("2026-10-23", "09:00", "12:00")], wording);
    const { component, events } = read(file);
    const event = events[0]?.component;
    expect(component.getFirstPropertyValue("method")).toBe("PUBLISH");
    expect(file).toContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    expect(file).toContain("X-PUBLISHED-TTL:PT1H");
    expect(file).toContain("X-WR-CALNAME:Timetable");
    expect(events[0]?.uid).toBe("6e1b3a52-6c8f-4c59-9d5f-3a8f2f0f8a01");
    expect(event?.getFirstPropertyValue("sequence")).toBe(2);
    expect(String(event?.getFirstPropertyValue("dtstamp"))).toBe("2026-10-01T08:00:00Z");
    expect(String(event?.getFirstPropertyValue("last-modified"))).toBe("2026-10-01T08:00:00Z");
    expect(event?.getFirstPropertyValue("status")).toBe("CONFIRMED");
    expect(events[0]?.location).toBe("Room 2.14, Šafaříkova 24, Praha");
  });

  it("is the same, byte for byte, as long as nothing changes", () => {
    const sessions = [session("2026-10-23", "09:00", "12:00")];
    expect(calendarFile(sessions, wording)).toBe(calendarFile(sessions, wording));
  });

  it("keeps what was called off, and says so", () => {
    const { events } = read(
      calendarFile([session("2026-10-23", "09:00", "12:00", { cancelled: true })], wording),
    );
    expect(events[0]?.summary).toBe("Cancelled: Negotiation");
    expect(events[0]?.component.getFirstPropertyValue("status")).toBe("CANCELLED");
  });

  it("can leave out everything but the times", () => {
    const file = calendarFile([session("2026-10-23", "09:00", "12:00")], { ...wording, busy: "Busy" });
    expect(read(file).events[0]?.summary).toBe("Busy");
    for (const word of ["Negotiation", "Interests", "Room", "example.org"]) expect(file).not.toContain(word);
  });

  it("lets no text break out of its field", () => {
    const title = "Peace; a, b \\ c\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT";
    const file = calendarFile(
      [session("2026-10-23", "09:00", "12:00", { title, description: title })],
      wording,
    );
    const { events } = read(file);
    expect(events).toHaveLength(1);
    expect(events[0]?.component.getAllProperties("attendee")).toEqual([]);
    expect(events[0]?.summary).toBe(title.replace("\r\n", "\n"));
    expect(file.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });

  it("ends every line, and has its properties before its components", () => {
    const file = calendarFile([session("2026-10-23", "09:00", "12:00")], wording);
    expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(file.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const lines = file.split("\r\n");
    const firstComponent = lines.findIndex((line, index) => index > 0 && line.startsWith("BEGIN:"));
    const lastProperty = lines.findLastIndex((line) =>
      /^(VERSION|PRODID|METHOD|NAME|X-WR-|X-PUBLISHED-TTL|REFRESH-INTERVAL)/.test(line),
    );
    expect(lastProperty).toBeLessThan(firstComponent);
    expect(lines.filter((line) => line.startsWith("X-WR-TIMEZONE"))).toEqual(["X-WR-TIMEZONE:Europe/Prague"]);
  });

  it.each(["Europe/Kyiv", "Europe/Kiev"])("calls %s by its own name everywhere", (zone) => {
    const file = calendarFile([session("2026-10-26", "09:00", "10:00", { zone })], wording);
    expect(file).not.toContain("Kiev");
    const { events, rules } = read(file);
    expect(rules.map(({ tzid }) => tzid)).toEqual(["Europe/Kyiv"]);
    expect(file).toContain("DTSTART;TZID=Europe/Kyiv:20261026T090000");
    expect(file).toContain("X-WR-TIMEZONE:Europe/Kyiv");
    expect(events[0]?.startDate.toJSDate().toISOString()).toBe("2026-10-26T07:00:00.000Z");
  });

  it("brings the rules of every zone along, each once, and says no one zone for all", () => {
    const file = calendarFile(
      [
        session("2026-10-26", "09:00", "10:00"),
        session("2026-10-27", "09:00", "10:00", { sessionId: "b", zone: "Asia/Almaty" }),
        session("2026-10-28", "09:00", "10:00", { sessionId: "c", zone: "Asia/Almaty" }),
      ],
      wording,
    );
    expect(read(file).rules.map(({ tzid }) => tzid)).toEqual(["Europe/Prague", "Asia/Almaty"]);
    expect(file).not.toContain("X-WR-TIMEZONE");
  });

  it.each(["UTC", "America/New_York", "Pacific/Kiritimati", "Africa/Cairo"])(
    "is the same on a server in %s",
    (server) => {
      const nights = () =>
        calendarFile(
          [
            session("2026-10-25", "02:30", "03:30"),
            session("2027-04-29", "19:00", "23:30", { sessionId: "b", zone: "Africa/Cairo" }),
          ],
          wording,
        );
      const usual = nights();
      vi.stubEnv("TZ", server);
      expect(nights()).toBe(usual);
      vi.unstubAllEnvs();
      expect(usual).toContain("DTSTART;TZID=Europe/Prague:20261025T023000");
      expect(usual).toContain("DTEND;TZID=Africa/Cairo:20270429T233000");
    },
  );
});
