import { useTranslation } from "react-i18next";
import { audiences, type FormSection } from "~/cohorts/questions";
import { retention } from "~/cohorts/retention";
import { Disclosure } from "~/ui/disclosure";

/** Who sees what is written on this page, what for, and how long it is kept: said where it is asked. */
export function DataNote({ section }: { section: FormSection }) {
  const { t } = useTranslation("applying");
  const asked = audiences.filter((audience) =>
    section.questions.some((question) => question.audience === audience),
  );
  return (
    <Disclosure summary={t("data.title")}>
      <DataLines audiences={asked} />
    </Disclosure>
  );
}

/** The same about the whole application, open: it stands right above what somebody consents to. */
export function ConsentNotice() {
  const { t } = useTranslation("applying");
  return (
    <section aria-labelledby="data-notice" className="border-l-4 border-accent pl-4">
      <h2 id="data-notice" className="mb-2 text-lead">
        {t("data.title")}
      </h2>
      <DataLines audiences={audiences} />
    </section>
  );
}

function DataLines({ audiences: seenBy }: { audiences: readonly (typeof audiences)[number][] }) {
  const { t } = useTranslation("applying");
  return (
    <div className="grid max-w-text gap-2 text-small">
      {seenBy.map((audience) => (
        <p key={audience}>{t(`data.${audience}`)}</p>
      ))}
      <p>{t("data.kept", { days: retention.draftDays, count: retention.applicationMonths })}</p>
      <p>
        <a href="/privacy">{t("data.more")}</a>
      </p>
    </div>
  );
}
