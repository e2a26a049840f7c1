import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { weekCount } from "~/cohorts/weeks";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { formatCalendarDate } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { findRelease } from "~/programme/releases.server";
import { nearestWeek, thisWeek } from "~/programme/week.server";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { WeekStrip } from "~/ui/week-strip";
import { FigureCharts, useMean } from "../components/figure-charts";
import { floorOf, type Figures } from "../floor";
import { getFeedbackReport } from "../office.server";
import { commentsAreOpen } from "../pulse-rules";
import { listRemarks } from "../pulses.server";

export const handle: RouteHandle = { width: "wide" };

const perPage = 50;

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const query = new URL(args.request.url).searchParams;
  const ground = (await findRelease(database(), edition.id)) ?? edition;
  const number = query.has("week") ? Number(query.get("week")) : nearestWeek(ground);
  if (!Number.isInteger(number) || number < 1 || number > weekCount) throw notFound();
  const page = Math.max(1, Math.floor(Number(query.get("comments") ?? 1)) || 1);
  const [report, remarks] = await Promise.all([getFeedbackReport(edition, locale), listRemarks(edition)]);
  return {
    title: t("feedback:office.title"),
    base: `/office/${edition.slug}/feedback`,
    floor: floorOf(edition),
    thisWeek: thisWeek(ground),
    number,
    theme: report.weeks.find((week) => week.number === number)?.theme ?? "",
    sessions: report.sessions.filter((session) => session.week === number),
    weeks: report.weeks.flatMap(({ figures, ...week }) => (figures ? [{ ...week, figures }] : [])),
    remarks: remarks.slice((page - 1) * perPage, page * perPage),
    page,
    pages: Math.ceil(remarks.length / perPage),
    commentsFrom: commentsAreOpen(edition, wallClock(now(), edition.zone).date)
      ? null
      : formatCalendarDate(edition.endsOn, locale),
  };
}

export default function OfficeFeedback() {
  const { title, base, floor, number, thisWeek, theme, sessions, weeks, remarks, page, pages, commentsFrom } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("feedback");
  return (
    <>
      <PageHeader title={title} lead={t("office.lead", { floor })} />
      <Stack gap="loose">
        {weeks.length > 0 ? <Weeks weeks={weeks} /> : null}
        <Section title={t("office.week", { number, theme })}>
          <WeekStrip
            label={t("office.weeks")}
            count={weekCount}
            shown={number}
            current={thisWeek}
            currentLabel={t("office.this-week")}
            itemLabel={t("office.week-word")}
            hrefFor={(week) => `${base}?week=${week}`}
          />
          {sessions.length > 0 ? (
            <div className="grid gap-10">
              {sessions.map((session) => (
                <article key={session.id}>
                  <h3>{session.title}</h3>
                  <p className="mb-4 text-muted">{session.when}</p>
                  {session.figures ? (
                    <FigureCharts figures={session.figures} />
                  ) : (
                    <p>{t("figures.few", { floor })}</p>
                  )}
                </article>
              ))}
            </div>
          ) : (
            <EmptyState title={t("office.none")}>{t("office.none-text")}</EmptyState>
          )}
        </Section>
        <Section id="comments" title={t("office.comments.title")} lead={t("office.comments.lead", { floor })}>
          {remarks.length > 0 ? (
            <ul role="list" className="ways">
              {remarks.map((remark, index) => (
                <li key={index} className="whitespace-pre-line">
                  {remark}
                </li>
              ))}
            </ul>
          ) : (
            <p className="text-muted">
              {commentsFrom
                ? t("office.comments.later", { date: commentsFrom })
                : t("office.comments.few", { floor })}
            </p>
          )}
          <Pagination
            page={page}
            pages={pages}
            hrefFor={(one) => `${base}?week=${number}&comments=${one}#comments`}
            labels={{
              navigation: t("office.comments.pages"),
              previous: t("office.comments.newer"),
              next: t("office.comments.older"),
              status: t("office.comments.page", { page, pages }),
            }}
          />
        </Section>
      </Stack>
    </>
  );
}

function Weeks({ weeks }: { weeks: { number: number; theme: string; figures: Figures }[] }) {
  const { t } = useTranslation("feedback");
  const mean = useMean();
  const sentence = t("office.by-week");
  return (
    <ChartFigure
      title={sentence}
      note={t("office.by-week-note")}
      tableSummaryLabel={t("figures.table")}
      table={{
        head: [t("office.week-word"), t("office.mean"), t("figures.count")],
        rows: weeks.map(({ number, theme, figures }) => [
          t("office.week", { number, theme }),
          mean(figures.mean),
          figures.count,
        ]),
      }}
    >
      <DotPlot
        label={sentence}
        domain={[1, 5]}
        ticks={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
        rows={weeks.map(({ number, theme, figures }) => ({
          key: String(number),
          label: `${number}. ${theme}`,
          value: figures.mean,
          valueText: mean(figures.mean),
        }))}
      />
    </ChartFigure>
  );
}
