import { useTranslation } from "react-i18next";

/**
 * The line in which draft.enhance.ts says how the draft is: hidden until that script runs. It carries the script's
 * words, so that the script needs no catalogue.
 */
export function DraftState({
  compareNext,
  logInAt,
}: {
  /** What the page's form is told by the button that compares two versions. */
  compareNext: string;
  /** Where whoever has been logged out logs in again; nothing where nobody logs in. */
  logInAt?: string;
}) {
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
      data-compare-next={compareNext}
      data-refused={t("draft.refused")}
      {...(logInAt
        ? {
            "data-logged-out": t("draft.logged-out"),
            "data-log-in": t("platform:nav.log-in"),
            "data-log-in-at": logInAt,
          }
        : {})}
      className="sticky bottom-0 z-10 mt-8 border-t border-line bg-paper py-2 text-small"
    >
      <span role="status" aria-live="polite" />
    </div>
  );
}
