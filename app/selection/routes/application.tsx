import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Notice } from "~/ui/notice";
import { PageHeader, Split } from "~/ui/page";
import { loadApplicationPage } from "../application-page.server";
import {
  ApplicationAnswers,
  ApplicationAside,
  ApplicationHistory,
  ApplicationReadings,
  Neighbours,
} from "../components/application-page";

export const handle: RouteHandle = { width: "wide" };

export function loader(args: LoaderFunctionArgs) {
  return loadApplicationPage(args);
}

export default function Application() {
  const page = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const application = page.submitted;
  const listPath = `/office/${page.edition.slug}/applications`;
  const header = (
    <PageHeader
      backHref={`${listPath}${page.list.back}`}
      backLabel={t("applications.back")}
      eyebrow={application ? page.code : undefined}
      title={application?.name ?? page.code}
      lead={application ? <Ways /> : undefined}
      actions={<Neighbours page={page} />}
    />
  );
  if (!application)
    return (
      <>
        {header}
        <Notice title={t("applications.draft.title")}>
          {t("applications.draft.text", { when: page.startedAt })}
        </Notice>
      </>
    );
  return (
    <>
      <Ruled path={listPath} search={page.list.search} />
      {header}
      {application.withdrawnAt ? (
        <Notice
          tone="warn"
          className="mb-8"
          title={t("applications.withdrawn.title", { when: application.withdrawnAt })}
        >
          {t("applications.withdrawn.text")}
        </Notice>
      ) : null}
      <Split ratio="wide" aside={<ApplicationAside page={page} application={application} />}>
        <ApplicationAnswers page={page} application={application} />
      </Split>
      <div className="mt-14 grid gap-14">
        <ApplicationReadings page={page} application={application} />
        <ApplicationHistory application={application} />
      </div>
    </>
  );
}

/** On a phone, where all stands under one another, the ways to what comes after the answers. */
function Ways() {
  const { t } = useTranslation("selection");
  const ways = [
    ["#eligibility", t("applications.ruling.title")],
    ["#readings", t("applications.readings.title")],
    ["#history", t("applications.history.title")],
  ] as const;
  return (
    <p className="flex flex-wrap gap-x-6 text-small lg:hidden">
      {ways.map(([to, label]) => (
        <a key={to} href={to} className="inline-flex min-h-11 items-center">
          {label}
        </a>
      ))}
    </p>
  );
}

/** Tells once what has just been ruled, here or on the application before. */
function Ruled({ path, search }: { path: string; search: string }) {
  const { t } = useTranslation("selection");
  const [params] = useSearchParams();
  const [code, ruling] = (params.get("ruled") ?? "").split(".");
  if (!code || !/^[A-Z0-9-]{3,16}$/.test(code) || (ruling !== "eligible" && ruling !== "ineligible"))
    return null;
  return (
    <Notice tone="good" role="status" className="mb-8">
      <p>
        {t(`applications.ruled.${ruling}`, { code })}{" "}
        <a href={`${path}/${code}${search}`}>{t("applications.ruled.open")}</a>
      </p>
    </Notice>
  );
}
