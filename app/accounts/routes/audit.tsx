import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { pageParam } from "~/platform/http/params.server";
import { formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Table } from "~/ui/table";
import { requireRole } from "../guards.server";
import { readerWords } from "../locale.server";
import { listAudit } from "../records.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  await requireRole(args, "admin");
  const page = pageParam(args.request);
  const [{ locale, t }, log] = await Promise.all([readerWords(args), listAudit(page)]);
  return {
    title: t("accounts:audit.title"),
    page,
    pages: log.pages,
    rows: log.rows.map((row) => ({
      id: row.id,
      when: formatMoment(row.at, locale, "Europe/Prague"),
      who:
        row.actor === null
          ? t("accounts:audit.system")
          : row.actor === "unnamed"
            ? t("accounts:audit.unnamed")
            : row.actor.name,
      what: [row.action, ...Object.entries(row.detail ?? {}).map(([key, value]) => `${key} ${value}`)].join(
        ", ",
      ),
      about: [
        row.edition,
        row.subjectType && row.subjectType !== "edition"
          ? `${row.subjectType} ${row.subjectId?.slice(0, 8)}`
          : null,
      ]
        .filter(Boolean)
        .join(", "),
    })),
  };
}

export default function Audit() {
  const { page, pages, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("audit.title")} lead={t("audit.lead")} />
      {rows.length === 0 ? (
        <EmptyState title={t("audit.empty-title")}>{t("audit.empty-text")}</EmptyState>
      ) : (
        <Table
          caption={t("audit.title")}
          hideCaption
          columns={[
            { key: "when", label: t("audit.when") },
            { key: "who", label: t("audit.who") },
            { key: "what", label: t("audit.what") },
            { key: "about", label: t("audit.about") },
          ]}
          rows={rows}
          rowKey={(row) => row.id}
          cell={(row, key) => row[key]}
        />
      )}
      {pages > 1 ? (
        <Pagination
          page={page}
          pages={pages}
          hrefFor={(to) => `/office/audit?page=${to}`}
          labels={{
            navigation: t("audit.pages"),
            previous: t("mail.previous"),
            next: t("mail.next"),
            status: t("mail.page-of", { page, pages }),
          }}
        />
      ) : null}
    </>
  );
}
