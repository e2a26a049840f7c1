import { useTranslation } from "react-i18next";
import { Timetable, type TimetableDay, type TimetableEntry } from "~/ui/timetable";
import type { SessionView } from "../timetable";
import type { DayView } from "../week.server";
import { markText } from "./mark-text";

interface SessionListProps {
  days: DayView[];
  headingLevel?: 2 | 3;
  /** Where a session's page is; a fellow's, unless told otherwise. */
  hrefFor?: (id: string) => string;
  /** Said of a day without sessions. */
  emptyText?: string;
}

const fellowsPage = (id: string) => `/programme/sessions/${id}`;

/** Days with their sessions, each a way to its page. */
export function SessionList({ days, headingLevel, hrefFor = fellowsPage, emptyText }: SessionListProps) {
  const { t } = useTranslation("programme");
  const entry = (session: SessionView): TimetableEntry => {
    const hasState = session.state === "now" || session.state === "next" || session.state === "cancelled";
    return {
      key: session.id,
      start: session.start,
      end: session.end,
      startIso: session.startIso,
      title: session.title,
      href: hrefFor(session.id),
      place: session.place ?? (session.kind === "social" ? null : t("session.no-place")),
      note: session.optional || session.facilitator ? <About session={session} /> : undefined,
      change: session.state === "past" ? undefined : markText(session.mark, t),
      state: session.state,
      stateLabel: hasState ? t(`state.${session.state}`) : undefined,
    };
  };
  const shown: TimetableDay[] = days.map((day) => ({
    key: day.date,
    title: day.title,
    note: day.when === "today" ? t("week.today") : undefined,
    entries: day.sessions.map(entry),
    emptyText: emptyText ?? t("week.free"),
  }));
  return <Timetable days={shown} headingLevel={headingLevel} />;
}

/** On a phone, who leads stands on the session's page: there the week must be seen at once. */
function About({ session }: { session: SessionView }) {
  const { t } = useTranslation("programme");
  return (
    <>
      {session.facilitator ? (
        <span className="max-md:hidden">{t("session.with", { name: session.facilitator })}</span>
      ) : null}
      {session.optional && session.kind !== "social" ? (
        <span className="session-optional">{t("session.optional")}</span>
      ) : null}
    </>
  );
}
