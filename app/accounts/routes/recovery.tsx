import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { recover } from "../entrance.server";
import { RecoveryForm } from "../forms";
import { readerWords } from "../locale.server";
import { findTokenOwner } from "../tokens.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [{ t }, owner] = await Promise.all([
    readerWords(args),
    findTokenOwner(args.params["token"] ?? "", "recovery"),
  ]);
  return data({ title: t("accounts:recovery.title"), usable: owner !== null }, { status: owner ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  const submission = parseForm(await readForm(args.request), RecoveryForm);
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data({ result: submission.reply(hidden) }, { status: 400 });
  const recovered = await recover(args.params["token"] ?? "", submission.value.password);
  if (!recovered) return data({ result: submission.reply(hidden) }, { status: 404 });
  return redirect("/home", { headers: { "Set-Cookie": recovered.cookie } });
}

export default function Recovery() {
  const { usable } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof RecoveryForm>>({ lastResult: actionData?.result });
  if (!usable)
    return (
      <>
        <PageHeader title={t("recovery.expired-title")} lead={t("recovery.expired-text")} />
        <ButtonLink to="/recover">{t("recover.submit")}</ButtonLink>
      </>
    );
  return (
    <>
      <PageHeader title={t("recovery.title")} lead={t("recovery.lead")} />
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <PasswordField field={fields.password} isNew />
          <div>
            <Button>{t("recovery.submit")}</Button>
          </div>
        </Stack>
      </form>
    </>
  );
}
