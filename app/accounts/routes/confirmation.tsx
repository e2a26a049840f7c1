import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { confirmAddress } from "../entrance.server";
import { ConfirmationForm } from "../forms";
import { readerWords } from "../locale.server";
import { findTokenOwner } from "../tokens.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [{ t }, owner] = await Promise.all([
    readerWords(args),
    findTokenOwner(args.params["token"] ?? "", "confirmation"),
  ]);
  return data({ title: t("accounts:confirm.title"), usable: owner !== null }, { status: owner ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  const submission = parseForm(await readForm(args.request), ConfirmationForm);
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data({ result: submission.reply(hidden) }, { status: 400 });
  const outcome = await confirmAddress(
    args.params["token"] ?? "",
    submission.value.password,
    args.context.address,
  );
  if (outcome === "expired") return data({ result: submission.reply(hidden) }, { status: 404 });
  if (outcome === "wrong-password")
    return data(
      {
        result: submission.reply({ ...hidden, fieldErrors: { password: [says("accounts:confirm.wrong")] } }),
      },
      { status: 400 },
    );
  return redirect("/home", { headers: { "Set-Cookie": outcome.cookie } });
}

export default function Confirmation() {
  const { usable } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof ConfirmationForm>>({ lastResult: actionData?.result });
  if (!usable)
    return (
      <>
        <PageHeader title={t("confirm.expired-title")} lead={t("confirm.expired-text")} />
        <ButtonLink to="/signup">{t("sign-up.title")}</ButtonLink>
      </>
    );
  return (
    <>
      <PageHeader title={t("confirm.title")} lead={t("confirm.lead")} />
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <PasswordField field={fields.password} />
          <div>
            <Button>{t("confirm.submit")}</Button>
          </div>
        </Stack>
      </form>
    </>
  );
}
