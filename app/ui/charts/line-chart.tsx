import { scaleLinear } from "d3-scale";
import { Fragment } from "react";

import { percentScale } from "./percent";

interface Point {
  x: number;
  y: number;
}

export interface LineSeries {
  key: string;
  /** Written at the line's end instead of in a legend. */
  label: string;
  points: Point[];
  /** Drawn dashed, on from the last point. */
  forecast?: Point[];
  /** The series that the sentence above speaks of. */
  emphasis?: boolean;
}

interface LineChartProps {
  /** What the chart shows, in a sentence for those who can't see it. */
  label: string;
  /** One or two; more don't read. */
  series: LineSeries[];
  xTicks: { value: number; label: string }[];
  yTicks: { value: number; label: string }[];
  xDomain?: [number, number];
  yDomain?: [number, number];
  height?: number;
}

const foot = 28;
const head = 28;

/** How one or two things went over time. */
export function LineChart({ label, series, xTicks, yTicks, xDomain, yDomain, height = 240 }: LineChartProps) {
  const points = series.flatMap((one) => [...one.points, ...(one.forecast ?? [])]);
  const xs = [...points.map((point) => point.x), ...xTicks.map((tick) => tick.value)];
  const ys = [...points.map((point) => point.y), ...yTicks.map((tick) => tick.value)];
  const x = percentScale(xDomain ?? [Math.min(...xs), Math.max(...xs)], [10, 94]);
  const y = scaleLinear()
    .domain(yDomain ?? [Math.min(...ys), Math.max(...ys)])
    .range([height - foot, head]);
  const highest = [...series].sort((a, b) => lastY(b) - lastY(a))[0];

  return (
    <div className="chart chart-lines" role="img" aria-label={label}>
      <svg height={height}>
        {yTicks.map((tick) => (
          <Fragment key={tick.value}>
            <line className="chart-grid" x1="0" x2="100%" y1={y(tick.value)} y2={y(tick.value)} />
            <text className="chart-quiet" x="0" y={y(tick.value) - 5}>
              {tick.label}
            </text>
          </Fragment>
        ))}
        <line className="chart-zero" x1="0" x2="100%" y1={height - foot} y2={height - foot} />
        {xTicks.map((tick) => (
          <Fragment key={tick.value}>
            <line
              className="chart-zero"
              x1={x(tick.value)}
              x2={x(tick.value)}
              y1={height - foot}
              y2={height - foot + 5}
            />
            <text className="chart-quiet" x={x(tick.value)} y={height - 6} textAnchor="middle">
              {tick.label}
            </text>
          </Fragment>
        ))}
        {[...series]
          .sort((a, b) => Number(a.emphasis ?? false) - Number(b.emphasis ?? false))
          .map((one) => {
            const last = one.points[one.points.length - 1];
            const end = one.forecast?.[one.forecast.length - 1] ?? last;
            const emphasis = one.emphasis ? "" : undefined;
            return (
              <g key={one.key} className="chart-series" data-emphasis={emphasis}>
                {segments(one.points).map(([from, to]) => (
                  <line
                    key={from.x}
                    className="chart-line"
                    data-emphasis={emphasis}
                    x1={x(from.x)}
                    y1={y(from.y)}
                    x2={x(to.x)}
                    y2={y(to.y)}
                  />
                ))}
                {last && one.forecast
                  ? segments([last, ...one.forecast]).map(([from, to]) => (
                      <line
                        key={from.x}
                        className="chart-line"
                        data-forecast=""
                        data-emphasis={emphasis}
                        x1={x(from.x)}
                        y1={y(from.y)}
                        x2={x(to.x)}
                        y2={y(to.y)}
                      />
                    ))
                  : null}
                {last ? <circle className="chart-mark" cx={x(last.x)} cy={y(last.y)} r="4" /> : null}
                {end ? (
                  <text
                    x={x(end.x)}
                    y={y(end.y)}
                    className="chart-name"
                    data-place={one === highest ? "above" : "below"}
                    data-emphasis={emphasis}
                  >
                    {one.label}
                  </text>
                ) : null}
              </g>
            );
          })}
      </svg>
    </div>
  );
}

function lastY(series: LineSeries) {
  const end = series.forecast?.[series.forecast.length - 1] ?? series.points[series.points.length - 1];
  return end?.y ?? 0;
}

function segments(points: Point[]): [Point, Point][] {
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    return next ? [[point, next] as [Point, Point]] : [];
  });
}
