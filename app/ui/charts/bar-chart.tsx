import { percentScale } from "./percent";

interface BarChartProps {
  /** What the chart shows, in a sentence for those who can't see it. */
  label: string;
  rows: {
    key: string;
    label: string;
    value: number;
    /** The value as it is written: "12", "34%", "6 of 16". */
    valueText?: string;
    note?: string;
    highlighted?: boolean;
    /** A written range, drawn as a bracket on the bar. */
    range?: { low: number; high: number };
  }[];
  /** The end of the scale; the greatest value unless told. It always starts at zero. */
  max?: number;
}

/** Horizontal bars from zero, each with its name and its number. */
export function BarChart({ label, rows, max }: BarChartProps) {
  const end = max ?? Math.max(1, ...rows.map((row) => Math.max(row.value, row.range?.high ?? 0)));
  const at = percentScale([0, end]);
  return (
    <div className="chart" role="img" aria-label={label}>
      {rows.map((row) => (
        <div key={row.key} className="chart-row" data-highlighted={row.highlighted ? "" : undefined}>
          <span className="chart-label">
            {row.label}
            {row.note ? <span className="chart-note"> {row.note}</span> : null}
          </span>
          <svg height="18">
            <title>{`${row.label}: ${row.valueText ?? row.value}`}</title>
            <rect className="chart-mark" strokeWidth="0" x="0" y="3" width={at(row.value)} height="12" />
            <line className="chart-zero" x1="0.5" x2="0.5" y1="-3" y2="21" />
            {row.range ? (
              <>
                <line
                  className="chart-zero"
                  x1={at(row.range.low)}
                  x2={at(row.range.high)}
                  y1="17.5"
                  y2="17.5"
                />
                <line className="chart-zero" x1={at(row.range.low)} x2={at(row.range.low)} y1="0" y2="18" />
                <line className="chart-zero" x1={at(row.range.high)} x2={at(row.range.high)} y1="0" y2="18" />
              </>
            ) : null}
          </svg>
          <span className="chart-value">{row.valueText ?? row.value}</span>
        </div>
      ))}
    </div>
  );
}
