import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { Ornament } from "~/ui/ornament";
import { Cluster } from "~/ui/page";
import { NextSteps } from "../components/next-steps";
import { requireOwnApplication } from "../guards.server";
import { nextSteps } from "../steps";
import printScript from "../print.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "form", scripts: [printScript] };

export async function loader(args: LoaderFunctionArgs) {
  const { viewer, own } = await requireOwnApplication(args);
  const { application, edition } = own;
  if (application.status !== "submitted" || !application.submittedAt) throw redirect("/application");
  const { locale, t } = await readerWords(args);
  return {
    title: t("applying:title"),
    code: application.code,
    submittedAt: formatForReader(application.submittedAt, locale, edition.zone, viewer.timeZone, {
      year: true,
    }),
    steps: nextSteps(edition, locale, now()),
  };
}

export default function Receipt() {
  const { code, submittedAt, steps } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      <Ornament className="max-w-full text-accent" />
      <h1 className="mt-6">{t("receipt.title")}</h1>
      <p className="mt-3 text-lead text-muted">{t("receipt.lead", { when: submittedAt })}</p>
      <div className="my-9 border-y-2 border-ink py-6">
        <p className="text-small text-muted">{t("receipt.code")}</p>
        <p className="mt-1 text-display font-bold tracking-wide">{code}</p>
        <p className="mt-2 max-w-text">{t("receipt.keep")}</p>
      </div>
      <h2>{t("receipt.next")}</h2>
      <div className="mt-4">
        <NextSteps steps={steps} />
      </div>
      <p className="mt-6 max-w-text">{t("receipt.mail")}</p>
      <Cluster className="mt-8">
        <ButtonLink to="/application">{t("receipt.overview")}</ButtonLink>
        <Button type="button" variant="secondary" hidden data-print>
          {t("receipt.print")}
        </Button>
      </Cluster>
    </>
  );
}
