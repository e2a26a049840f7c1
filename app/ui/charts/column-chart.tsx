import { scaleLinear } from "d3-scale";

import { percentScale } from "./percent";

interface ColumnChartProps {
  /** What the chart shows, in a sentence for those who can't see it. */
  label: string;
  columns: {
    key: string;
    /** Beneath the column; in a long run only the first, the middle and the last have room for one. */
    label?: string;
    value: number;
    /** Above the column; shown for every column of a short run, and for highlighted ones of a long run. */
    valueText?: string;
    highlighted?: boolean;
  }[];
  height?: number;
  max?: number;
}

const short = 12;
const foot = 26;
const head = 24;

/** Columns from zero: days of a call, or a distribution from 1 to 5. */
export function ColumnChart({ label, columns, height = 180, max }: ColumnChartProps) {
  const isShort = columns.length <= short;
  const end = max ?? Math.max(1, ...columns.map((column) => column.value));
  const at = percentScale([0, columns.length]);
  const floor = height - foot;
  const top = scaleLinear().domain([0, end]).range([floor, head]);
  const gap = isShort ? 0.2 : 0.12;

  // Labels of a long run begin at their column, and end at it where they would leave the page.
  const footing = (index: number): { x: string; textAnchor: "start" | "middle" | "end" } => {
    if (isShort) return { x: at(index + 0.5), textAnchor: "middle" };
    if (index > columns.length * 0.7) return { x: at(index + 1 - gap / 2), textAnchor: "end" };
    return { x: at(index + gap / 2), textAnchor: "start" };
  };

  return (
    <div className="chart" role="img" aria-label={label}>
      <svg height={height}>
        {columns.map((column, index) => {
          const y = top(column.value);
          return (
            <g
              key={column.key}
              className="chart-column"
              data-highlighted={column.highlighted ? "" : undefined}
            >
              <rect
                className="chart-mark"
                strokeWidth="0"
                x={at(index + gap / 2)}
                width={at(1 - gap)}
                y={y}
                height={Math.max(0, floor - y)}
              />
              {isShort || column.highlighted ? (
                <text
                  x={at(index + 0.5)}
                  y={y - 7}
                  textAnchor="middle"
                  data-emphasis={column.highlighted ? "" : undefined}
                >
                  {column.valueText ?? column.value}
                </text>
              ) : null}
              {column.label ? (
                <text className="chart-quiet" y={height - 7} {...footing(index)}>
                  {column.label}
                </text>
              ) : null}
            </g>
          );
        })}
        <line className="chart-zero" x1="0" x2="100%" y1={floor + 0.5} y2={floor + 0.5} />
      </svg>
    </div>
  );
}
