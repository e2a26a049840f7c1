import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/locale/format";
import { ChartFigure } from "~/ui/charts/chart-figure";
import { DotPlot } from "~/ui/charts/dot-plot";
import { Section } from "~/ui/page";
import type { Agreement } from "../panel-agreement";
import type { OrderStep } from "../panel-figures";
import type { Disagreement } from "../ranking.server";

const two = (value: number) => formatNumber(value, "en", 2);
/** "+0.56", "−0.82"; what rounds to nothing has no sign. */
const signed = (value: number) => {
  const text = two(Math.abs(value));
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
};

/** A scale around zero that holds every value, with a mark at each half point. */
function around(values: readonly number[]) {
  const reach = Math.max(0.5, Math.ceil(Math.max(...values.map(Math.abs)) * 2) / 2);
  const ticks = Array.from({ length: reach * 4 + 1 }, (_, index) => index / 2 - reach);
  return {
    domain: [-reach, reach] as [number, number],
    ticks: ticks.map((value) => ({ value, label: value === 0 ? "0" : signed(value).replace(/0$/, "") })),
  };
}

interface NamedLeniency {
  name: string;
  readings: number;
  effect: number;
  standardError: number;
}

/** Each panelist's leniency with its interval, from the strictest to the most lenient. */
export function LeniencyFigure({ panelists, differs }: { panelists: NamedLeniency[]; differs: boolean }) {
  const { t } = useTranslation("selection");
  const ends = panelists.map(({ effect, standardError }): [number, number] => [
    effect - 1.96 * standardError,
    effect + 1.96 * standardError,
  ]);
  const [first, last] = [panelists[0], panelists.at(-1)];
  const title =
    differs && first && last
      ? t("ranking.panel.leniency.sentence", {
          strict: first.name,
          lenient: last.name,
          span: two(last.effect - first.effect),
        })
      : t("ranking.panel.leniency.equal");
  return (
    <Section title={t("ranking.panel.leniency.title")}>
      <ChartFigure
        title={title}
        note={differs ? t("ranking.panel.leniency.note") : undefined}
        tableSummaryLabel={t("ranking.panel.leniency.table")}
        table={{
          head: ["name", "readings", "effect", "error"].map((key) => t(`ranking.panel.leniency.${key}`)),
          rows: panelists.map(({ name, readings, effect, standardError }) => [
            name,
            readings,
            signed(effect),
            two(standardError),
          ]),
        }}
      >
        {differs ? (
          <DotPlot
            dense
            label={t("ranking.panel.leniency.label", { count: panelists.length })}
            {...around(ends.flat())}
            rows={panelists.map((one, index) => ({
              key: String(index),
              label: one.name,
              value: one.effect,
              low: ends[index]?.[0],
              high: ends[index]?.[1],
              valueText: signed(one.effect),
            }))}
          />
        ) : null}
      </ChartFigure>
    </Section>
  );
}

/** How far the panel agrees, in three figures and what each is, or why there is none. */
export function AgreementFigures({ agreement }: { agreement: Agreement }) {
  const { t } = useTranslation("selection");
  const { single, average, alpha, readings } = agreement;
  const items = [
    { value: single, label: t("ranking.panel.agreement.single") },
    {
      value: average,
      label: t("ranking.panel.agreement.average", { readings: formatNumber(readings, "en", 1) }),
    },
    { value: alpha, label: t("ranking.panel.agreement.alpha") },
  ];
  const told = items.filter((item): item is { value: number; label: string } => item.value !== null);
  const why = readings === 0 ? "none" : told.length === 0 ? "same" : "one";
  return (
    <Section title={t("ranking.panel.agreement.title")} lead={t("ranking.panel.agreement.help")}>
      {told.length > 0 ? (
        <dl className="grid gap-x-12 gap-y-5 sm:grid-cols-3">
          {told.map(({ value, label }) => (
            <div key={label} className="flex flex-col-reverse justify-end">
              <dt className="text-small text-muted">{label}</dt>
              <dd className="text-title font-semibold">{two(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {told.length < items.length ? <p>{t(`ranking.panel.agreement.${why}`)}</p> : null}
    </Section>
  );
}

/** Applications whose readings lie furthest apart, each from its lowest to its highest. */
export function DisagreementFigure({ disagreement, path }: { disagreement: Disagreement; path: string }) {
  const { t } = useTranslation("selection");
  const { count, wide, widest } = disagreement;
  if (widest.length === 0) return null;
  const title = t("ranking.panel.disagreement.sentence", { count: wide, of: count });
  return (
    <Section title={t("ranking.panel.disagreement.title")}>
      <ChartFigure
        title={title}
        note={t("ranking.panel.disagreement.note", { count: widest.length })}
        tableSummaryLabel={t("ranking.panel.disagreement.table")}
        table={{
          head: ["code", "readings", "lowest", "highest", "apart"].map((key) =>
            t(`ranking.panel.disagreement.${key}`),
          ),
          rows: widest.map(({ code, readings, lowest, highest }) => [
            code,
            readings,
            two(lowest),
            two(highest),
            two(highest - lowest),
          ]),
        }}
      >
        <DotPlot
          dense
          label={title}
          domain={[1, 5]}
          ticks={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))}
          rows={widest.map(({ code, mean, lowest, highest }) => ({
            key: code,
            label: code,
            value: mean,
            low: lowest,
            high: highest,
            valueText: t("ranking.panel.disagreement.value", {
              low: formatNumber(lowest, "en", 1),
              high: formatNumber(highest, "en", 1),
            }),
          }))}
        />
      </ChartFigure>
      <p>
        <a href={`${path}/ranking?sort=spread`} className="inline-flex min-h-11 items-center">
          {t("ranking.panel.disagreement.all")}
        </a>
      </p>
    </Section>
  );
}

/** Whether panelists score differently as they go on. */
export function OrderFigure({ steps }: { steps: OrderStep[] }) {
  const { t } = useTranslation("selection");
  if (steps.length < 2) return null;
  // With many steps one or two intervals miss zero by chance: only what is clear is said.
  const drift = steps
    .filter(({ low, high, readings }) => readings > 4 && (low > 0.1 || high < -0.1))
    .sort((a, b) => Math.abs(b.mean) - Math.abs(a.mean))[0];
  const places = ({ from, to }: OrderStep) => t("ranking.panel.order.places", { from, to });
  return (
    <Section title={t("ranking.panel.order.title")}>
      <ChartFigure
        title={
          drift
            ? t("ranking.panel.order.sentence-drift", {
                from: drift.from,
                to: drift.to,
                by: signed(drift.mean),
              })
            : t("ranking.panel.order.sentence-flat")
        }
        note={t("ranking.panel.order.note")}
        tableSummaryLabel={t("ranking.panel.order.table")}
        table={{
          head: ["name", "readings", "mean", "low", "high"].map((key) => t(`ranking.panel.order.${key}`)),
          rows: steps.map((step) => [
            places(step),
            step.readings,
            signed(step.mean),
            signed(step.low),
            signed(step.high),
          ]),
        }}
      >
        <DotPlot
          dense
          label={t("ranking.panel.order.label")}
          {...around(steps.flatMap(({ low, high }) => [low, high]))}
          rows={steps.map((step) => ({
            key: String(step.from),
            label: places(step),
            value: step.mean,
            low: step.low,
            high: step.high,
            valueText: signed(step.mean),
          }))}
        />
      </ChartFigure>
    </Section>
  );
}
