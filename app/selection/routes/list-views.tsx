import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database, inTransaction } from "~/platform/database.server";
import { parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Table } from "~/ui/table";
import { listSearch, readListQuery } from "../application-list";
import { ViewFields } from "../components/view-fields";
import { ViewForm } from "../list-forms";
import { listViews, saveView, viewLimit } from "../saved-views.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const query = readListQuery(new URL(args.request.url).searchParams);
  const views = await listViews(database(), edition.id, viewer.personId);
  return {
    title: t("selection:list.views.title"),
    slug: edition.slug,
    search: listSearch({ ...query, search: "" }),
    views: views.filter(({ isMine }) => isMine),
  };
}

/** Keeps the view in the address under the name that is posted. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), ViewForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { name, shared } = submission.value;
  const query = readListQuery(new URL(args.request.url).searchParams);
  const outcome = await inTransaction((tx) =>
    saveView(tx, { editionId: edition.id, ownerId: viewer.personId, name, isShared: shared, query }),
  );
  if (outcome !== "saved") {
    const message = says(`selection:list.views.error.${outcome}`, { max: viewLimit });
    return data({ result: submission.reply({ fieldErrors: { name: [message] } }) }, { status: 409 });
  }
  return redirect(
    `/office/${edition.slug}/applications${listSearch({ ...query, search: "" }, { done: "view-saved" })}`,
  );
}

export default function ListViews() {
  const { slug, search, views } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("selection");
  const path = `/office/${slug}/applications`;
  const [form, fields] = useForm<z.input<typeof ViewForm>>({ lastResult: actionData?.result });
  return (
    <>
      <PageHeader
        title={t("list.views.title")}
        lead={t("list.views.lead")}
        backHref={`${path}${search}`}
        backLabel={t("list.views.back")}
      />
      <Stack gap="loose">
        <Section title={t("list.views.new")} lead={search ? undefined : t("list.views.none-new")}>
          <form method="post" id={form.id} noValidate action={`${path}/views${search}`}>
            <Stack>
              <ViewFields form={form} fields={fields} />
              <div>
                <Button>{t("list.views.save")}</Button>
              </div>
            </Stack>
          </form>
        </Section>
        <Section title={t("list.views.mine")}>
          {views.length === 0 ? (
            <EmptyState title={t("list.views.mine-none")} />
          ) : (
            <Table
              caption={t("list.views.mine")}
              hideCaption
              rows={views}
              rowKey={({ id }) => id}
              columns={[
                { key: "name", label: t("list.views.column") },
                { key: "seen", label: t("list.views.seen-by") },
                { key: "change", label: t("list.views.change"), hideLabel: true },
                { key: "remove", label: t("list.views.remove"), hideLabel: true },
              ]}
              cell={(view, column) => {
                switch (column) {
                  case "name":
                    return <a href={`${path}${view.search}`}>{view.name}</a>;
                  case "seen":
                    return t(view.isShared ? "list.views.by-all" : "list.views.by-me");
                  case "change":
                    return <a href={`${path}/views/${view.id}`}>{t("list.views.change")}</a>;
                  default:
                    return (
                      <form method="post" action={`${path}/views/${view.id}/removal`}>
                        <Button variant="quiet" size="small">
                          {t("list.views.remove")}
                        </Button>
                      </form>
                    );
                }
              }}
            />
          )}
        </Section>
      </Stack>
    </>
  );
}
