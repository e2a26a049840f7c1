import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { formatDay, formatMoment } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button, ButtonLink } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { NumberField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { PageHeader, Section, Stack } from "~/ui/page";
import { Pagination } from "~/ui/table";
import { readCalibration, type CalibrationState } from "../calibrations.server";
import { RankingFigure } from "../components/ranking-figure";
import { RankingTable } from "../components/ranking-table";
import { RankingState } from "../components/ranking-state";
import { rankingQuery, readRankingView, shortlistPlaces } from "../ranking";
import { countRanking, findLine, listRanking, rankingPageSize } from "../ranking.server";
import script from "../ranking.enhance.ts?worker&url";

export const handle: RouteHandle = { width: "wide", scripts: [script] };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const query = new URL(args.request.url).searchParams;
  const db = database();
  const counts = await countRanking(db, edition);
  const pages = Math.max(1, Math.ceil(counts.ranked / rankingPageSize));
  const wished = readRankingView(query);
  const view = { ...wished, page: Math.min(wished.page, pages) };
  const [rows, line, calibration] = await Promise.all([
    listRanking(db, edition, view),
    findLine(db, edition, edition.places),
    readCalibration(db, edition),
  ]);
  const released = edition.decisionsReleasedAt;
  return {
    title: t("selection:ranking.title"),
    slug: edition.slug,
    places: edition.places,
    shortlist: edition.places * shortlistPlaces,
    margin: edition.tieMargin,
    calibration: calibrationView(calibration, edition.zone),
    wanted: edition.readingsPerApplication,
    releasedOn: released && formatDay(released, "en", edition.zone, { year: true }),
    counts,
    view,
    pages,
    offset: (view.page - 1) * rankingPageSize,
    rows,
    line,
    saved: countIn(query.get("saved")),
    marked: { cohort: countIn(query.get("cohort")), reserve: countIn(query.get("reserve")) },
  };
}

/** When scores were calibrated and what they rest on, as the page says it. */
function calibrationView({ computedAt, changes, readings, top, figures }: CalibrationState, zone: string) {
  return {
    computedAt: computedAt && formatMoment(computedAt, "en", zone),
    changes,
    readings,
    top,
    differs: figures?.differs ?? false,
    isNoiseAssumed: figures?.isNoiseAssumed ?? false,
    components: figures?.components ?? 1,
  };
}

/** A count that a redirect left in the query. */
function countIn(text: string | null): number | null {
  return text !== null && /^\d{1,4}$/.test(text) ? Number(text) : null;
}

export default function Ranking() {
  const { slug, counts, rows, releasedOn, saved, marked, ...page } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  const isOpen = !releasedOn;
  return (
    <>
      <PageHeader
        title={t("ranking.title")}
        lead={t("ranking.lead", { count: counts.submitted, ranked: counts.ranked })}
        actions={
          rows.length > 0 && isOpen ? (
            <ButtonLink to="#decide" variant="secondary">
              {t("ranking.to-table")}
            </ButtonLink>
          ) : undefined
        }
      />
      <Stack gap="loose">
        {marked.cohort === null ? null : (
          <Notice tone="good" role="status">
            {t("ranking.marked", { cohort: marked.cohort, reserve: marked.reserve ?? 0 })}
          </Notice>
        )}
        {releasedOn ? <Notice>{t("ranking.released", { day: releasedOn })}</Notice> : null}
        {counts.unread > 0 || counts.short > 0 ? (
          <Notice tone="warn">
            {counts.unread > 0 ? (
              <p>
                {t("ranking.unread", { count: counts.unread })}{" "}
                <a href={`/office/${slug}/applications?sort=readings`}>{t("ranking.unread-link")}</a>
              </p>
            ) : null}
            {counts.short > 0 ? (
              <p>{t("ranking.short", { count: counts.short, wanted: page.wanted })}</p>
            ) : null}
          </Notice>
        ) : null}
        {rows.length === 0 ? (
          <EmptyState
            title={t("ranking.empty.title")}
            action={
              <ButtonLink to={`/office/${slug}/panel`} variant="secondary">
                {t("ranking.empty.action")}
              </ButtonLink>
            }
          >
            {t("ranking.empty.text")}
          </EmptyState>
        ) : (
          <RankingSections {...{ slug, counts, rows, saved, isOpen, ...page }} />
        )}
      </Stack>
    </>
  );
}

type LoaderData = ReturnType<typeof useLoaderData<typeof loader>>;
type SectionsProps = Omit<LoaderData, "title" | "releasedOn" | "marked"> & { isOpen: boolean };

function RankingSections({
  slug,
  places,
  shortlist,
  margin,
  calibration,
  wanted,
  counts,
  rows,
  view,
  pages,
  offset,
  line,
  saved,
  isOpen,
}: SectionsProps) {
  const { t } = useTranslation("selection");
  const table = (
    <RankingTable
      {...{ slug, rows, view, wanted, isOpen }}
      top={calibration.top ?? places}
      line={line?.line ?? null}
      caption={t("ranking.decide.caption", {
        from: offset + 1,
        to: offset + rows.length,
        total: counts.ranked,
      })}
    />
  );
  const pagination = (
    <Pagination
      page={view.page}
      pages={pages}
      hrefFor={(page) => rankingQuery({ ...view, page }) || "?"}
      labels={{
        navigation: t("ranking.pages.navigation"),
        previous: t("ranking.pages.previous"),
        next: t("ranking.pages.next"),
        status: t("ranking.pages.status", { page: view.page, pages }),
      }}
    />
  );
  return (
    <>
      <RankingState {...{ slug, margin, calibration }} />
      <Section>
        <RankingFigure {...{ rows, view, counts, places, shortlist, margin, line, offset }} />
      </Section>
      {isOpen ? (
        <Section title={t("ranking.marking.title")} lead={t("ranking.marking.lead")}>
          <form
            method="get"
            action={`/office/${slug}/ranking/marking`}
            className="flex flex-wrap items-end gap-x-6 gap-y-4"
          >
            <NumberField
              name="first"
              label={t("ranking.marking.first")}
              min={0}
              max={999}
              defaultValue={places}
            />
            <NumberField
              name="next"
              label={t("ranking.marking.next")}
              min={0}
              max={999}
              defaultValue={counts.reserve || Math.ceil(places / 2)}
            />
            <Button variant="secondary">{t("ranking.marking.preview")}</Button>
          </form>
        </Section>
      ) : null}
      <Section
        id="decide"
        title={t(isOpen ? "ranking.decide.title" : "ranking.decide.frozen-title")}
        lead={
          <>
            {isOpen ? <>{t("ranking.decide.lead")} </> : null}
            {t("ranking.decide.spread-help")}
          </>
        }
      >
        {saved === null ? null : (
          <Notice tone="good" role="status" className="mb-6">
            {t("ranking.saved", { count: saved })}
          </Notice>
        )}
        {isOpen ? (
          <form method="post" action={`/office/${slug}/decisions`} data-marks>
            <input type="hidden" name="back" value={rankingQuery(view)} />
            {table}
            <div className="sticky bottom-0 z-10 -mx-3 flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-ink bg-paper px-3 py-3">
              <Button>{t("ranking.decide.save")}</Button>
              <p
                className="text-small text-muted"
                aria-live="polite"
                data-marks-status
                data-none={t("ranking.decide.all-saved")}
                data-one={t("ranking.decide.unsaved-one")}
                data-many={t("ranking.decide.unsaved-many", { number: "#" })}
              />
            </div>
          </form>
        ) : (
          table
        )}
        <div className="mt-4">{pagination}</div>
      </Section>
    </>
  );
}
