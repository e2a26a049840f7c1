import { useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { requestRecovery } from "../entrance.server";
import { RecoverForm } from "../forms";
import { readerWords } from "../locale.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await readerWords(args);
  return { title: t("accounts:recover.title") };
}

export async function action(args: ActionFunctionArgs) {
  const submission = parseForm(await readForm(args.request), RecoverForm);
  if (submission.status !== "success")
    return data({ sent: false, result: submission.reply() }, { status: 400 });
  await requestRecovery({ email: submission.value.email, address: args.context.address });
  return { sent: true, result: undefined };
}

export default function Recover() {
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof RecoverForm>>({ lastResult: actionData?.result });
  if (actionData?.sent) return <PageHeader title={t("recover.sent-title")} lead={t("recover.sent-text")} />;
  return (
    <>
      <PageHeader title={t("recover.title")} lead={t("recover.lead")} />
      <KeptForm noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("field.email")}
            autoComplete="username"
            required
          />
          <div>
            <Button>{t("recover.submit")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
