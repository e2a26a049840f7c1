import { at, cholesky, invertFactor, logDeterminant, timesVector, transposeTimesVector } from "./cholesky.ts";
import type { PanelDesign } from "./panel-design.ts";

/** What the readings say about how much panelists and single readings vary, and the panelists' effects. */
export interface PanelFit {
  /** Variance of the panelists' leniency, by REML; zero when the readings don't tell panelists apart. */
  panelistVariance: number;
  /** Variance of a single reading around application and panelist. */
  residualVariance: number;
  /** Best linear unbiased prediction of each panelist's leniency: shrunk towards zero, mean zero. */
  effects: Float64Array;
  /**
   * Lower triangular R such that R' R times the residual variance is the covariance of the effects' errors; null when
   * panelists are taken not to differ, as the effects are then zero by assumption.
   */
  root: Float64Array | null;
  /** Twice the gain in restricted log likelihood of letting panelists differ. */
  likelihoodRatio: number;
}

/** The normal equations of the panelists once the applications are absorbed. */
interface Absorbed {
  size: number;
  /** Z' M Z, Z' M y and y' M y, where M takes each application's own mean away. */
  matrix: Float64Array;
  right: Float64Array;
  square: number;
  /** Readings beyond one for each application. */
  freedom: number;
}

/**
 * Fits score = application + panelist + residual by restricted maximum likelihood (Patterson and Thompson, 1971), with
 * applications fixed and panelists random. Fixed, because then an application's score never leans on who else applied,
 * nor on applications having been shared out by chance.
 *
 * Absorbing the applications, whose block of the mixed model equations (Henderson, 1975) is diagonal, leaves a system
 * as large as the panel: A = Z' M Z. With λ the ratio of the residual to the panelists' variance, the effects are
 * (A + λI)⁻¹ Z' M y and minus twice the restricted log likelihood, but for a constant, is
 * ν log s² + log |A + λI| − J log λ, where ν s² = y' M y − y' M Z (A + λI)⁻¹ Z' M y, of ν readings beyond one for each
 * application and J panelists (Searle, Casella and McCulloch, Variance Components, 1992, chapter 6). One parameter is
 * left, which is looked for by its derivative's zero.
 */
export function fitPanel(design: PanelDesign): PanelFit {
  const absorbed = absorb(design);
  const { size, square, freedom } = absorbed;
  const none: PanelFit = {
    panelistVariance: 0,
    residualVariance: freedom > 0 ? square / freedom : 0,
    effects: new Float64Array(size),
    root: null,
    likelihoodRatio: 0,
  };
  if (freedom === 0 || square === 0) return none;

  const equal = freedom * Math.log(square / freedom);
  const best = maximise(absorbed);
  const likelihoodRatio = equal - best.deviance;
  // Only gains above rounding count: a tree of readings has as many effects as differences and tells nothing.
  if (!(likelihoodRatio > 1e-8)) return none;
  // Without any noise the likelihood grows for ever as the ratio shrinks; the effects are then the panelists' own.
  const isExact = best.ratio <= smallestRatio * (1 + 1e-9);
  const spread = best.effects.reduce((sum, effect) => sum + effect * effect, 0) / (size - design.components);
  return {
    panelistVariance: isExact ? spread : best.residualVariance / best.ratio,
    residualVariance: best.residualVariance,
    effects: best.effects,
    root: best.root,
    likelihoodRatio,
  };
}

function absorb(design: PanelDesign): Absorbed {
  const size = design.panelists.length;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  let square = 0;
  let total = 0;
  let freedom = 0;
  design.readings.forEach((list, application) => {
    const share = 1 / list.length;
    const mean = at(design.means, application);
    freedom += list.length - 1;
    for (const one of list) {
      const apart = one.score - mean;
      right[one.panelist] = at(right, one.panelist) + apart;
      square += apart * apart;
      total += one.score * one.score;
      for (const other of list) {
        const index = one.panelist * size + other.panelist;
        matrix[index] = at(matrix, index) + (one === other ? 1 : 0) - share;
      }
    }
  });
  // What is left of equal scores after taking their mean away is rounding.
  return { size, matrix, right, square: square > 1e-24 * total ? square : 0, freedom };
}

interface Trial {
  ratio: number;
  deviance: number;
  residualVariance: number;
  effects: Float64Array;
  root: Float64Array;
  /** Derivative of the deviance by the ratio's logarithm. */
  slope: number;
}

/** The likelihood at one ratio λ of variances. */
function tryRatio({ size, matrix, right, square, freedom }: Absorbed, ratio: number): Trial {
  const ridged = matrix.slice();
  for (let k = 0; k < size; k++) ridged[k * size + k] = at(ridged, k * size + k) + ratio;
  const factor = cholesky(ridged, size);
  if (!factor) throw new Error("The panel's equations are not positive definite.");
  const root = invertFactor(factor, size);
  const effects = transposeTimesVector(root, timesVector(root, right, size), size);
  let explained = 0;
  let norm = 0;
  let trace = 0;
  for (let k = 0; k < size; k++) {
    explained += at(effects, k) * at(right, k);
    norm += at(effects, k) ** 2;
  }
  for (const value of root) trace += value * value;
  const residualVariance = Math.max(square - explained, square * 1e-14) / freedom;
  return {
    ratio,
    deviance: freedom * Math.log(residualVariance) + logDeterminant(factor, size) - size * Math.log(ratio),
    residualVariance,
    effects,
    root,
    slope: ratio * (norm / residualVariance + trace) - size,
  };
}

/** A millionth: less noise than that beside what panelists differ by is none. */
const smallestRatio = 1e-6;

/** Looks over the ratios from a millionth to a million and closes in on the best. */
function maximise(absorbed: Absorbed): Trial {
  const grid = Array.from({ length: 25 }, (_, index) =>
    tryRatio(absorbed, smallestRatio * 10 ** (index / 2)),
  );
  const best = grid.reduce((a, b) => (b.deviance < a.deviance ? b : a));
  const place = grid.indexOf(best);
  let [left, right] = [grid[Math.max(0, place - 1)] ?? best, grid[Math.min(24, place + 1)] ?? best];
  if (left.slope >= 0 || right.slope <= 0) return best;
  // Regula falsi on the slope, halving the weight of a bound that stays (Illinois).
  let [leftSlope, rightSlope] = [left.slope, right.slope];
  for (let step = 0; step < 60; step++) {
    const [a, b] = [Math.log(left.ratio), Math.log(right.ratio)];
    const middle = tryRatio(absorbed, Math.exp((a * rightSlope - b * leftSlope) / (rightSlope - leftSlope)));
    if (Math.abs(middle.slope) < 1e-10 || b - a < 1e-12) return middle;
    if (middle.slope < 0) {
      [left, leftSlope] = [middle, middle.slope];
      rightSlope /= 2;
    } else {
      [right, rightSlope] = [middle, middle.slope];
      leftSlope /= 2;
    }
  }
  return left.deviance < right.deviance ? left : right;
}
