import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { confirmIdentity } from "~/accounts/identity.server";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { goodbye } from "~/accounts/session.server";
import { database } from "~/platform/database.server";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Cluster, PageHeader, Stack } from "~/ui/page";
import { canEraseAccount, eraseEverything } from "../erasure.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { t } = await readerWords(args);
  return {
    title: t("applying:page-title.more"),
    possible: await canEraseAccount(database(), viewer.personId),
  };
}

/** Erases the account and every application of whoever asks, once they have given their password. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const password = (await readForm(args.request)).get("password");
  if (typeof password !== "string" || password === "")
    return data({ error: "password-missing" as const }, { status: 400 });
  if (password.length > 1000 || !(await confirmIdentity(viewer, password)))
    return data({ error: "password-wrong" as const }, { status: 400 });
  if (!(await eraseEverything(viewer))) return data({ error: null }, { status: 409 });
  return redirect("/login?note=erased", { headers: goodbye() });
}

export default function AccountErasure() {
  const { possible } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  const error = result?.error ? t(`withdraw.error.${result.error}`) : undefined;
  return (
    <>
      <PageHeader
        backHref="/account"
        backLabel={t("accounts:account.title")}
        title={t("account-erasure.title")}
        lead={possible ? t("account-erasure.lead") : undefined}
      />
      {possible ? (
        <form method="post" noValidate>
          <Stack>
            <ErrorSummary
              title={t("platform:error.summary")}
              errors={error ? [{ href: "#password", text: error }] : []}
            />
            <p className="max-w-text">{t("account-erasure.text")}</p>
            <TextField
              id="password"
              name="password"
              type="password"
              label={t("withdraw.password")}
              error={error}
              autoComplete="current-password"
              width="half"
              required
            />
            <Cluster>
              <Button variant="danger">{t("account-erasure.confirm")}</Button>
              <ButtonLink to="/account" variant="secondary">
                {t("account-erasure.keep")}
              </ButtonLink>
            </Cluster>
          </Stack>
        </form>
      ) : (
        <Notice>{t("account-erasure.impossible")}</Notice>
      )}
    </>
  );
}
