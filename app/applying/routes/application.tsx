import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { findComingEdition, listOpenEditions } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { formatForReader } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { PageHeader, Section } from "~/ui/page";
import { StartButton } from "../components/start-button";
import { Beside } from "../components/beside";
import { DraftOverview } from "../components/draft-overview";
import { Outcome } from "../components/outcome";
import { Withdraw } from "../components/withdraw";
import { readBeside } from "../beside.server";
import { findCurrentApplication, listOwnByEdition } from "../applications.server";
import { listOtherApplications, readOwnStatus } from "../status.server";

export const handle: RouteHandle = { width: "form" };

/** What has just been done, as the address says: words are under `overview`. */
const notes = ["saved", "changed", "deleted", "reopened", "erased", "account-kept"] as const;

/** Standings in which somebody may yet read it, and in which it matters who should not. */
const stillRead: ReadonlySet<string> = new Set(["draft", "reopened", "reading"]);

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const { locale, t } = await readerWords(args);
  const search = new URL(args.request.url).searchParams;
  const own = await findCurrentApplication(database(), viewer);
  const [status, beside, others, open, coming, mine] = await Promise.all([
    own ? readOwnStatus(viewer, own, locale) : null,
    own ? readBeside(viewer, own) : null,
    own?.isOneOfSeveral ? listOtherApplications(viewer, own.application.id, locale) : [],
    listOpenEditions(),
    own ? null : findComingEdition(),
    own ? listOwnByEdition(database(), viewer) : null,
  ]);
  const startable = status?.standing === "accepted" ? [] : open.filter(({ id }) => !mine?.has(id));
  return {
    title: t("applying:page-title.overview"),
    of: own?.application.id ?? null,
    status,
    beside,
    others,
    mayStart: startable.length > 0,
    /** The one call that a press begins; of several one is chosen first. */
    startsAt: startable.length === 1 ? (startable[0]?.slug ?? null) : null,
    opensAt: coming
      ? formatForReader(coming.callOpensAt, locale, coming.zone, viewer.timeZone, { year: true })
      : null,
    note: notes.find((name) => search.has(name)) ?? null,
  };
}

export default function Application() {
  const { status, beside, others, mayStart, startsAt, opensAt, note } = useLoaderData<typeof loader>();
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
            action={mayStart ? <StartButton at={startsAt} /> : <a href="/">{t("overview.home")}</a>}
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
            <Outcome status={status} open={beside?.open ?? { references: 0, requests: 0, messages: 0 }} />
          )}
          {mayStart ? (
            <div className="mt-12">
              <Section title={t("overview.new-title")} lead={t("overview.new-text")}>
                <StartButton at={startsAt} variant="secondary" />
              </Section>
            </div>
          ) : null}
          {beside ? <Beside beside={beside} mayNameReaders={stillRead.has(status.standing)} /> : null}
          <Withdraw status={status} />
        </>
      )}
      {others.length > 0 ? (
        <div className="mt-14">
          <Section title={t("overview.others")}>
            <ul role="list" className="grid gap-6">
              {others.map((other) => (
                <li
                  key={other.code}
                  className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2"
                >
                  <div className="min-w-0">
                    <p>
                      <span className="font-semibold">{other.call}</span>{" "}
                      <span className="text-muted">{other.code}</span>
                    </p>
                    <p>{t(`standing.${other.standing}.short`)}</p>
                    {other.sendBy ? (
                      <p className="text-small text-muted">
                        {t("overview.send-by")}: {other.sendBy}
                      </p>
                    ) : null}
                    {other.unread > 0 ? (
                      <p className="font-semibold">{t("messages.block-unread", { count: other.unread })}</p>
                    ) : null}
                  </div>
                  <form method="post" action="/application/choice">
                    <input type="hidden" name="application" value={other.id} />
                    <Button variant="secondary" size="small">
                      {t("overview.turn-to")}
                      <span className="sr-only"> ({other.call})</span>
                    </Button>
                  </form>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      ) : null}
    </>
  );
}
