import { useTranslation } from "react-i18next";
import type { RefereeState } from "~/applying/referees";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import type { ApplicationPageData, SubmittedApplication } from "../application-page.server";

const tones = {
  unsafe: "neutral",
  named: "neutral",
  asked: "accent",
  expired: "warn",
  answered: "good",
  declined: "warn",
  retracted: "warn",
} as const satisfies Record<RefereeState, string>;

interface ApplicationRefereesProps {
  page: ApplicationPageData;
  application: SubmittedApplication;
}

/** Who may speak for the applicant, how it stands with each, and what they said. */
export function ApplicationReferees({ page, application }: ApplicationRefereesProps) {
  const { t } = useTranslation("selection");
  const { referees } = application;
  const path = `/office/${page.edition.slug}/applications/${page.code}`;
  return (
    <Section title={t("referees.title")} id="referees">
      {application.canAskForReferees ? (
        <div className="mb-6">
          <ConfirmDialog
            id="ask-referees"
            trigger={t("referees.ask-one")}
            triggerSize="small"
            title={t("referees.ask-title")}
            cancelLabel={t("referees.cancel")}
            confirm={
              <form method="post" action={`${path}/referees${page.list.search}`}>
                <Button>{t("referees.ask-confirm-one")}</Button>
              </form>
            }
          >
            <p>{t("referees.ask-text-one")}</p>
          </ConfirmDialog>
        </div>
      ) : null}
      {referees.length === 0 ? (
        <p className="text-muted">{t("referees.none-named")}</p>
      ) : (
        <ul role="list" className="grid gap-10">
          {referees.map((referee) => (
            <li key={referee.id}>
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h3 className="text-body">{referee.name}</h3>
                <Badge tone={tones[referee.standing]}>{t(`referees.state.${referee.standing}`)}</Badge>
              </div>
              <p className="mt-1 max-w-text text-muted">{referee.relation}</p>
              {referee.email ? <p className="text-small break-all text-muted">{referee.email}</p> : null}
              <RefereeDates referee={referee} />
              {referee.isTied ? (
                <Notice tone="warn" className="mt-3">
                  {t("referees.tied")}
                </Notice>
              ) : null}
              {referee.evidence ? (
                <div className="mt-4 max-w-text">
                  <p className="text-muted">{t("referees.evidence")}</p>
                  <p className="mt-1 whitespace-pre-line">{referee.evidence}</p>
                </div>
              ) : null}
              {referee.answers ? (
                <dl className="mt-4 grid gap-5">
                  {referee.answers.map((answer) => (
                    <div key={answer.key}>
                      <dt className="max-w-text text-muted">{answer.label}</dt>
                      <dd className="mt-1 grid max-w-text gap-3">
                        {answer.lines.length === 0 ? (
                          <p className="text-faint">{t("reading.no-answer")}</p>
                        ) : (
                          answer.lines.map((line, index) => <p key={index}>{line}</p>)
                        )}
                      </dd>
                    </div>
                  ))}
                </dl>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RefereeDates({ referee }: { referee: SubmittedApplication["referees"][number] }) {
  const { t } = useTranslation("selection");
  const { standing } = referee;
  const lines = [
    referee.askedOn ? t("referees.dates.asked", { when: referee.askedOn }) : null,
    referee.remindedOn ? t("referees.dates.reminded", { when: referee.remindedOn }) : null,
    standing === "asked" ? t("referees.dates.until", { when: referee.until }) : null,
    standing === "expired" ? t("referees.dates.expired", { when: referee.until }) : null,
    referee.answeredOn
      ? t(`referees.dates.${standing}`, { when: referee.answeredOn, defaultValue: "" })
      : null,
  ].filter(Boolean);
  return lines.length > 0 ? <p className="mt-1 text-small text-muted">{lines.join(" · ")}</p> : null;
}
