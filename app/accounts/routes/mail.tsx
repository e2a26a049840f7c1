import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { recordAudit } from "~/platform/audit.server";
import { inTransaction } from "~/platform/database.server";
import { readForm, refuse } from "~/platform/http/body.server";
import { pageParam } from "~/platform/http/params.server";
import { sendParkedAgain } from "~/platform/mail.server";
import { formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader } from "~/ui/page";
import { Pagination } from "~/ui/pagination";
import { Table } from "~/ui/table";
import { readerWords } from "../locale.server";
import { lettersWithin, listMail } from "../records.server";
import { mayReadLetters, requireStaffKeeper } from "../scope.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, scope } = await requireStaffKeeper(args);
  const page = pageParam(args.request);
  const [{ locale, t }, mail] = await Promise.all([readerWords(args), listMail(page, scope)]);
  return {
    title: t("accounts:mail.title"),
    page,
    pages: mail.pages,
    parked: mail.parked,
    isSentAgain: new URL(args.request.url).searchParams.get("note") === "again",
    readable: mayReadLetters(viewer),
    rows: mail.rows.map((row) => ({
      ...row,
      createdAt: formatMoment(row.createdAt, locale, "Europe/Prague"),
    })),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { viewer, scope } = await requireStaffKeeper(args);
  const letter = (await readForm(args.request)).get("letter");
  const asked = z.union([z.literal("all"), z.uuid()]).safeParse(letter);
  if (!asked.success) throw refuse(400, "bad-request");
  await inTransaction(async (tx) => {
    const count = await sendParkedAgain(tx, asked.data === "all" ? null : asked.data, lettersWithin(scope));
    if (count > 0)
      await recordAudit(tx, { actorId: viewer.personId, action: "mail.sent-again", detail: { count } });
  });
  return redirect("/office/mail?note=again");
}

export default function Mail() {
  const { page, pages, rows, readable, parked, isSentAgain } = useLoaderData<typeof loader>();
  const { t } = useTranslation("accounts");
  return (
    <>
      <PageHeader title={t("mail.title")} lead={t(readable ? "mail.lead-kept" : "mail.lead")} />
      {isSentAgain ? (
        <Notice tone="good" role="status">
          {t("mail.again-done")}
        </Notice>
      ) : null}
      {parked > 0 ? (
        <Notice tone="warn" title={t("mail.parked-title", { count: parked })}>
          <p>{t("mail.parked-text")}</p>
          <Form method="post" className="mt-3">
            <input type="hidden" name="letter" value="all" />
            <Button variant="quiet">{t("mail.again-all")}</Button>
          </Form>
        </Notice>
      ) : null}
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
              <>
                <Badge tone={row.state === "sent" ? "good" : row.state === "parked" ? "bad" : "neutral"}>
                  {t(`mail.states.${row.state}`)}
                </Badge>
                {row.state === "parked" ? (
                  <Form method="post" className="mt-2">
                    <input type="hidden" name="letter" value={row.id} />
                    <Button variant="quiet" size="small">
                      {t("mail.again")}
                    </Button>
                  </Form>
                ) : null}
              </>
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
