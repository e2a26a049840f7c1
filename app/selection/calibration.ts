import { inOrder, normals, seededRandom } from "./chance.ts";
import { at, transposeTimesVector } from "./cholesky.ts";
import { designOf, type PanelDesign, type PanelReading } from "./panel-design.ts";
import { fitPanel, type PanelFit } from "./reml.ts";

/*
 * Calibration: what an application would have got from the whole panel, not only from those who happened to read it.
 *
 *   score = application + panelist + residual
 *
 * Panelists' leniency is a random effect, estimated by REML and shrunk (see reml.ts; the model is the two-way layout of
 * Searle, Casella and McCulloch, Variance Components, 1992). An application's calibrated score is the mean of its
 * readings minus the mean of its readers' shrunk leniency, and is itself not shrunk: where panelists don't differ it is
 * the plain mean. Scores of one reading on several criteria go in as their weighted mean.
 */

/** How an application's readers bear on its score, for a plain sentence. */
export interface Adjustment {
  /** Nobody on this panel differs; the readers don't stand out; or they do, to one side or to both. */
  kind: "none" | "middle" | "strict" | "lenient" | "mixed";
  /** Readers who are clearly stricter, and clearly more lenient, than the panel's middle. */
  strict: number;
  lenient: number;
  /** What is added to the mean. */
  amount: number;
}

export interface CalibratedApplication {
  application: string;
  /** Place from 1. Those with the same score share it, and stand in the order of their ids: 1, 1, 1, 4. */
  rank: number;
  /** Calibrated, on the scale of the scores. */
  score: number;
  /**
   * Standard error of `score` as an estimate of what a large panel of such readers would give. Part of it is shared by
   * all applications, so that two scores are told apart better than their errors suggest. Null when a single reading is
   * all there is.
   */
  standardError: number | null;
  /** The plain mean of the readings. */
  rawMean: number;
  readings: number;
  /** Probability of being among the first n. */
  topProbability: number;
  adjustment: Adjustment;
  /** Which part of the panel read it: scores from different parts can't be compared for leniency. The largest is 0. */
  component: number;
}

export interface PanelistLeniency {
  panelist: string;
  readings: number;
  /** Shrunk; above zero is lenient, below is strict. Zero on average. */
  effect: number;
  standardError: number;
  component: number;
}

export interface Calibration {
  /** From the first to the last. */
  applications: CalibratedApplication[];
  /** In the order of their ids. */
  panelists: PanelistLeniency[];
  variances: {
    panelist: number;
    residual: number;
    /** Between applications; by moments, and only used for the probabilities. */
    application: number;
  };
  /** Whether the readings show that panelists differ. If not, scores are the plain means. */
  differs: boolean;
  /** Into how many parts the panel falls that have no application in common. */
  components: number;
  /** No application was read twice, so how much readings vary is an assumption: as much as applications do. */
  isNoiseAssumed: boolean;
}

/**
 * How much likelihood (twice its logarithm) panelists' differing must gain before it is believed: otherwise scores stay
 * the plain means. On the boundary of zero variance 1.64 is exceeded by chance in one panel of ten (Self and Liang, 1987),
 * and in fewer of our size. What is not believed is too small to move an order.
 */
const believable = 1.64;

/** Readers count as strict or lenient beyond two thirds of the panel's standard deviation: about half of a panel does. */
const standsOut = 2 / 3;

export interface CalibrationOptions {
  /** For the probability of being among the first so many. 10 unless told, and at most all. */
  top?: number;
  /** The same seed gives the same probabilities. */
  seed?: string;
}

/**
 * Calibrates the readings of one panel. Deterministic: neither the order of the readings nor the names of panelists
 * matter to scores and errors. Each pair of application and panelist comes once, and scores are finite.
 */
export function calibrate(given: readonly PanelReading[], options: CalibrationOptions = {}): Calibration {
  const design = designOf(given);
  const fit = believedFit(design);
  const { residual, isNoiseAssumed } = residualVariance(design, fit);
  const scores = design.readings.map((list, index) => at(design.means, index) - meanEffect(list, fit));
  const between = applicationVariance(scores, design, residual ?? 0);
  const probabilities = topProbabilities(design, fit, scores, {
    residual: residual ?? 0,
    between,
    top: options.top ?? 10,
    seed: options.seed ?? "1",
  });
  const spread = Math.sqrt(fit.panelistVariance);
  const applications = design.applications.map((application, index) => {
    const list = design.readings[index] ?? [];
    const score = at(scores, index);
    return {
      application,
      rank: 0,
      score,
      standardError: residual === null ? null : Math.sqrt(residual * errorFactor(list, design, fit)),
      rawMean: at(design.means, index),
      readings: list.length,
      topProbability: at(probabilities, index),
      adjustment: adjustmentOf(
        list.map(({ panelist }) => at(fit.effects, panelist)),
        spread,
      ),
      component: at(design.componentOfApplication, index),
    };
  });
  const digits = meaningfulDigits(applications);
  const level = new Map(applications.map((row) => [row, Number(row.score.toFixed(digits))]));
  applications.sort(
    (a, b) => (level.get(b) ?? 0) - (level.get(a) ?? 0) || inOrder(a.application, b.application),
  );
  applications.forEach((row, index) => {
    const before = applications[index - 1];
    row.rank = before && level.get(before) === level.get(row) ? before.rank : index + 1;
  });
  return {
    applications,
    panelists: design.panelists.map((panelist, index) => ({
      panelist,
      readings: at(design.counts, index),
      effect: at(fit.effects, index),
      standardError: Math.sqrt(fit.residualVariance * effectFactor(index, fit)),
      component: at(design.componentOfPanelist, index),
    })),
    variances: { panelist: fit.panelistVariance, residual: residual ?? 0, application: between },
    differs: fit.panelistVariance > 0,
    components: design.components,
    isNoiseAssumed,
  };
}

/**
 * After how many decimals scores differ by rounding alone, and are the same: the app ranks with six (see `levelOf`
 * in ranking.ts), and a scale of less than one has as many more as it is smaller.
 */
export function meaningfulDigits(rows: readonly { score: number; rawMean: number }[]): number {
  const size = rows.reduce((most, row) => Math.max(most, Math.abs(row.score), Math.abs(row.rawMean)), 0);
  return size > 0 && size < 1 ? Math.min(100, 6 - Math.floor(Math.log10(size))) : 6;
}

/** The fit, or that of panelists who don't differ when the readings speak too quietly for more. */
function believedFit(design: PanelDesign): PanelFit {
  const fit = fitPanel(design);
  if (fit.likelihoodRatio > believable) return fit;
  const freedom = design.readings.reduce((sum, list) => sum + list.length - 1, 0);
  let square = 0;
  design.readings.forEach((list, index) => {
    for (const { score } of list) square += (score - at(design.means, index)) ** 2;
  });
  return {
    ...fit,
    panelistVariance: 0,
    residualVariance: freedom > 0 ? square / freedom : 0,
    effects: new Float64Array(design.panelists.length),
    root: null,
  };
}

/** Without a second reading anywhere, half of all variance is taken for readers' noise; of a single score nothing. */
function residualVariance(design: PanelDesign, fit: PanelFit) {
  if (design.readings.some((list) => list.length > 1))
    return { residual: fit.residualVariance, isNoiseAssumed: false };
  const all = sampleVariance(design.means);
  return { residual: all === null ? null : all / 2, isNoiseAssumed: true };
}

function meanEffect(list: readonly { panelist: number }[], fit: PanelFit): number {
  return list.reduce((sum, { panelist }) => sum + at(fit.effects, panelist), 0) / list.length;
}

/**
 * The variance of a calibrated score's error in units of the residual variance: 1/n for its own readings, and w' (A +
 * λI)⁻¹ w for not knowing its readers' leniency exactly, w giving each reader 1/n.
 */
function errorFactor(list: readonly { panelist: number }[], design: PanelDesign, fit: PanelFit): number {
  const share = 1 / list.length;
  if (!fit.root) return share;
  const size = design.panelists.length;
  let square = 0;
  for (let row = 0; row < size; row++) {
    let sum = 0;
    for (const { panelist } of list) sum += at(fit.root, row * size + panelist);
    square += (sum * share) ** 2;
  }
  return share + square;
}

function effectFactor(panelist: number, { root, effects }: PanelFit): number {
  if (!root) return 0;
  const size = effects.length;
  let square = 0;
  for (let row = panelist; row < size; row++) square += at(root, row * size + panelist) ** 2;
  return square;
}

function adjustmentOf(effects: readonly number[], spread: number): Adjustment {
  const strict = effects.filter((effect) => effect < -standsOut * spread).length;
  const lenient = effects.filter((effect) => effect > standsOut * spread).length;
  const amount = -effects.reduce((sum, effect) => sum + effect, 0) / effects.length || 0;
  if (spread === 0) return { kind: "none", strict: 0, lenient: 0, amount: 0 };
  if (strict > 0 && lenient > 0) return { kind: "mixed", strict, lenient, amount };
  return { kind: strict > 0 ? "strict" : lenient > 0 ? "lenient" : "middle", strict, lenient, amount };
}

function sampleVariance(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

/** How much applications vary beyond what their readings' noise makes of it (by moments). */
function applicationVariance(scores: readonly number[], design: PanelDesign, residual: number): number {
  const all = sampleVariance(scores) ?? 0;
  const noise = design.readings.reduce((sum, list) => sum + residual / list.length, 0) / scores.length;
  return Math.max(0, all - (noise || 0));
}

/**
 * How often each application is among the first `top` when everything that is not known is drawn: the readers'
 * leniency from its joint error, then each application's quality given its readings, and given that applications vary
 * as they do (a normal prior, as of empirical Bayes). A score that rests on one reading is thus believed less.
 */
function topProbabilities(
  design: PanelDesign,
  fit: PanelFit,
  scores: readonly number[],
  chance: { residual: number; between: number; top: number; seed: string },
): Float64Array {
  const { residual, between, top, seed } = chance;
  const count = scores.length;
  const hits = new Float64Array(count);
  if (top >= count) return hits.fill(1);
  const size = design.panelists.length;
  const random = seededRandom(seed);
  const normal = normals(random);
  const draws = Math.round(Math.min(4000, Math.max(500, 2e7 / count)));
  const noise = Math.sqrt(residual);
  const believed = Float64Array.from(design.readings, (list) =>
    between > 0 ? between / (between + residual / list.length) : residual > 0 ? 0 : 1,
  );
  let weighed = 0;
  let weights = 0;
  scores.forEach((score, index) => {
    const weight = 1 / (between + residual / (design.readings[index]?.length ?? 1) || 1);
    weighed += weight * score;
    weights += weight;
  });
  const middle = weighed / weights;
  const hair = 1e-9 * (Math.abs(middle) + Math.sqrt(between) + noise || 1);
  const quality = new Float64Array(count);
  const sorted = new Float64Array(count);
  const unit = new Float64Array(size);
  for (let draw = 0; draw < draws; draw++) {
    let shifts: Float64Array = unit;
    if (fit.root) {
      for (let k = 0; k < size; k++) unit[k] = noise * normal();
      shifts = transposeTimesVector(fit.root, unit, size);
    }
    for (let index = 0; index < count; index++) {
      const list = design.readings[index] ?? [];
      let shift = 0;
      if (fit.root) for (const { panelist } of list) shift += at(shifts, panelist);
      const belief = at(believed, index);
      const mean = middle + belief * (at(scores, index) - shift / list.length - middle);
      // What is exactly level falls to either side by lot.
      quality[index] =
        mean + Math.sqrt((belief * residual) / list.length) * normal() + hair * (random() - 0.5);
    }
    sorted.set(quality);
    sorted.sort();
    const bar = at(sorted, count - top);
    for (let index = 0; index < count; index++)
      if (at(quality, index) >= bar) hits[index] = at(hits, index) + 1;
  }
  return hits.map((value) => value / draws);
}
