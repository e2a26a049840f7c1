import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { countryName, formatNumber, languageName } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { EmptyState } from "~/ui/empty-state";
import { PageHeader, Section, Stack } from "~/ui/page";
import { fairnessFloor } from "../fairness";
import { readFairness, type FairnessDimension } from "../fairness.server";

export const handle: RouteHandle = { width: "wide" };

const dimensions = ["country", "gender", "place", "language"] as const satisfies FairnessDimension[];
const places = ["city", "town", "village"];

/** Scores by country, gender, place and language, for coordinators; never of fewer than five. */
export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { locale, t } = await readerWords(args);
  const { scored, figures } = await readFairness(edition.id);
  const nameOf = (dimension: FairnessDimension, group: string | null): string => {
    if (group === null)
      return t(dimension === "language" ? "selection:fairness.untold" : "selection:fairness.unsaid");
    if (dimension === "country") return countryName(group, locale);
    if (dimension === "language") return languageName(group, locale);
    if (dimension === "place" && places.includes(group)) return t(`selection:fairness.place.${group}`);
    return group;
  };
  const say = (value: number) => formatNumber(value, locale, 2);
  return {
    title: t("selection:fairness.title"),
    slug: edition.slug,
    scored,
    parts: dimensions.map((dimension) => ({
      dimension,
      rows: figures[dimension].map((row) => ({
        names: row.groups.map((group) => nameOf(dimension, group)),
        count: row.count,
        median: row.median,
        low: row.lowerQuartile,
        high: row.upperQuartile,
        words: {
          median: say(row.median),
          low: say(row.lowerQuartile),
          high: say(row.upperQuartile),
          mean: say(row.mean),
        },
      })),
    })),
  };
}

export default function FairnessPage() {
  const { slug, scored, parts } = useLoaderData<typeof loader>();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref={`/office/${slug}/panel`}
        backLabel={t("panel.title")}
        title={t("fairness.title")}
        lead={t("fairness.lead", { count: scored })}
      />
      <Stack gap="loose">
        <Section title={t("fairness.can.title")}>
          <ul className="grid max-w-text list-disc gap-2 ps-5">
            <li>{t("fairness.can.what")}</li>
            <li>{t("fairness.can.not")}</li>
            <li>{t("fairness.can.small")}</li>
            <li>{t("fairness.can.floor", { floor: fairnessFloor })}</li>
          </ul>
        </Section>
        {parts.map((part) => (
          <Section
            key={part.dimension}
            title={t(`fairness.${part.dimension}.title`)}
            lead={t(`fairness.${part.dimension}.lead`)}
          >
            {part.rows.length === 0 ? (
              <EmptyState title={t("fairness.none.title")}>
                {t("fairness.none.text", { floor: fairnessFloor })}
              </EmptyState>
            ) : (
              <Figure part={part} />
            )}
          </Section>
        ))}
      </Stack>
    </>
  );
}

type Part = ReturnType<typeof useLoaderData<typeof loader>>["parts"][number];

function Figure({ part }: { part: Part }) {
  const { t } = useTranslation("selection");
  const label = (names: string[]) =>
    names.length === 1 ? (names[0] ?? "") : t("fairness.together", { names: names.join(", ") });
  return (
    <ChartFigure
      title={t("fairness.caption", { what: t(`fairness.${part.dimension}.title`).toLowerCase() })}
      tableSummaryLabel={t("fairness.table")}
      table={{
        head: [
          t("fairness.head.group"),
          t("fairness.head.count"),
          t("fairness.head.low"),
          t("fairness.head.median"),
          t("fairness.head.high"),
          t("fairness.head.mean"),
        ],
        rows: part.rows.map(({ names, count, words }) => [
          label(names),
          count,
          words.low,
          words.median,
          words.high,
          words.mean,
        ]),
      }}
    >
      <DotPlot
        label={t("fairness.caption", { what: t(`fairness.${part.dimension}.title`).toLowerCase() })}
        domain={[1, 5]}
        ticks={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
        rows={part.rows.map((row) => ({
          key: row.names.join(),
          label: label(row.names),
          note: t("fairness.count", { count: row.count }),
          value: row.median,
          low: row.low,
          high: row.high,
          valueText: row.words.median,
          open: row.names.length > 1,
        }))}
      />
    </ChartFigure>
  );
}
