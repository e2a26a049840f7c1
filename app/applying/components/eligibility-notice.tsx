import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import { worded } from "~/questions/wording";
import type { Ineligibility } from "../eligibility";

/** Tells, before any essay is written, what in somebody's answers does not meet the edition's rules. */
export function EligibilityNotice({ told }: { told: Ineligibility }) {
  const { t, i18n } = useTranslation("applying");
  return (
    <Notice tone="warn" title={t(told.isBarred ? "eligibility.barred" : "eligibility.told")} className="mb-8">
      <div className="grid gap-2">
        {told.says.map((says, index) => (
          <p key={index}>{worded(says, i18n.language)}</p>
        ))}
        <p>{t(told.isBarred ? "eligibility.barred-text" : "eligibility.told-text")}</p>
      </div>
    </Notice>
  );
}
