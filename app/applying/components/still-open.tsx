import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import { isNothingOpen, type OpenMatters } from "../open-matters";

/** What waits for an applicant, with the ways to it; nothing where nothing does. */
export function StillOpen({ open, className }: { open: OpenMatters; className?: string }) {
  const { t } = useTranslation("applying");
  if (isNothingOpen(open)) return null;
  return (
    <Notice tone="warn" title={t("open.title")} {...(className ? { className } : {})}>
      <ul role="list" className="grid gap-1">
        {open.references > 0 ? (
          <li>
            <a href="/application/referees">{t("open.references", { count: open.references })}</a>
          </li>
        ) : null}
        {open.requests > 0 ? (
          <li>
            <a href="/application/referees">{t("open.requests", { count: open.requests })}</a>
          </li>
        ) : null}
        {open.messages > 0 ? (
          <li>
            <a href="/application/messages">{t("open.messages", { count: open.messages })}</a>
          </li>
        ) : null}
      </ul>
    </Notice>
  );
}
