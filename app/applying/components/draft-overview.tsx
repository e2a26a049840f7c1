import { useTranslation } from "react-i18next";
import { worded } from "~/cohorts/questions";
import { Button, ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { ProgressBar, StepList } from "~/ui/progress";
import { Moment } from "~/ui/time";
import { DamageNotice } from "./damage-notice";
import { EligibilityNotice } from "./eligibility-notice";
import { useSteps } from "./section-menu";
import type { OwnStatus } from "../status.server";
import { ApplicationField } from "./application-field";

/** A draft: by when it must be sent, what is done, and the one next thing to do. */
export function DraftOverview({ status }: { status: OwnStatus }) {
  const { t, i18n } = useTranslation("applying");
  const { sections, deadline } = status;
  const done = sections.filter(({ state }) => state === "complete").length;
  const optional = sections.filter(({ state }) => state === "optional").length;
  const next = sections.find(({ state }) => state === "empty" || state === "started");
  const steps = useSteps(sections);
  return (
    <>
      <PageHeader
        eyebrow={status.call ?? undefined}
        title={t("overview.title")}
        lead={t(status.standing === "reopened" ? "overview.lead-again" : "overview.lead")}
      />
      {status.standing === "reopened" ? (
        <Notice title={t("overview.reopened-title")} className="mb-8">
          <p>{t("overview.reopened-text", { when: status.submittedAt, by: deadline.submitBy })}</p>
          <p className="flex flex-wrap gap-x-6 gap-y-2">
            <a href="/application/receipt">{t("standing.receipt")}</a>
            <a href="/application/receipt/copy">{t("copy.read")}</a>
          </p>
        </Notice>
      ) : null}
      {status.ineligible ? <EligibilityNotice told={status.ineligible} /> : null}
      <DamageNotice status={status} />
      <dl className="border-t-2 border-ink">
        <div className="border-b border-line py-3">
          <dt className="text-small text-muted">{t("overview.send-by")}</dt>
          <dd className="text-lead font-semibold">
            <Moment iso={deadline.iso} text={deadline.submitBy} zone={deadline.zone} />
          </dd>
          {deadline.extended ? (
            <dd className="mt-1 text-small text-muted">{t("overview.extended")}</dd>
          ) : null}
          {deadline.graceUntil ? (
            <dd className="mt-1 text-small text-muted">
              {t("overview.grace", { until: deadline.graceUntil })}
            </dd>
          ) : null}
        </div>
      </dl>
      <div className="mt-8">
        <ProgressBar
          value={done}
          max={sections.length - optional}
          label={t("overview.progress")}
          text={t(optional > 0 ? "overview.progress-needed" : "overview.progress-text", {
            done,
            total: sections.length - optional,
          })}
        />
      </div>
      <div className="mt-6">
        <StepList
          label={t("overview.progress")}
          steps={[
            ...steps,
            {
              href: "/application/review",
              label: t("overview.check"),
              state: next ? "todo" : "current",
              stateLabel: next ? t("overview.last-step") : t("overview.ready"),
            },
          ]}
        />
      </div>
      <p className="mt-8">
        <ButtonLink to={next ? `/application/form/${next.key}` : "/application/review"}>
          {next
            ? t(done === 0 && next.state === "empty" ? "overview.begin" : "overview.go-on", {
                section: worded(next.title, i18n.language),
              })
            : t("overview.check")}
        </ButtonLink>
      </p>
      <p className="mt-4 text-small text-muted">
        {status.savedAt ? t("overview.saved-at", { when: status.savedAt }) : t("overview.not-begun")}
      </p>
      {status.standing === "draft" ? (
        <form
          method="post"
          action="/application/reminders"
          className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 text-small text-muted"
        >
          <input type="hidden" name="reminders" value={status.remindersOff ? "on" : "off"} />
          <ApplicationField />
          <span>{t(status.remindersOff ? "reminder.are-off" : "reminder.are-on")}</span>
          <Button variant="quiet" size="small">
            {t(status.remindersOff ? "reminder.switch-on" : "reminder.switch-off")}
          </Button>
        </form>
      ) : null}
    </>
  );
}
