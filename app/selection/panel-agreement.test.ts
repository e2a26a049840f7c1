import { describe, expect, test } from "vitest";
import { agreementOf, krippendorffAlpha } from "./panel-agreement";

describe("agreement", () => {
  test("is that of Shrout and Fleiss's example: six targets, four judges", () => {
    // Shrout and Fleiss, Intraclass correlations: uses in assessing rater reliability, 1979, table 2.
    const ratings = [
      [9, 2, 5, 8],
      [6, 1, 3, 2],
      [8, 4, 6, 8],
      [7, 1, 2, 6],
      [10, 5, 6, 9],
      [6, 2, 4, 7],
    ];
    const readings = ratings.flatMap((row, application) =>
      row.map((score, panelist) => ({ application: `a${application}`, panelist: `p${panelist}`, score })),
    );
    const { single, average, readings: count } = agreementOf(readings);
    expect(count).toBe(4);
    expect(single).toBeCloseTo(0.29, 2);
    expect(average).toBeCloseTo(0.62, 2);
  });

  test("is that of Krippendorff's example with missing values", () => {
    // Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, example C: four observers, twelve units.
    const no = null;
    const observers = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, no, no, no],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, no, 3],
      [no, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, no],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, no],
    ];
    const units = Array.from({ length: 12 }, (_, unit) => observers.flatMap((values) => values[unit] ?? []));
    expect(krippendorffAlpha(units)).toBeCloseTo(0.849, 3);
  });

  test("is complete where all say the same, and nothing where there is nothing to compare", () => {
    const reading = (application: string, panelist: string, score: number) => ({
      application,
      panelist,
      score,
    });
    const same = agreementOf([
      reading("a", "p", 1),
      reading("a", "q", 1),
      reading("b", "p", 4),
      reading("b", "q", 4),
    ]);
    expect(same).toEqual({ single: 1, average: 1, readings: 2, alpha: 1 });
    const none = { single: null, average: null, readings: 0, alpha: null };
    expect(agreementOf([])).toEqual(none);
    expect(agreementOf([reading("a", "p", 1), reading("b", "q", 2)])).toEqual(none);
    expect(agreementOf([reading("a", "p", 3), reading("a", "q", 3)])).toMatchObject({
      single: null,
      alpha: null,
    });
  });

  test("is not told where nothing varies but the last bits of means", () => {
    // The same scores on three criteria, added up in another order.
    const means = [(0.1 + 0.2 + 3) / 3, (3 + 0.2 + 0.1) / 3, 3.3 / 3];
    expect(new Set(means).size).toBeGreaterThan(1);
    const readings = means.flatMap((score, index) =>
      ["a", "b", "c", "d"].map((application, at) => ({
        application,
        panelist: `p${index}`,
        score: means[(index + at) % 3] ?? score,
      })),
    );
    expect(agreementOf(readings)).toEqual({ single: null, average: null, readings: 3, alpha: null });
    expect(krippendorffAlpha([means, means.slice(1)])).toBeNull();
    // While readers who differ agree to some degree, on applications that do not.
    const differing = readings.map((one) => ({ ...one, score: one.panelist === "p0" ? 2 : 3 }));
    expect(agreementOf(differing)).toMatchObject({ single: 0, average: 0 });
  });
});
