import { data, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { findViewer } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import { listInWords } from "~/platform/locale/format";
import { compareWords } from "~/platform/locale/order";
import type { RouteHandle } from "~/platform/route-handle";
import { Ornament } from "~/ui/ornament";
import { Columns, Section } from "~/ui/page";
import { ApplyButton, CallBoard } from "../components/call-board";
import { CallDetails } from "../components/call-details";
import { TenWeeks } from "../components/ten-weeks";
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
      /** Open beside it. */
      others: open.slice(1).map((one) => readCall(one, locale, at)),
      until: t("cohorts:home.data.kept", { count: retention.applicationMonths }),
    },
    viewer ? {} : { headers: { [freshUntilHeader]: String(freshUntil([...open, coming], at)) } },
  );
}

export default function Home() {
  const { call, others, contact, isLoggedIn, until } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("cohorts");
  const isSeveral = others.length > 0;
  const calls = call ? [call, ...others] : [];
  const countries = listInWords(
    [...new Set(calls.flatMap(({ countryNames }) => countryNames))].sort(compareWords),
    i18n.language === "ru" ? "ru" : "en",
  );
  return (
    <>
      <div
        className={`grid items-start gap-x-16 gap-y-9 ${isSeveral ? "" : "lg:grid-cols-[7fr_5fr] lg:grid-rows-[auto_1fr]"}`}
      >
        <div>
          <Ornament className="mb-8 w-full max-w-[32rem] text-accent" />
          <h1>{t("home.heading")}</h1>
          <p className="mt-5 max-w-text text-lead text-muted">
            {t(call ? "home.lead" : "home.lead-any", { countries })}
          </p>
        </div>
        <div
          className={`grid items-start gap-8 ${isSeveral ? "order-last lg:grid-cols-2" : "lg:col-start-2 lg:row-span-2 lg:row-start-1"}`}
        >
          {(call ? calls : [null]).map((one) => (
            <CallBoard key={one?.slug ?? ""} call={one} isOneOfSeveral={isSeveral} isLoggedIn={isLoggedIn} />
          ))}
        </div>
        <div className="max-w-[40rem]">
          <p>{t("home.who-runs")}</p>
          {call && !isSeveral ? (
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
          lead={call && !isSeveral ? t("home.weeks-lead", { dates: call.dates }) : undefined}
        >
          <TenWeeks starts={isSeveral ? [] : (call?.weekStarts ?? [])} />
        </Section>
      </div>

      {(call ? calls : [null]).map((one) => (
        <CallDetails key={one?.slug ?? ""} call={one} isOneOfSeveral={isSeveral} />
      ))}

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

      {call?.isOpen && !isSeveral ? (
        <div className="section mt-14 flex flex-wrap items-center justify-between gap-6 pt-6">
          <p className="max-w-text text-lead">{t("home.end", { when: call.closes.full })}</p>
          <ApplyButton call={call} isOneOfSeveral={false} isLoggedIn={isLoggedIn} />
        </div>
      ) : null}
    </>
  );
}
