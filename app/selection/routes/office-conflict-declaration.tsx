import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useForm } from "@conform-to/react";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { inTransaction } from "~/platform/database.server";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextArea, TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader } from "~/ui/page";
import { declareFromOffice } from "../declaring.server";
import { listPanel } from "../panel.server";
import { DeclarationForm } from "../panel-forms";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const members = await listPanel(edition.id);
  const code = new URL(args.request.url).searchParams.get("code") ?? "";
  return {
    title: t("selection:panel.conflicts.declare.title"),
    path: `/office/${edition.slug}/panel/conflicts`,
    code: /^[A-Z0-9-]{3,16}$/.test(code) ? code : "",
    members: members.map(({ roleId, name }) => ({ value: roleId, label: name })),
  };
}

/** Declares a conflict that a coordinator knows of: it counts at once. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), DeclarationForm);
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const { code, panelist, reason } = submission.value;
  const outcome = await inTransaction((tx) =>
    declareFromOffice(tx, {
      editionId: edition.id,
      actorId: viewer.personId,
      code,
      roleId: panelist,
      reason,
    }),
  );
  if (outcome === "declared")
    return redirect(`/office/${edition.slug}/panel/conflicts?note=declared&code=${code}`);
  const fieldErrors: Record<string, string[]> =
    outcome === "no-application"
      ? { code: [says("selection:panel.conflicts.declare.no-application")] }
      : { panelist: [says(`selection:panel.conflicts.declare.${outcome}`)] };
  return data({ result: submission.reply({ fieldErrors }) }, { status: outcome === "already" ? 409 : 400 });
}

export default function OfficeConflictDeclaration() {
  const { path, code, members } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { t } = useTranslation("selection");
  const [form, fields] = useForm<{ code: string; panelist: string; reason: string }>({
    lastResult: result,
    defaultValue: { code },
  });
  return (
    <>
      <PageHeader
        backHref={path}
        backLabel={t("panel.conflicts.title")}
        title={t("panel.conflicts.declare.title")}
        lead={t("panel.conflicts.declare.lead")}
      />
      {members.length === 0 ? (
        <EmptyState title={t("panel.members.empty.title")}>{t("panel.members.empty.text")}</EmptyState>
      ) : (
        <KeptForm noValidate className="grid max-w-form gap-5">
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              code: t("panel.conflicts.declare.code"),
              panelist: t("panel.conflicts.who"),
              reason: t("panel.conflicts.reason"),
            })}
          />
          <TextField
            {...fieldProps(fields.code, t)}
            label={t("panel.conflicts.declare.code")}
            help={t("panel.conflicts.declare.code-help")}
            width="half"
            autoComplete="off"
          />
          <Select
            {...fieldProps(fields.panelist, t)}
            label={t("panel.conflicts.who")}
            placeholder={t("panel.conflicts.declare.choose")}
            options={members}
          />
          <TextArea
            {...fieldProps(fields.reason, t)}
            label={t("panel.conflicts.reason")}
            help={t("panel.conflicts.declare.reason-help")}
            rows={4}
          />
          <p>
            <Button>{t("panel.conflicts.declare.submit")}</Button>
          </p>
        </KeptForm>
      )}
    </>
  );
}
