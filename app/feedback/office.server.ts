import type { Edition } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatMoment } from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { hasPulse } from "~/programme/kinds";
import { findRelease, listReleasedSessions } from "~/programme/releases.server";
import { listWeeks } from "~/programme/sessions.server";
import { together, type Figures } from "./floor";
import { listFigures } from "./pulses.server";

/** A session that has been held, with its figures where they may be shown. */
export interface HeldSession {
  id: string;
  week: number;
  title: string;
  when: string;
  figures: Figures | null;
}

/** What fellows have said in an edition: by session, and by week out of the sessions that are themselves shown. */
export async function getFeedbackReport(
  edition: Edition,
  locale: Locale,
): Promise<{ sessions: HeldSession[]; weeks: { number: number; theme: string; figures: Figures | null }[] }> {
  const at = now();
  const [release, weeks] = await Promise.all([findRelease(database(), edition.id), listWeeks(edition)]);
  const published = release ? await listReleasedSessions(database(), [release], { before: at }) : [];
  const held = published.filter(
    (session) => session.endsAt <= at && !session.cancelled && hasPulse(session.kind),
  );
  const figures = await listFigures(
    [edition],
    held.map((session) => session.sessionId),
  );
  const sessions = held.map((session) => ({
    id: session.sessionId,
    week: session.week,
    title: session.title,
    when: formatMoment(session.startsAt, locale, session.zone),
    figures: figures.get(session.sessionId) ?? null,
  }));
  return {
    sessions,
    weeks: weeks.map(({ number, theme }) => ({
      number,
      theme,
      figures: together(
        sessions.filter((session) => session.week === number).map((session) => session.figures),
      ),
    })),
  };
}
