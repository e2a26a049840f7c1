import { listEditions } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { formatDay, formatMoment, formatTime } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import { hasPulse } from "~/programme/kinds";
import { listLedSessions, type Leader } from "~/programme/leading.server";
import type { ReleasedSession } from "~/programme/releases.server";
import { nowAndNext, stateOf } from "~/programme/timetable";
import { floorOf } from "./floor";
import { listFigures } from "./pulses.server";

const perPage = 50;

/**
 * The published sessions that somebody leads, in every edition in which they are a facilitator or mentor: what is to
 * come by days, and what is past, the latest first, with figures where these may be shown.
 */
export async function listOwnSessions(leader: Leader, locale: Locale, page: number) {
  const at = now();
  const [editions, sessions] = await Promise.all([listEditions(leader.editionIds), listLedSessions(leader)]);
  const editionOf = new Map(editions.map((edition) => [edition.id, edition]));
  const own = sessions.flatMap((session) => {
    const edition = editionOf.get(session.editionId);
    return edition ? [{ session, edition }] : [];
  });
  const { next } = nowAndNext(sessions, at);
  const coming = own.filter(({ session }) => session.endsAt > at);
  const past = own.filter(({ session }) => session.endsAt <= at && !session.cancelled).reverse();
  const shown = past.slice((page - 1) * perPage, page * perPage);
  const figures = await listFigures(
    editions,
    shown.map(({ session }) => session.sessionId),
  );
  return {
    page,
    pages: Math.ceil(past.length / perPage),
    coming: byDay(
      coming.map(({ session, edition }) => ({
        edition,
        view: comingView(session, locale, at, next),
      })),
      locale,
    ),
    past: shown.map(({ session, edition }) => ({
      id: session.sessionId,
      title: session.title,
      when: formatMoment(session.startsAt, locale, session.zone),
      asks: hasPulse(session.kind),
      floor: floorOf(edition),
      figures: figures.get(session.sessionId) ?? null,
    })),
  };
}

type View = ReturnType<typeof comingView>;

function comingView(session: ReleasedSession, locale: Locale, at: Date, next: ReleasedSession[]) {
  const { zone } = session;
  return {
    id: session.sessionId,
    day: wallClock(session.startsAt, zone).date,
    title: session.title,
    start: formatTime(session.startsAt, locale, zone),
    end: formatTime(session.endsAt, locale, zone),
    startIso: session.startsAt.toISOString(),
    place: session.placeName,
    address: session.placeAddress || null,
    state: stateOf(session, at, next),
    change: session.changes.find((change) => change !== "cancelled") ?? null,
  };
}

function byDay(views: { edition: { name: string }; view: View }[], locale: Locale) {
  const days = [...new Set(views.map(({ edition, view }) => `${view.day} ${edition.name}`))];
  return days.map((key) => {
    const held = views.filter(({ edition, view }) => `${view.day} ${edition.name}` === key);
    const date = key.slice(0, 10);
    return {
      date,
      edition: key.slice(11),
      title: formatDay(new Date(`${date}T12:00:00Z`), locale, "UTC"),
      sessions: held.map(({ view }) => view),
    };
  });
}
