import { useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { isZone } from "~/platform/locale/zones";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { signUp } from "../entrance.server";
import { SignUpForm } from "../forms";
import { readerWords } from "../locale.server";
import zoneScript from "../zone.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [zoneScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await readerWords(args);
  return { title: t("accounts:sign-up.title") };
}

export async function action(args: ActionFunctionArgs) {
  const [form, { locale }] = await Promise.all([readForm(args.request), readerWords(args)]);
  const submission = parseForm(form, SignUpForm);
  if (submission.status !== "success")
    return data({ sent: false, result: submission.reply({ hideFields: ["password"] }) }, { status: 400 });
  const { email, password, zone } = submission.value;
  await signUp({
    email,
    password,
    locale,
    timeZone: zone && isZone(zone) ? zone : null,
    address: args.context.address,
  });
  return { sent: true, result: undefined };
}

export default function SignUp() {
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof SignUpForm>>({ lastResult: actionData?.result });
  if (actionData?.sent)
    return (
      <>
        <PageHeader title={t("sign-up.sent-title")} lead={t("sign-up.sent-text")} />
        <p>{t("sign-up.sent-help")}</p>
      </>
    );
  return (
    <>
      <PageHeader title={t("sign-up.title")} lead={t("sign-up.lead")} />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("field.email")}
            help={t("sign-up.email-help")}
            autoComplete="username"
            required
          />
          <PasswordField field={fields.password} isNew />
          <input type="hidden" name="zone" data-zone defaultValue="" />
          <p className="text-muted">
            {t("sign-up.privacy")} <a href="/privacy">{t("platform:nav.privacy")}</a>
          </p>
          <div>
            <Button>{t("sign-up.submit")}</Button>
          </div>
          <p>
            {t("sign-up.have-account")} <a href="/login">{t("log-in.title")}</a>
          </p>
        </Stack>
      </KeptForm>
    </>
  );
}
