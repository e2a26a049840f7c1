import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { notFound } from "~/platform/http/body.server";
import { zoneCity } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section } from "~/ui/page";
import calendarStyles from "../calendar.css?url";
import { ProgrammeNav } from "../components/programme-nav";
import { SessionList } from "../components/session-list";
import { WeekGrid } from "../components/week-grid";
import { TenWeeks } from "../components/ten-weeks";
import { requireFellow } from "../fellows.server";
import { currentWeek, getWeek } from "../week.server";
import { mondayOfWeek, weekCount } from "../weeks";

export const handle: RouteHandle = { hydrate: true, namespaces: ["programme"], width: "wide" };

export const links: LinksFunction = () => [{ rel: "stylesheet", href: calendarStyles }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireFellow(args);
  const { locale, t } = await readerWords(args);
  const asked = new URL(args.request.url).searchParams.get("week");
  const number = asked === null ? currentWeek(edition) : Number(asked);
  if (!Number.isInteger(number) || number < 1 || number > weekCount) throw notFound();
  return {
    title: t("programme:calendar.title"),
    locale,
    city: zoneCity(edition.zone, locale),
    monday: mondayOfWeek(edition.startsOn, number),
    clock: wallClock(now(), edition.zone),
    week: await getWeek(edition, number, locale),
  };
}

export default function CalendarPage() {
  const { week, locale, monday, clock, city, title } = useLoaderData<typeof loader>();
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
        current={week.stage === "running" ? week.currentWeek : null}
        hrefFor={(number) => `/programme/calendar?week=${number}`}
      />
      <PageHeader
        eyebrow={`${t("week.of", { number: week.number, count: weekCount })} · ${week.span}`}
        title={week.theme}
        lead={t("calendar.zone", { city })}
      />
      <WeekGrid
        culture={locale}
        monday={monday}
        clock={clock}
        sessions={week.days.flatMap((day) => day.sessions)}
      />
      <div className="mt-14">
        <Section title={t("calendar.list")}>
          <SessionList days={week.days} headingLevel={3} />
        </Section>
      </div>
    </>
  );
}
