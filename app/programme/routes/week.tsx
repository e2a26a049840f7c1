import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { weekCount } from "~/cohorts/weeks";
import { notFound } from "~/platform/http/body.server";
import { zoneCity } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page";
import { ProgrammeNav } from "../components/programme-nav";
import { SessionList } from "../components/session-list";
import { TenWeeks } from "../components/ten-weeks";
import { requireFellow } from "../fellows.server";
import { getWeek } from "../week.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireFellow(args);
  const { locale, t } = await readerWords(args);
  const number = Number(args.params["n"]);
  if (!/^\d{1,2}$/.test(args.params["n"] ?? "") || number < 1 || number > weekCount) throw notFound();
  const week = await getWeek(edition, number, locale);
  if (!week) throw notFound();
  return {
    title: t("programme:week.of", { number, count: weekCount }),
    week,
    city: zoneCity(week.zone, locale),
  };
}

export default function Week() {
  const { week, city, title } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  const current = week.thisWeek;
  const isEmpty = week.days.every((day) => day.sessions.length === 0);
  return (
    <>
      <ProgrammeNav current={week.number === current ? "week" : undefined} />
      <TenWeeks shown={week.number} current={current} hrefFor={(number) => `/programme/week/${number}`} />
      <PageHeader
        eyebrow={`${title} · ${week.span}`}
        title={week.theme}
        lead={week.number === current ? t("week.this") : undefined}
      />
      {isEmpty ? (
        <EmptyState title={t("week.empty")} />
      ) : (
        <>
          <p className="mb-4 text-small text-muted">{t("hours", { city })}</p>
          <SessionList days={week.days} />
        </>
      )}
      <nav aria-label={t("week.neighbours")} className="pages mt-10">
        {week.number > 1 ? (
          <a href={`/programme/week/${week.number - 1}`} rel="prev">
            {t("week.previous", { number: week.number - 1 })}
          </a>
        ) : null}
        {week.number < weekCount ? (
          <a href={`/programme/week/${week.number + 1}`} rel="next">
            {t("week.next", { number: week.number + 1 })}
          </a>
        ) : null}
      </nav>
    </>
  );
}
