import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { editionsWithRole } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { countryName, formatForReader, formatShortDate } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { BarChart } from "~/ui/charts/bar-chart";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section, Stack } from "~/ui/page";
import { readCallProgress } from "../call-progress.server";
import { CallDays } from "../components/call-days";
import { CallForecast } from "../components/call-forecast";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const progress = await readCallProgress(
    database(),
    edition,
    editionsWithRole(viewer, "coordinator"),
    locale,
  );
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  const other = t("selection:applications.other-country");
  return {
    title: t("selection:progress.title"),
    slug: edition.slug,
    call: edition.callOpensAt > now() ? "before" : edition.callClosesAt > now() ? "open" : "closed",
    opens: say(edition.callOpensAt),
    closes: say(edition.callClosesAt),
    ...progress,
    days: progress.days.map((day) => ({
      ...day,
      label: formatShortDate(new Date(`${day.day}T12:00:00Z`), locale, "UTC"),
    })),
    countries: progress.countries.map(({ code, count }) => ({
      key: code ?? "none",
      name:
        code === null
          ? t("selection:progress.countries.none")
          : code === "XX"
            ? other
            : countryName(code, locale),
      count,
    })),
  };
}

type CallProgressPage = Awaited<ReturnType<typeof loader>>;

export default function CallProgress() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const { funnel } = page;
  return (
    <>
      <PageHeader title={t("progress.title")} lead={t(`progress.lead.${page.call}`, page)} />
      {funnel.started === 0 ? (
        <EmptyState title={t(`progress.empty.${page.call}`)}>{t("progress.empty.text", page)}</EmptyState>
      ) : (
        <Stack gap="loose">
          <CallForecast page={page} />
          <CallDays days={page.days} />
          <Funnel page={page} />
          <Countries page={page} />
        </Stack>
      )}
    </>
  );
}

function Funnel({ page: { funnel, slug } }: { page: CallProgressPage }) {
  const { t } = useTranslation("selection");
  const { started, submitted, steps, unopened } = funnel;
  const unfinished = started - submitted;
  const worst = [...steps].sort((a, b) => b.stopped - a.stopped)[0];
  const sentence =
    unfinished === 0
      ? t("progress.funnel.all", { count: started })
      : worst && worst.stopped > 0
        ? t("progress.funnel.worst", { count: worst.stopped, unfinished, section: worst.title })
        : t("progress.funnel.unopened", { count: unfinished });
  const rows = [
    { key: "started", label: t("progress.funnel.started"), value: started, highlighted: false },
    ...steps.map(({ key, title, reached, stopped }) => ({
      key,
      label: title,
      value: reached,
      highlighted: key === worst?.key && stopped > 0,
    })),
    { key: "submitted", label: t("progress.funnel.submitted"), value: submitted, highlighted: false },
  ];
  return (
    <Section
      title={t("progress.funnel.title")}
      lead={t("progress.funnel.lead")}
      aside={<a href={`/office/${slug}/applications?status=draft`}>{t("progress.funnel.drafts")}</a>}
    >
      <ChartFigure
        title={sentence}
        tableSummaryLabel={t("progress.table")}
        note={unopened > 0 ? t("progress.funnel.unopened-note", { count: unopened }) : undefined}
        table={{
          head: [
            t("progress.funnel.section"),
            t("progress.funnel.reached"),
            t("progress.funnel.completed"),
            t("progress.funnel.stopped"),
          ],
          rows: steps.map(({ title, reached, completed, stopped }) => [title, reached, completed, stopped]),
        }}
      >
        <BarChart label={sentence} rows={rows} max={started} />
      </ChartFigure>
    </Section>
  );
}

function Countries({ page: { countries } }: { page: CallProgressPage }) {
  const { t } = useTranslation("selection");
  const [first] = countries;
  const total = countries.reduce((sum, { count }) => sum + count, 0);
  if (!first) return <Section title={t("progress.countries.title")}>{t("progress.countries.empty")}</Section>;
  const sentence = t("progress.countries.sentence", { count: first.count, total, country: first.name });
  return (
    <Section title={t("progress.countries.title")} lead={t("progress.countries.lead")}>
      <ChartFigure
        title={sentence}
        tableSummaryLabel={t("progress.table")}
        table={{
          head: [t("progress.countries.country"), t("progress.days.submitted")],
          rows: countries.map(({ name, count }) => [name, count]),
        }}
      >
        <BarChart
          label={sentence}
          rows={countries.map(({ key, name, count }) => ({ key, label: name, value: count }))}
        />
      </ChartFigure>
    </Section>
  );
}
