import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calibrate } from "./calibration";
import { normals, seededRandom, shuffled } from "./chance";
import { designOf, type PanelReading } from "./panel-design";
import { fitPanel } from "./reml";

/** A panel whose truth is known. */
function simulate(
  seed: string,
  size: { applications: number; panelists: number; readings: number; leniency: number; noise: number },
) {
  const random = seededRandom(seed);
  const normal = normals(random);
  const quality = Array.from({ length: size.applications }, () => 3 + 0.7 * normal());
  const leniency = Array.from({ length: size.panelists }, () => size.leniency * normal());
  const readings = quality.flatMap((value, application) =>
    shuffled([...leniency.keys()], random)
      .slice(0, size.readings)
      .map((panelist) => ({
        application: `a${String(application).padStart(4, "0")}`,
        panelist: `p${panelist}`,
        score: value + (leniency[panelist] ?? 0) + size.noise * normal(),
      })),
  );
  return { quality, readings };
}

/** What calibration is not: each score as its distance from its panelist's mean, in their standard deviations. */
function standardised(readings: readonly PanelReading[]): number[] {
  const distances = readings.map(({ panelist, score }) => {
    const scores = readings.filter((one) => one.panelist === panelist).map((one) => one.score);
    const middle = mean(scores);
    return (score - middle) / (Math.sqrt(mean(scores.map((one) => (one - middle) ** 2))) || 1);
  });
  const applications = [...new Set(readings.map(({ application }) => application))];
  return applications.map((id) => mean(distances.filter((_, index) => readings[index]?.application === id)));
}

/** Kendall's tau: pairs in the same order less pairs in the other, of all. */
function kendall(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) sum += Math.sign(((a[i] ?? 0) - (a[j] ?? 0)) * ((b[i] ?? 0) - (b[j] ?? 0)));
  return (2 * sum) / (a.length * (a.length - 1));
}

const byId = (readings: readonly PanelReading[], options = {}) =>
  [...calibrate(readings, options).applications].sort((a, b) => (a.application < b.application ? -1 : 1));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const seeds = (count: number) => Array.from({ length: count }, (_, index) => `seed ${index}`);

describe("against a truth that is known", { timeout: 60_000 }, () => {
  const runs = (size: Parameters<typeof simulate>[1], count: number) =>
    seeds(count).map((seed) => {
      const { quality, readings } = simulate(seed, size);
      const rows = byId(readings, { top: readings.length });
      const error = (values: number[]) => {
        const off = values.map((value, index) => value - (quality[index] ?? 0));
        return Math.sqrt(mean(off.map((value) => (value - mean(off)) ** 2)));
      };
      const scores = rows.map(({ score }) => score);
      const raw = rows.map(({ rawMean }) => rawMean);
      return {
        calibrated: { tau: kendall(scores, quality), error: error(scores) },
        raw: { tau: kendall(raw, quality), error: error(raw) },
        standardised: { tau: kendall(standardised(readings), quality) },
        moved: Math.max(...rows.map(({ score, rawMean }) => Math.abs(score - rawMean))),
        covered: mean(
          rows.map(({ score, standardError }, index) =>
            Math.abs(score - (quality[index] ?? 0)) < 1.96 * (standardError ?? 0) ? 1 : 0,
          ),
        ),
      };
    });

  test.each([
    { applications: 120, panelists: 10, readings: 3, leniency: 0.5, noise: 0.5 },
    { applications: 120, panelists: 10, readings: 2, leniency: 0.5, noise: 0.5 },
    { applications: 200, panelists: 12, readings: 2, leniency: 0.8, noise: 0.6 },
  ])(
    "where leniency differs by $leniency the order is nearer the truth than the mean's ($readings readings)",
    (size) => {
      const all = runs(size, 25);
      const nearer = all.filter(
        ({ calibrated, raw }) => calibrated.tau > raw.tau && calibrated.error < raw.error,
      );
      expect(nearer.length).toBeGreaterThanOrEqual(24);
      expect(mean(all.map(({ calibrated, raw }) => calibrated.tau - raw.tau))).toBeGreaterThan(0.03);
      expect(mean(all.map(({ calibrated, raw }) => raw.error - calibrated.error))).toBeGreaterThan(0.03);
      expect(mean(all.map((run) => run.calibrated.tau - run.standardised.tau))).toBeGreaterThan(0.002);
      const covered = mean(all.map((run) => run.covered));
      expect(covered).toBeGreaterThan(0.9);
      expect(covered).toBeLessThan(0.98);
    },
  );

  test("where nobody is lenient or strict it does no harm: nearly always it is the mean itself", () => {
    const all = runs({ applications: 120, panelists: 10, readings: 3, leniency: 0, noise: 0.5 }, 40);
    expect(all.filter(({ moved }) => moved === 0).length).toBeGreaterThanOrEqual(34);
    expect(Math.max(...all.map(({ moved }) => moved))).toBeLessThan(0.15);
    expect(Math.abs(mean(all.map(({ calibrated, raw }) => calibrated.tau - raw.tau)))).toBeLessThan(0.002);
    // Which the distance from each panelist's own mean is not free of.
    expect(mean(all.map((run) => run.raw.tau - run.standardised.tau))).toBeGreaterThan(0.002);
  });

  test("of those given a chance of seven in ten to be among the first, about seven in ten are", () => {
    const claims: { claimed: number; isTrue: number }[] = [];
    for (const seed of seeds(30)) {
      const { quality, readings } = simulate(seed, {
        applications: 80,
        panelists: 8,
        readings: 2,
        leniency: 0.5,
        noise: 0.6,
      });
      const best = [...quality].sort((a, b) => b - a)[19] ?? 0;
      byId(readings, { top: 20 }).forEach((row, index) =>
        claims.push({ claimed: row.topProbability, isTrue: (quality[index] ?? 0) >= best ? 1 : 0 }),
      );
    }
    for (const low of [0, 0.2, 0.4, 0.6, 0.8]) {
      const bin = claims.filter(({ claimed }) => claimed >= low && claimed < low + 0.2001);
      expect(Math.abs(mean(bin.map((one) => one.claimed - one.isTrue)))).toBeLessThan(0.08);
    }
  });
});

describe("variances", () => {
  test("are those of the analysis of variance where every panelist reads everything", () => {
    const { readings } = simulate("anova", {
      applications: 12,
      panelists: 5,
      readings: 5,
      leniency: 0.6,
      noise: 0.5,
    });
    const [rows, columns] = [12, 5];
    const grand = mean(readings.map(({ score }) => score));
    const meanOf = (key: "application" | "panelist", id: string) =>
      mean(readings.filter((one) => one[key] === id).map(({ score }) => score));
    const panelists = [...new Set(readings.map(({ panelist }) => panelist))];
    const between = mean(panelists.map((id) => (meanOf("panelist", id) - grand) ** 2)) * columns * rows;
    const betweenMeanSquare = between / (columns - 1);
    const residual = readings.reduce(
      (sum, { application, panelist, score }) =>
        sum + (score - meanOf("application", application) - meanOf("panelist", panelist) + grand) ** 2,
      0,
    );
    const residualMeanSquare = residual / ((rows - 1) * (columns - 1));
    const fit = fitPanel(designOf(readings));
    expect(fit.residualVariance).toBeCloseTo(residualMeanSquare, 6);
    expect(fit.panelistVariance).toBeCloseTo((betweenMeanSquare - residualMeanSquare) / rows, 6);
    // Each effect is the panelist's deviation, shrunk by what of it is not noise.
    const shrinkage = 1 - residualMeanSquare / betweenMeanSquare;
    designOf(readings).panelists.forEach((id, index) =>
      expect(fit.effects[index]).toBeCloseTo(shrinkage * (meanOf("panelist", id) - grand), 6),
    );
  });

  test("by hand: two applications, three panelists", () => {
    // Panelists' means 2, 3 and 4 around 3; the residuals are ±0.5, 0 and ∓0.5, so that their mean square is 0.5 and
    // the panelists' is 2: (2 − 0.5) / 2 = 0.75.
    const scores = { a: [2.5, 3, 3.5], b: [1.5, 3, 4.5] };
    const readings = Object.entries(scores).flatMap(([application, list]) =>
      list.map((score, index) => ({ application, panelist: `p${index}`, score })),
    );
    const fit = fitPanel(designOf(readings));
    expect(fit.residualVariance).toBeCloseTo(0.5, 6);
    expect(fit.panelistVariance).toBeCloseTo(0.75, 6);
    expect([...fit.effects]).toEqual([
      expect.closeTo(-0.75, 6),
      expect.closeTo(0, 6),
      expect.closeTo(0.75, 6),
    ]);
  });
});

describe("where everybody reads something else", () => {
  type Matrix = number[][];
  const times = (a: Matrix, b: Matrix): Matrix =>
    a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0)));
  const transposed = (a: Matrix): Matrix => (a[0] ?? []).map((_, j) => a.map((row) => row[j] ?? 0));

  /** The inverse and the determinant's logarithm, by elimination. */
  function inverted(matrix: Matrix): { inverse: Matrix; logDeterminant: number } {
    const size = matrix.length;
    const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
    let logDeterminant = 0;
    for (let k = 0; k < size; k++) {
      const pivot = rows[k]?.[k] ?? 0;
      logDeterminant += Math.log(pivot);
      rows[k] = (rows[k] ?? []).map((x) => x / pivot);
      for (let i = 0; i < size; i++) {
        const factor = rows[i]?.[k] ?? 0;
        if (i !== k) rows[i] = (rows[i] ?? []).map((x, j) => x - factor * (rows[k]?.[j] ?? 0));
      }
    }
    return { inverse: rows.map((row) => row.slice(size)), logDeterminant };
  }

  /** Generalised least squares with every matrix written out, at one ratio of the panelists' to the residual variance. */
  function inFull(readings: readonly PanelReading[], ratio: number) {
    const [applications, panelists] = (["application", "panelist"] as const).map((key) =>
      [...new Set(readings.map((one) => one[key]))].sort(),
    ) as [string[], string[]];
    const x = readings.map(({ application }) => applications.map((id) => (id === application ? 1 : 0)));
    const z = readings.map(({ panelist }) => panelists.map((id) => (id === panelist ? 1 : 0)));
    const variance = times(z, transposed(z)).map((row, i) =>
      row.map((v, j) => ratio * v + (i === j ? 1 : 0)),
    );
    const weights = inverted(variance);
    const normal = inverted(times(times(transposed(x), weights.inverse), x));
    const y = readings.map(({ score }) => [score]);
    const scores = times(normal.inverse, times(transposed(x), times(weights.inverse, y)));
    const rest = times(x, scores).map(([value = 0], i) => [(readings[i]?.score ?? 0) - value]);
    const freedom = readings.length - applications.length;
    const residual = (times(transposed(rest), times(weights.inverse, rest))[0]?.[0] ?? 0) / freedom;
    return {
      residual,
      deviance: freedom * Math.log(residual) + weights.logDeterminant + normal.logDeterminant,
      rows: applications.map((application, i) => ({
        application,
        score: scores[i]?.[0] ?? 0,
        standardError: Math.sqrt(residual * (normal.inverse[i]?.[i] ?? 0)),
      })),
    };
  }

  test.each(seeds(6))(
    "likelihood, scores and errors are those of the model written out in full (%s)",
    (seed) => {
      const random = seededRandom(`gaps ${seed}`);
      const size = { applications: 14, panelists: 5, readings: 4, leniency: 0.9, noise: 0.4 };
      const readings = simulate(seed, size).readings.filter(() => random() < 0.7);
      const { applications, variances, differs } = calibrate(readings);
      expect(differs).toBe(true);
      const ratio = variances.panelist / variances.residual;
      const full = inFull(readings, ratio);
      for (const other of [0.9, 0.99, 1.01, 1.1])
        expect(inFull(readings, ratio * other).deviance).toBeGreaterThan(full.deviance);
      expect(variances.residual).toBeCloseTo(full.residual, 8);
      for (const row of full.rows)
        expect(applications.find(({ application }) => application === row.application)).toMatchObject({
          score: expect.closeTo(row.score, 8) as number,
          standardError: expect.closeTo(row.standardError, 8) as number,
        });
    },
  );
});

describe("panels out of the ordinary", () => {
  const reading = (application: string, panelist: string, score: number) => ({
    application,
    panelist,
    score,
  });

  test("nobody, one reading, one panelist, one application, and all the same", () => {
    expect(calibrate([]).applications).toEqual([]);
    const [single] = calibrate([reading("a", "p", 4)]).applications;
    expect(single).toMatchObject({ rank: 1, score: 4, standardError: null, rawMean: 4, topProbability: 1 });
    const alone = calibrate([reading("a", "p", 4), reading("b", "p", 2)], { top: 1 });
    expect(alone).toMatchObject({ differs: false, isNoiseAssumed: true });
    expect(alone.applications.map(({ score }) => score)).toEqual([4, 2]);
    expect(alone.applications[0]?.topProbability).toBeGreaterThan(0.5);
    const one = calibrate([reading("a", "p", 4), reading("a", "q", 2)]);
    expect(one.applications[0]).toMatchObject({ score: 3, standardError: 1 });
    const same = calibrate(
      ["a", "b", "c", "d"].flatMap((application) =>
        ["p", "q"].map((panelist) => reading(application, panelist, 3)),
      ),
      { top: 1 },
    );
    for (const row of same.applications) {
      expect(row).toMatchObject({ score: 3, rawMean: 3, standardError: 0 });
      expect(row.topProbability).toBeGreaterThan(0.2);
      expect(row.topProbability).toBeLessThan(0.3);
    }
    expect(same.applications.map(({ application }) => application)).toEqual(["a", "b", "c", "d"]);
  });

  test("finds leniency exactly where there is no noise", () => {
    const leniency = { p: 0.5, q: -0.5, r: 0 };
    const readings = [1, 2, 3, 4, 5, 6].flatMap((quality) =>
      Object.entries(leniency)
        .filter((_, index) => index !== quality % 3)
        .map(([panelist, shift]) => reading(`a${quality}`, panelist, quality + shift)),
    );
    const { applications, panelists, differs, variances } = calibrate(readings, { top: 2 });
    expect(differs).toBe(true);
    expect(variances.panelist).toBeCloseTo(0.25, 4);
    expect(variances.residual).toBeCloseTo(0, 4);
    for (const { application, score } of applications) expect(score).toBeCloseTo(Number(application[1]), 4);
    expect(panelists.map(({ effect }) => effect)).toEqual([
      expect.closeTo(0.5, 4),
      expect.closeTo(-0.5, 4),
      expect.closeTo(0, 4),
    ]);
    expect(applications.map(({ topProbability }) => topProbability)).toEqual([1, 1, 0, 0, 0, 0]);
  });

  test("says which readers were strict, and what that added", () => {
    const shift = { p: 0.6, q: -0.6, r: -0.6, s: 0.6 };
    const random = seededRandom("sentence");
    const readings = Array.from({ length: 60 }, (_, index) =>
      shuffled(Object.keys(shift) as (keyof typeof shift)[], random)
        .slice(0, 2)
        .map((panelist) => reading(`a${index}`, panelist, 3 + random() + shift[panelist])),
    ).flat();
    const rows = byId(readings);
    for (const { adjustment, application, score, rawMean } of rows) {
      const readers = readings
        .filter((one) => one.application === application)
        .map(({ panelist }) => panelist);
      const strict = readers.filter((one) => one === "q" || one === "r").length;
      expect(adjustment.kind).toBe(["lenient", "mixed", "strict"][strict]);
      expect(adjustment.strict).toBe(strict);
      expect(score - rawMean).toBeCloseTo(adjustment.amount, 9);
    }
  });

  test("names the parts of a panel that share no application, and shifts none of them as a whole", () => {
    const parts = ["x", "y"].flatMap((part) =>
      simulate(part, {
        applications: part === "x" ? 40 : 20,
        panelists: 5,
        readings: 2,
        leniency: 0.8,
        noise: 0.3,
      }).readings.map((one) => ({
        ...one,
        application: part + one.application,
        panelist: part + one.panelist,
      })),
    );
    const { applications, panelists, components } = calibrate(parts);
    expect(components).toBe(2);
    for (const row of applications) expect(row.component).toBe(row.application.startsWith("x") ? 0 : 1);
    for (const part of [0, 1])
      expect(
        mean(panelists.filter(({ component }) => component === part).map(({ effect }) => effect)),
      ).toBeCloseTo(0, 9);
  });
});

describe("whatever the panel", () => {
  const panel = fc
    .record({
      applications: fc.integer({ min: 1, max: 12 }),
      panelists: fc.integer({ min: 1, max: 6 }),
      cells: fc.array(fc.tuple(fc.nat(11), fc.nat(5), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 40,
      }),
    })
    .map(({ applications, panelists, cells }) => {
      const seen = new Map<string, PanelReading>();
      for (const [a, p, score] of cells) {
        const pair = { application: `a${a % applications}`, panelist: `p${p % panelists}` };
        seen.set(`${pair.application} ${pair.panelist}`, { ...pair, score });
      }
      return [...seen.values()];
    });
  const close = (a: number | null, b: number | null) =>
    a === null || b === null ? expect(a).toBe(b) : expect(a).toBeCloseTo(b, 6);

  test("neither the order of rows nor the names of panelists matter, and the same again gives the same", () => {
    fc.assert(
      fc.property(panel, fc.string(), (readings, seed) => {
        const first = calibrate(readings, { top: 2, seed });
        expect(calibrate([...readings].reverse(), { top: 2, seed })).toEqual(first);
        const renamed = readings.map((one) => ({ ...one, panelist: `z${9 - Number(one.panelist[1])}` }));
        const other = byId(renamed, { top: 2, seed });
        byId(readings, { top: 2, seed }).forEach((row, index) => {
          close(row.score, other[index]?.score ?? null);
          close(row.standardError, other[index]?.standardError ?? null);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("scores move with the scale, and chances sum to the places", () => {
    fc.assert(
      fc.property(
        panel,
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        (readings, shift, scale, top) => {
          const plain = byId(readings, { top });
          const moved = byId(
            readings.map((one) => ({ ...one, score: shift + scale * one.score })),
            { top },
          );
          plain.forEach((row, index) => {
            close(shift + scale * row.score, moved[index]?.score ?? null);
            close(
              row.standardError === null ? null : scale * row.standardError,
              moved[index]?.standardError ?? null,
            );
          });
          const chances = plain.reduce((sum, { topProbability }) => sum + topProbability, 0);
          expect(chances).toBeCloseTo(Math.min(top, plain.length), 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
