import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { formatForReader, formatNumber, formatShortDate, formatTime } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import { Select, TextField } from "~/ui/field";
import { PageHeader, Stack } from "~/ui/page";
import { FilterBar, Pagination, Table, TableCell, TableRow, type Column } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { listParts, listSearch, readListQuery, sortedBy, type SortKey } from "../application-list";
import { countParts, findMatches, listApplications, listCountries } from "../applications.server";
import { eligibilityTones, sayCountry } from "../components/application-page";
import { pageOf, pageSize } from "../paging";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const params = new URL(args.request.url).searchParams;
  const query = readListQuery(params);
  const matches = await findMatches(database(), edition.id, query.search);
  const [counts, countries] = await Promise.all([
    countParts(edition.id, query, matches),
    listCountries(edition.id),
  ]);
  const total = counts[query.part];
  const page = pageOf(params.get("page"), total);
  const rows = await listApplications(edition.id, query, matches, { number: page, size: pageSize });
  const zone = viewer.timeZone ?? edition.zone;
  const other = t("selection:applications.other-country");
  const say = (at: Date) => formatForReader(at, locale, edition.zone, viewer.timeZone, { year: true });
  return {
    title: t("selection:applications.title"),
    edition: {
      slug: edition.slug,
      wanted: edition.readingsPerApplication,
      call: edition.callOpensAt > now() ? "before" : edition.callClosesAt > now() ? "open" : "closed",
      opens: say(edition.callOpensAt),
      closes: say(edition.callClosesAt),
    },
    query,
    counts,
    countries: countries
      .map(({ code }) => ({ code, name: sayCountry(code, locale, other) }))
      .sort((a, b) => a.name.localeCompare(b.name, locale)),
    total,
    page,
    pages: Math.ceil(total / pageSize),
    rows: rows.map(({ id: _id, createdAt, submittedAt, mean, spread, country, ...row }) => ({
      ...row,
      country: country ? sayCountry(country, locale, other) : null,
      at: `${formatShortDate(submittedAt ?? createdAt, locale, zone)}, ${formatTime(submittedAt ?? createdAt, locale, zone)}`,
      mean: mean === null ? null : formatNumber(mean, locale, 2),
      spread: spread === null ? null : formatNumber(spread, locale, 2),
    })),
  };
}

export default function Applications() {
  const { edition, query, counts, countries, total, page, pages, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/applications`;
  const isFiltered = query.search !== "" || query.country !== null;
  return (
    <>
      <PageHeader title={t("applications.title")} />
      <Stack>
        <Tabs
          label={t("applications.parts.label")}
          items={listParts.map((part) => ({
            to: `${path}${listSearch({ ...query, part })}`,
            label: t(`applications.parts.${part}`),
            count: counts[part],
            current: part === query.part,
          }))}
        />
        <FilterBar
          label={t("applications.filter.label")}
          submitLabel={t("applications.filter.submit")}
          action={path}
          {...(isFiltered
            ? {
                resetHref: `${path}${listSearch({ ...query, search: "", country: null })}`,
                resetLabel: t("applications.filter.reset"),
              }
            : {})}
        >
          <TextField
            type="search"
            name="q"
            label={t("applications.filter.search")}
            defaultValue={query.search}
          />
          {query.part === "draft" ? null : (
            <Select
              name="country"
              label={t("applications.filter.country")}
              placeholder={t("applications.filter.any-country")}
              defaultValue={query.country ?? ""}
              options={countries.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
          <Kept search={listSearch({ ...query, search: "", country: null })} />
        </FilterBar>
        {query.part === "draft" ? (
          <p className="max-w-text text-muted">{t("applications.drafts-note")}</p>
        ) : null}
        {total === 0 ? (
          <Nothing />
        ) : (
          <>
            <ApplicationTable path={path} />
            <Pagination
              page={page}
              pages={pages}
              hrefFor={(number) => `${path}${listSearch(query, { page: number > 1 ? number : null })}`}
              labels={{
                navigation: t("paging.navigation"),
                previous: t("paging.previous"),
                next: t("paging.next"),
                status: t("applications.range", {
                  from: (page - 1) * pageSize + 1,
                  to: (page - 1) * pageSize + rows.length,
                  total,
                }),
              }}
            />
          </>
        )}
      </Stack>
    </>
  );
}

/** What the filter form does not ask and must not lose: the part of the list, and its order. */
function Kept({ search }: { search: string }) {
  return [...new URLSearchParams(search)].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

function ApplicationTable({ path }: { path: string }) {
  const { edition, query, rows, total } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const isDraft = query.part === "draft";
  const sortable = (key: SortKey) => ({
    key,
    sortHref: `${path}${listSearch(sortedBy(query, key))}`,
    ...(query.sort === key
      ? { sorted: query.isDescending ? ("descending" as const) : ("ascending" as const) }
      : {}),
  });
  const columns: Column[] = isDraft
    ? [
        { ...sortable("code"), label: t("applications.list.code") },
        { ...sortable("submitted"), label: t("applications.list.started") },
      ]
    : [
        { ...sortable("code"), label: t("applications.list.code") },
        { key: "name", label: t("applications.list.name") },
        { ...sortable("country"), label: t("applications.list.country") },
        { ...sortable("submitted"), label: t("applications.list.submitted") },
        { key: "eligibility", label: t("applications.list.eligibility") },
        { ...sortable("readings"), label: t("applications.list.readings"), align: "end" },
        { ...sortable("mean"), label: t("applications.list.mean"), align: "end" },
        { key: "decision", label: t("applications.list.decision") },
      ];
  return (
    <Table caption={t("applications.found", { count: total })} columns={columns}>
      {rows.map((row) => (
        <TableRow key={row.code} dim={row.status === "withdrawn"}>
          <TableCell heading>
            {isDraft ? row.code : <a href={`${path}/${row.code}${listSearch(query)}`}>{row.code}</a>}
          </TableCell>
          {isDraft ? null : (
            <>
              <TableCell label={t("applications.list.name")}>
                {row.name ?? <span className="text-faint">{t("applications.list.no-name")}</span>}
              </TableCell>
              <TableCell label={t("applications.list.country")}>{row.country ?? "–"}</TableCell>
            </>
          )}
          <TableCell label={t(isDraft ? "applications.list.started" : "applications.list.submitted")}>
            <span className="whitespace-nowrap">{row.at}</span>
          </TableCell>
          {isDraft ? null : (
            <>
              <TableCell label={t("applications.list.eligibility")}>
                <Badge tone={eligibilityTones[row.eligibility]}>
                  {t(`applications.eligibility.${row.eligibility}`)}
                </Badge>
              </TableCell>
              <TableCell
                label={t("applications.list.readings")}
                align="end"
                hideOnPhone={row.eligibility !== "eligible"}
              >
                {t("applications.list.readings-of", { done: row.readings, wanted: edition.wanted })}
              </TableCell>
              <TableCell label={t("applications.list.mean")} align="end" hideOnPhone={row.mean === null}>
                {row.mean ?? "–"}
              </TableCell>
              <TableCell label={t("applications.list.decision")} hideOnPhone={row.outcome === null}>
                {row.outcome ? t(`applications.outcome.${row.outcome}`) : "–"}
              </TableCell>
            </>
          )}
        </TableRow>
      ))}
    </Table>
  );
}

/** Says why the list is empty, and where there is something. */
function Nothing() {
  const { edition, query, counts } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/applications`;
  if (query.search || query.country) {
    const elsewhere = listParts.filter((part) => counts[part] > 0);
    return (
      <EmptyState title={t("applications.empty.filtered.title")}>
        <p>{t("applications.empty.filtered.text")}</p>
        {elsewhere.length > 0 ? (
          <p className="mt-2">
            {t("applications.empty.filtered.elsewhere")}{" "}
            {elsewhere.map((part) => (
              <a
                key={part}
                href={`${path}${listSearch({ ...query, part })}`}
                className="me-3 whitespace-nowrap"
              >
                {t(`applications.parts.${part}`)} ({counts[part]})
              </a>
            ))}
          </p>
        ) : null}
      </EmptyState>
    );
  }
  const hasAny = listParts.some((part) => counts[part] > 0);
  if (hasAny)
    return (
      <EmptyState title={t("applications.empty.part-title")}>
        {t(`applications.empty.part.${query.part}`)}
      </EmptyState>
    );
  const key = edition.call === "before" ? "none-before" : edition.call === "open" ? "none" : "none-closed";
  return (
    <EmptyState title={t(`applications.empty.${key}.title`)}>
      {t(`applications.empty.${key}.text`, edition)}
    </EmptyState>
  );
}
