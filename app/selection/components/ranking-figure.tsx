import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/locale/format";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { intervalOf, isAtLine, plotDomain, plotTicks, type Line, type RankingView } from "../ranking";
import type { AtLine, RankedApplication, RankingCounts } from "../ranking.server";
import { useMarkWords } from "./mark-badge";

interface RankingFigureProps {
  rows: RankedApplication[];
  view: RankingView;
  counts: RankingCounts;
  places: number;
  shortlist: number;
  margin: number;
  line: { line: Line; atLine: AtLine } | null;
  /** How many stand before this page. */
  offset: number;
}

const two = (value: number) => formatNumber(value, "en", 2);
const one = (value: number) => formatNumber(value, "en", 1);

/** A page of the ranking as a figure: each score with its interval, and the lines that places and shortlist draw. */
export function RankingFigure(props: RankingFigureProps) {
  const { rows, view, counts, places, shortlist, line, offset } = props;
  const { t } = useTranslation("selection");
  const markWords = useMarkWords();
  const intervals = rows.map((row) => intervalOf(row.score, row.standardError));
  const domain = plotDomain(rows.flatMap((row, index) => [row.score, ...(intervals[index] ?? [])]));
  const isByRank = view.sort === "score" && view.direction === "desc";
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
    { after: shortlist - offset, label: t("ranking.figure.shortlist", { count: shortlist }) },
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
        rows={rows.map((row, index) => ({
          key: row.code,
          rank: rankText(row),
          label: row.code,
          note: [
            ...(row.outcome ? [markWords(row)] : []),
            ...(row.readings === 1 ? [t("ranking.figure.one-reading")] : []),
            ...(row.component ? [t("ranking.figure.apart")] : []),
            ...(isAtLine(row.score, line?.line ?? null) ? [t("ranking.figure.at-line")] : []),
          ].join(" · "),
          value: row.score,
          low: intervals[index]?.[0],
          high: intervals[index]?.[1],
          valueText: intervals[index]
            ? t("ranking.figure.value", {
                score: two(row.score),
                low: one(intervals[index][0]),
                high: one(intervals[index][1]),
              })
            : two(row.score),
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
function useSentence({ rows, view, counts, places, margin, line, offset }: RankingFigureProps): string {
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
  if (view.sort === "mean") return t("ranking.sentence.mean");
  if (view.direction === "asc")
    return t("ranking.sentence.upwards", { low: two(first.score), high: two(last.score) });
  if (!line) return t("ranking.sentence.fit", { places, count: counts.ranked });
  if (places < offset || places > offset + rows.length)
    return t("ranking.sentence.page", {
      from: offset + 1,
      to: offset + rows.length,
      total: counts.ranked,
      high: two(first.score),
      low: two(last.score),
    });
  const { kind, above, below } = line.line;
  return t(`ranking.sentence.${kind}`, {
    places,
    count: line.atLine.above + line.atLine.below,
    score: two(above.score),
    above: two(above.score),
    below: two(below.score),
    gap: two(above.score - below.score),
    margin: two(margin),
  });
}
