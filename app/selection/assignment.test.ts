import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assignReadings,
  loadsOf,
  seededRandom,
  shuffled,
  type AssignmentProblem,
  type Pair,
} from "./assignment";

const named = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

function problem(details: Partial<AssignmentProblem>): AssignmentProblem {
  return {
    applications: [],
    panelists: [],
    existing: [],
    conflicts: [],
    readings: 2,
    seed: "seed",
    ...details,
  };
}

function spreadOf(loads: Map<string, number>): number {
  return Math.max(...loads.values()) - Math.min(...loads.values());
}

const pairKey = ({ application, panelist }: Pair) => `${application} ${panelist}`;

describe("assigning readings", () => {
  test("gives each application two different readers, and loads that differ by one at most", () => {
    const applications = named("a", 61);
    const panelists = named("p", 7);
    const { added, impossible } = assignReadings(problem({ applications, panelists }));
    expect(impossible).toEqual([]);
    expect(new Set(added.map(pairKey)).size).toBe(122);
    for (const application of applications)
      expect(added.filter((pair) => pair.application === application)).toHaveLength(2);
    expect(spreadOf(loadsOf(panelists, added))).toBeLessThanOrEqual(1);
  });

  test("keeps what exists, fills only what is missing, and gives newcomers their share", () => {
    const applications = named("a", 12);
    const existing = applications.map((application) => ({ application, panelist: "p1" }));
    const { added } = assignReadings(problem({ applications, panelists: ["p1", "p2", "p3"], existing }));
    expect(added).toHaveLength(12);
    expect(added.some((pair) => pair.panelist === "p1")).toBe(false);
    expect(loadsOf(["p2", "p3"], added)).toEqual(
      new Map([
        ["p2", 6],
        ["p3", 6],
      ]),
    );
  });

  test("counts readers who have left as readers, though not as hands", () => {
    const existing = [{ application: "a1", panelist: "gone" }];
    const { added } = assignReadings(problem({ applications: ["a1"], panelists: ["p1", "p2"], existing }));
    expect(added).toHaveLength(1);
  });

  test("hands applications along a chain where conflicts stand in the way of even loads", () => {
    // p3 may read only what p2 would otherwise have, p2 only what p1 would.
    const applications = named("a", 6);
    const conflicts = [
      ...["a1", "a2", "a3", "a4"].map((application) => ({ application, panelist: "p3" })),
      ...["a5", "a6"].map((application) => ({ application, panelist: "p1" })),
    ];
    for (const seed of named("seed", 20)) {
      const panelists = ["p1", "p2", "p3"];
      const { added } = assignReadings(problem({ applications, panelists, conflicts, readings: 1, seed }));
      expect([...loadsOf(panelists, added).values()]).toEqual([2, 2, 2]);
    }
  });

  test("names what can't be covered, and by how many conflicts", () => {
    const conflicts = [{ application: "a1", panelist: "p1" }];
    const { added, impossible } = assignReadings(
      problem({ applications: ["a1", "a2"], panelists: ["p1", "p2"], conflicts, readings: 2 }),
    );
    expect(added).toHaveLength(3);
    expect(impossible).toEqual([{ application: "a1", missing: 1, barred: 1 }]);
  });

  test("has nothing to give without panelists", () => {
    const { added, impossible } = assignReadings(problem({ applications: ["a1"], panelists: [] }));
    expect(added).toEqual([]);
    expect(impossible).toEqual([{ application: "a1", missing: 2, barred: 0 }]);
  });

  test("depends on its seed, and on nothing else that has no meaning", () => {
    const applications = named("a", 30);
    const panelists = named("p", 6);
    const first = assignReadings(problem({ applications, panelists }));
    expect(assignReadings(problem({ applications, panelists }))).toEqual(first);
    expect(
      assignReadings(
        problem({ applications: [...applications].reverse(), panelists: [...panelists].reverse() }),
      ),
    ).toEqual(first);
    expect(assignReadings(problem({ applications, panelists, seed: "another" }))).not.toEqual(first);
  });

  test("spreads two thousand applications over forty panelists at once", () => {
    const panelists = named("p", 40);
    const applications = named("a", 2000);
    const random = seededRandom("conflicts");
    const conflicts = applications.flatMap((application) =>
      panelists.filter(() => random() < 0.1).map((panelist) => ({ application, panelist })),
    );
    const started = performance.now();
    const { added } = assignReadings(problem({ applications, panelists, conflicts, readings: 3 }));
    expect(performance.now() - started).toBeLessThan(5000);
    expect(spreadOf(loadsOf(panelists, added))).toBeLessThanOrEqual(1);
  });
});

const small = fc
  .record({
    applications: fc.integer({ min: 0, max: 7 }),
    panelists: fc.integer({ min: 0, max: 4 }),
    readings: fc.integer({ min: 1, max: 3 }),
    existing: fc.array(fc.tuple(fc.nat(6), fc.nat(4)), { maxLength: 6 }),
    conflicts: fc.array(fc.tuple(fc.nat(6), fc.nat(3)), { maxLength: 10 }),
    seed: fc.string({ maxLength: 5 }),
  })
  .map(({ applications, panelists, existing, conflicts, ...rest }) => {
    const toPairs = (pairs: [number, number][]) =>
      pairs
        .filter(([application]) => application < applications)
        .map(([application, panelist]) => ({
          application: `a${application + 1}`,
          panelist: `p${panelist + 1}`,
        }));
    return problem({
      applications: named("a", applications),
      panelists: named("p", panelists),
      existing: toPairs(existing),
      conflicts: toPairs(conflicts),
      ...rest,
    });
  });

describe("whatever the panel", () => {
  test("no conflict is broken, nothing is doubled, and what is missing is missing for want of people", () => {
    fc.assert(
      fc.property(small, (given) => {
        const { added, impossible } = assignReadings(given);
        const kept = new Set(given.existing.map(pairKey));
        const barred = new Set(given.conflicts.map(pairKey));
        expect(new Set(added.map(pairKey)).size).toBe(added.length);
        for (const pair of added) {
          expect(given.panelists).toContain(pair.panelist);
          expect(kept.has(pairKey(pair)) || barred.has(pairKey(pair))).toBe(false);
        }
        for (const application of given.applications) {
          const has = [...kept].filter((key) => key.startsWith(`${application} `)).length;
          const gets = added.filter((pair) => pair.application === application).length;
          const lacks = impossible.find((one) => one.application === application)?.missing ?? 0;
          expect(has + gets + lacks).toBe(Math.max(has, given.readings));
          const allowed = given.panelists.filter(
            (panelist) =>
              !kept.has(`${application} ${panelist}`) && !barred.has(`${application} ${panelist}`),
          );
          if (lacks > 0) expect(gets).toBe(allowed.length);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("loads are as even as any assignment could make them", () => {
    fc.assert(
      fc.property(small, (given) => {
        const kept = given.existing.filter(
          (pair, index, all) => all.findIndex((one) => pairKey(one) === pairKey(pair)) === index,
        );
        const { added } = assignReadings(given);
        expect(sumOfSquares(loadsOf(given.panelists, kept, added))).toBe(bestSumOfSquares(given, kept));
      }),
      { numRuns: 150 },
    );
  });

  test("a shuffle loses nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (things, seed) => {
        expect(shuffled(things, seededRandom(seed)).sort()).toEqual([...things].sort());
      }),
    );
  });
});

function sumOfSquares(loads: Map<string, number>): number {
  return [...loads.values()].reduce((sum, load) => sum + load * load, 0);
}

/** By trying every assignment that gives each application as many readers as it can have. */
function bestSumOfSquares(given: AssignmentProblem, kept: readonly Pair[]): number {
  const has = new Set(kept.map(pairKey));
  const barred = new Set(given.conflicts.map(pairKey));
  let states = new Map([[JSON.stringify([...loadsOf(given.panelists, kept).values()]), true]]);
  for (const application of given.applications) {
    const allowed = given.panelists.flatMap((panelist, index) =>
      has.has(`${application} ${panelist}`) || barred.has(`${application} ${panelist}`) ? [] : [index],
    );
    const wanted = Math.min(
      allowed.length,
      Math.max(0, given.readings - kept.filter((pair) => pair.application === application).length),
    );
    const following = new Map<string, true>();
    for (const state of states.keys())
      for (const chosen of subsets(allowed, wanted)) {
        const loads = JSON.parse(state) as number[];
        for (const index of chosen) loads[index] = (loads[index] ?? 0) + 1;
        following.set(JSON.stringify(loads), true);
      }
    states = following;
  }
  return Math.min(
    ...[...states.keys()].map((state) =>
      (JSON.parse(state) as number[]).reduce((sum, load) => sum + load * load, 0),
    ),
  );
}

function subsets(from: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return from.flatMap((one, index) => subsets(from.slice(index + 1), size - 1).map((rest) => [one, ...rest]));
}
