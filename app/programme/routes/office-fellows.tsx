import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { formatDay } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader } from "~/ui/page";
import { Table } from "~/ui/table";
import { listFellows } from "../fellows.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const [{ locale, t }, fellows] = await Promise.all([readerWords(args), listFellows(edition)]);
  return {
    title: t("programme:office.fellows.title"),
    slug: edition.slug,
    fellows: fellows.map(({ personId, name, joinedAt, code }) => ({
      personId,
      name,
      joined: formatDay(joinedAt, locale, edition.zone, { year: true }),
      code,
    })),
  };
}

export default function OfficeFellows() {
  const { title, slug, fellows } = useLoaderData<typeof loader>();
  const { t } = useTranslation("programme");
  return (
    <>
      <PageHeader
        title={title}
        lead={fellows.length > 0 ? t("office.fellows.lead", { count: fellows.length }) : undefined}
      />
      {fellows.length > 0 ? (
        <Table
          caption={title}
          hideCaption
          columns={[
            { key: "name", label: t("office.fellows.name") },
            { key: "joined", label: t("office.fellows.joined") },
            { key: "code", label: t("office.fellows.application") },
          ]}
          rows={fellows}
          rowKey={(fellow) => fellow.personId}
          cell={(fellow, key) => {
            if (key !== "code") return fellow[key];
            return fellow.code ? (
              <a href={`/office/${slug}/applications/${fellow.code}`}>{fellow.code}</a>
            ) : (
              "–"
            );
          }}
        />
      ) : (
        <EmptyState title={t("office.fellows.none")}>{t("office.fellows.none-text")}</EmptyState>
      )}
    </>
  );
}
