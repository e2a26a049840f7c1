import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { ButtonLink } from "~/ui/button";
import { PageHeader, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { Tabs } from "~/ui/tabs";
import { countFilters, listParts, listSearch } from "../application-list";
import { ListFilters } from "../components/list-filters";
import { ListSelection, ListViews } from "../components/list-selection";
import { ListTable } from "../components/list-table";
import { loadListPage } from "../list-page.server";
import { pageSize } from "../paging";

export const handle: RouteHandle = { width: "wide" };

export const loader = (args: LoaderFunctionArgs) => loadListPage(args);

export default function Applications() {
  const list = useLoaderData<typeof loader>();
  const { edition, query, counts, total, page, pages, rows, note } = list;
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/applications`;
  return (
    <>
      <PageHeader
        title={t("applications.title")}
        actions={
          <>
            <ButtonLink to={`${path}/new`} variant="quiet" size="small">
              {t("list.type-in")}
            </ButtonLink>
            <ButtonLink to={`${path}/imports`} variant="quiet" size="small">
              {t("list.bring-in")}
            </ButtonLink>
            <ButtonLink to={`/office/${edition.slug}/referees`} variant="quiet" size="small">
              {t("referees.title")}
            </ButtonLink>
          </>
        }
      />
      <Stack>
        {note ? (
          <Notice tone="good" role="status">
            {t(`list.done.${note.done}`, { count: note.count })}
          </Notice>
        ) : null}
        <Tabs
          label={t("applications.parts.label")}
          items={listParts.map((part) => ({
            to: `${path}${listSearch({ ...query, part })}`,
            label: t(`applications.parts.${part}`),
            count: counts[part],
            current: part === query.part,
          }))}
        />
        <ListViews page={list} path={path} />
        <ListFilters page={list} path={path} />
        {query.part === "draft" ? (
          <p className="max-w-text text-muted">{t("applications.drafts-note")}</p>
        ) : null}
        {total === 0 ? (
          <Nothing />
        ) : (
          <>
            <ListSelection page={list} path={path}>
              <ListTable page={list} path={path} />
            </ListSelection>
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

/** Says why the list is empty, and where there is something. */
function Nothing() {
  const { edition, query, counts } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const path = `/office/${edition.slug}/applications`;
  if (query.search || countFilters(query) > 0) {
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
                className="me-3 sm:whitespace-nowrap"
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
