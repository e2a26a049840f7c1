import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { countWaitingMessages } from "~/applying/messages.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { lastMoment, stageOf } from "~/cohorts/stages";
import { now } from "~/platform/clock.server";
import { formatCalendarDate, formatMoment, formatShortDate, zoneCity } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { ColumnChart } from "~/ui/charts/column-chart";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { attentionFor } from "../attention";
import { AttentionList } from "../components/attention-list";
import { Figures } from "../components/figures";
import { readCallDays, readFigures } from "../overview.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ locale }, all, days, messages] = await Promise.all([
    readerWords(args),
    readFigures([edition]),
    readCallDays(edition),
    countWaitingMessages(edition.id),
  ]);
  const figures = all.get(edition.id);
  if (!figures) throw new Error("An edition without figures.");
  const at = now();
  const stage = stageOf(edition, at, wallClock(at, edition.zone).date);
  const moment = (when: Date) =>
    `${formatMoment(when, locale, edition.zone, { year: true })} (${zoneCity(edition.zone, locale)})`;
  return {
    title: edition.name,
    slug: edition.slug,
    name: edition.name,
    stage,
    places: edition.places,
    figures,
    messages,
    opened: new URL(args.request.url).searchParams.get("note") === "opened",
    attention: attentionFor(stage, figures, {
      readingsPerApplication: edition.readingsPerApplication,
      hasProgramme: figures.sessions > 0,
    }),
    dates: {
      opens: moment(edition.callOpensAt),
      closes: moment(edition.callClosesAt),
      last: moment(lastMoment(edition)),
      weeks: `${formatCalendarDate(edition.startsOn, locale)} – ${formatCalendarDate(edition.endsOn, locale)}`,
    },
    days: days.map((row) => ({
      ...row,
      label: formatShortDate(new Date(`${row.day}T12:00:00Z`), locale, "UTC"),
    })),
  };
}

export default function EditionOverview() {
  const { slug, name, stage, places, figures, messages, opened, attention, dates, days } =
    useLoaderData<typeof loader>();
  const { t } = useTranslation("office");
  const marked = new Set([0, Math.floor(days.length / 2), days.length - 1]);
  const submitted = days.reduce((sum, day) => sum + day.submitted, 0);
  return (
    <>
      <PageHeader title={name} lead={t(`stage.${stage}`)} />
      {opened ? (
        <Notice tone="good" role="status" className="mb-8">
          {t("overview.opened")}
        </Notice>
      ) : null}
      <Figures figures={figures} places={places} stage={stage} />
      <div className="mt-10">
        <Section title={t("attention.title")}>
          {messages > 0 ? (
            <p className="mb-4">
              <a href={`/office/${slug}/messages`} className="font-semibold">
                {t("attention.messages", { count: messages })}
              </a>
            </p>
          ) : null}
          {messages === 0 || attention.length > 0 ? <AttentionList slug={slug} items={attention} /> : null}
        </Section>
        {days.length > 1 ? (
          <Section title={t("days.title")}>
            <ChartFigure
              title={t("days.sentence", { count: submitted, last: days.at(-1)?.label })}
              tableSummaryLabel={t("days.table")}
              table={{
                head: [t("days.day"), t("days.started"), t("days.submitted")],
                rows: days.map((day) => [day.label, day.started, day.submitted]),
              }}
            >
              <ColumnChart
                label={t("days.sentence", { count: submitted, last: days.at(-1)?.label })}
                columns={days.map((day, index) => ({
                  key: day.day,
                  value: day.submitted,
                  ...(days.length <= 12 || marked.has(index) ? { label: day.label } : {}),
                }))}
              />
            </ChartFigure>
          </Section>
        ) : null}
        <Section title={t("dates.title")}>
          <DefinitionList
            items={[
              { term: t("dates.opens"), description: dates.opens },
              { term: t("dates.closes"), description: dates.closes },
              { term: t("dates.last"), description: dates.last },
              { term: t("dates.weeks"), description: dates.weeks },
            ]}
          />
        </Section>
      </div>
    </>
  );
}
