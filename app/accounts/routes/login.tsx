import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, errorText, fieldProps, parseForm, says } from "~/platform/forms";
import { now } from "~/platform/clock.server";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { logIn } from "../entrance.server";
import { LogInForm } from "../forms";
import { findViewer } from "../guards.server";
import { readerWords } from "../locale.server";
import { toRecover, toSignUp } from "../ways";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [viewer, { t }] = await Promise.all([findViewer(args), readerWords(args)]);
  const search = new URL(args.request.url).searchParams;
  const to = localPath(search.get("to"), "");
  if (viewer) throw redirect(to || "/home");
  return { title: t("accounts:log-in.title"), to, note: search.get("note") };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const submission = parseForm(form, LogInForm);
  if (submission.status !== "success")
    return data({ result: submission.reply({ hideFields: ["password"] }) }, { status: 400 });
  const to = localPath(submission.value.to, "");
  const outcome = await logIn({ ...submission.value, address: args.context.address });
  if ("refused" in outcome) {
    const minutes =
      outcome.refused === "too-many" ? Math.ceil((outcome.until.getTime() - now().getTime()) / 60_000) : 0;
    const said = minutes > 0 ? says("accounts:log-in.too-many", { minutes }) : says("accounts:log-in.wrong");
    return data(
      { result: submission.reply({ formErrors: [said], hideFields: ["password"] }) },
      { status: outcome.refused === "too-many" ? 429 : 400 },
    );
  }
  return redirect(to || "/home", { headers: { "Set-Cookie": outcome.cookie } });
}

export default function LogIn() {
  const { to, note } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof LogInForm>>({
    lastResult: actionData?.result,
    defaultValue: { to },
  });
  return (
    <>
      <PageHeader title={t("log-in.title")} />
      <KeptForm noValidate>
        <Stack>
          {note === "password" ? <Notice tone="good">{t("log-in.password-changed")}</Notice> : null}
          {note === "erased" ? (
            <Notice tone="good" role="status">
              {t("log-in.erased")}
            </Notice>
          ) : null}
          {note === "confirmed" || note === "recovered" ? (
            <Notice tone="good" role="status">
              {t(`log-in.${note}`)}
            </Notice>
          ) : null}
          {note === "invitation" ? <Notice tone="good">{t("log-in.invitation-accepted")}</Notice> : null}
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={[
              ...(form.errors ?? []).map((message) => ({
                href: `#${fields.email.id}`,
                text: errorText(t, message),
              })),
              ...errorLinks(form, t, { email: t("field.email"), password: t("field.password") }),
            ]}
          />
          <input type="hidden" name="to" value={to} />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("field.email")}
            autoComplete="username"
            required
          />
          <PasswordField field={fields.password} />
          <div>
            <Button>{t("log-in.submit")}</Button>
          </div>
          <p>
            <a href={toRecover(to)}>{t("log-in.forgot")}</a>
          </p>
          <p>
            {t("log-in.no-account")} <a href={toSignUp(to)}>{t("sign-up.title")}</a>
          </p>
        </Stack>
      </KeptForm>
    </>
  );
}
