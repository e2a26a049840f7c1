import type { AssignmentProblem, Pair, Shortage } from "./assignment.ts";
import { inOrder, seededRandom, shuffled } from "./chance.ts";

/** A problem with everything looked up once. Applications and panelists are numbered. */
export interface AssignmentFacts {
  /** In the order of their ids. */
  applications: string[];
  /** Shuffled by the seed, so that no name is at an advantage. */
  panelists: string[];
  /** Readers that each application still wants. */
  wanted: number[];
  /** Of each application: the panelists who may be added. */
  allowed: number[][];
  /** Of each application: the panelists barred by a conflict, and those of them whose conflict can be lifted. */
  barred: number[][];
  liftable: number[][];
  /** What each panelist has already, and how much more they may get. */
  load: number[];
  room: number[];
  /** Whether they have more than their cap already: one more would not let them read anything. */
  isOver: boolean[];
  isExperienced: boolean[];
  /** Applications that want an experienced reader and have none yet. */
  wantsExperience: boolean[];
  /** By `application * panelists.length + panelist`. */
  wish: Map<number, number>;
}

/** Looks up a problem's facts: every pair once, existing readings and conflicts taken out of what is allowed. */
export function factsOf(problem: AssignmentProblem): AssignmentFacts {
  const random = seededRandom(`${problem.seed} panelists`);
  const applicationOf = new Map(problem.applications.map((one) => [one.id, one]));
  const panelistOf = new Map(problem.panelists.map((one) => [one.id, one]));
  const applications = [...applicationOf.keys()].sort(inOrder);
  const panelists = shuffled([...panelistOf.keys()].sort(inOrder), random);
  const existing = groupPairs(problem.existing);
  const conflicts = groupPairs(problem.conflicts);
  const people = panelists.map((id) => panelistOf.get(id) ?? { id });
  const isExperienced = people.map((one) => one.isExperienced ?? false);
  const experienced = new Set(panelists.filter((_, index) => isExperienced[index]));
  const allowed: number[][] = [];
  const barred: number[][] = [];
  const liftable: number[][] = [];
  const fixed = groupPairs(problem.conflicts.filter(({ isFixed }) => isFixed));
  const wanted: number[] = [];
  const wantsExperience: boolean[] = [];
  for (const id of applications) {
    const written = applicationOf.get(id)?.languages ?? [];
    const has = existing.get(id) ?? new Set();
    const may: number[] = [];
    const mayNot: number[] = [];
    people.forEach((one, index) => {
      if (has.has(one.id)) return;
      if (conflicts.get(id)?.has(one.id)) mayNot.push(index);
      else if (readsAll(one.languages, written)) may.push(index);
    });
    allowed.push(may);
    barred.push(mayNot);
    liftable.push(
      mayNot.filter((index) => {
        const one = people[index];
        return one && !fixed.get(id)?.has(one.id) && readsAll(one.languages, written);
      }),
    );
    wanted.push(Math.max(0, problem.readings - has.size));
    wantsExperience.push(
      (problem.needsExperienced ?? false) && ![...has].some((one) => experienced.has(one)),
    );
  }
  const load = panelists.map(() => 0);
  const panelistIndex = new Map(panelists.map((id, index) => [id, index]));
  const applicationIndex = new Map(applications.map((id, index) => [id, index]));
  for (const readers of existing.values())
    for (const reader of readers) {
      const index = panelistIndex.get(reader);
      if (index !== undefined) load[index] = (load[index] ?? 0) + 1;
    }
  const wish = new Map<number, number>();
  for (const one of problem.wishes ?? []) {
    const application = applicationIndex.get(one.application);
    const panelist = panelistIndex.get(one.panelist);
    if (application !== undefined && panelist !== undefined)
      wish.set(application * panelists.length + panelist, one.wish);
  }
  return {
    applications,
    panelists,
    wanted,
    allowed,
    barred,
    liftable,
    load,
    isOver: people.map(({ cap }, index) => (load[index] ?? 0) > (cap ?? Infinity)),
    room: people.map(({ cap }, index) => Math.max(0, (cap ?? Infinity) - (load[index] ?? 0))),
    isExperienced,
    wantsExperience,
    wish,
  };
}

/** Whether somebody reads every language that something is written in; who has not said what they read reads all. */
export function readsAll(reads: readonly string[] | null | undefined, written: readonly string[]): boolean {
  return !reads || written.every((language) => reads.includes(language));
}

/**
 * Why applications are short of readers, by looking along every chain of handing on from them: whoever is met is at
 * their cap, or the reader would have been found. `chosen` holds the panelists added to each application.
 */
export function explainShortages(facts: AssignmentFacts, chosen: readonly (readonly number[])[]): Shortage[] {
  const { panelists, applications, allowed, barred, liftable, room, isOver, wanted } = facts;
  const holds: number[][] = panelists.map(() => []);
  chosen.forEach((readers, application) => readers.forEach((reader) => holds[reader]?.push(application)));
  const hasRoom = (panelist: number) => (holds[panelist]?.length ?? 0) < (room[panelist] ?? 0);
  const named = (list: Iterable<number>) => [...list].map((index) => panelists[index] ?? "").sort(inOrder);
  return applications.flatMap((application, start) => {
    const missing = (wanted[start] ?? 0) - (chosen[start]?.length ?? 0);
    if (missing <= 0) return [];
    const free = (allowed[start] ?? []).filter((panelist) => !chosen[start]?.includes(panelist));
    const seen = new Set([start]);
    const met = new Set<number>();
    for (const at of seen)
      for (const panelist of allowed[at] ?? []) {
        if (met.has(panelist) || chosen[at]?.includes(panelist)) continue;
        met.add(panelist);
        for (const next of holds[panelist] ?? []) seen.add(next);
      }
    return {
      application,
      missing,
      allowed: free.length,
      barred: barred[start]?.length ?? 0,
      raise: named([...met].filter((panelist) => !isOver[panelist])),
      lift: named((liftable[start] ?? []).filter(hasRoom)),
    };
  });
}

function groupPairs(pairs: readonly Pair[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { application, panelist } of pairs) {
    const group = groups.get(application);
    if (group) group.add(panelist);
    else groups.set(application, new Set([panelist]));
  }
  return groups;
}
