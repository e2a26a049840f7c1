import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import type { Lock } from "../access";

interface LockNoticeProps {
  lock: NonNullable<Lock>;
  closedAt: string;
  /** Whether somebody has just tried to save something, which is shown beneath but not kept. */
  typed?: boolean;
}

/** Why an application cannot be changed any more. */
export function LockNotice({ lock, closedAt, typed = false }: LockNoticeProps) {
  const { t } = useTranslation("applying");
  return (
    <Notice tone={typed ? "warn" : "info"} role={typed ? "alert" : undefined} title={t(`lock.${lock}.title`)}>
      <p>{t(`lock.${lock}.text`, { when: closedAt })}</p>
      {typed ? <p>{t("lock.typed")}</p> : null}
      <p>
        <a href="/application">{t("lock.overview")}</a>
      </p>
    </Notice>
  );
}
