import { Fragment } from "react";

import { percentScale } from "./percent";

export interface DotPlotRow {
  key: string;
  label: string;
  value: number;
  low?: number;
  high?: number;
  /** The value in words: "3.8 (3.4–4.1)". */
  valueText: string;
  /** Said in grey after the label. */
  note?: string;
  highlighted?: boolean;
  /** An open ring instead of a full dot, for a second kind that the note names. */
  open?: boolean;
  /** Its place, where that is not the row's number: a later page, or a shared place. */
  rank?: string;
}

/** A line after so many rows: "16 places". */
interface Cut {
  after: number;
  label: string;
}

interface DotPlotProps {
  /** What the chart shows, in a sentence for those who can't see it. */
  label: string;
  /** In their order; ranks are shown with `ranked`. */
  rows: DotPlotRow[];
  domain: [number, number];
  ticks: { value: number; label: string }[];
  ranked?: boolean;
  cut?: Cut | Cut[];
  /** A vertical line at a value, such as an average. */
  reference?: { value: number; label: string };
  /** For many rows: set close, with the ticks drawn through them and written above too. */
  dense?: boolean;
}

/** Ranked values with their intervals. */
export function DotPlot(props: DotPlotProps) {
  const { label, rows, domain, ticks, ranked = false, cut = [], reference, dense = false } = props;
  const at = percentScale(domain, [2, 98]);
  return (
    <div
      className="chart"
      data-values="wide"
      data-dense={dense ? "" : undefined}
      role="img"
      aria-label={label}
    >
      {dense ? <Axis at={at} ticks={ticks} above /> : null}
      {rows.map((row, index) => (
        <Fragment key={row.key}>
          <div
            className="chart-row"
            data-highlighted={row.highlighted ? "" : undefined}
            data-open={row.open ? "" : undefined}
          >
            <span className="chart-label">
              {ranked ? <span className="chart-rank">{row.rank ?? index + 1}</span> : null}
              {row.label}
              {row.note ? <span className="chart-note"> {row.note}</span> : null}
            </span>
            <svg height="22">
              <title>{`${row.label}: ${row.valueText}`}</title>
              {dense ? (
                ticks.map((tick) => (
                  <line
                    key={tick.value}
                    className="chart-grid"
                    x1={at(tick.value)}
                    x2={at(tick.value)}
                    y1="0"
                    y2="22"
                  />
                ))
              ) : (
                <line className="chart-grid" x1="0" x2="100%" y1="11" y2="11" />
              )}
              {reference ? (
                <line
                  className="chart-zero"
                  x1={at(reference.value)}
                  x2={at(reference.value)}
                  y1="-4"
                  y2="26"
                />
              ) : null}
              {row.low !== undefined && row.high !== undefined ? (
                <line className="chart-line" x1={at(row.low)} x2={at(row.high)} y1="11" y2="11" />
              ) : null}
              <circle className="chart-mark" cx={at(row.value)} cy="11" r="5" />
            </svg>
            <span className="chart-value">{row.valueText}</span>
          </div>
          {[cut]
            .flat()
            .filter((one) => one.after === index + 1)
            .map((one) => (
              <div key={one.label} className="chart-cut">
                {one.label}
              </div>
            ))}
        </Fragment>
      ))}
      <Axis at={at} ticks={ticks} reference={reference} />
    </div>
  );
}

interface AxisProps extends Pick<DotPlotProps, "ticks" | "reference"> {
  at: (value: number) => string;
  above?: boolean;
}

function Axis({ at, ticks, reference, above = false }: AxisProps) {
  return (
    <div className="chart-row chart-axis">
      <span />
      <svg height={reference ? 44 : 24}>
        {ticks.map((tick) => (
          <Fragment key={tick.value}>
            <line
              className="chart-zero"
              x1={at(tick.value)}
              x2={at(tick.value)}
              y1={above ? 20 : 0}
              y2={above ? 24 : 4}
            />
            <text className="chart-quiet" x={at(tick.value)} y={above ? 14 : 20} textAnchor="middle">
              {tick.label}
            </text>
          </Fragment>
        ))}
        {reference ? (
          <text x={at(reference.value)} y="40" textAnchor="middle">
            {reference.label}
          </text>
        ) : null}
      </svg>
      <span />
    </div>
  );
}
