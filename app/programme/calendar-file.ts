import { TZDate } from "@date-fns/tz";
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import { tzlib_get_ical_block } from "timezones-ical-library";
import type { Published } from "./releases";

/** How a calendar is written for its reader. */
export interface CalendarWording {
  /** What a calendar app calls it: neutral, as it is seen over a shoulder. */
  name: string;
  /** What an entry is called when titles are kept out; null shows titles, places and descriptions. */
  busy: string | null;
  /** Marks the title of what was called off: "Cancelled: …". */
  cancelled: (title: string) => string;
  /** Where a session's page is. */
  pageOf: (sessionId: string) => string;
}

/** A published session with the zone that it was published with. */
export type CalendarEntry = Published & { zone: string };

const lineEnd = "\r\n";

/**
 * A published programme as iCalendar (RFC 5545, with RFC 7986's refresh interval). Times are written by the wall clock
 * of each session's zone with the zone's rules beside them, under one name. A session keeps its UID whatever changes;
 * what is called off stays, marked so, since an entry that only goes missing may stay in somebody's calendar for ever.
 */
export function calendarFile(sessions: readonly CalendarEntry[], wording: CalendarWording): string {
  const zones = new Map(
    [...new Set(sessions.map(({ zone }) => zone))].map((zone) => [zone, zoneRules(zone)]),
  );
  const names = [...new Set([...zones.values()].map(({ name }) => name))];
  const calendar = ical({
    name: wording.name,
    prodId: { company: "timetable", product: "calendar" },
    method: ICalCalendarMethod.PUBLISH,
    // The zone is each event's own: named for the whole calendar, ical-generator writes DTSTAMP in it, which is UTC.
    ...(names.length === 1 ? { x: { "X-WR-TIMEZONE": names[0] ?? "" } } : {}),
    ttl: 3600,
  });
  for (const session of sessions) {
    const free = session.optional || session.cancelled;
    const zone = zones.get(session.zone)?.name ?? session.zone;
    const event = calendar.createEvent({
      id: session.sessionId,
      start: new TZDate(session.startsAt.getTime(), zone),
      end: new TZDate(session.endsAt.getTime(), zone),
      timezone: zone,
      stamp: session.changedAt,
      lastModified: session.changedAt,
      sequence: session.sequence,
      status: session.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: free ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      summary: titleOf(session, wording),
    });
    if (wording.busy !== null) continue;
    if (session.placeName)
      event.location([session.placeName, session.placeAddress].filter(Boolean).join(", "));
    if (session.description) event.description(session.description);
    event.url(wording.pageOf(session.sessionId));
  }
  const rules = new Map([...zones.values()].map(({ name, block }) => [name, block]));
  return inOrder(calendar.toString(), [...rules.values()]);
}

function titleOf(session: Published, wording: CalendarWording): string {
  const title = wording.busy ?? session.title;
  return session.cancelled ? wording.cancelled(title) : title;
}

/** The VTIMEZONE of a zone, and the name that the zone has in it: Europe/Kyiv also for Europe/Kiev. */
function zoneRules(zone: string): { name: string; block: string } {
  const [block = ""] = tzlib_get_ical_block(zone, false);
  const name = /^TZID:(.+?)\r?$/m.exec(block)?.[1];
  if (!name) throw new Error("There are no rules for this zone.");
  return { name, block: block.trimEnd() };
}

/**
 * A calendar in the order of RFC 5545's grammar (§3.6): its properties, then the zones, then the events, and an end of
 * line after every line. ical-generator 11 writes some properties last, and nothing after the last line.
 */
function inOrder(calendar: string, zones: readonly string[]): string {
  const properties: string[] = [];
  const components: string[] = [];
  let depth = 0;
  // The first line opens the calendar, the last one closes it; a line that begins with a blank goes on with the last.
  for (const line of calendar.split(lineEnd).slice(1, -1)) {
    const opens = line.startsWith("BEGIN:");
    if (opens) depth += 1;
    (depth > 0 ? components : properties).push(line);
    if (line.startsWith("END:")) depth -= 1;
  }
  return ["BEGIN:VCALENDAR", ...properties, ...zones, ...components, "END:VCALENDAR", ""].join(lineEnd);
}
