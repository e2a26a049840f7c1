import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { yearOf } from "~/cohorts/year";
import { now } from "~/platform/clock.server";
import { formatCalendarDate, formatNumber, formatShortDate } from "~/platform/locale/format";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { BarChart } from "~/ui/charts/bar-chart";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Pagination, Table } from "~/ui/table";
import { listWithoutFurtherReader } from "../further-reader.server";
import { listApplicationProgress, listPanelistProgress } from "../reading-progress.server";
import { listLostPassages } from "../redactions.server";

export const handle: RouteHandle = { width: "wide" };

/** How far each panelist and each application is, and what wants a coordinator while the panel reads. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const pages = { panelists: numberIn(search.get("panelists")), applications: numberIn(search.get("page")) };
  const [panelists, applications, wanting, lost] = await Promise.all([
    listPanelistProgress(edition.id, pages.panelists),
    listApplicationProgress(edition.id, pages.applications),
    listWithoutFurtherReader(edition.id),
    listLostPassages(edition.id),
  ]);
  const until = edition.readingUntil ?? yearOf(edition).readingUntil;
  const zone = viewer.timeZone ?? edition.zone;
  return {
    title: t("selection:reading-progress.title"),
    slug: edition.slug,
    until: formatCalendarDate(until, locale),
    isOver: wallClock(now(), edition.zone).date > until,
    wanted: edition.readingsPerApplication,
    wanting,
    lost,
    panelists: {
      page: pages.panelists,
      pages: panelists.pages,
      rows: panelists.rows.map(({ mean, seconds, lastAt, ...row }) => ({
        ...row,
        left: row.assigned - row.submitted,
        mean: mean === null ? "–" : formatNumber(mean, locale, 2),
        minutes: seconds === null ? "–" : formatNumber(Math.max(1, Math.round(seconds / 60)), locale),
        lastAt: lastAt ? formatShortDate(lastAt, locale, zone) : "–",
      })),
    },
    applications: {
      page: pages.applications,
      pages: applications.pages,
      rows: applications.rows.map(({ mean, spread, ...row }) => ({
        ...row,
        further: wanting.includes(row.code) ? ("wanted" as const) : row.further,
        mean: mean === null ? "–" : formatNumber(mean, locale, 2),
        spread: spread === null ? "–" : formatNumber(spread, locale, 2),
      })),
    },
  };
}

function numberIn(value: string | null): number {
  const page = Number(value);
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

export default function PanelProgress() {
  const { slug, until, isOver } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={`/office/${slug}/panel`}
        backLabel={t("panel.title")}
        title={t("reading-progress.title")}
        lead={t(isOver ? "reading-progress.was-until" : "reading-progress.until", { day: until })}
      />
      <Stack gap="loose">
        <Wanting />
        <Section title={t("reading-progress.panelists.title")}>
          <Panelists />
        </Section>
        <Section title={t("reading-progress.applications.title")} id="applications">
          <Applications />
        </Section>
      </Stack>
    </>
  );
}

/** Codes that a notice names before it counts the rest. */
const mostNamed = 24;

/** What nobody but a coordinator can put right. */
function Wanting() {
  const { slug, wanting, lost } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const codes = (list: string[], page: string) => (
    <ul role="list" className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
      {list.slice(0, mostNamed).map((code) => (
        <li key={code}>
          <a href={`/office/${slug}/applications/${code}/${page}`}>{code}</a>
        </li>
      ))}
      {list.length > mostNamed ? (
        <li>{t("reading-progress.more", { count: list.length - mostNamed })}</li>
      ) : null}
    </ul>
  );
  if (wanting.length + lost.length === 0) return null;
  return (
    <Stack>
      {wanting.length > 0 ? (
        <Notice tone="warn" title={t("reading-progress.wanting.title", { count: wanting.length })}>
          <p>{t("reading-progress.wanting.text")}</p>
          {codes(wanting, "discussion")}
        </Notice>
      ) : null}
      {lost.length > 0 ? (
        <Notice tone="warn" title={t("redactions.lost.title")}>
          <p>{t("reading-progress.lost")}</p>
          {codes(lost, "redactions")}
        </Notice>
      ) : null}
    </Stack>
  );
}

const panelistColumns = [
  "name",
  "assigned",
  "begun",
  "submitted",
  "left",
  "lastAt",
  "mean",
  "minutes",
  "removal",
] as const;

function Panelists() {
  const { slug, isOver, panelists, applications } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const { rows, page, pages } = panelists;
  if (rows.length === 0) return <EmptyState title={t("reading-progress.panelists.none")} />;
  const most = Math.max(1, ...rows.map(({ assigned }) => assigned));
  return (
    <Stack>
      <ChartFigure title={t("reading-progress.panelists.figure")}>
        <BarChart
          label={t("reading-progress.panelists.figure")}
          max={most}
          rows={rows.map((row, index) => ({
            key: String(index),
            label: row.name,
            value: row.submitted,
            valueText: t("panel.coverage.text", { done: row.submitted, total: row.assigned }),
            ...(row.left > 0 ? { range: { low: 0, high: row.assigned } } : {}),
          }))}
        />
      </ChartFigure>
      <Table
        caption={t("reading-progress.panelists.title")}
        hideCaption
        columns={panelistColumns.map((key) => ({
          key,
          label: t(`reading-progress.panelists.${key}`),
          hideLabel: key === "removal",
          align: key === "name" ? ("start" as const) : ("end" as const),
        }))}
        rows={rows}
        rowKey={(row) => row.roleId}
        rowHeader="name"
        cell={(row, column) => {
          const path = `/office/${slug}/panel/members/${row.roleId}`;
          switch (column) {
            case "name":
              return <a href={path}>{row.name}</a>;
            case "left":
              return isOver && row.left > 0 ? (
                <span>
                  {row.left} <Badge tone="warn">{t("reading-progress.late")}</Badge>
                </span>
              ) : (
                row.left
              );
            case "removal":
              return row.left > 0 ? (
                <ButtonLink variant="quiet" size="small" to={`${path}/removal`}>
                  {t("reading-progress.panelists.replace")}
                  <span className="sr-only"> {row.name}</span>
                </ButtonLink>
              ) : null;
            default:
              return row[column];
          }
        }}
      />
      <Pages
        page={page}
        pages={pages}
        hrefFor={(number) => `/office/${slug}/panel/progress?panelists=${number}&page=${applications.page}`}
      />
    </Stack>
  );
}

const applicationColumns = ["code", "asked", "submitted", "mean", "spread", "further"] as const;

function Applications() {
  const { slug, wanted, applications, panelists } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const { rows, page, pages } = applications;
  if (rows.length === 0) return <EmptyState title={t("reading-progress.applications.none")} />;
  return (
    <Stack>
      <Table
        caption={t("reading-progress.applications.title")}
        hideCaption
        columns={applicationColumns.map((key) => ({
          key,
          label: t(`reading-progress.applications.${key}`),
          align: key === "code" ? ("start" as const) : ("end" as const),
        }))}
        rows={rows}
        rowKey={(row) => row.code}
        rowHeader="code"
        cell={(row, column) => {
          switch (column) {
            case "code":
              return <a href={`/office/${slug}/applications/${row.code}`}>{row.code}</a>;
            case "submitted":
              return t("panel.coverage.text", { done: row.submitted, total: Math.max(wanted, row.asked) });
            case "further":
              return row.further === "wanted" ? (
                <Badge tone="warn">{t("reading-progress.applications.further-state.wanted")}</Badge>
              ) : row.further ? (
                t(`reading-progress.applications.further-state.${row.further}`)
              ) : (
                "–"
              );
            default:
              return row[column];
          }
        }}
      />
      <Pages
        page={page}
        pages={pages}
        hrefFor={(number) =>
          `/office/${slug}/panel/progress?panelists=${panelists.page}&page=${number}#applications`
        }
      />
    </Stack>
  );
}

function Pages(props: { page: number; pages: number; hrefFor: (page: number) => string }) {
  const { t } = useTranslation("selection");
  const { page, pages } = props;
  return (
    <Pagination
      {...props}
      labels={{
        navigation: t("paging.navigation"),
        previous: t("paging.previous"),
        next: t("paging.next"),
        status: t("paging.status", { page, pages }),
      }}
    />
  );
}
