import { BarChart } from "../charts/bar-chart";
import { ChartFigure } from "../charts/chart-figure";
import { ColumnChart } from "../charts/column-chart";
import { DotPlot } from "../charts/dot-plot";
import { LineChart } from "../charts/line-chart";
import { Columns, Section, Stack } from "../page";

const ranking = [
  ["KR4-7TM", 4.3, 4.0, 4.6],
  ["TJ1-9QX", 4.1, 3.5, 4.6],
  ["KZ8-2LB", 3.9, 3.6, 4.2],
  ["UZ5-0DF", 3.8, 3.1, 4.4],
  ["TM2-5HN", 3.7, 3.3, 4.1],
  ["KZ3-8WA", 3.2, 2.6, 3.7],
] as const;

const days = Array.from({ length: 35 }, (_, day) =>
  Math.round(4 + 3 * Math.sin(day * 1.9) + (day > 26 ? (day - 26) ** 2 : 0)),
);
const tables = "The figures as a table";

/** Charts with their sentences and their figures. */
export function GalleryCharts() {
  return (
    <Section title="Charts">
      <Stack gap="loose">
        <ChartFigure
          title="The fourth and the fifth can’t be told apart by their scores; the fifth reader decides."
          tableSummaryLabel={tables}
          table={{ head: ["Code", "Score", "Low", "High"], rows: ranking.map((row) => [...row]) }}
          note="Lines show where nine of ten re-readings would fall."
        >
          <DotPlot
            label="Scores of six applications with intervals; the first four are above the line."
            ranked
            domain={[1, 5]}
            ticks={[1, 2, 3, 4, 5].map((value) => ({ value, label: `${value}` }))}
            cut={{ after: 4, label: "4 places" }}
            rows={ranking.map(([code, value, low, high], index) => ({
              key: code,
              label: code,
              value,
              low,
              high,
              valueText: `${value.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`,
              highlighted: index === 3 || index === 4,
            }))}
          />
        </ChartFigure>
        <Columns>
          <ChartFigure
            title="A third of the applications come from Kyrgyzstan."
            tableSummaryLabel={tables}
            table={{
              head: ["Country", "Applications"],
              rows: [
                ["Kyrgyzstan", 204],
                ["Kazakhstan", 171],
              ],
            }}
          >
            <BarChart
              label="Applications by country"
              rows={[
                { key: "kg", label: "Kyrgyzstan", value: 204, highlighted: true },
                { key: "kz", label: "Kazakhstan", value: 171 },
                { key: "uz", label: "Uzbekistan", value: 122 },
                { key: "tj", label: "Tajikistan", value: 96 },
                { key: "tm", label: "Turkmenistan", value: 19 },
              ]}
            />
          </ChartFigure>
          <ChartFigure
            title="Twelve of sixteen found the session useful."
            tableSummaryLabel={tables}
            table={{
              head: ["Answer", "People"],
              rows: [
                ["1", 0],
                ["2", 1],
                ["3", 3],
                ["4", 7],
                ["5", 5],
              ],
            }}
            note="16 of 16 answered."
          >
            <ColumnChart
              label="Answers from 1 to 5: none, 1, 3, 7, 5"
              columns={[0, 1, 3, 7, 5].map((value, index) => ({
                key: `${index}`,
                label: `${index + 1}`,
                value,
                highlighted: index > 2,
              }))}
            />
          </ChartFigure>
        </Columns>
        <ChartFigure
          title="Half of all applications arrive in the last five days."
          tableSummaryLabel={tables}
          table={{ head: ["Day", "Sent"], rows: days.map((value, day) => [`${day + 1}`, value]) }}
        >
          <ColumnChart
            label="Applications sent on each of 35 days"
            height={200}
            columns={days.map((value, day) => ({
              key: `${day}`,
              label: day % 17 === 0 ? `${day + 1} January` : undefined,
              value,
              highlighted: day === 34,
            }))}
          />
        </ChartFigure>
        <ChartFigure
          title="At this pace the call reaches 640 applications, a little more than last year."
          tableSummaryLabel={tables}
          table={{
            head: ["Week", "2027", "2026"],
            rows: [
              ["1", 40, 52],
              ["2", 96, 110],
              ["3", 180, 175],
            ],
          }}
        >
          <LineChart
            label="Applications by week, this year and last year"
            xTicks={[1, 2, 3, 4, 5].map((value) => ({ value, label: `Week ${value}` }))}
            yTicks={[0, 200, 400, 600].map((value) => ({ value, label: `${value}` }))}
            yDomain={[0, 680]}
            series={[
              {
                key: "now",
                label: "2027, expected 640",
                emphasis: true,
                points: [
                  { x: 1, y: 40 },
                  { x: 2, y: 96 },
                  { x: 3, y: 180 },
                ],
                forecast: [
                  { x: 4, y: 310 },
                  { x: 5, y: 640 },
                ],
              },
              {
                key: "last",
                label: "2026: 540",
                points: [52, 110, 175, 260, 540].map((y, index) => ({ x: index + 1, y })),
              },
            ]}
          />
        </ChartFigure>
      </Stack>
    </Section>
  );
}
