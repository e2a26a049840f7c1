import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { readPeople } from "~/accounts/people.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import type { RouteHandle } from "~/platform/route-handle";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Stack } from "~/ui/page";
import { readCalibration } from "../calibrations.server";
import { AgreementFigures, DisagreementFigure, LeniencyFigure, OrderFigure } from "../components/panel-plots";
import { readDisagreement } from "../ranking.server";
import { compareWords } from "~/platform/locale/order";

export const handle: RouteHandle = { width: "wide" };

/** What the last calibration says of the panel: read, never worked out here. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const [{ figures }, disagreement] = await Promise.all([
    readCalibration(database(), edition),
    readDisagreement(database(), edition.id),
  ]);
  const names = await readPeople(figures?.panelists.map(({ panelist }) => panelist) ?? []);
  return {
    title: t("selection:ranking.panel.title"),
    slug: edition.slug,
    disagreement,
    figures: figures && {
      ...figures,
      panelists: figures.panelists
        .map(({ panelist, ...row }) => ({
          ...row,
          name: names.get(panelist)?.name ?? t("selection:ranking.panel.leniency.gone"),
        }))
        .sort((a, b) => a.effect - b.effect || compareWords(a.name, b.name)),
    },
  };
}

export default function RankingPanel() {
  const { slug, disagreement, figures } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={`/office/${slug}/ranking`}
        backLabel={t("ranking.panel.back")}
        title={t("ranking.panel.title")}
        lead={t("ranking.panel.lead")}
      />
      {figures && figures.panelists.length > 0 ? (
        <Stack gap="loose">
          <LeniencyFigure panelists={figures.panelists} differs={figures.differs} />
          <AgreementFigures agreement={figures.agreement} />
          <DisagreementFigure disagreement={disagreement} path={`/office/${slug}`} />
          <OrderFigure steps={figures.order} />
        </Stack>
      ) : (
        <EmptyState title={t("ranking.panel.empty.title")}>{t("ranking.panel.empty.text")}</EmptyState>
      )}
    </>
  );
}
