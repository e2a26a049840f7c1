import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { database } from "~/platform/database.server";
import { errorText, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Checkbox, CheckboxGroup, GroupFrame, RadioGroup } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { audiences } from "~/questions/definition";
import { loadChoice, requireChoice } from "../choice-page.server";
import { findChosen } from "../chosen.server";
import { ChosenPage } from "../components/chosen";
import { exportApplications, exportLimits } from "../export-file.server";
import { exportColumnKeys } from "../export-table";
import { ExportForm } from "../list-forms";

export const handle: RouteHandle = { width: "form" };

/** Tables that one coordinator takes out. */
const exports: Limit = { name: "export", points: 20, windowSeconds: 3600 };

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

/** Answers with the table itself, as a file. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition, choice } = await requireChoice(args);
  const submission = parseForm(await readForm(args.request), ExportForm);
  if (submission.status !== "success") {
    const [problem] = Object.values(submission.error ?? {}).flatMap((messages) => messages ?? []);
    return data({ problem: problem ?? says("platform:error.invalid") }, { status: 400 });
  }
  const { format, col, names, emails, answers } = submission.value;
  const chosen = await findChosen(database(), edition.id, choice);
  if (chosen.length === 0)
    return data({ problem: says("selection:list.chosen.none-title") }, { status: 409 });
  const most = answers.length > 0 ? exportLimits.withAnswers : exportLimits.plain;
  if (chosen.length > most)
    return data({ problem: says("selection:export.error.too-many", { max: most }) }, { status: 409 });
  if (!(await withinLimit(exports, viewer.personId)))
    return data({ problem: says("selection:export.error.too-often") }, { status: 429 });
  const file = await exportApplications(
    viewer.personId,
    edition.id,
    chosen.map(({ id }) => id),
    { columns: col, withNames: names, withEmails: emails, answers },
    format,
  );
  return new Response(new Uint8Array(file.content), {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Length": String(file.content.byteLength),
      // A folder of downloads need not tell what is in it.
      "Content-Disposition": `attachment; filename="${edition.slug}.${format}"`,
      "Cache-Control": "no-store",
    },
  });
}

export default function ListExport() {
  const { shown, columns, limits } = useLoaderData<typeof loader>();
  const problem = useActionData<{ problem: string }>()?.problem;
  const { t } = useTranslation("selection");
  return (
    <ChosenPage title={t("export.title")} lead={t("export.lead")} shown={shown}>
      {problem ? (
        <Notice tone="warn" role="alert">
          {errorText(t, problem)}
        </Notice>
      ) : null}
      <form method="post">
        <Stack>
          <RadioGroup
            name="format"
            label={t("export.format")}
            defaultValue="xlsx"
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
            defaultValue={columns}
            options={exportColumnKeys.map((value) => ({ value, label: t(`list.column.${value}`) }))}
            className="choices-in-columns"
          />
          <CheckboxGroup
            name="answers"
            label={t("export.answers")}
            help={t("export.answers-help", { max: limits.withAnswers })}
            options={audiences.map((value) => ({ value, label: t(`export.audience.${value}`) }))}
          />
          <GroupFrame id="persons" label={t("export.persons")} help={t("export.persons-help")}>
            <div className="choices">
              <Checkbox name="names" value="yes" label={t("export.names")} />
              <Checkbox name="emails" value="yes" label={t("export.emails")} />
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
