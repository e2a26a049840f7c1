/** The scale of every criterion. */
export const scores = [1, 2, 3, 4, 5] as const;
export type Score = (typeof scores)[number];

/** One criterion's score with the weight that its edition gives it. */
export interface WeightedScore {
  score: number;
  /** Percent; weights are relative, so a rubric whose weights don't add up to 100 is still fair. */
  weight: number;
}

/** The weighted mean of a reading's scores, on the scale 1–5. Null when there is nothing to weigh. */
export function weightedMean(given: readonly WeightedScore[]): number | null {
  const total = given.reduce((sum, { weight }) => sum + weight, 0);
  if (total <= 0) return null;
  return given.reduce((sum, { score, weight }) => sum + score * weight, 0) / total;
}

/** The mean of some values; null of none. */
export function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample standard deviation (n − 1 in the denominator): how far readings lie apart. Null for fewer than two. */
export function spread(values: readonly number[]): number | null {
  const mean = meanOf(values);
  if (mean === null || values.length < 2) return null;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** What an application's submitted readings add up to. */
export interface Standing {
  mean: number;
  readings: number;
  lowest: number;
  highest: number;
  spread: number | null;
}

/** The standing of an application by its readings' weighted means; null as long as nobody has submitted one. */
export function standingOf(means: readonly number[]): Standing | null {
  const mean = meanOf(means);
  if (mean === null) return null;
  return {
    mean,
    readings: means.length,
    lowest: Math.min(...means),
    highest: Math.max(...means),
    spread: spread(means),
  };
}

/** How far apart two readers' scores on one criterion may be before somebody else should read too. */
export const disagreement = 2;

/** The criteria on which submitted readings differ by {@link disagreement} or more. */
export function disputedCriteria(readings: readonly Readonly<Record<string, number | null>>[]): string[] {
  const criteria = new Set(readings.flatMap((reading) => Object.keys(reading)));
  return [...criteria].filter((criterion) => {
    const given = readings.map((reading) => reading[criterion]).filter((score) => typeof score === "number");
    return given.length > 1 && Math.max(...given) - Math.min(...given) >= disagreement;
  });
}
