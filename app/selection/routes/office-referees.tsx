import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { readForm } from "~/platform/http/body.server";
import { database } from "~/platform/database.server";
import { pageParam } from "~/platform/http/params.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Table } from "~/ui/table";
import { readNames } from "../applicant-names.server";
import { askForReferees, asksShortlist, listShortlisted } from "../referee-requests.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const page = pageParam(args.request);
  const { rows, ...counts } = await listShortlisted(edition.id, page);
  const names = await readNames(
    database(),
    edition.id,
    rows.map(({ id }) => id),
  );
  const asked = new URL(args.request.url).searchParams.get("asked") ?? "";
  return {
    title: t("selection:referees.title"),
    slug: edition.slug,
    when: edition.refereesAsked,
    canAsk: asksShortlist(edition),
    asked: /^\d{1,4}$/.test(asked) ? Number(asked) : null,
    page,
    ...counts,
    rows: rows.map(({ id, code, outcome, asked: isAsked }) => ({
      ...{ code, outcome, isAsked },
      name: names.get(id)?.name ?? null,
    })),
  };
}

/** Asks everyone on the shortlist who has not been asked yet. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  await readForm(args.request);
  const asked = await askForReferees(viewer.personId, edition);
  return redirect(`/office/${edition.slug}/referees?asked=${asked}`);
}

export default function Referees() {
  const { slug, when, canAsk, asked, page, pages, all, unasked, rows } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const back = `/office/${slug}/applications`;
  return (
    <>
      <PageHeader
        backHref={back}
        backLabel={t("applications.title")}
        title={t("referees.title")}
        lead={t(`referees.when.${when}`)}
        actions={
          when === "after-shortlist" ? null : (
            <ButtonLink variant="secondary" to={`/office/${slug}/settings`}>
              {t("referees.settings")}
            </ButtonLink>
          )
        }
      />
      {asked === null ? null : (
        <Notice tone="good" role="status" className="mb-8">
          {t("referees.asked-now", { count: asked })}
        </Notice>
      )}
      {canAsk && unasked > 0 ? (
        <div className="mb-8">
          <ConfirmDialog
            id="ask"
            trigger={t("referees.ask-all", { count: unasked })}
            triggerVariant="primary"
            title={t("referees.ask-title")}
            cancelLabel={t("referees.cancel")}
            confirm={
              <form method="post">
                <Button>{t("referees.ask-confirm")}</Button>
              </form>
            }
          >
            <p>{t("referees.ask-text")}</p>
          </ConfirmDialog>
        </div>
      ) : null}
      {all === 0 ? (
        <EmptyState
          title={t("referees.none")}
          action={
            <ButtonLink variant="secondary" to={`/office/${slug}/ranking`}>
              {t("referees.none-action")}
            </ButtonLink>
          }
        >
          {t("referees.none-text")}
        </EmptyState>
      ) : (
        <Table
          caption={t("referees.title")}
          hideCaption
          columns={[
            { key: "code", label: t("messages.list-application") },
            { key: "name", label: t("messages.list-name") },
            { key: "outcome", label: t("applications.facts.decision") },
            { key: "asked", label: t("referees.asked-column") },
          ]}
          rows={rows}
          rowKey={({ code }) => code}
          cell={(row, column) => {
            if (column === "code") return <a href={`${back}/${row.code}#referees`}>{row.code}</a>;
            if (column === "name") return row.name ?? "–";
            if (column === "outcome") return t(`applications.outcome.${row.outcome}`);
            return (
              <Badge tone={row.isAsked ? "good" : "neutral"}>
                {t(row.isAsked ? "referees.is-asked" : "referees.not-asked")}
              </Badge>
            );
          }}
        />
      )}
      <Pagination
        page={page}
        pages={pages}
        hrefFor={(number) => `/office/${slug}/referees?page=${number}`}
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
