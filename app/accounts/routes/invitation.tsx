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
import { acceptInvitation, readInvitation, type NewAccount } from "../invitations.server";
import { readerWords } from "../locale.server";
import { readLink } from "../tokens.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const [{ t }, invitation] = await Promise.all([
    readerWords(args),
    readInvitation(args.params["token"] ?? ""),
  ]);
  if (!invitation) {
    const { state } = await readLink(args.params["token"] ?? "", "invitation");
    if (state === "used") throw redirect("/login?note=invitation");
    const isReplaced = state === "replaced";
    return data(
      {
        title: t(`accounts:${isReplaced ? "link.replaced" : "invitation.expired"}-title`),
        ...{ usable: false, isReplaced, needsPassword: false, offered: [] },
      },
      { status: isReplaced ? 410 : 404 },
    );
  }
  const { needsPassword, offered } = invitation;
  return { title: t("accounts:invitation.title"), usable: true, isReplaced: false, needsPassword, offered };
}

export async function action(args: ActionFunctionArgs) {
  const token = args.params["token"] ?? "";
  const [form, invitation] = await Promise.all([readForm(args.request), readInvitation(token)]);
  if (!invitation) throw await gone(token);
  let account: NewAccount | null = null;
  if (invitation.needsPassword) {
    const submission = parseForm(form, InvitationForm);
    if (submission.status !== "success")
      return data({ result: submission.reply({ hideFields: ["password"] }) }, { status: 400 });
    account = { ...submission.value, locale: (await readerWords(args)).locale };
  }
  const accepted = await acceptInvitation(token, account);
  if (!accepted) throw await gone(token);
  if (!accepted.cookie) return redirect("/login?note=invitation");
  return redirect("/home", { headers: { "Set-Cookie": accepted.cookie } });
}

/** What is said of a link that cannot be used: one that was leads to log-in. */
async function gone(token: string): Promise<Response> {
  const { state } = await readLink(token, "invitation");
  return state === "used" ? redirect("/login?note=invitation") : notFound();
}

export default function Invitation() {
  const { usable, isReplaced, needsPassword, offered } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const [form, fields] = useForm<z.input<typeof InvitationForm>>({ lastResult: actionData?.result });
  if (!usable)
    return (
      <PageHeader
        title={t(isReplaced ? "link.replaced-title" : "invitation.expired-title")}
        lead={t(isReplaced ? "link.replaced-text" : "invitation.expired-text")}
      />
    );
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
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={errorLinks(form, t, { name: t("field.name"), password: t("field.new-password") })}
          />
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
