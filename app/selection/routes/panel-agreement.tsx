import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { data } from "@remix-run/node";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database, inTransaction } from "~/platform/database.server";
import { errorText } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/field";
import { ErrorSummary } from "~/ui/error-summary";
import { KeptForm } from "~/ui/kept-form";
import { PageHeader, Stack } from "~/ui/page";
import { acceptAgreement, hasAgreedEverywhere, readOwnProfile } from "../panelists.server";
import { requirePanelMember } from "../reading.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { reader } = await requirePanelMember(args);
  const { t } = await readerWords(args);
  return {
    title: t("selection:confidentiality.title"),
    hasAgreed: await hasAgreedEverywhere(database(), reader),
  };
}

/** Accepts the agreement; from here on the panel's pages are open. */
export async function action(args: ActionFunctionArgs) {
  const { viewer, reader } = await requirePanelMember(args);
  const form = await readForm(args.request);
  if (form.get("agree") !== "yes") return data({ error: "selection:confidentiality.error" }, { status: 400 });
  await inTransaction((tx) => acceptAgreement(tx, reader));
  const { hasProfile } = await readOwnProfile(database(), viewer.key, reader);
  throw redirect(hasProfile ? "/panel" : "/panel/profile");
}

const promises = ["secret", "copies", "conflict", "people", "after"] as const;

export default function PanelAgreement() {
  const { hasAgreed } = useLoaderData<typeof loader>();
  const error = useActionData<typeof action>()?.error;
  const { t } = useTranslation("selection");
  return (
    <KeptForm noValidate>
      <Stack>
        <PageHeader
          {...(hasAgreed ? { backHref: "/panel", backLabel: t("reading.back") } : {})}
          title={t("confidentiality.title")}
          lead={t("confidentiality.lead")}
        />
        {error ? (
          <ErrorSummary
            title={t("platform:error.summary")}
            errors={[{ href: "#agree", text: errorText(t, error) }]}
          />
        ) : null}
        <ol className="grid list-decimal gap-4 ps-6">
          {promises.map((promise) => (
            <li key={promise}>
              <strong>{t(`confidentiality.promise.${promise}.title`)}</strong>{" "}
              {t(`confidentiality.promise.${promise}.text`)}
            </li>
          ))}
        </ol>
        {hasAgreed ? (
          <p className="text-muted">{t("confidentiality.accepted")}</p>
        ) : (
          <>
            <Checkbox
              name="agree"
              value="yes"
              label={t("confidentiality.agree")}
              error={error ? errorText(t, error) : undefined}
            />
            <div className="flex flex-wrap items-center gap-6">
              <Button>{t("confidentiality.submit")}</Button>
              <a href="/account">{t("confidentiality.not-now")}</a>
            </div>
          </>
        )}
      </Stack>
    </KeptForm>
  );
}
