import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadsOf, type AssignmentProblem, type Pair } from "./assignment";
import { assignHere } from "./assignment-solver";
import { assignReadings } from "./assignment-worker.server";
import { seededRandom } from "./chance";

const named = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const ids = (prefix: string, count: number) => named(prefix, count).map((id) => ({ id }));

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
  test("gives each application two different readers, and loads that differ by one at most", async () => {
    const { added, impossible } = await assignHere(
      problem({ applications: ids("a", 61), panelists: ids("p", 7) }),
    );
    expect(impossible).toEqual([]);
    expect(new Set(added.map(pairKey)).size).toBe(122);
    for (const application of named("a", 61))
      expect(added.filter((pair) => pair.application === application)).toHaveLength(2);
    expect(spreadOf(loadsOf(named("p", 7), added))).toBeLessThanOrEqual(1);
  });

  test("keeps what exists, fills only what is missing, and gives newcomers their share", async () => {
    const existing = named("a", 12).map((application) => ({ application, panelist: "p1" }));
    const { added } = await assignHere(
      problem({ applications: ids("a", 12), panelists: ids("p", 3), existing }),
    );
    expect(added).toHaveLength(12);
    expect([...loadsOf(named("p", 3), added).values()]).toEqual([0, 6, 6]);
  });

  test("counts readers who have left as readers, though not as hands", async () => {
    const existing = [{ application: "a1", panelist: "gone" }];
    const { added } = await assignHere(
      problem({ applications: ids("a", 1), panelists: ids("p", 2), existing }),
    );
    expect(added).toHaveLength(1);
  });

  test("keeps to caps, with what a panelist has already, and evens out among the others", async () => {
    const { added, impossible } = await assignHere(
      problem({
        applications: ids("a", 30),
        panelists: [{ id: "p1", cap: 4 }, { id: "p2", cap: 0 }, ...ids("q", 4)],
        existing: [{ application: "a1", panelist: "p1" }],
      }),
    );
    expect(impossible).toEqual([]);
    const loads = loadsOf(["p1", "p2", ...named("q", 4)], added);
    expect([loads.get("p1"), loads.get("p2")]).toEqual([3, 0]);
    expect(spreadOf(loadsOf(named("q", 4), added))).toBe(0);
  });

  test("does not call for one more of somebody who has more than their limit", async () => {
    const { impossible } = await assignHere(
      problem({
        applications: ids("a", 3),
        panelists: [
          { id: "p1", cap: 1 },
          { id: "p2", cap: 1 },
        ],
        existing: [
          { application: "a1", panelist: "p1" },
          { application: "a2", panelist: "p1" },
          { application: "a1", panelist: "p2" },
        ],
        readings: 1,
      }),
    );
    expect(impossible).toMatchObject([{ application: "a3", missing: 1, raise: ["p2"] }]);
  });

  test("gives an application to those who read its language", async () => {
    const applications = named("a", 10).map((id, index) => ({ id, languages: [index < 5 ? "ru" : "en"] }));
    const panelists = [
      { id: "p1", languages: ["ru"] },
      { id: "p2", languages: ["en"] },
      { id: "p3", languages: ["en", "ru"] },
    ];
    const { added, impossible } = await assignHere(problem({ applications, panelists }));
    expect(impossible).toEqual([]);
    expect([...loadsOf(["p1", "p2", "p3"], added).values()]).toEqual([5, 5, 10]);
  });

  test("gives every application somebody experienced, and says where nobody is", async () => {
    const panelists = named("p", 6).map((id, index) => ({ id, isExperienced: index < 2 }));
    const conflicts = [
      { application: "a1", panelist: "p1" },
      { application: "a1", panelist: "p2" },
    ];
    const { added, withoutExperience } = await assignHere(
      problem({ applications: ids("a", 9), panelists, conflicts, needsExperienced: true, readings: 3 }),
    );
    expect(withoutExperience).toEqual(["a1"]);
    for (const application of named("a", 9).slice(1))
      expect(
        added.some((pair) => pair.application === application && ["p1", "p2"].includes(pair.panelist)),
      ).toBe(true);
    expect(spreadOf(loadsOf(named("p", 6), added))).toBeLessThanOrEqual(1);
  });

  test("prefers what panelists wish, but not to even loads", async () => {
    const wishes = named("a", 8).map((application) => ({ application, panelist: "p1", wish: 2 }));
    wishes.push({ application: "a1", panelist: "p2", wish: 3 });
    const { added } = await assignHere(
      problem({ applications: ids("a", 8), panelists: ids("p", 4), wishes, readings: 1 }),
    );
    expect([...loadsOf(named("p", 4), added).values()]).toEqual([2, 2, 2, 2]);
    expect(added).toContainEqual({ application: "a1", panelist: "p2" });
  });

  test("names what can't be covered, and what would free it", async () => {
    const { added, impossible } = await assignHere(
      problem({
        applications: ids("a", 3),
        panelists: [{ id: "p1", cap: 1 }, { id: "p2", cap: 1 }, { id: "p3" }],
        conflicts: ["a1", "a2", "a3"].map((application) => ({ application, panelist: "p3" })),
        readings: 1,
      }),
    );
    expect(added).toHaveLength(2);
    expect(impossible).toEqual([
      {
        application: expect.stringMatching(/a[123]/),
        missing: 1,
        allowed: 2,
        barred: 1,
        raise: ["p1", "p2"],
        lift: ["p3"],
      },
    ]);
  });

  test("has nothing to give without panelists", async () => {
    const { added, impossible } = await assignHere(problem({ applications: ids("a", 1) }));
    expect(added).toEqual([]);
    expect(impossible).toEqual([
      { application: "a1", missing: 2, allowed: 0, barred: 0, raise: [], lift: [] },
    ]);
  });

  test("depends on its seed, and on nothing else that has no meaning", async () => {
    const [applications, panelists] = [ids("a", 30), ids("p", 6)];
    const first = await assignHere(problem({ applications, panelists }));
    expect(await assignHere(problem({ applications, panelists }))).toEqual(first);
    expect(
      await assignHere(
        problem({ applications: [...applications].reverse(), panelists: [...panelists].reverse() }),
      ),
    ).toEqual(first);
    expect(await assignHere(problem({ applications, panelists, seed: "another" }))).not.toEqual(first);
  });

  test("mixes readers, so that everybody can be compared with everybody", async () => {
    const { added } = await assignHere(problem({ applications: ids("a", 100), panelists: ids("p", 8) }));
    const together = new Set(
      named("a", 100).map((application) =>
        added
          .filter((pair) => pair.application === application)
          .map(({ panelist }) => panelist)
          .join(" "),
      ),
    );
    expect(together.size).toBeGreaterThan(20);
  });

  test(
    "sets a large panel out in a thread of its own, and says how far it is",
    { timeout: 30_000 },
    async () => {
      const [applications, panelists] = [ids("a", 2000), ids("p", 40)];
      const random = seededRandom("conflicts");
      const conflicts = applications.flatMap(({ id: application }) =>
        panelists.filter(() => random() < 0.1).map(({ id: panelist }) => ({ application, panelist })),
      );
      const told: string[] = [];
      let turns = 0;
      const ticking = setInterval(() => (turns += 1), 5);
      const { added, impossible } = await assignReadings(
        problem({ applications, panelists, conflicts, readings: 3 }),
        ({ stage }) => told.push(stage),
      );
      clearInterval(ticking);
      expect(impossible).toEqual([]);
      expect(added).toHaveLength(6000);
      expect(spreadOf(loadsOf(named("p", 40), added))).toBeLessThanOrEqual(1);
      expect(told[0]).toBe("choices");
      // This thread went on meanwhile.
      expect(turns).toBeGreaterThan(10);
    },
  );
});

/** Small enough to try everything. */
const small = fc
  .record({
    applications: fc.integer({ min: 0, max: 4 }),
    caps: fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { maxLength: 4 }),
    experienced: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    needsExperienced: fc.boolean(),
    readings: fc.integer({ min: 1, max: 3 }),
    existing: fc.array(fc.tuple(fc.nat(3), fc.nat(4)), { maxLength: 4 }),
    conflicts: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 6 }),
    wishes: fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(3), fc.integer({ min: -2, max: 3 })), {
      maxLength: 10,
      selector: ([a, p]) => `${a} ${p}`,
    }),
    seed: fc.string({ maxLength: 5 }),
  })
  .map(({ applications, caps, experienced, existing, conflicts, wishes, ...rest }) => {
    const toPair = ([application, panelist]: readonly [number, number, ...number[]]) => ({
      application: `a${application + 1}`,
      panelist: `p${panelist + 1}`,
    });
    return problem({
      applications: ids("a", applications),
      panelists: caps.map((cap, index) => ({
        id: `p${index + 1}`,
        cap,
        isExperienced: experienced[index] ?? false,
      })),
      existing: existing.map(toPair),
      conflicts: conflicts.map(toPair),
      wishes: wishes.map((one) => ({ ...toPair(one), wish: one[2] })),
      ...rest,
    });
  });

/** How good an assignment is, aim after aim, each to be as small as can be. */
function worth(given: AssignmentProblem, added: readonly Pair[]): number[] {
  const kept = uniquePairs(given.existing);
  const readersOf = (application: string) =>
    [...kept, ...added].filter((pair) => pair.application === application).map(({ panelist }) => panelist);
  const missing = given.applications.map(({ id }) => Math.max(0, given.readings - readersOf(id).length));
  const experienced = new Set(given.panelists.filter((one) => one.isExperienced).map(({ id }) => id));
  const bare = given.needsExperienced
    ? given.applications.filter(({ id }) => !readersOf(id).some((reader) => experienced.has(reader))).length
    : 0;
  const loads = loadsOf(
    given.panelists.map(({ id }) => id),
    kept,
    added,
  );
  const wishes = new Map((given.wishes ?? []).map((one) => [pairKey(one), one.wish]));
  return [
    missing.reduce((sum, value) => sum + value, 0),
    missing.reduce((sum, value) => sum + value * value, 0),
    bare,
    [...loads.values()].reduce((sum, value) => sum + value * value, 0),
    -added.reduce((sum, pair) => sum + (wishes.get(pairKey(pair)) ?? 0), 0),
  ];
}

const uniquePairs = (pairs: readonly Pair[]) => [
  ...new Map(pairs.map((pair) => [pairKey(pair), pair])).values(),
];

function isBetter(a: readonly number[], b: readonly number[]): boolean {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index >= 0 && (a[index] ?? 0) < (b[index] ?? 0);
}

/** The worth of the best of all assignments there are. */
function bestWorth(given: AssignmentProblem): number[] {
  const kept = uniquePairs(given.existing);
  const keptKeys = new Set(kept.map(pairKey));
  const barred = new Set(given.conflicts.map(pairKey));
  const loads = loadsOf(
    given.panelists.map(({ id }) => id),
    kept,
  );
  const caps = new Map(given.panelists.map(({ id, cap }) => [id, cap ?? Infinity]));
  const all: number[][] = [];
  const go = (index: number, added: Pair[]) => {
    const application = given.applications[index]?.id;
    if (application === undefined) {
      all.push(worth(given, added));
      return;
    }
    const has = kept.filter((pair) => pair.application === application).length;
    const most = Math.max(0, given.readings - has);
    const choose = (from: number, chosen: Pair[]) => {
      go(index + 1, [...added, ...chosen]);
      if (chosen.length === most) return;
      for (let place = from; place < given.panelists.length; place++) {
        const pair = { application, panelist: given.panelists[place]?.id ?? "" };
        if (keptKeys.has(pairKey(pair)) || barred.has(pairKey(pair))) continue;
        const load = loads.get(pair.panelist) ?? 0;
        if (load >= (caps.get(pair.panelist) ?? Infinity)) continue;
        loads.set(pair.panelist, load + 1);
        choose(place + 1, [...chosen, pair]);
        loads.set(pair.panelist, load);
      }
    };
    choose(0, []);
  };
  go(0, []);
  return all.reduce((best, one) => (isBetter(one, best) ? one : best));
}

describe("whatever the panel", () => {
  test(
    "no limit is broken, nothing is doubled, and no other assignment is better",
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(small, async (given) => {
          const { added, impossible, withoutExperience } = await assignHere(given);
          const kept = new Set(given.existing.map(pairKey));
          const barred = new Set(given.conflicts.map(pairKey));
          expect(new Set(added.map(pairKey)).size).toBe(added.length);
          for (const pair of added) expect(kept.has(pairKey(pair)) || barred.has(pairKey(pair))).toBe(false);
          const before = loadsOf(
            given.panelists.map(({ id }) => id),
            uniquePairs(given.existing),
          );
          const loads = loadsOf([...before.keys()], uniquePairs(given.existing), added);
          for (const { id, cap } of given.panelists)
            expect(loads.get(id) ?? 0).toBeLessThanOrEqual(Math.max(before.get(id) ?? 0, cap ?? Infinity));
          for (const { id } of given.applications) {
            const has = uniquePairs(given.existing).filter((pair) => pair.application === id).length;
            const gets = added.filter((pair) => pair.application === id).length;
            const lacks = impossible.find((one) => one.application === id)?.missing ?? 0;
            expect(has + gets + lacks).toBe(Math.max(has, given.readings));
          }
          const reached = worth(given, added);
          expect(reached).toEqual(bestWorth(given));
          expect(reached[2]).toBe(withoutExperience.length);
        }),
        { numRuns: 250 },
      );
    },
  );

  test("what is said to free an application does", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(small, async (given) => {
        const missingIn = (impossible: readonly { missing: number }[]) =>
          impossible.reduce((sum, { missing }) => sum + missing, 0);
        const { impossible } = await assignHere(given);
        for (const { application, raise, lift } of impossible) {
          for (const id of raise) {
            const load = uniquePairs(given.existing).filter(({ panelist }) => panelist === id).length;
            const panelists = given.panelists.map((one) =>
              // Somebody may have more already than their cap allows.
              one.id === id ? { ...one, cap: Math.max(one.cap ?? 0, load) + 1 } : one,
            );
            const after = await assignHere({ ...given, panelists });
            expect(missingIn(after.impossible)).toBe(missingIn(impossible) - 1);
          }
          for (const panelist of lift) {
            const conflicts = given.conflicts.filter(
              (pair) => pairKey(pair) !== `${application} ${panelist}`,
            );
            const after = await assignHere({ ...given, conflicts });
            expect(missingIn(after.impossible)).toBe(missingIn(impossible) - 1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
