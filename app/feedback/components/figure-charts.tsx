import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/locale/format";
import { isLocale, fallbackLocale } from "~/platform/locale/locales";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { BarChart } from "~/ui/charts/bar-chart";
import { ColumnChart } from "~/ui/charts/column-chart";
import { paces, type Figures } from "../floor";

/** A mean with one digit, in the reader's manner. */
export function useMean(): (mean: number) => string {
  const { i18n } = useTranslation();
  const locale = isLocale(i18n.language) ? i18n.language : fallbackLocale;
  return (mean) => formatNumber(mean, locale, 1);
}

/** How useful a session was and how fast it felt, with the same figures as a table. */
export function FigureCharts({ figures }: { figures: Figures }) {
  const { t } = useTranslation("feedback");
  const mean = useMean();
  const sentence = t("figures.sentence", { count: figures.count, mean: mean(figures.mean) });
  const most = Math.max(...figures.distribution, ...Object.values(figures.pace));
  return (
    <ChartFigure
      title={sentence}
      tableSummaryLabel={t("figures.table")}
      table={{
        head: [t("figures.answer"), t("figures.count")],
        rows: [
          ...figures.distribution.map((count, index): (string | number)[] => [
            t("figures.useful", { value: index + 1 }),
            count,
          ]),
          ...paces.map((pace): (string | number)[] => [t(`pace.${pace}`), figures.pace[pace]]),
        ],
      }}
    >
      <div className="grid gap-x-10 gap-y-4 md:grid-cols-2">
        <div>
          <p className="text-small text-muted">{t("figures.usefulness")}</p>
          <ColumnChart
            label={t("figures.usefulness-label", { counts: figures.distribution.join(", ") })}
            height={132}
            max={most}
            columns={figures.distribution.map((value, index) => ({
              key: String(index + 1),
              label: String(index + 1),
              value,
            }))}
          />
        </div>
        <div>
          <p className="mb-2 text-small text-muted">{t("figures.pace")}</p>
          <BarChart
            label={t("figures.pace-label", figures.pace)}
            max={most}
            rows={paces.map((pace) => ({ key: pace, label: t(`pace.${pace}`), value: figures.pace[pace] }))}
          />
        </div>
      </div>
    </ChartFigure>
  );
}
