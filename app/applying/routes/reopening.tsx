import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Cluster, PageHeader } from "~/ui/page";
import { canReopen } from "../access";
import { deadlineInWords } from "../deadline-words";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { reopenApplication } from "../versions.server";
import { ApplicationField } from "../components/application-field";

export const handle: RouteHandle = { width: "form" };

/** Says what happens when a submission is taken back to be edited, before it is done. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  if (!canReopen(own.application, own.edition, now())) throw redirect("/application");
  const { locale, t } = await readerWords(args);
  return {
    title: t("applying:page-title.changes"),
    of: own.application.id,
    ...deadlineInWords(own, viewer, locale),
  };
}

export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const form = await readForm(args.request);
  const { viewer, own } = await theOneMeant(found, form.get("application"));
  if ((await reopenApplication(viewer, own.application.id)) === "too-late")
    throw refuse(409, "application-locked");
  return redirect("/application?reopened=1");
}

export default function Reopening() {
  const { submitBy } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      <PageHeader
        backHref="/application"
        backLabel={t("form.to-overview")}
        title={t("reopen.title")}
        lead={t("reopen.lead", { when: submitBy })}
      />
      <ul className="grid max-w-text gap-3">
        <li>{t("reopen.counts")}</li>
        <li>{t("reopen.again", { when: submitBy })}</li>
        <li>{t("reopen.unsent")}</li>
      </ul>
      <form method="post" action="/application/reopening" className="mt-8">
        <ApplicationField />
        <Cluster>
          <Button>{t("reopen.confirm")}</Button>
          <ButtonLink to="/application" variant="secondary">
            {t("reopen.keep")}
          </ButtonLink>
        </Cluster>
      </form>
    </>
  );
}
