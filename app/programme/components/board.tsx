import { useTranslation } from "react-i18next";
import type { WeekView } from "../week.server";
import { markText } from "./mark-text";

/** Now and next, as large as on a station's board. */
export function Board({ week }: { week: Pick<WeekView, "now" | "next"> }) {
  const { t } = useTranslation("programme");
  const rows = [
    ...week.now.map((session) => ({ session, state: "now" as const, dayTitle: null })),
    ...week.next.map((session) => ({ session, state: "next" as const, dayTitle: session.dayTitle })),
  ];
  if (rows.length === 0) return null;
  return (
    <ol role="list" className="board" aria-label={t("board.label")}>
      {rows.map(({ session, state, dayTitle }) => (
        <li key={session.id} className="board-row" data-state={state}>
          <p className="board-state">
            {t(`state.${state}`)}
            <span>{state === "now" ? t("board.until", { time: session.end }) : dayTitle}</span>
          </p>
          <p className="board-time">
            <time dateTime={session.startIso}>{session.start}</time>
          </p>
          <p className="board-title">
            <a href={`/programme/sessions/${session.id}`}>{session.title}</a>
          </p>
          <p className="board-place">{session.place ?? t("session.no-place")}</p>
          {session.mark ? <p className="board-mark">{markText(session.mark, t)}</p> : null}
        </li>
      ))}
    </ol>
  );
}
