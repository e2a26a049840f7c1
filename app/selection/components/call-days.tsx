import { useTranslation } from "react-i18next";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { ColumnChart } from "~/ui/charts/column-chart";
import { Columns, Section } from "~/ui/page";
import type { CallDay } from "../call-progress.server";

type Day = CallDay & { label: string };

/** What began and what was submitted on each day of a call, drawn to one scale. */
export function CallDays({ days }: { days: Day[] }) {
  const { t } = useTranslation("selection");
  if (days.length === 0) return null;
  const max = Math.max(1, ...days.flatMap(({ started, submitted }) => [started, submitted]));
  return (
    <Section title={t("progress.days.title")} lead={t("progress.days.lead")}>
      <Columns>
        {(["submitted", "started"] as const).map((kind) => (
          <Figure key={kind} days={days} kind={kind} max={max} />
        ))}
      </Columns>
    </Section>
  );
}

function Figure({ days, kind, max }: { days: Day[]; kind: "started" | "submitted"; max: number }) {
  const { t } = useTranslation("selection");
  const most = days.reduce((best, day) => (day[kind] > best[kind] ? day : best), days[0] as Day);
  const total = days.reduce((sum, day) => sum + day[kind], 0);
  const sentence =
    total === 0
      ? t(`progress.days.none-${kind}`)
      : t(`progress.days.most-${kind}`, { count: most[kind], total, day: most.label });
  const labelled = new Set([0, days.length - 1]);
  return (
    <ChartFigure
      title={sentence}
      tableSummaryLabel={t("progress.table")}
      table={{
        head: [t("progress.days.day"), t(`progress.days.${kind}`)],
        rows: days.map((day) => [day.label, day[kind]]),
      }}
    >
      <ColumnChart
        label={sentence}
        max={max}
        columns={days.map((day, index) => ({
          key: day.day,
          value: day[kind],
          highlighted: day === most && total > 0,
          ...(labelled.has(index) ? { label: day.label } : {}),
        }))}
      />
    </ChartFigure>
  );
}
