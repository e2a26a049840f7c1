import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { yearOf } from "~/cohorts/year";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import {
  formatCalendarDate,
  formatDuration,
  formatNumber,
  formatShortDate,
  formatTime,
} from "~/platform/locale/format";
import type { Locale } from "~/platform/locale/locales";
import { wallClock } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { ProgressBar } from "~/ui/progress";
import { Pagination, Table, TableCell, TableRow, type Column } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import {
  listOwnOrder,
  listPanels,
  listReadings,
  readMinutesLeft,
  requireReader,
  type ReadingFilter,
} from "../reading.server";
import { readOwnSpreads } from "../calibration-files.server";
import { pageOf, pageSize } from "../paging";
import { readOwnProfile } from "../panelists.server";
import { drawWishes } from "../wishes.server";

export const handle: RouteHandle = { width: "wide" };

const filters = ["left", "draft", "submitted", "discussed"] as const satisfies ReadingFilter[];

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, reader } = await requireReader(args);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const panels = await listPanels(reader);
  const panel = panels.find(({ slug }) => slug === search.get("edition")) ?? panels[0];
  const title = t("selection:reading.title");
  const { hasProfile } = await readOwnProfile(database(), viewer.key, reader);
  const isAsked = (await drawWishes(database(), reader)).length > 0;
  const profile = search.get("profile") === "saved" ? "saved" : hasProfile ? null : "missing";
  const done = { saved: codeIn(search.get("saved")), declared: codeIn(search.get("declared")) };
  if (!panel) return { title, done, profile, isAsked, panels: [], current: null };

  const left = panel.assigned - panel.submitted;
  const isClosed = panel.decisionsReleasedAt !== null;
  const shown = { left, draft: panel.drafts, submitted: panel.submitted, discussed: panel.discussed };
  // Who still has something to read finds that first.
  const wanted = search.get("show") ?? (left > 0 && !isClosed ? "left" : "all");
  const show = filters.find((filter) => filter === wanted);
  const count = show ? shown[show] : panel.assigned;
  const page = pageOf(search.get("page"), count);
  const [rows, order, minutes] = await Promise.all([
    listReadings(reader, { editionId: panel.id, show, page, pageSize }),
    listOwnOrder(reader, panel.id),
    readMinutesLeft(reader, panel.id, left),
  ]);
  const until = panel.readingUntil ?? yearOf(panel).readingUntil;
  const today = wallClock(now(), panel.zone).date;
  const next = order.find(({ isDone }) => !isDone);
  const spreads = await readOwnSpreads(reader, panel.id);
  return {
    title,
    done,
    profile,
    isAsked,
    panels: panels.map(({ slug, name, assigned, submitted }) => ({ slug, name, left: assigned - submitted })),
    current: {
      slug: panel.slug,
      name: panel.name,
      assigned: panel.assigned,
      submitted: panel.submitted,
      isClosed,
      due: left > 0 ? { day: formatCalendarDate(until, locale), isOver: today > until } : null,
      left: minutes === null ? null : { count: left, time: formatDuration(minutes, locale) },
      next: next ? { code: next.code, isDraft: next.isDraft } : null,
      show: show ?? null,
      shown,
      // How much waits until the files that everybody reads first are in, and whether those can be looked at.
      waiting: panel.assigned - order.length,
      hasSpreads: spreads !== null && spreads.length > 0,
      page,
      pages: Math.ceil(count / pageSize),
      rows: rows.map(({ mean, updatedAt, ...row }) => ({
        ...row,
        mean: mean === null ? null : formatNumber(mean, locale, 2),
        changed: updatedAt ? formatStamp(updatedAt, locale, viewer.timeZone ?? panel.zone) : null,
      })),
    },
  };
}

/** "24 Nov, 23:37": short enough for a list. */
function formatStamp(at: Date, locale: Locale, zone: string): string {
  return `${formatShortDate(at, locale, zone)}, ${formatTime(at, locale, zone)}`;
}

/** A code that a redirect put into the address: shown only if it has the shape of one. */
function codeIn(value: string | null): string | null {
  return value && /^[A-Z0-9-]{3,16}$/.test(value) ? value : null;
}

type CurrentPanel = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["current"]>;

export default function Panel() {
  const { done, profile, isAsked, panels, current } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        title={t("reading.title")}
        lead={t("reading.lead")}
        actions={<a href="/panel/profile">{t("profile.link")}</a>}
      />
      <Stack>
        {profile === "saved" ? (
          <Notice tone="good" role="status">
            {t("profile.saved")}
          </Notice>
        ) : null}
        {isAsked ? (
          <Notice>
            {t("wishes.asked")} <a href="/panel/wishes">{t("wishes.link")}</a>
          </Notice>
        ) : null}
        {profile === "missing" ? (
          <Notice>
            {t("profile.missing")} <a href="/panel/profile">{t("profile.missing-link")}</a>
          </Notice>
        ) : null}
        {done.saved ? (
          <Notice tone="good" role="status">
            {t("reading.saved-later", { code: done.saved })}
          </Notice>
        ) : null}
        {done.declared ? (
          <Notice tone="good" role="status">
            {t("reading.declared", { code: done.declared })}
          </Notice>
        ) : null}
        {panels.length > 1 && current ? (
          <Tabs
            label={t("reading.panels")}
            items={panels.map(({ slug, name, left }) => ({
              to: `/panel?edition=${slug}`,
              label: name,
              count: left,
              current: slug === current.slug,
            }))}
          />
        ) : null}
        {current ? (
          <Readings panel={current} />
        ) : (
          <EmptyState title={t("reading.empty.title")}>{t("reading.empty.text")}</EmptyState>
        )}
      </Stack>
    </>
  );
}

function Readings({ panel }: { panel: CurrentPanel }) {
  const { next, show, rows, page, pages } = panel;
  const { t } = useTranslation("selection");
  const href = (changes: { show?: string; page?: number }) => {
    const search = new URLSearchParams({ edition: panel.slug, show: changes.show ?? show ?? "all" });
    if (changes.page && changes.page > 1) search.set("page", String(changes.page));
    return `/panel?${search.toString()}`;
  };
  return (
    <>
      <div className="grid items-end gap-x-12 gap-y-6 md:grid-cols-[minmax(0,1fr)_auto]">
        <ProgressBar
          label={panel.name}
          value={panel.submitted}
          max={panel.assigned}
          text={t("reading.progress.text", { done: panel.submitted, total: panel.assigned })}
        />
        {next && !panel.isClosed ? (
          <ButtonLink to={`/panel/${next.code}`}>
            {t(next.isDraft ? "reading.next-draft" : "reading.next", { code: next.code })}
          </ButtonLink>
        ) : null}
      </div>
      {panel.due && !panel.isClosed ? (
        <p className="text-muted">
          {panel.left ? `${t("reading.left", panel.left)} ` : ""}
          {t(panel.due.isOver ? "reading.was-due" : "reading.due", { day: panel.due.day })}
        </p>
      ) : null}
      {panel.isClosed ? <Notice>{t("reading.closed")}</Notice> : null}
      {panel.waiting > 0 ? <Notice>{t("calibration.first", { count: panel.waiting })}</Notice> : null}
      {panel.hasSpreads ? (
        <p>
          <a href={`/panel/calibration?edition=${panel.slug}`}>{t("calibration.link")}</a>
        </p>
      ) : null}
      {!next && !panel.isClosed ? (
        <Notice tone="good" title={t("reading.all-done.title")}>
          {t("reading.all-done.text")}
        </Notice>
      ) : null}
      <Tabs
        label={t("reading.filter.label")}
        items={[
          ...filters
            .filter((filter) => filter !== "discussed" || panel.shown.discussed > 0 || show === filter)
            .map((filter) => ({
              to: href({ show: filter }),
              label: t(`reading.filter.${filter}`),
              count: panel.shown[filter],
              current: show === filter,
            })),
          {
            to: href({ show: "all" }),
            label: t("reading.filter.all"),
            count: panel.assigned,
            current: !show,
          },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("reading.none-of.title")}>{t("reading.none-of.text")}</EmptyState>
      ) : (
        <ReadingTable rows={rows} />
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(number) => href({ page: number })}
        labels={{
          navigation: t("paging.navigation"),
          previous: t("paging.previous"),
          next: t("paging.next"),
          status: t("paging.status", { page, pages }),
        }}
      />
    </>
  );
}

const tones = { new: "neutral", draft: "accent", submitted: "good" } as const;

function ReadingTable({ rows }: Pick<CurrentPanel, "rows">) {
  const { t } = useTranslation("selection");
  const columns: Column[] = [
    { key: "number", label: t("reading.list.number"), align: "end", hideOnPhone: true },
    { key: "code", label: t("reading.list.code") },
    { key: "state", label: t("reading.list.state") },
    { key: "mean", label: t("reading.list.mean"), align: "end" },
    { key: "changed", label: t("reading.list.changed"), align: "end" },
    { key: "conflict", label: t("reading.conflict.title"), align: "end", hideLabel: true },
  ];
  return (
    <Table caption={t("reading.list.caption")} hideCaption columns={columns}>
      {rows.map((row) => (
        <TableRow key={row.code}>
          <TableCell label={t("reading.list.number")} align="end" hideOnPhone>
            {row.number}
          </TableCell>
          <TableCell heading>
            {row.isLocked ? row.code : <a href={`/panel/${row.code}`}>{row.code}</a>}
          </TableCell>
          <TableCell label={t("reading.list.state")}>
            {row.isLocked ? (
              <span className="text-muted">{t("calibration.locked")}</span>
            ) : (
              <Badge tone={tones[row.progress]}>{t(`reading.state.${row.progress}`)}</Badge>
            )}
            {row.isCalibration ? (
              <span className="block text-small text-muted">{t("calibration.mark")}</span>
            ) : null}
            {row.isAside ? <span className="ms-2 text-small text-muted">{t("reading.aside")}</span> : null}
            {row.posts > 0 ? (
              <a href={`/panel/${row.code}/discussion`} className="block py-1 text-small">
                {t("discussion.open", { count: row.posts })}
              </a>
            ) : null}
          </TableCell>
          <TableCell label={t("reading.list.mean")} align="end" hideOnPhone={row.mean === null}>
            {row.mean ?? "–"}
          </TableCell>
          <TableCell label={t("reading.list.changed")} align="end" hideOnPhone={row.changed === null}>
            {row.changed ?? "–"}
          </TableCell>
          <TableCell align="end">
            {row.isLocked || row.progress === "submitted" ? null : (
              <a
                href={`/panel/${row.code}/conflict`}
                className="inline-flex min-h-11 items-center text-small"
              >
                {t("reading.list.conflict")}
                <span className="sr-only"> {row.code}</span>
              </a>
            )}
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}
