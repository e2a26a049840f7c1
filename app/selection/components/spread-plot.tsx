import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { percentScale } from "~/ui/charts/percent";

export interface Spread {
  code: string;
  readings: { name: string; isOwn: boolean; scores: Record<string, number> }[];
}

const at = percentScale([1, 5], [6, 94]);
const step = 13;

/** Every reader's score on each criterion as a dot, those who gave the same one above another; the table beneath. */
export function SpreadPlot({
  spread,
  criteria,
  title,
}: {
  spread: Spread;
  criteria: { id: string; title: string }[];
  title: string;
}) {
  const { t } = useTranslation("selection");
  const scoreOf = (reading: Spread["readings"][number], criterion: string) => reading.scores[criterion];
  return (
    <ChartFigure
      title={title}
      tableSummaryLabel={t("calibration.table")}
      table={{
        head: [t("calibration.reader"), ...criteria.map((criterion) => criterion.title)],
        rows: spread.readings.map((reading) => [
          reading.name,
          ...criteria.map(({ id }) => scoreOf(reading, id) ?? "–"),
        ]),
      }}
    >
      <div className="chart" role="img" aria-label={title}>
        {criteria.map((criterion) => {
          const piles = [1, 2, 3, 4, 5].map((score) => ({
            score,
            // One's own dot lies at the foot of its pile, where it is found at a glance.
            pile: spread.readings
              .filter((reading) => scoreOf(reading, criterion.id) === score)
              .sort((a, b) => Number(b.isOwn) - Number(a.isOwn)),
          }));
          const height = Math.max(2, ...piles.map(({ pile }) => pile.length)) * step + 8;
          const own = spread.readings.find(({ isOwn }) => isOwn);
          const given = own ? scoreOf(own, criterion.id) : undefined;
          return (
            <div key={criterion.id} className="chart-row">
              <span className="chart-label">{criterion.title}</span>
              <svg height={height}>
                <line className="chart-grid" x1="0" x2="100%" y1={height - 1} y2={height - 1} />
                {piles.map(({ score, pile }) =>
                  pile.map((reading, index) => (
                    <Fragment key={`${score} ${index}`}>
                      <circle
                        className="chart-mark"
                        data-own={reading.isOwn ? "" : undefined}
                        cx={at(score)}
                        cy={height - 8 - index * step}
                        r="5"
                      />
                    </Fragment>
                  )),
                )}
              </svg>
              <span className="chart-value">
                {given === undefined ? "" : t("calibration.yours", { score: given })}
              </span>
            </div>
          );
        })}
        <div className="chart-row chart-axis">
          <span />
          <svg height="24">
            {[1, 2, 3, 4, 5].map((score) => (
              <text key={score} className="chart-quiet" x={at(score)} y="16" textAnchor="middle">
                {score}
              </text>
            ))}
          </svg>
          <span />
        </div>
      </div>
    </ChartFigure>
  );
}
