import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatForReader } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import { findRelease, listReleasedSessions } from "~/programme/releases.server";
import { changeableHours, pulseState } from "./pulse-rules";
import { listOwnAnswers } from "./pulses.server";

/** A session whose pulse a fellow can still answer or change. */
export interface PulseView {
  sessionId: string;
  title: string;
  when: string;
  optional: boolean;
  /** Until when the answer can be changed; empty for one that is still to come. */
  until: string;
}

/** Which sessions wait for a fellow's answer, and which answers they can still change, the latest first. */
export async function listPulses(
  personId: string,
  edition: Edition,
  locale: Locale,
): Promise<{ waiting: PulseView[]; changeable: PulseView[] }> {
  const at = now();
  const today = wallClock(at, edition.zone).date;
  const release = await findRelease(database(), edition.id);
  const [sessions, answers] = await Promise.all([
    release ? listReleasedSessions(database(), [release], { before: at }) : [],
    listOwnAnswers(edition.id, personId),
  ]);
  const views = sessions.reverse().map((session) => {
    const moment = (instant: Date) => formatForReader(instant, locale, session.zone, null);
    const answeredAt = answers.get(session.sessionId) ?? null;
    return {
      state: pulseState(session, answeredAt, edition, at, today),
      view: {
        sessionId: session.sessionId,
        title: session.title,
        when: moment(session.startsAt),
        optional: session.optional,
        until: answeredAt ? moment(new Date(answeredAt.getTime() + changeableHours * 3_600_000)) : "",
      },
    };
  });
  const inState = (wanted: string) => views.filter(({ state }) => state === wanted).map(({ view }) => view);
  return { waiting: inState("open"), changeable: inState("answered") };
}
