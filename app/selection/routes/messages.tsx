import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { listWaitingThreads } from "~/applying/messages.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { pageParam } from "~/platform/http/params.server";
import { formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Table } from "~/ui/table";
import { readNames } from "../applicant-names.server";

export const handle: RouteHandle = { width: "wide" };

/** The applications of an edition with messages that no coordinator has opened. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const page = pageParam(args.request);
  const { rows, pages } = await listWaitingThreads(edition.id, page);
  const submitted = rows.flatMap(({ id, status }) => (status === "draft" ? [] : [id]));
  const names = await readNames(database(), edition.id, submitted);
  return {
    title: t("selection:messages.list-title"),
    slug: edition.slug,
    page,
    pages,
    rows: rows.map(({ id, code, count, since }) => ({
      ...{ code, count },
      name: names.get(id)?.name ?? null,
      since: formatMoment(since, locale, viewer.timeZone ?? edition.zone, { year: true }),
    })),
  };
}

export default function Messages() {
  const { slug, page, pages, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader title={t("messages.list-title")} lead={t("messages.list-lead")} />
      {rows.length === 0 ? (
        <EmptyState title={t("messages.list-none")}>{t("messages.list-none-text")}</EmptyState>
      ) : (
        <Table
          caption={t("messages.list-title")}
          hideCaption
          columns={[
            { key: "code", label: t("messages.list-application") },
            { key: "name", label: t("messages.list-name") },
            { key: "since", label: t("messages.list-since") },
            { key: "count", label: t("messages.list-count"), align: "end" },
          ]}
          rows={rows}
          rowKey={({ code }) => code}
          cell={(row, column) => {
            if (column === "code")
              return <a href={`/office/${slug}/applications/${row.code}/messages`}>{row.code}</a>;
            return column === "name" ? (row.name ?? t("messages.list-draft")) : row[column];
          }}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(number) => `/office/${slug}/messages?page=${number}`}
        labels={{
          navigation: t("messages.pages"),
          previous: t("messages.previous"),
          next: t("messages.next"),
          status: t("messages.page", { page, pages }),
        }}
      />
    </>
  );
}
