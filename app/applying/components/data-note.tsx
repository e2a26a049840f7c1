import { useTranslation } from "react-i18next";
import type { FormSection } from "~/cohorts/questions";
import { retention } from "~/cohorts/retention";
import { Disclosure } from "~/ui/disclosure";

/** Who sees what is written on this page, what for, and how long it is kept: said where it is asked. */
export function DataNote({ section }: { section: FormSection }) {
  const { t } = useTranslation("applying");
  const audiences = (["panel", "office", "balance"] as const).filter((audience) =>
    section.questions.some((question) => question.audience === audience),
  );
  return (
    <Disclosure summary={t("data.title")}>
      <div className="grid max-w-text gap-2 text-small">
        {audiences.map((audience) => (
          <p key={audience}>{t(`data.${audience}`)}</p>
        ))}
        <p>{t("data.kept", { days: retention.draftDays, count: retention.applicationMonths })}</p>
        <p>
          <a href="/privacy">{t("data.more")}</a>
        </p>
      </div>
    </Disclosure>
  );
}
