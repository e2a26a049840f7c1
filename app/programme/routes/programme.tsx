import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { weekCount } from "~/cohorts/weeks";
import { formatCalendarDate, zoneCity } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Board } from "../components/board";
import { ProgrammeNav } from "../components/programme-nav";
import { SessionList } from "../components/session-list";
import { TenWeeks } from "../components/ten-weeks";
import { requireFellow } from "../fellows.server";
import { getWeek } from "../week.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireFellow(args);
  const { locale, t } = await readerWords(args);
  const week = await getWeek(edition, null, locale);
  return {
    title: t("programme:title"),
    week,
    city: week && zoneCity(week.zone, locale),
    startsOn: formatCalendarDate((week ?? edition).startsOn, locale),
  };
}

export default function Programme() {
  const { week, city, startsOn } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  if (!week)
    return (
      <>
        <ProgrammeNav current="week" />
        <PageHeader title={t("title")} />
        <EmptyState title={t("unpublished.title")}>{t("unpublished.text", { date: startsOn })}</EmptyState>
      </>
    );
  const todays = week.days.find((day) => day.when === "today");
  const coming = week.days.filter((day) => day.when === "coming");
  const past = week.days.filter((day) => day.when === "past");
  return (
    <>
      <ProgrammeNav current="week" />
      <header className="today">
        <p>
          {t("week.of", { number: week.number, count: weekCount })} · {week.theme}
        </p>
        <h1>{todays && week.stage === "running" ? todays.title : t("title")}</h1>
        <p>{t("hours", { city })}</p>
      </header>
      <Stack gap="loose">
        <div>
          {week.stage === "before" ? (
            <Notice className="mb-6">{t("before", { date: startsOn })}</Notice>
          ) : null}
          {week.stage === "after" ? <Notice className="mb-6">{t("after")}</Notice> : null}
          <Board week={week} />
          {todays ? (
            <div className="mt-8">
              <SessionList days={[{ ...todays, title: t("week.today"), when: "coming" }]} />
            </div>
          ) : null}
        </div>
        {coming.length > 0 ? (
          <Section title={todays ? t("week.rest") : t("week.number", { number: week.number })}>
            <SessionList days={coming} headingLevel={3} />
          </Section>
        ) : null}
        {past.length > 0 ? (
          <Section title={week.stage === "running" ? t("week.earlier") : t("week.last")}>
            <SessionList days={past} headingLevel={3} />
          </Section>
        ) : null}
        <Section title={t("week.all")}>
          <TenWeeks
            shown={week.number}
            current={week.thisWeek}
            hrefFor={(number) => `/programme/week/${number}`}
          />
        </Section>
      </Stack>
    </>
  );
}
