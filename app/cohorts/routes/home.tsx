import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { Ornament } from "~/ui/ornament";
import { Columns, Section } from "~/ui/page";
import { CallBoard } from "../components/call-board";
import { DatedLines, TenWeeks } from "../components/ten-weeks";
import { ContactLines } from "../components/contact-lines";
import { contactOf } from "../contact.server";
import { findPublicEdition } from "../editions.server";
import { freshUntil, readCall } from "../public-call";
import { retention } from "../retention";

export const handle: RouteHandle = { width: "wide" };

/** Passed on, so that the page is kept for everybody who is not logged in until it changes by itself. */
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function loader(args: LoaderFunctionArgs) {
  const at = now();
  const [viewer, { locale, t }, { edition, open, coming }] = await Promise.all([
    findViewer(args),
    readerWords(args),
    findPublicEdition(at),
  ]);
  return data(
    {
      title: t("platform:wordmark"),
      isLoggedIn: viewer !== null,
      contact: contactOf(edition),
      call: edition ? readCall(edition, locale, at) : null,
      until: t("cohorts:home.data.kept", { count: retention.applicationMonths }),
    },
    viewer ? {} : { headers: { [freshUntilHeader]: String(freshUntil([open, coming], at)) } },
  );
}

export default function Home() {
  const { call, contact, isLoggedIn, until } = useLoaderData<typeof loader>();
  const { t } = useTranslation("cohorts");
  return (
    <>
      <div className="grid items-start gap-x-16 gap-y-9 lg:grid-cols-[7fr_5fr] lg:grid-rows-[auto_1fr]">
        <div>
          <Ornament className="mb-8 w-full max-w-[32rem] text-accent" />
          <h1>{t("home.heading")}</h1>
          <p className="mt-5 max-w-text text-lead text-muted">
            {t(call ? "home.lead" : "home.lead-any", { countries: call?.countries })}
          </p>
        </div>
        <CallBoard call={call} isLoggedIn={isLoggedIn} />
        <div className="max-w-[40rem]">
          <p>{t("home.who-runs")}</p>
          {call ? (
            <dl className="mt-7 grid grid-cols-2 gap-x-8 border-t border-line sm:grid-cols-[auto_auto_auto]">
              {(
                [
                  ["when", call.dates],
                  ["places", call.places],
                  ["age", t("home.fact.age-is", { min: call.minAge, max: call.maxAge })],
                ] as const
              ).map(([key, value]) => (
                <div key={key} className="border-b border-line py-3 first:col-span-2 sm:first:col-span-1">
                  <dt className="text-small text-muted">{t(`home.fact.${key}`)}</dt>
                  <dd className="text-lead font-semibold">{value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
        </div>
      </div>

      <div className="mt-20">
        <Section
          title={t("home.weeks-title")}
          lead={call ? t("home.weeks-lead", { dates: call.dates }) : undefined}
        >
          <TenWeeks starts={call?.weekStarts ?? []} />
        </Section>
      </div>

      <div className="mt-14">
        <Columns>
          <Section title={t("home.who-title")}>
            <ul className="grid gap-2 pl-0" role="list">
              {(["country", "age", "community", "time", "nothing-else"] as const).map((key) => (
                <li key={key} className="border-t border-line pt-2 first:border-t-0">
                  {t(`home.who.${key === "country" && !call ? "country-any" : key}`, {
                    countries: call?.eitherCountry,
                    min: call?.minAge ?? 20,
                    max: call?.maxAge ?? 35,
                  })}
                </li>
              ))}
            </ul>
          </Section>
          <section className="section !mt-0">
            <h2>{t("home.covers-title")}</h2>
            <ul className="mt-5 grid gap-2 pl-0" role="list">
              {(call?.covers ?? []).map((key) => (
                <li key={key} className="border-t border-line pt-2 first:border-t-0">
                  {t(`home.covers.${key}`)}
                </li>
              ))}
              <li className="border-t border-line pt-2 first:border-t-0">{t("home.covers-free")}</li>
            </ul>
          </section>
        </Columns>
      </div>

      {call ? (
        <div className="mt-14">
          <Section title={t("home.year-title")} lead={t("home.year-lead")}>
            <DatedLines
              lines={call.year.map(({ key, day, isPast }) => ({ day, text: t(`home.year.${key}`), isPast }))}
            />
          </Section>
        </div>
      ) : null}

      <div className="mt-14">
        <Section title={t("home.data-title")} lead={t("home.data-lead")}>
          <Columns>
            {(["alias", "blind", "locked", "quiet"] as const).map((key) => (
              <div key={key} className="max-w-text">
                <h3>{t(`home.data.${key}`)}</h3>
                <p className="mt-1 text-muted">
                  {key === "locked" ? `${t("home.data.locked-text")} ${until}` : t(`home.data.${key}-text`)}
                </p>
              </div>
            ))}
          </Columns>
          <p className="mt-6">
            <a href="/privacy">{t("home.data-more")}</a>
          </p>
        </Section>
      </div>

      <div className="mt-14">
        <Section title={t("home.ask.title")}>
          <p className="max-w-text">{t("home.ask.text")}</p>
          <ContactLines contact={contact} words="home.ask" />
        </Section>
      </div>

      {call?.isOpen ? (
        <div className="section mt-14 flex flex-wrap items-center justify-between gap-6 pt-6">
          <p className="max-w-text text-lead">{t("home.end", { when: call.closes.full })}</p>
          <ButtonLink to={isLoggedIn ? "/apply" : "/signup?to=/apply"}>{t("home.apply")}</ButtonLink>
        </div>
      ) : null}
    </>
  );
}
