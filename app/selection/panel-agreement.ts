import { at } from "./cholesky.ts";
import { designOf, type PanelReading } from "./panel-design.ts";
import { fitPanel } from "./reml.ts";

/**
 * How far a panel agrees. Each is 1 where readers say the same and 0 where they say anything. Null where that
 * can't be told: without data, or where nothing varies.
 */
export interface Agreement {
  /** ICC(2,1): how much of a single reading is the application's own. */
  single: number | null;
  /** ICC(2,k): how much of a mean of k readings is the application's own. */
  average: number | null;
  /** k: the mean number of readings of an application that was read at least twice. */
  readings: number;
  /** Krippendorff's alpha for interval data. */
  alpha: number | null;
}

/**
 * The agreement of a panel whose members read some of the applications each. Only applications that were read twice say
 * anything about it.
 *
 * ICC(2,1) and ICC(2,k), absolute agreement of randomly chosen readers (Shrout and Fleiss, 1979; McGraw and Wong, 1996),
 * from variance components, which on complete data are those of their analysis of variance and on incomplete data still
 * make sense: σ²a / (σ²a + σ²p + σ²e), and with both disturbances divided by k.
 */
export function agreementOf(given: readonly PanelReading[]): Agreement {
  const counts = new Map<string, number>();
  for (const { application } of given) counts.set(application, (counts.get(application) ?? 0) + 1);
  const several = given.filter(({ application }) => (counts.get(application) ?? 0) > 1);
  if (several.length === 0) return { single: null, average: null, readings: 0, alpha: null };
  const design = designOf(several);
  const readings = several.length / design.applications.length;
  const { panelistVariance, residualVariance, effects } = fitPanel(design);
  const scores = design.readings.map(
    (list, index) =>
      at(design.means, index) -
      list.reduce((sum, { panelist }) => sum + at(effects, panelist), 0) / list.length,
  );
  const noise = mean(design.readings.map((list) => residualVariance / list.length));
  const own = Math.max(0, variance(scores) - noise);
  const disturbance = panelistVariance + residualVariance;
  const isTold = scores.length > 1 && vary(several.map(({ score }) => score));
  return {
    single: isTold ? own / (own + disturbance) : null,
    average: isTold ? own / (own + disturbance / readings) : null,
    readings,
    alpha: krippendorffAlpha(design.readings.map((list) => list.map(({ score }) => score))),
  };
}

/**
 * Krippendorff's alpha for interval data: one less the disagreement within units over that among all values
 * (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011). Units with a single value are left out. Null when
 * nothing varies, or no unit has two values.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[]): number | null {
  const paired = units.filter((values) => values.length > 1);
  const all = paired.flat();
  if (!vary(all)) return null;
  // Squared differences over all ordered pairs of n values sum to 2 n Σ (x − mean)².
  const observed =
    paired.reduce((sum, values) => sum + (2 * values.length * squares(values)) / (values.length - 1), 0) /
    all.length;
  const expected = (2 * squares(all)) / (all.length - 1);
  return 1 - observed / expected;
}

/** Whether values differ by more than rounding: means of the same scores may differ in their last bits. */
function vary(values: readonly number[]): boolean {
  const [first = 0] = values;
  return values.some((value) => Math.abs(value - first) > 1e-12 * (Math.abs(value) + Math.abs(first)));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sum of squared deviations from the mean. */
function squares(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}

function variance(values: readonly number[]): number {
  return values.length < 2 ? 0 : squares(values) / (values.length - 1);
}
