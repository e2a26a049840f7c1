import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { pageParam } from "~/platform/http/params.server";
import { formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Table } from "~/ui/table";
import { readerWords } from "../locale.server";
import { listMail } from "../records.server";
import { mayReadLetters, requireMailKeeper } from "../scope.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireMailKeeper(args);
  const page = pageParam(args.request);
  const [{ locale, t }, mail] = await Promise.all([readerWords(args), listMail(page)]);
  return {
    title: t("accounts:mail.title"),
    page,
    pages: mail.pages,
    readable: mayReadLetters(viewer),
    rows: mail.rows.map((row) => ({
      ...row,
      createdAt: formatMoment(row.createdAt, locale, "Europe/Prague"),
    })),
  };
}

export default function Mail() {
  const { page, pages, rows, readable } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("mail.title")} lead={t(readable ? "mail.lead-kept" : "mail.lead")} />
      {rows.length === 0 ? (
        <EmptyState title={t("mail.empty-title")}>{t("mail.empty-text")}</EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <Table
          caption={t("mail.title")}
          hideCaption
          columns={[
            { key: "kind", label: t("mail.kind") },
            { key: "createdAt", label: t("mail.when") },
            { key: "state", label: t("mail.state") },
            { key: "attempts", label: t("mail.attempts"), align: "end" },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          rowHeader="kind"
          cell={(row, key) =>
            key === "kind" ? (
              readable && row.state === "waiting" ? (
                <a href={`/office/mail/${row.id}`}>{row.kind}</a>
              ) : (
                row.kind
              )
            ) : key === "state" ? (
              <Badge tone={row.state === "sent" ? "good" : row.state === "parked" ? "bad" : "neutral"}>
                {t(`mail.states.${row.state}`)}
              </Badge>
            ) : key === "attempts" ? (
              row.attempts
            ) : (
              row.createdAt
            )
          }
        />
      ) : null}
      {pages > 1 ? (
        <Pagination
          page={page}
          pages={pages}
          hrefFor={(to) => `/office/mail?page=${to}`}
          labels={{
            navigation: t("mail.pages"),
            previous: t("mail.previous"),
            next: t("mail.next"),
            status: t("mail.page-of", { page, pages }),
          }}
        />
      ) : null}
    </>
  );
}
