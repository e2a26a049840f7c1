import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import type { PublicCall } from "../public-call";

interface CallBoardProps {
  call: PublicCall | null;
  isLoggedIn: boolean;
}

/** The call as a departure board: the day, and the hour on the clocks of every place it concerns. */
export function CallBoard({ call, isLoggedIn }: CallBoardProps) {
  const { t } = useTranslation("cohorts");
  const shown = call?.isOpen ? call.closes : call?.isComing ? call.opens : null;
  return (
    <section
      aria-labelledby="call"
      className="border-t-4 border-accent lg:col-start-2 lg:row-span-2 lg:row-start-1 bg-surface px-5 pt-5 pb-7 sm:px-7"
    >
      <h2 id="call" className="text-lead text-accent">
        {t(call?.isOpen ? "home.call.open" : "home.call.closed")}
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
          <p className="mt-6">
            <ButtonLink to={isLoggedIn ? "/apply" : "/signup?to=/apply"} className="w-full">
              {t(isLoggedIn ? "home.apply-logged-in" : "home.apply")}
            </ButtonLink>
          </p>
          {isLoggedIn ? null : (
            <p className="mt-4 text-small">
              {t("home.call.begun")} <a href="/login?to=/apply">{t("platform:nav.log-in")}</a>
            </p>
          )}
          <p className="mt-4 text-small text-muted">{t("home.call.effort")}</p>
        </>
      ) : (
        <>
          {call?.isComing ? <p className="mt-4">{t("home.call.welcome")}</p> : null}
          <p className="mt-5 text-small">
            {t("home.call.applied")}{" "}
            <a href={isLoggedIn ? "/application" : "/login?to=/application"}>{t("home.call.see")}</a>
          </p>
        </>
      )}
    </section>
  );
}
