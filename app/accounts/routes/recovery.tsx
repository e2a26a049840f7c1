import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { recover } from "../entrance.server";
import { RecoveryForm } from "../forms";
import { readerWords } from "../locale.server";
import { readLink } from "../tokens.server";
import { toLogIn, toRecover } from "../ways";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [{ t }, link] = await Promise.all([
    readerWords(args),
    readLink(args.params["token"] ?? "", "recovery"),
  ]);
  const onward = localPath(link.onward, "");
  if (link.state === "used") throw redirect(toLogIn(onward, "recovered"));
  const { state } = link;
  const status = state === "usable" ? 200 : state === "unknown" ? 404 : 410;
  return data({ title: t("accounts:recovery.title"), state, again: toRecover(onward) }, { status });
}

export async function action(args: ActionFunctionArgs) {
  const submission = parseForm(await readForm(args.request), RecoveryForm);
  const hidden = { hideFields: ["password"] };
  if (submission.status !== "success") return data({ result: submission.reply(hidden) }, { status: 400 });
  const recovered = await recover(args.params["token"] ?? "", submission.value.password);
  // The page says what has become of the link.
  if (!recovered) return data({ result: submission.reply(hidden) }, { status: 410 });
  return redirect(localPath(recovered.onward, "/home"), { headers: { "Set-Cookie": recovered.cookie } });
}

export default function Recovery() {
  const { state, again } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof RecoveryForm>>({ lastResult: actionData?.result });
  if (state !== "usable")
    return (
      <>
        <PageHeader
          title={t(state === "replaced" ? "link.replaced-title" : "recovery.expired-title")}
          lead={t(state === "replaced" ? "link.replaced-text" : "recovery.expired-text")}
        />
        <ButtonLink to={again} variant={state === "replaced" ? "secondary" : "primary"}>
          {t("recover.submit")}
        </ButtonLink>
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
