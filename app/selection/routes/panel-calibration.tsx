import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { listCriteria } from "~/cohorts/editions.server";
import { worded } from "~/cohorts/questions";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { PageHeader, Stack } from "~/ui/page";
import { readOwnSpreads } from "../calibration-files.server";
import { SpreadPlot } from "../components/spread-plot";
import { listPanels, requireReader } from "../reading.server";

export const handle: RouteHandle = { width: "wide" };

/** How far apart the panel's scores lie on the files that everybody reads first; once one's own are in. */
export async function loader(args: LoaderFunctionArgs) {
  const { reader } = await requireReader(args);
  const { locale, t } = await readerWords(args);
  const slug = new URL(args.request.url).searchParams.get("edition");
  const panels = await listPanels(reader);
  const panel = slug ? panels.find((one) => one.slug === slug) : panels[0];
  const spreads = panel ? await readOwnSpreads(reader, panel.id) : null;
  if (!panel || !spreads) throw notFound();
  const criteria = await listCriteria(database(), panel.id);
  return {
    title: t("selection:calibration.title"),
    panel: { slug: panel.slug },
    criteria: criteria.map(({ id, title }) => ({ id, title: worded(title, locale) })),
    spreads: spreads.map(({ code, readings }) => ({
      code,
      readings: readings.map(({ isOwn, scores }, index) => ({
        isOwn,
        scores,
        name: isOwn
          ? t("selection:calibration.you")
          : t("selection:calibration.other", { number: index + 1 }),
      })),
    })),
  };
}

export default function PanelCalibration() {
  const { panel, criteria, spreads } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={`/panel?edition=${panel.slug}`}
        backLabel={t("reading.back")}
        title={t("calibration.title")}
        lead={t("calibration.lead")}
      />
      <Stack gap="loose">
        <ul className="grid max-w-text list-disc gap-2 ps-6">
          <li>{t("calibration.talk.anchors")}</li>
          <li>{t("calibration.talk.apart")}</li>
          <li>{t("calibration.talk.own")}</li>
        </ul>
        {spreads.map((spread) => (
          <div key={spread.code} className="grid gap-3">
            <SpreadPlot
              spread={spread}
              criteria={criteria}
              title={t("calibration.figure", { code: spread.code, count: spread.readings.length })}
            />
            <p className="flex flex-wrap gap-x-8">
              <a href={`/panel/${spread.code}`} className="inline-flex min-h-11 items-center">
                {t("calibration.again", { code: spread.code })}
              </a>
              <a href={`/panel/${spread.code}/discussion`} className="inline-flex min-h-11 items-center">
                {t("calibration.discuss")}
              </a>
            </p>
          </div>
        ))}
      </Stack>
    </>
  );
}
