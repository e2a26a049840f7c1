import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "~/ui/notice";
import type { PendingChanges } from "../form-office.server";

interface PendingNoticeProps {
  pending: PendingChanges | null;
  version: number;
  action: ReactNode;
}

/** Whether what is seen is what applicants see, and in a line what would change. */
export function PendingNotice({ pending, version, action }: PendingNoticeProps) {
  const { t } = useTranslation("cohorts");
  if (!pending) return <p className="text-muted">{t("builder.is-published", { version })}</p>;
  return (
    <Notice title={t("builder.not-published")}>
      <p>{pending.any ? changeLine(pending, t) : t("builder.no-difference")}</p>
      <p>{action}</p>
    </Notice>
  );
}

function changeLine(pending: PendingChanges, t: ReturnType<typeof useTranslation>["t"]): string {
  const parts = (["added", "removed", "changed", "moved"] as const)
    .filter((what) => pending[what].length > 0)
    .map((what) => t(`builder.pending.${what}`, { count: pending[what].length }));
  if (pending.sections) parts.push(t("builder.pending.sections"));
  if (pending.eligibility) parts.push(t("builder.pending.eligibility"));
  return `${parts.join("; ")}.`;
}

/** The same at length: which questions, by their words. */
export function ChangeLists({ pending }: { pending: PendingChanges }) {
  const { t } = useTranslation("cohorts");
  return (
    <div className="grid gap-6">
      {(["added", "removed", "changed", "moved"] as const)
        .filter((what) => pending[what].length > 0)
        .map((what) => (
          <div key={what}>
            <h2 className="text-lead">{t(`builder.pending.${what}`, { count: pending[what].length })}</h2>
            <ul className="mt-2 list-disc pl-6">
              {pending[what].map((label, index) => (
                <li key={index}>{label}</li>
              ))}
            </ul>
          </div>
        ))}
      {pending.sections ? <p>{t("builder.pending.sections-text")}</p> : null}
      {pending.eligibility ? <p>{t("builder.pending.eligibility-text")}</p> : null}
    </div>
  );
}
