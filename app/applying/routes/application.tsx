import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findComingEdition, findOpenEdition } from "~/cohorts/editions.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { Beside } from "../components/beside";
import { DraftOverview } from "../components/draft-overview";
import { Outcome } from "../components/outcome";
import { Withdraw } from "../components/withdraw";
import { readBeside } from "../beside.server";
import { isOver } from "../standing";
import { listEarlierApplications, readOwnStatus } from "../status.server";

export const handle: RouteHandle = { width: "form" };

/** What has just been done, as the address says: words are under `overview`. */
const notes = ["saved", "changed", "deleted", "reopened", "erased", "account-kept"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const status = await readOwnStatus(viewer, locale);
  const [open, coming, beside] = await Promise.all([
    findOpenEdition(),
    findComingEdition(),
    readBeside(viewer),
  ]);
  return {
    title: t("applying:page-title.overview"),
    status,
    beside,
    earlier: status ? await listEarlierApplications(viewer, status.code) : [],
    mayStart: open !== null && (status === null || (open.id !== status.editionId && isOver(status.standing))),
    opensAt: coming
      ? formatForReader(coming.callOpensAt, locale, coming.zone, viewer.timeZone, { year: true })
      : null,
    note: notes.find((name) => search.has(name)) ?? null,
  };
}

export default function Application() {
  const { status, beside, earlier, mayStart, opensAt, note } = useLoaderData<typeof loader>();
  const { t } = useTranslation("applying");
  return (
    <>
      {note ? (
        <Notice tone="good" role="status" className="mb-8">
          {t(`overview.${note}`)}
        </Notice>
      ) : null}
      {status === null ? (
        <>
          <PageHeader title={t("overview.title")} />
          <EmptyState
            title={t(mayStart ? "overview.none-open" : "overview.none-closed")}
            action={
              mayStart ? (
                <ButtonLink to="/apply">{t("overview.start")}</ButtonLink>
              ) : (
                <a href="/">{t("overview.home")}</a>
              )
            }
          >
            {mayStart
              ? t("overview.none-open-text")
              : opensAt
                ? t("overview.opens", { when: opensAt })
                : t("overview.no-date")}
          </EmptyState>
        </>
      ) : (
        <>
          {status.standing === "draft" || status.standing === "reopened" ? (
            <DraftOverview status={status} />
          ) : (
            <Outcome status={status} open={beside?.open ?? { references: 0, messages: 0 }} />
          )}
          {mayStart ? (
            <div className="mt-12">
              <Section title={t("overview.new-title")} lead={t("overview.new-text")}>
                <ButtonLink to="/apply" variant="secondary">
                  {t("overview.start")}
                </ButtonLink>
              </Section>
            </div>
          ) : null}
          {beside ? <Beside beside={beside} /> : null}
          <Withdraw status={status} />
        </>
      )}
      {earlier.length > 0 ? (
        <div className="mt-14">
          <Section title={t("overview.earlier")}>
            <ul role="list" className="grid gap-4">
              {earlier.map((application) => (
                <li key={application.code}>
                  <span className="font-semibold">{application.code}</span>{" "}
                  <span className="text-muted">{application.editionName}</span>
                  <br />
                  {t(`standing.${application.standing}.short`)}{" "}
                  {application.standing === "offered" ? (
                    <a href="/application/answer">{t("standing.answer")}</a>
                  ) : null}
                </li>
              ))}
            </ul>
          </Section>
        </div>
      ) : null}
    </>
  );
}
