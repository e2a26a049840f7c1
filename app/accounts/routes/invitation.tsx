import { useForm } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { errorLinks, fieldProps, parseForm } from "~/platform/forms";
import { notFound, readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { PasswordField } from "../components/password-field";
import { InvitationForm } from "../forms";
import { acceptInvitation, readInvitation } from "../invitations.server";
import { readerWords } from "../locale.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [{ t }, invitation] = await Promise.all([
    readerWords(args),
    readInvitation(args.params["token"] ?? ""),
  ]);
  if (!invitation)
    return data(
      { title: t("accounts:invitation.expired-title"), usable: false, needsPassword: false, offered: [] },
      { status: 404 },
    );
  const { needsPassword, offered } = invitation;
  return { title: t("accounts:invitation.title"), usable: true, needsPassword, offered };
}

export async function action(args: ActionFunctionArgs) {
  const token = args.params["token"] ?? "";
  const [form, invitation] = await Promise.all([readForm(args.request), readInvitation(token)]);
  if (!invitation) throw notFound();
  let account: { name: string; password: string } | null = null;
  if (invitation.needsPassword) {
    const submission = parseForm(form, InvitationForm);
    if (submission.status !== "success")
      return data({ result: submission.reply({ hideFields: ["password"] }) }, { status: 400 });
    account = submission.value;
  }
  const accepted = await acceptInvitation(token, account);
  if (!accepted) throw notFound();
  if (!accepted.cookie) return redirect("/login?note=invitation");
  return redirect("/home", { headers: { "Set-Cookie": accepted.cookie } });
}

export default function Invitation() {
  const { usable, needsPassword, offered } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof InvitationForm>>({ lastResult: actionData?.result });
  if (!usable)
    return <PageHeader title={t("invitation.expired-title")} lead={t("invitation.expired-text")} />;
  return (
    <>
      <PageHeader title={t("invitation.title")} lead={t("invitation.lead")} />
      <ul>
        {offered.map(({ role, edition }) => (
          <li key={`${role} ${edition}`}>
            {t(`role.${role}`)}
            {edition ? `, ${edition}` : ""}
          </li>
        ))}
      </ul>
      <KeptForm noValidate className="mt-8">
        <Stack>
          <ErrorSummary title={t("platform:error.summary")} errors={errorLinks(form, t)} />
          {needsPassword ? (
            <>
              <TextField
                {...fieldProps(fields.name, t)}
                label={t("field.name")}
                help={t("invitation.name-help")}
                autoComplete="name"
                required
              />
              <PasswordField field={fields.password} isNew />
            </>
          ) : (
            <p>{t("invitation.has-account")}</p>
          )}
          <div>
            <Button>{t("invitation.submit")}</Button>
          </div>
        </Stack>
      </KeptForm>
    </>
  );
}
