import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Cluster } from "~/ui/page";
import { canChangeReferee, canRequest, type RefereeState } from "../referees";

export const refereeTones = {
  unsafe: "neutral",
  named: "warn",
  asked: "accent",
  expired: "warn",
  answered: "good",
  declined: "warn",
  retracted: "warn",
} as const satisfies Record<RefereeState, string>;

export interface OwnReferee {
  id: string;
  name: string;
  relation: string;
  email: string | null;
  shownName: string | null;
  evidence: string | null;
  language: string;
  standing: RefereeState;
  /** The day that the state's sentence speaks of. */
  when: string;
  until: string;
}

/** One referee as the applicant who named them sees it, with what can be done next. */
export function RefereeCard({ referee, isOpen }: { referee: OwnReferee; isOpen: boolean }) {
  const { t } = useTranslation("applying");
  const { standing } = referee;
  const path = `/application/referees/${referee.id}`;
  return (
    <li className="border-t border-line pt-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2 className="text-lead">{referee.name}</h2>
        <Badge tone={refereeTones[standing]}>{t(`referees.state.${standing}`)}</Badge>
      </div>
      <p className="mt-1 text-muted">{referee.relation}</p>
      <p className="mt-3 max-w-text">
        {t(`referees.state-text.${standing}`, { when: referee.when, until: referee.until })}
      </p>
      {referee.evidence ? (
        <p className="mt-3 max-w-text border-s-2 border-line ps-4 whitespace-pre-line">{referee.evidence}</p>
      ) : null}
      {referee.email ? (
        <dl className="mt-3 grid gap-x-6 gap-y-1 text-small sm:grid-cols-[auto_1fr]">
          <dt className="text-muted">{t("referees.address")}</dt>
          <dd className="break-all">
            {referee.email} ({referee.language})
          </dd>
          <dt className="text-muted">{t("referees.shown")}</dt>
          <dd>{referee.shownName}</dd>
        </dl>
      ) : null}
      {isOpen ? (
        <Cluster className="mt-4">
          {canRequest(standing) ? (
            <form method="post" action={`${path}/request`}>
              <Button size="small">
                {t(standing === "expired" ? "referees.ask-again" : "referees.send")}
              </Button>
            </form>
          ) : null}
          {canChangeReferee(standing) ? (
            <>
              <ButtonLink size="small" variant="secondary" to={path}>
                {t("referees.change")}
              </ButtonLink>
              <ConfirmDialog
                id={`remove-${referee.id}`}
                trigger={t("referees.remove")}
                triggerVariant="quiet"
                triggerSize="small"
                title={t("referees.remove-title", { name: referee.name })}
                cancelLabel={t("referees.keep")}
                confirm={
                  <form method="post" action={`${path}/removal`}>
                    <Button variant="danger">{t("referees.remove")}</Button>
                  </form>
                }
              />
            </>
          ) : null}
          {standing === "asked" ? (
            <ConfirmDialog
              id={`back-${referee.id}`}
              trigger={t("referees.take-back")}
              triggerVariant="secondary"
              triggerSize="small"
              title={t("referees.take-back-title")}
              cancelLabel={t("referees.keep")}
              confirm={
                <form method="post" action={`${path}/request/withdrawal`}>
                  <Button variant="danger">{t("referees.take-back")}</Button>
                </form>
              }
            >
              <p>{t("referees.take-back-text")}</p>
            </ConfirmDialog>
          ) : null}
        </Cluster>
      ) : null}
    </li>
  );
}
