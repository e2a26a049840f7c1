import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { weekCount } from "~/cohorts/weeks";
import { now } from "~/platform/clock.server";
import { notFound } from "~/platform/http/body.server";
import { formatGridDay, zoneCity } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section } from "~/ui/page";
import calendarStyles from "../calendar-page.css?url";
import { ProgrammeNav } from "../components/programme-nav";
import { SessionList } from "../components/session-list";
import { WeekGrid } from "../components/week-grid";
import { TenWeeks } from "../components/ten-weeks";
import { requireFellow } from "../fellows.server";
import { getWeek } from "../week.server";

export const handle: RouteHandle = { hydrate: true, namespaces: ["programme"], width: "wide" };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: calendarStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireFellow(args);
  const { locale, t } = await readerWords(args);
  const asked = new URL(args.request.url).searchParams.get("week");
  const number = asked === null ? null : Number(asked);
  if (number !== null && (!Number.isInteger(number) || number < 1 || number > weekCount)) throw notFound();
  const week = await getWeek(edition, number, locale);
  const zone = week?.zone ?? edition.zone;
  // This page hydrates: what is words or counted comes from here, and nothing is formatted twice.
  return {
    title: t("programme:calendar.title"),
    clock: wallClock(now(), zone),
    week: week && {
      ...week,
      eyebrow: `${t("programme:week.of", { number: week.number, count: weekCount })} · ${week.span}`,
      clocks: t("programme:calendar.zone", { city: zoneCity(zone, locale) }),
      days: week.days.map((day) => ({ ...day, label: formatGridDay(day.date, locale) })),
    },
  };
}

export default function CalendarPage() {
  const { week, clock, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  if (!week)
    return (
      <>
        <ProgrammeNav current="calendar" />
        <PageHeader title={title} />
        <EmptyState title={t("unpublished.title")} />
      </>
    );
  return (
    <>
      <ProgrammeNav current="calendar" />
      <TenWeeks
        shown={week.number}
        current={week.thisWeek}
        hrefFor={(number) => `/programme/calendar?week=${number}`}
      />
      <PageHeader eyebrow={week.eyebrow} title={week.theme} lead={week.clocks} />
      <WeekGrid label={t("calendar.grid")} days={week.days} clock={clock} />
      <div className="mt-14">
        <Section title={t("calendar.list")}>
          <SessionList days={week.days} headingLevel={3} />
        </Section>
      </div>
    </>
  );
}
