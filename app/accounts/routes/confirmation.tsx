import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, parseForm, says } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { localPath } from "~/platform/http/headers.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { confirmAddress } from "../entrance.server";
import { ConfirmationForm } from "../forms";
import { readerWords } from "../locale.server";
import { readLink } from "../tokens.server";
import { toLogIn } from "../ways";

export const handle: RouteHandle = { width: "form" };

/** Opening a link uses nothing up; one that has been used leads to log-in, from where it goes on as it would have. */
export async function loader(args: LoaderFunctionArgs) {
  const token = args.params["token"] ?? "";
  const [{ t }, link] = await Promise.all([readerWords(args), readLink(token, "confirmation")]);
  if (link.state === "used") throw redirect(toLogIn(localPath(link.onward, ""), "confirmed"));
  const { state } = link;
  const status = state === "usable" ? 200 : state === "unknown" ? 404 : 410;
  return data({ title: t("accounts:confirm.title"), state, token }, { status });
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
  // The page says what has become of the link.
  if (outcome === "expired") return data({ result: submission.reply(hidden) }, { status: 410 });
  if (outcome === "wrong-password")
    return data(
      {
        result: submission.reply({ ...hidden, fieldErrors: { password: [says("accounts:confirm.wrong")] } }),
      },
      { status: 400 },
    );
  return redirect(localPath(outcome.onward, "/home"), { headers: { "Set-Cookie": outcome.cookie } });
}

export default function Confirmation() {
  const { state, token } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof ConfirmationForm>>({ lastResult: actionData?.result });
  if (state === "unknown")
    return (
      <>
        <PageHeader title={t("confirm.expired-title")} lead={t("confirm.unknown-text")} />
        <ButtonLink to="/signup">{t("sign-up.title")}</ButtonLink>
      </>
    );
  if (state !== "usable")
    return (
      <>
        <PageHeader
          title={t(state === "replaced" ? "link.replaced-title" : "confirm.expired-title")}
          lead={t(state === "replaced" ? "link.replaced-text" : "confirm.expired-text")}
        />
        <form method="post" action="/signup/letter">
          <input type="hidden" name="link" value={token} />
          <Button variant={state === "replaced" ? "secondary" : "primary"}>{t("confirm.send-new")}</Button>
        </form>
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
