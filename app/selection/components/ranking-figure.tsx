import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/locale/format";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { isAtLine, plotDomain, plotTicks, type Line, type RankingView } from "../ranking";
import type { AtLine, RankedApplication, RankingCounts } from "../ranking.server";
import { useMarkWords } from "./mark-badge";

interface RankingFigureProps {
  rows: RankedApplication[];
  view: RankingView;
  counts: RankingCounts;
  places: number;
  line: { line: Line; atLine: AtLine } | null;
  /** How many stand before this page. */
  offset: number;
}

const two = (value: number) => formatNumber(value, "en", 2);
const one = (value: number) => formatNumber(value, "en", 1);

/** A page of the ranking as a figure: each mean with its lowest and highest reading, and the lines that places draw. */
export function RankingFigure(props: RankingFigureProps) {
  const { rows, view, counts, places, line, offset } = props;
  const { t } = useTranslation("selection");
  const markWords = useMarkWords();
  const domain = plotDomain(rows.flatMap((row) => [row.lowest, row.highest]));
  const isByRank = view.sort === "mean" && view.direction === "desc";
  const cuts = [
    { after: places - offset, label: t("ranking.figure.places", { count: places }) },
    ...(counts.reserve > 0
      ? [
          {
            after: places + counts.reserve - offset,
            label: t("ranking.figure.reserve", { count: counts.reserve }),
          },
        ]
      : []),
  ];
  return (
    <ChartFigure title={useSentence(props)} note={t("ranking.figure.note")}>
      <DotPlot
        dense
        ranked
        label={t("ranking.figure.label", { count: rows.length })}
        domain={domain}
        ticks={plotTicks(domain).map((value) => ({ value, label: one(value) }))}
        cut={isByRank ? cuts : []}
        rows={rows.map((row) => ({
          key: row.code,
          rank: rankText(row),
          label: row.code,
          note: [
            ...(row.outcome ? [markWords(row)] : []),
            ...(row.readings === 1 ? [t("ranking.figure.one-reading")] : []),
            ...(isAtLine(row.mean, line?.line ?? null) ? [t("ranking.figure.at-line")] : []),
          ].join(" · "),
          value: row.mean,
          low: row.readings > 1 ? row.lowest : undefined,
          high: row.readings > 1 ? row.highest : undefined,
          valueText:
            row.readings > 1
              ? t("ranking.figure.value", {
                  mean: two(row.mean),
                  lowest: one(row.lowest),
                  highest: one(row.highest),
                })
              : two(row.mean),
          highlighted: row.outcome === "cohort" || row.outcome === "reserve",
          open: row.outcome === "reserve",
        }))}
      />
    </ChartFigure>
  );
}

/** "12", or "12=" for a place that several share. */
export function rankText({ rank, isShared }: Pick<RankedApplication, "rank" | "isShared">): string {
  return isShared ? `${rank}=` : String(rank);
}

/** What is seen on this page, in a sentence. */
function useSentence({ rows, view, counts, places, line, offset }: RankingFigureProps): string {
  const { t } = useTranslation("selection");
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last) return "";
  if (view.sort === "readings")
    return t("ranking.sentence.readings", {
      fewest: Math.min(first.readings, last.readings),
      most: Math.max(first.readings, last.readings),
    });
  if (view.sort === "spread")
    return view.direction === "desc" && view.page === 1 && first.readings > 1
      ? t("ranking.sentence.widest", {
          code: first.code,
          lowest: one(first.lowest),
          highest: one(first.highest),
        })
      : t("ranking.sentence.spread");
  if (view.direction === "asc")
    return t("ranking.sentence.upwards", { low: two(first.mean), high: two(last.mean) });
  if (!line) return t("ranking.sentence.fit", { places, count: counts.ranked });
  if (places < offset || places > offset + rows.length)
    return t("ranking.sentence.page", {
      from: offset + 1,
      to: offset + rows.length,
      total: counts.ranked,
      high: two(first.mean),
      low: two(last.mean),
    });
  const { kind, above, below } = line.line;
  return t(`ranking.sentence.${kind}`, {
    places,
    count: line.atLine.above + line.atLine.below,
    mean: two(above.mean),
    above: two(above.mean),
    below: two(below.mean),
    gap: two(above.mean - below.mean),
  });
}
