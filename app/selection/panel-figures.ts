import { agreementOf, type Agreement } from "./panel-agreement.ts";
import { calibrate, type Calibration, type PanelistLeniency } from "./calibration.ts";
import type { PanelReading } from "./panel-design.ts";

/** A submitted reading with when it was submitted, as milliseconds. */
export interface TimedReading extends PanelReading {
  submittedAt: number;
}

/** Scores by a panelist's own order of reading: how the first five differ from what was to be expected, and so on. */
export interface OrderStep {
  /** The places in a panelist's order, from 1. */
  from: number;
  to: number;
  readings: number;
  /** Mean of score less application and panelist. */
  mean: number;
  /** 95% interval of that mean. */
  low: number;
  high: number;
}

/** What is shown of a panel, kept with the calibration that it comes from. */
export interface PanelFigures {
  differs: boolean;
  isNoiseAssumed: boolean;
  components: number;
  variances: Calibration["variances"];
  panelists: PanelistLeniency[];
  agreement: Agreement;
  order: OrderStep[];
}

/** Everything that the calibration job works out, for one panel. */
export interface CalibratedPanel {
  applications: Calibration["applications"];
  figures: PanelFigures;
}

/** How many of a panelist's readings are taken together when their order is looked at. */
const stepSize = 5;

/** Calibrates a panel and looks at the panel itself. Slow for a large one: belongs in a worker. */
export function calibratePanel(readings: readonly TimedReading[], top: number): CalibratedPanel {
  const { applications, panelists, differs, isNoiseAssumed, components, variances } = calibrate(readings, {
    top,
  });
  const figures: PanelFigures = {
    differs,
    isNoiseAssumed,
    components,
    variances,
    panelists,
    agreement: agreementOf(readings),
    order: orderSteps(readings, { applications, panelists }),
  };
  return { applications, figures };
}

function orderSteps(
  readings: readonly TimedReading[],
  { applications, panelists }: Pick<Calibration, "applications" | "panelists">,
): OrderStep[] {
  const score = new Map(applications.map((one) => [one.application, one.score]));
  const effect = new Map(panelists.map((one) => [one.panelist, one.effect]));
  const read = new Map<string, number>();
  const steps: number[][] = [];
  for (const one of [...readings].sort((a, b) => a.submittedAt - b.submittedAt)) {
    const place = read.get(one.panelist) ?? 0;
    read.set(one.panelist, place + 1);
    const apart = one.score - (score.get(one.application) ?? 0) - (effect.get(one.panelist) ?? 0);
    (steps[Math.floor(place / stepSize)] ??= []).push(apart);
  }
  return steps.map((values, step) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const reach = values.length > 1 ? 1.96 * Math.sqrt(square / (values.length - 1) / values.length) : 0;
    return {
      from: step * stepSize + 1,
      to: (step + 1) * stepSize,
      readings: values.length,
      mean,
      low: mean - reach,
      high: mean + reach,
    };
  });
}
