import { useTranslation } from "react-i18next";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { Section } from "~/ui/page";
import type { CallProgress } from "../call-progress.server";
import { leastFraction, leastSubmitted, sayRoughly } from "../forecast";

type Learned = Pick<CallProgress, "forecast" | "learnedFrom" | "funnel">;

/** How many there will be in the end, with how far that can be off, or that it is too early to say. */
export function CallForecast({ page }: { page: Learned }) {
  const { t } = useTranslation("selection");
  const { forecast, learnedFrom, funnel } = page;
  if (forecast.kind === "closed")
    return (
      <Section title={t("progress.forecast.closed-title")}>
        <p className="text-lead">{t("progress.forecast.closed", { count: forecast.total })}</p>
      </Section>
    );
  if (forecast.kind === "too-early")
    return (
      <Section title={t("progress.forecast.title")}>
        <p className="max-w-text text-muted">
          {t("progress.forecast.too-early", { least: leastSubmitted, percent: leastFraction * 100 })}
        </p>
      </Section>
    );
  const low = Math.max(funnel.submitted, sayRoughly(forecast.low, "down"));
  const high = sayRoughly(forecast.high, "up");
  const middle = forecast.middle;
  const sentence = t("progress.forecast.range", { low, high });
  const basis =
    learnedFrom > 0 ? t("progress.forecast.learned", { count: learnedFrom }) : t("progress.forecast.usual");
  const step = niceStep(high);
  const ticks = Array.from({ length: Math.floor(high / step) + 2 }, (_, index) => index * step);
  return (
    <Section title={t("progress.forecast.title")} lead={t("progress.forecast.lead")}>
      <ChartFigure
        title={sentence}
        note={basis}
        tableSummaryLabel={t("progress.table")}
        table={{
          head: [t("progress.forecast.figure"), t("progress.forecast.number")],
          rows: [
            [t("progress.forecast.now"), funnel.submitted],
            [t("progress.forecast.low"), low],
            [t("progress.forecast.middle"), middle],
            [t("progress.forecast.high"), high],
          ],
        }}
      >
        <DotPlot
          label={sentence}
          domain={[0, ticks.at(-1) ?? high]}
          ticks={ticks.map((value) => ({ value, label: String(value) }))}
          rows={[
            {
              key: "final",
              label: t("progress.forecast.final"),
              value: middle,
              low,
              high,
              valueText: t("progress.forecast.between", { low, high }),
              highlighted: true,
            },
          ]}
          reference={{
            value: funnel.submitted,
            label: t("progress.forecast.now-count", { count: funnel.submitted }),
          }}
        />
      </ChartFigure>
    </Section>
  );
}

/** A round distance between ticks of which three to five reach a number. */
function niceStep(most: number): number {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 10 * power;
}
