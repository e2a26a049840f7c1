import type { Viewer } from "~/accounts/session.server";
import { now } from "~/platform/clock.server";
import { formatDay, formatTime, zoneCity } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import type { ReleasedSession } from "./releases.server";
import { nowAndNext, viewSession } from "./timetable";
import { namesOfFacilitators } from "./week.server";

/** A published session as its own page tells it: when in its edition and where its reader is, where, and about what. */
export async function describeSession(session: ReleasedSession, viewer: Viewer, locale: Locale) {
  const at = now();
  const { zone } = session;
  const names = await namesOfFacilitators([session]);
  const span = (where: string) =>
    `${formatTime(session.startsAt, locale, where)}–${formatTime(session.endsAt, locale, where)}`;
  const theirs = viewer.timeZone && viewer.timeZone !== zone ? viewer.timeZone : null;
  const sameDay =
    theirs && formatDay(session.startsAt, locale, theirs) === formatDay(session.startsAt, locale, zone);
  return {
    week: session.week,
    session: viewSession(session, { locale, zone, at, names, next: nowAndNext([session], at).next }),
    description: session.description.split(/\n+/).filter((line) => line.trim()),
    day: formatDay(session.startsAt, locale, zone),
    city: zoneCity(zone, locale),
    elsewhere: theirs && {
      span: sameDay ? span(theirs) : `${formatDay(session.startsAt, locale, theirs)}, ${span(theirs)}`,
      city: zoneCity(theirs, locale),
    },
    isOver: session.endsAt <= at,
  };
}

export type SessionDescription = Awaited<ReturnType<typeof describeSession>>;
