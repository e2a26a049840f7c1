import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RouteHandle } from "~/platform/route-handle";
import { Badge } from "~/ui/badge";
import { JumpNav } from "~/ui/jump-nav";
import { Notice } from "~/ui/notice";
import { PageHeader, Split } from "~/ui/page";
import { loadApplicationPage } from "../application-page.server";
import { ApplicationHead, ApplicationLinks } from "../components/application-head";
import {
  ApplicationAnswers,
  ApplicationAside,
  ApplicationReadings,
  Neighbours,
} from "../components/application-page";
import { ApplicationReferees } from "../components/application-referees";

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
      lead={application ? <ApplicationHead application={application} /> : undefined}
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
        <ApplicationLinks page={page} />
      </>
    );
  const { isReadable } = application;
  const answered = application.referees.filter(({ standing }) => standing === "answered").length;
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
      {page.unread > 0 ? (
        <p className="mb-6">
          <a href={`${listPath}/${page.code}/messages${page.list.search}`}>
            <Badge tone="accent">{t("messages.waiting", { count: page.unread })}</Badge>
          </a>
        </p>
      ) : null}
      <ApplicationLinks page={page} />
      <JumpNav
        label={t("applications.jump.label")}
        items={[
          { to: "#answers", label: t("applications.jump.answers") },
          ...(isReadable ? [{ to: "#referees", label: t("referees.title"), count: answered }] : []),
          { to: "#readings", label: t("applications.readings.title") },
          { to: "#eligibility", label: t("applications.ruling.title") },
          { to: "#tags", label: t("tags.title"), count: application.tags.length },
          ...(isReadable ? [{ to: "#notes", label: t("notes.title"), count: application.notes.length }] : []),
          { to: "#history", label: t("applications.history.title") },
        ]}
      />
      <Split ratio="wide" flow aside={<ApplicationAside page={page} application={application} />}>
        <div id="answers">
          <ApplicationAnswers page={page} application={application} />
        </div>
        <div className="mt-14 grid gap-14">
          {isReadable ? <ApplicationReferees page={page} application={application} /> : null}
          <ApplicationReadings page={page} application={application} />
        </div>
      </Split>
    </>
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
