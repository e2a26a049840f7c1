import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { changePassword } from "../account.server";
import { PasswordField } from "../components/password-field";
import { PasswordForm } from "../forms";
import { requireUser } from "../guards.server";
import { readerWords } from "../locale.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { t } = await readerWords(args);
  return { title: t("accounts:account.password-title") };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const submission = parseForm(await readForm(args.request), PasswordForm);
  const hidden = { hideFields: ["current", "password"] };
  if (submission.status !== "success") return data({ result: submission.reply(hidden) }, { status: 400 });
  const { current, password } = submission.value;
  if (!(await changePassword(viewer, current, password)))
    return data(
      {
        result: submission.reply({
          ...hidden,
          fieldErrors: { current: [says("accounts:account.current-wrong")] },
        }),
      },
      { status: 400 },
    );
  return redirect("/account?note=password");
}

export default function Password() {
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof PasswordForm>>({ lastResult: actionData?.result });
  return (
    <>
      <PageHeader
        title={t("account.password-title")}
        lead={t("account.password-text")}
        backHref="/account"
        backLabel={t("account.title")}
      />
      <form method="post" id={form.id} noValidate>
        <Stack>
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, {
              current: t("field.current-password"),
              password: t("field.new-password"),
            })}
          />
          <PasswordField field={fields.current} label={t("field.current-password")} />
          <PasswordField field={fields.password} isNew />
          <div>
            <Button>{t("account.password-link")}</Button>
          </div>
        </Stack>
      </form>
    </>
  );
}
