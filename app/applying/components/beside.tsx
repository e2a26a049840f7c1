import { useTranslation } from "react-i18next";
import { Section } from "~/ui/page";
import type { readBeside } from "../beside.server";

interface BesideProps {
  beside: NonNullable<Awaited<ReturnType<typeof readBeside>>>;
  /** Whether it still matters who should not read it. */
  mayNameReaders: boolean;
}

/** The ways from an application to its referees and its messages, with what is new there. */
export function Beside({ beside, mayNameReaders }: BesideProps) {
  const { t } = useTranslation("applying");
  const { referees, unread } = beside;
  return (
    <div className="mt-12">
      {referees ? (
        <Section title={t("referees.block-title")}>
          <p className="max-w-text">{t(`referees.block-${referees.words}`, referees)}</p>
          <p className="mt-3">
            <a href="/application/referees">
              {t(referees.words === "over" ? "referees.block-link-over" : "referees.block-link")}
            </a>
          </p>
        </Section>
      ) : null}
      <Section title={t("messages.block-title")}>
        <p className="max-w-text">
          {unread > 0 ? (
            <strong>{t("messages.block-unread", { count: unread })}</strong>
          ) : (
            t("messages.block")
          )}
        </p>
        <p className="mt-3">
          <a href="/application/messages">{t("messages.block-link")}</a>
        </p>
      </Section>
      {mayNameReaders ? (
        <p>
          <a href="/application/readers">{t("readers.link")}</a>
        </p>
      ) : null}
    </div>
  );
}
