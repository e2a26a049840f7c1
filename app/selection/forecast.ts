/*
 * How many applications there will be in the end. Submissions pile up at a deadline, so half of the days is far from
 * half of the applications; what is learned from earlier calls of the same coordinator goes before the general rule.
 */

/** A share between 0 and 1 that is not known exactly: a Beta distribution, by its two parameters. */
export interface UncertainShare {
  alpha: number;
  beta: number;
}

/** What is known of a call at a moment. */
export interface CallSoFar {
  /** Applications submitted so far. */
  submitted: number;
  /** How much of the call's time is over, 0 to 1. */
  fraction: number;
  /** The share of all their submissions that earlier calls had at the same fraction of their time, 0 to 1 each. */
  earlier: readonly number[];
}

export type Forecast =
  /** Too few submissions, or too little of the time, to say anything that would help. */
  | { kind: "too-early" }
  | { kind: "closed"; total: number }
  /** Four times in five the final number lies between `low` and `high`; as often above `middle` as below. */
  | { kind: "range"; low: number; middle: number; high: number };

/** The least that a forecast rests on: below, its range would be as wide as guessing. */
export const leastSubmitted = 5;
export const leastFraction = 0.1;

/** How far before the end the pressure of a deadline stops growing: 1% of a call, some eight hours of five weeks. */
const cutOff = 0.01;

/**
 * The share of submissions that is in after a fraction of a call's time, where nothing else is known: people act with
 * a pressure inversely proportional to the time that is left (Alfi, Parisi, Pietronero: Conference registration: how
 * people react to a deadline, Nature Physics 3, 2007), so the share grows as a logarithm of it.
 */
export function usualShare(fraction: number): number {
  const passed = Math.min(1, Math.max(0, fraction));
  return Math.log((1 + cutOff) / (1 - passed + cutOff)) / Math.log((1 + cutOff) / cutOff);
}

/** How many submissions the usual curve and each earlier call are worth. Ours: wide for the first, narrower with each. */
const weight = { usual: 6, earlier: 8, most: 40, least: 3 };

/** What is thought of the share that is in: the usual curve, and every earlier call counted twice as much as it. */
export function shareSoFar({ fraction, earlier }: Pick<CallSoFar, "fraction" | "earlier">): UncertainShare {
  const usual = usualShare(fraction);
  const mean = within((usual + 2 * sum(earlier)) / (1 + 2 * earlier.length));
  const trust = Math.min(weight.most, weight.usual + weight.earlier * earlier.length);
  // Earlier calls that went very differently say that this one can too (method of moments for a Beta distribution).
  const spread = sum(earlier.map((share) => (share - mean) ** 2)) / Math.max(1, earlier.length - 1);
  const borneOut = earlier.length > 1 && spread > 0 ? (mean * (1 - mean)) / spread - 1 : trust;
  const concentration = Math.max(weight.least, Math.min(trust, borneOut));
  return { alpha: mean * concentration, beta: (1 - mean) * concentration };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const within = (share: number) => Math.min(0.995, Math.max(0.005, share));

/** The final number of submissions, as a range. */
export function forecast(call: CallSoFar): Forecast {
  if (call.fraction >= 1) return { kind: "closed", total: call.submitted };
  if (call.submitted < leastSubmitted || call.fraction < leastFraction) return { kind: "too-early" };
  const [low = 0, middle = 0, high = 0] = stillToCome(call.submitted, shareSoFar(call), [0.1, 0.5, 0.9]);
  return {
    kind: "range",
    low: call.submitted + low,
    middle: call.submitted + middle,
    high: call.submitted + high,
  };
}

/** Beyond this no quantile is looked for: no call of this kind has a hundred thousand applications. */
const mostToCome = 100_000;

/**
 * Quantiles of how many are still to come when `submitted` are in and their share is uncertain: a beta-negative-binomial
 * distribution, added up term by term from none on (P(k+1)/P(k) = (r+k)(β+k) / (k+1)(α+β+r+k)).
 */
export function stillToCome(
  submitted: number,
  { alpha, beta }: UncertainShare,
  quantiles: readonly number[],
): number[] {
  let log =
    logGamma(alpha + submitted) +
    logGamma(alpha + beta) -
    logGamma(alpha) -
    logGamma(alpha + beta + submitted);
  let passed = Math.exp(log);
  let coming = 0;
  return [...quantiles]
    .sort((a, b) => a - b)
    .map((quantile) => {
      while (passed < quantile && coming < mostToCome) {
        log += Math.log(
          ((submitted + coming) * (beta + coming)) / ((coming + 1) * (alpha + beta + submitted + coming)),
        );
        coming++;
        passed += Math.exp(log);
      }
      return coming;
    });
}

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function for positive numbers (Lanczos, g = 7, n = 9). */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const series = lanczos.reduce(
    (total, one, index) => total + one / (shifted + index + 1),
    0.99999999999980993,
  );
  const t = shifted + 7.5;
  return Math.log(2 * Math.PI) / 2 + (shifted + 0.5) * Math.log(t) - t + Math.log(series);
}

/** A number as one says it: to fives below two hundred, to tens below a thousand, to fifties from there on. */
export function sayRoughly(value: number, towards: "down" | "up"): number {
  const step = value < 40 ? 1 : value < 200 ? 5 : value < 1000 ? 10 : 50;
  return (towards === "down" ? Math.floor(value / step) : Math.ceil(value / step)) * step;
}
