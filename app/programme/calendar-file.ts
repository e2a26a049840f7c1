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

/**
 * A published programme as iCalendar (RFC 5545, with RFC 7986's refresh interval). Times are written by the wall clock
 * of `zone` with the zone's rules beside them. A session keeps its UID whatever changes; what is called off stays,
 * marked so, since an entry that only goes missing may stay in somebody's calendar for ever.
 */
export function calendarFile(sessions: readonly Published[], zone: string, wording: CalendarWording): string {
  const calendar = ical({
    name: wording.name,
    prodId: { company: "timetable", product: "calendar" },
    method: ICalCalendarMethod.PUBLISH,
    // The zone is each event's own: named for the whole calendar, ical-generator writes DTSTAMP in it, which is UTC.
    timezone: { name: null, generator: zoneRules },
    x: { "X-WR-TIMEZONE": zone },
    ttl: 3600,
  });
  for (const session of sessions) {
    const free = session.optional || session.cancelled;
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
  return calendar.toString();
}

function titleOf(session: Published, wording: CalendarWording): string {
  const title = wording.busy ?? session.title;
  return session.cancelled ? wording.cancelled(title) : title;
}

/** The VTIMEZONE of a zone. */
function zoneRules(zone: string): string | null {
  const [rules] = tzlib_get_ical_block(zone, false);
  return rules ?? null;
}
