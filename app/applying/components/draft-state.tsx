import { useTranslation } from "react-i18next";

/**
 * The line in which draft.enhance.ts says how the draft is: hidden until that script runs. It carries the script's
 * words, so that the script needs no catalogue.
 */
export function DraftState() {
  const { t } = useTranslation("applying");
  return (
    <div
      hidden
      data-draft-state
      data-idle={t("draft.idle")}
      data-saving={t("draft.saving")}
      data-saved={t("draft.saved", { time: "%time%" })}
      data-offline={t("draft.offline")}
      data-conflict={t("draft.conflict")}
      data-compare={t("draft.compare")}
      data-refused={t("draft.refused")}
      data-logged-out={t("draft.logged-out")}
      data-log-in={t("platform:nav.log-in")}
      className="sticky bottom-0 z-10 mt-8 border-t border-line bg-paper py-2 text-small"
    >
      <span role="status" aria-live="polite" />
    </div>
  );
}
