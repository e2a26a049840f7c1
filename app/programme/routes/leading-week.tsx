import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader } from "~/ui/page";
import { LeadingNav } from "../components/leading-nav";
import { SessionList } from "../components/session-list";
import { getLedWeek, requireLeader } from "../leading.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const leader = await requireLeader(args);
  const { locale, t } = await readerWords(args);
  const asked = z.iso.date().nullable().safeParse(new URL(args.request.url).searchParams.get("of"));
  if (!asked.success) throw notFound();
  return { title: t("programme:leading.week.title"), week: await getLedWeek(leader, asked.data, locale) };
}

export default function LeadingWeek() {
  const { title, week } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  return (
    <>
      <LeadingNav current="week" />
      <PageHeader eyebrow={title} title={week.span} lead={t("leading.week.lead")} />
      <SessionList
        days={week.days.map(({ isToday, ...day }) => ({ ...day, when: isToday ? "today" : "coming" }))}
        hrefFor={(id) => `/facilitating/sessions/${id}`}
        emptyText={t("leading.week.free")}
      />
      <nav aria-label={t("week.neighbours")} className="pages mt-10">
        {week.before ? (
          <a href={`/facilitating/week?of=${week.before.monday}`} rel="prev">
            {week.before.span}
          </a>
        ) : null}
        {week.after ? (
          <a href={`/facilitating/week?of=${week.after.monday}`} rel="next">
            {week.after.span}
          </a>
        ) : null}
      </nav>
    </>
  );
}
