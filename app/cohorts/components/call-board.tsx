import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import type { PublicCall } from "../public-call";

interface CallBoardProps {
  call: PublicCall | null;
  /** Whether others are open beside it, so that it says its name and what tells it apart. */
  isOneOfSeveral: boolean;
  isLoggedIn: boolean;
}

/** The call as a departure board: the day, and the hour on the clocks of every place it concerns. */
export function CallBoard({ call, isOneOfSeveral, isLoggedIn }: CallBoardProps) {
  const { t } = useTranslation("cohorts");
  const id = isOneOfSeveral ? `call-${call?.slug ?? ""}` : "call";
  const shown = call?.isOpen ? call.closes : call?.isComing ? call.opens : null;
  return (
    <section aria-labelledby={id} className="border-t-4 border-accent bg-surface px-5 pt-5 pb-7 sm:px-7">
      <h2 id={id} className="text-lead text-accent">
        {t(call?.isOpen ? "home.call.open" : "home.call.closed")}
        {call && isOneOfSeveral ? `: ${call.name}` : null}
      </h2>
      {shown ? (
        <>
          <p className="mt-4 text-small text-muted">
            {t(call?.isOpen ? "home.call.apply-by" : "home.call.opens-on")}
          </p>
          <p className="text-title font-bold">{shown.day}</p>
          <ul role="list" className="mt-4 border-t-2 border-ink">
            {shown.clocks.map((clock, index) => (
              <li
                key={clock.cities.join()}
                className="grid grid-cols-[6.25rem_1fr] items-baseline gap-3 border-b border-line py-2.5"
              >
                <span
                  className={
                    index === 0
                      ? "text-title leading-none font-bold sm:whitespace-nowrap"
                      : "text-lead font-semibold"
                  }
                >
                  {clock.time}
                </span>
                <span>
                  {clock.cities.join(", ")}
                  {clock.day === shown.clocks[0]?.day ? null : (
                    <span className="text-muted">, {clock.day}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-small text-muted">
            <time
              dateTime={shown.iso}
              data-local={shown.zones}
              data-local-text={t("home.call.here")}
              hidden
            />
          </p>
        </>
      ) : (
        <p className="mt-3 max-w-text">{t("home.call.no-date")}</p>
      )}
      {call?.isOpen ? (
        <>
          {call.graceUntil ? (
            <p className="mt-3 text-small text-muted">{t("home.call.grace", { until: call.graceUntil })}</p>
          ) : null}
          {isOneOfSeveral ? (
            <dl className="mt-5 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
              {(
                [
                  ["when", call.dates],
                  ["countries", call.countries],
                  ["places", call.places],
                  ["age", t("home.fact.age-is", { min: call.minAge, max: call.maxAge })],
                ] as const
              ).map(([key, value]) => (
                <div key={key} className="contents">
                  <dt className="text-small text-muted">{t(`home.fact.${key}`)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          <div className="mt-6">
            <ApplyButton call={call} isOneOfSeveral={isOneOfSeveral} isLoggedIn={isLoggedIn} isWide />
          </div>
          {isLoggedIn ? null : (
            <p className="mt-4 text-small">
              {t("home.call.begun")}{" "}
              <a href={`/login?to=${applyPath(call, isOneOfSeveral)}`}>{t("platform:nav.log-in")}</a>
            </p>
          )}
          <p className="mt-4 text-small text-muted">{t("home.call.effort")}</p>
          <p className="mt-2 text-small">
            <a href={questionsPath(call, isOneOfSeveral)}>{t("home.call.questions")}</a>
          </p>
        </>
      ) : (
        <>
          {call?.isComing ? (
            <>
              <p className="mt-4">{t("home.call.welcome")}</p>
              <p className="mt-2 text-small">
                <a href={questionsPath(call, isOneOfSeveral)}>{t("home.call.questions")}</a>
              </p>
            </>
          ) : null}
          <p className="mt-5 text-small">
            {t("home.call.applied")}{" "}
            <a href={isLoggedIn ? "/application" : "/login?to=/application"}>{t("home.call.see")}</a>
          </p>
        </>
      )}
    </section>
  );
}

/** A call's questions, to be read before there is an account. */
function questionsPath(call: PublicCall, isOneOfSeveral: boolean): string {
  return isOneOfSeveral ? `/questions#call-${call.slug}` : "/questions";
}

/** Where the way into a call goes on once somebody has an account, as it stands in an address. */
function applyPath(call: PublicCall, isOneOfSeveral: boolean): string {
  return isOneOfSeveral ? encodeURIComponent(`/apply?call=${call.slug}`) : "/apply";
}

interface ApplyButtonProps {
  call: PublicCall;
  isOneOfSeveral: boolean;
  isLoggedIn: boolean;
  isWide?: boolean;
}

/** The way into a call: for whoever is logged in a press that begins or goes on, else to an account first. */
export function ApplyButton({ call, isOneOfSeveral, isLoggedIn, isWide = false }: ApplyButtonProps) {
  const { t } = useTranslation("cohorts");
  const width = isWide ? "w-full" : undefined;
  const name = isOneOfSeveral ? <span className="sr-only"> ({call.name})</span> : null;
  if (!isLoggedIn)
    return (
      <ButtonLink to={`/signup?to=${applyPath(call, isOneOfSeveral)}`} className={width}>
        {t("home.apply")}
        {name}
      </ButtonLink>
    );
  return (
    <form method="post" action="/apply">
      <input type="hidden" name="call" value={call.slug} />
      <Button className={width}>
        {t("home.apply-logged-in")}
        {name}
      </Button>
    </form>
  );
}
