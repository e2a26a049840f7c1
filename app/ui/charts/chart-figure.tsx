import type { ReactNode } from "react";

import { Disclosure } from "../disclosure";

interface ChartFigureProps {
  /** A sentence that says what is seen. */
  title: string;
  /** One chart. */
  children: ReactNode;
  /** What opens the table: "The figures as a table". */
  tableSummaryLabel?: string;
  /** The same figures; the first cell of a row names it. Left out where a table of them stands on the page. */
  table?: { head: string[]; rows: (string | number)[][] };
  /** Where the figures come from, how many answered. */
  note?: ReactNode;
}

/** A chart with the sentence above it and its figures beneath. */
export function ChartFigure({ title, children, tableSummaryLabel, table, note }: ChartFigureProps) {
  return (
    <figure className="chart-figure">
      <figcaption>{title}</figcaption>
      {children}
      {note ? <p className="text-small text-muted">{note}</p> : null}
      {table ? (
        <Disclosure summary={tableSummaryLabel}>
          <div className="sheet-wide" role="region" aria-label={title} tabIndex={0}>
            <table className="sheet text-small">
              <caption className="sr-only">{title}</caption>
              <thead>
                <tr>
                  {table.head.map((cell, index) => (
                    <th key={index} scope="col" data-align={index === 0 ? undefined : "end"}>
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((row, rowIndex) => (
                  <tr key={rowIndex}>
                    {row.map((cell, index) =>
                      index === 0 ? (
                        <th key={index} scope="row">
                          {cell}
                        </th>
                      ) : (
                        <td key={index} data-align="end">
                          {cell}
                        </td>
                      ),
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Disclosure>
      ) : null}
    </figure>
  );
}
