import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { PageHeader, Section } from "~/ui/page";
import { DamageNotice } from "./damage-notice";
import type { OwnStatus } from "../status.server";
import { NextSteps } from "./next-steps";
import { StillOpen } from "./still-open";
import { isNothingOpen, type OpenMatters } from "../open-matters";

/** Where an application stands once it is no longer a draft, what is next, and by when. */
export function Outcome({ status, open }: { status: OwnStatus; open: OpenMatters }) {
  const { t } = useTranslation("applying");
  const { standing } = status;
  const wasSent = status.submittedAt !== null;
  return (
    <>
      {standing === "reserve" || standing === "declined" ? (
        <DecisionLetter outcome={standing} facts={status.facts} />
      ) : (
        <PageHeader
          eyebrow={status.call ?? undefined}
          title={t(`standing.${standing}.title`)}
          lead={
            status.isErased
              ? t("standing.erased")
              : standing === "reading" && !isNothingOpen(open)
                ? t("standing.reading.open")
                : t(`standing.${standing}.text`, { by: status.answerBy ?? "" })
          }
        />
      )}
      {status.isErased ? null : <StillOpen open={open} className="mb-10" />}
      {standing === "offered" ? (
        <p className="mb-10">
          <ButtonLink to="/application/answer">{t("standing.answer")}</ButtonLink>
        </p>
      ) : null}
      {standing === "accepted" ? (
        <div className="mb-10 flex flex-wrap items-center gap-x-6 gap-y-3">
          <ButtonLink to="/programme">{t("standing.programme")}</ButtonLink>
          <a href="/application/answer">{t("standing.see-answer")}</a>
        </div>
      ) : null}
      <DamageNotice status={status} />
      <dl className="grid gap-x-8 gap-y-3 border-y-2 border-ink py-4 sm:grid-cols-[auto_1fr]">
        <div>
          <dt className="text-small text-muted">{t("receipt.code")}</dt>
          <dd className="text-title font-bold tracking-wide sm:whitespace-nowrap">{status.code}</dd>
        </div>
        {wasSent ? (
          <div className="sm:text-end">
            <dt className="text-small text-muted">{t("standing.sent")}</dt>
            <dd>{status.submittedAt}</dd>
          </div>
        ) : null}
        {status.withdrawnAt ? (
          <div>
            <dt className="text-small text-muted">{t("standing.taken-back")}</dt>
            <dd>{status.withdrawnAt}</dd>
          </div>
        ) : null}
      </dl>
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        {status.isErased ? null : (
          <a href="/application/review">{t(wasSent ? "standing.read" : "standing.read-draft")}</a>
        )}
        {wasSent && !status.isErased ? (
          <>
            <a href="/application/receipt">{t("standing.receipt")}</a>
            <a href="/application/receipt/copy">{t("copy.read")}</a>
          </>
        ) : null}
        {status.mayReopen ? <a href="/application/reopening">{t("standing.reopen")}</a> : null}
      </p>
      {status.mayReopen ? (
        <p className="mt-2 text-small text-muted">
          {t("standing.reopen-until", { when: status.deadline.submitBy })}
        </p>
      ) : null}
      {standing === "reading" ? (
        <div className="mt-12">
          <Section title={t("receipt.next")} lead={t("standing.reading.next")}>
            <NextSteps steps={status.steps} />
          </Section>
        </div>
      ) : null}
    </>
  );
}

/** The letter that goes with a decision, in the words that coordinators looked through before releasing it. */
function DecisionLetter({ outcome, facts }: { outcome: "reserve" | "declined"; facts: OwnStatus["facts"] }) {
  const { t } = useTranslation("applying");
  const values = { starts: facts.starts, days: t("selection:letters.days", { count: facts.acceptDays }) };
  return (
    <>
      <PageHeader title={t(`selection:letters.${outcome}.title`)} />
      <div className="prose mb-10">
        {t(`selection:letters.${outcome}.text`, values)
          .split("\n\n")
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
      </div>
    </>
  );
}
