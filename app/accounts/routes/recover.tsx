import { useForm } from "@conform-to/react";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { requestRecovery } from "../entrance.server";
import { LetterForm } from "../forms";
import { readerWords } from "../locale.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  return { title: t("accounts:recover.title"), to: localPath(search.get("to"), "") };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const submission = parseForm(form, LetterForm);
  const to = localPath(form.get("to"), "");
  if (submission.status !== "success")
    return data({ sentTo: null, to, result: submission.reply() }, { status: 400 });
  const { email } = submission.value;
  const asked = await requestRecovery({ email, address: args.context.address, to });
  if (asked === "too-many") {
    const result = submission.reply({ fieldErrors: { email: [says("accounts:error.too-many-letters")] } });
    return data({ sentTo: null, to, result }, { status: 429 });
  }
  return data({ sentTo: email, to, result: submission.reply() });
}

export default function Recover() {
  const page = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof LetterForm>>({ lastResult: sent?.result });
  return (
    <>
      {sent?.sentTo ? (
        <>
          <PageHeader
            title={t("recover.sent-title")}
            lead={<span className="break-words">{t("recover.sent-text", { email: sent.sentTo })}</span>}
          />
          <p className="mb-8 max-w-text">{t("recover.sent-again")}</p>
        </>
      ) : (
        <PageHeader title={t("recover.title")} lead={t("recover.lead")} />
      )}
      <KeptForm action="/recover" noValidate>
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          <input type="hidden" name="to" value={sent?.to ?? page.to} />
          <TextField
            {...fieldProps(fields.email, t)}
            type="email"
            label={t("field.email")}
            autoComplete="username"
            required
          />
          <div>
            <Button variant={sent?.sentTo ? "secondary" : "primary"}>{t("recover.submit")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
