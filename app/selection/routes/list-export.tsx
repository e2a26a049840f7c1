import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorText } from "~/platform/forms";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Checkbox, CheckboxGroup, GroupFrame, RadioGroup } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { audiences } from "~/questions/definition";
import { loadChoice, requireChoice } from "../choice-page.server";
import { ChosenPage } from "../components/chosen";
import { exportLimits } from "../export-file.server";
import { readExportForm } from "../export-page.server";
import { exportColumnKeys } from "../export-table";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { shown, t } = await loadChoice(args);
  const { choice } = await requireChoice(args);
  return {
    title: t("selection:export.title"),
    shown,
    columns: exportColumnKeys.filter((key) => choice.query.columns.includes(key)),
    limits: exportLimits,
  };
}

/** Says what is wrong with what was asked for, or sends the form on to the address that answers with the file. */
export async function action(args: ActionFunctionArgs) {
  const { edition, choice, search } = await requireChoice(args);
  const asked = await readExportForm(args.request, edition.id, choice);
  if (asked.problem !== null) {
    const { problem, status, ticked } = asked;
    return data({ problem, ticked }, { status });
  }
  // A page's own action cannot answer with a file: Remix would show the page.
  return redirect(`/office/${edition.slug}/applications/export/file${search}`, 307);
}

export default function ListExport() {
  const { shown, columns, limits } = useLoaderData<typeof loader>();
  const { problem, ticked } = useActionData<{ problem: string; ticked: Record<string, string[]> }>() ?? {};
  const { t } = useTranslation("selection");
  return (
    <ChosenPage title={t("export.title")} lead={t("export.lead")} shown={shown}>
      {problem ? (
        <Notice tone="warn" role="alert">
          {errorText(t, problem)}
        </Notice>
      ) : null}
      <form method="post" data-file="">
        <Stack>
          <RadioGroup
            name="format"
            label={t("export.format")}
            defaultValue={ticked?.["format"]?.[0] ?? "xlsx"}
            options={(["xlsx", "csv"] as const).map((value) => ({
              value,
              label: t(`export.${value}`),
              help: t(`export.${value}-help`),
            }))}
          />
          <CheckboxGroup
            name="col"
            label={t("export.columns")}
            help={t("export.columns-help")}
            defaultValue={ticked ? (ticked["col"] ?? []) : columns}
            options={exportColumnKeys.map((value) => ({ value, label: t(`list.column.${value}`) }))}
            className="choices-in-columns"
          />
          <CheckboxGroup
            name="answers"
            label={t("export.answers")}
            help={t("export.answers-help", { max: limits.withAnswers })}
            defaultValue={ticked?.["answers"] ?? []}
            options={audiences.map((value) => ({ value, label: t(`export.audience.${value}`) }))}
          />
          <GroupFrame id="persons" label={t("export.persons")} help={t("export.persons-help")}>
            <div className="choices">
              <Checkbox
                name="names"
                value="yes"
                label={t("export.names")}
                defaultChecked={Boolean(ticked?.["names"])}
              />
              <Checkbox
                name="emails"
                value="yes"
                label={t("export.emails")}
                defaultChecked={Boolean(ticked?.["emails"])}
              />
            </div>
          </GroupFrame>
          <div>
            <Button>{t("export.take", { count: shown.count })}</Button>
          </div>
        </Stack>
      </form>
    </ChosenPage>
  );
}
