import { useTranslation } from "react-i18next";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import type { SessionDescription } from "../session-page.server";
import { markText } from "./mark-text";

/** What there is to know of a session: what has changed about it, when, where, who leads it, and what it is about. */
export function SessionFacts({
  about,
  isOwn = false,
}: {
  about: Pick<SessionDescription, "session" | "day" | "city" | "elsewhere" | "description">;
  /** Its reader leads it. */
  isOwn?: boolean;
}) {
  const { session, day, city, elsewhere, description } = about;
  const { t } = useTranslation("programme");
  const mark =
    isOwn && session.mark?.change === "facilitator" ? t("leading.now-yours") : markText(session.mark, t);
  return (
    <>
      {session.state === "cancelled" ? (
        <Notice tone="warn" title={t("session.cancelled")} className="mb-6">
          {isOwn ? null : t("session.cancelled-text")}
        </Notice>
      ) : mark && session.state !== "past" ? (
        <Notice tone={session.mark?.change === "new" ? "info" : "warn"} title={mark} className="mb-6" />
      ) : null}
      <p className="session-when" data-state={session.state}>
        <span>
          {day}
          <span className="block text-body text-muted">{t("session.in", { city })}</span>
        </span>
        <time dateTime={session.startIso}>
          {session.start}–{session.end}
        </time>
      </p>
      <DefinitionList
        items={[
          ...(elsewhere
            ? [{ term: t("session.in", { city: elsewhere.city }), description: elsewhere.span }]
            : []),
          {
            term: t("session.place"),
            description: session.place ? (
              <>
                {session.place}
                {session.address ? <span className="block text-muted">{session.address}</span> : null}
              </>
            ) : (
              t("session.no-place")
            ),
          },
          ...(session.facilitator && !isOwn
            ? [{ term: t("session.leads"), description: session.facilitator }]
            : []),
          ...(session.optional
            ? [{ term: t("session.attendance"), description: t("session.optional-long") }]
            : []),
        ]}
      />
      <div className="prose mt-6">
        {description.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </div>
    </>
  );
}
