/** Who reads what. */
export interface Pair {
  application: string;
  panelist: string;
}

export interface AssignmentProblem {
  /** The applications that want readers. */
  applications: readonly string[];
  /** The panelists who may be asked. */
  panelists: readonly string[];
  /** Who is reading already, or has read: kept, and counted as load. */
  existing: readonly Pair[];
  /** Pairs that may not be. */
  conflicts: readonly Pair[];
  /** How many different readers each application should have. */
  readings: number;
  /** The same seed gives the same answer; another seed breaks ties differently. */
  seed: string;
}

/** An application that can't have as many readers as it should. */
export interface Shortage {
  application: string;
  /** How many readers it still lacks. */
  missing: number;
  /** Panelists who are barred from it by a conflict. */
  barred: number;
}

export interface Assignment {
  added: Pair[];
  impossible: Shortage[];
}

/**
 * Gives every application its readers: distinct, none with a conflict, what exists kept, and panelists' loads as
 * even as can be.
 *
 * As nobody has a cap, an application gets all the readers it lacks whenever enough panelists are allowed. Evenness
 * is an optimal semi-matching (Harvey, Ladner, Lovász and Tamir, 2006): start greedily, then, as long as somebody
 * could hand an application down a chain of panelists to one who has at least two fewer, do so. Without such a
 * chain the loads are the most even that exist: no other assignment has a smaller largest load or sum of squares.
 */
export function assignReadings(problem: AssignmentProblem): Assignment {
  const random = seededRandom(problem.seed);
  const panelists = shuffled([...new Set(problem.panelists)].sort(), random);
  const applications = shuffled([...new Set(problem.applications)].sort(), random);
  const existing = groupPairs(problem.existing);
  const barred = groupPairs(problem.conflicts);
  const load = new Map(panelists.map((panelist) => [panelist, 0]));
  for (const { panelist } of uniquePairs(problem.existing))
    if (load.has(panelist)) load.set(panelist, (load.get(panelist) ?? 0) + 1);

  const isFree = (application: string, panelist: string) =>
    !existing.get(application)?.has(panelist) && !barred.get(application)?.has(panelist);
  const added = new Map<string, Set<string>>();
  const impossible: Shortage[] = [];

  // Whoever has the fewest to choose from chooses first: a better start, so that fewer chains are needed.
  const choices = applications.map((application) => ({
    application,
    allowed: panelists.filter((panelist) => isFree(application, panelist)),
  }));
  choices.sort((a, b) => a.allowed.length - b.allowed.length);
  for (const { application, allowed } of choices) {
    const wanted = problem.readings - (existing.get(application)?.size ?? 0);
    if (wanted <= 0) continue;
    const chosen = leastLoaded(shuffled(allowed, random), load, wanted);
    added.set(application, new Set(chosen));
    for (const panelist of chosen) load.set(panelist, (load.get(panelist) ?? 0) + 1);
    if (chosen.length < wanted)
      impossible.push({
        application,
        missing: wanted - chosen.length,
        barred: [...(barred.get(application) ?? [])].filter((panelist) => load.has(panelist)).length,
      });
  }

  evenOut(panelists, load, added, isFree);
  return {
    added: applications.flatMap((application) =>
      [...(added.get(application) ?? [])].sort().map((panelist) => ({ application, panelist })),
    ),
    impossible: impossible.sort((a, b) => (a.application < b.application ? -1 : 1)),
  };
}

/** How many applications each panelist has, with what exists and what is added. */
export function loadsOf(panelists: readonly string[], ...pairs: (readonly Pair[])[]): Map<string, number> {
  const loads = new Map(panelists.map((panelist) => [panelist, 0]));
  for (const { panelist } of pairs.flat())
    if (loads.has(panelist)) loads.set(panelist, (loads.get(panelist) ?? 0) + 1);
  return loads;
}

/** Hands applications on until nobody could relieve somebody who has at least two more than they have. */
function evenOut(
  panelists: readonly string[],
  load: Map<string, number>,
  added: Map<string, Set<string>>,
  isFree: (application: string, panelist: string) => boolean,
): void {
  const loadOf = (panelist: string) => load.get(panelist) ?? 0;
  const held = new Map(panelists.map((panelist) => [panelist, new Set<string>()]));
  for (const [application, chosen] of added)
    for (const panelist of chosen) held.get(panelist)?.add(application);
  const mayTake = (application: string, panelist: string) =>
    isFree(application, panelist) && !added.get(application)?.has(panelist);

  /** From a panelist, through who could take over what, to anyone with at least two fewer; the shortest such chain. */
  const chainFrom = (start: string): { application: string; from: string; to: string }[] | null => {
    const cameBy = new Map<string, { application: string; from: string }>();
    const seen = new Set([start]);
    for (let queue = [start]; queue.length > 0;) {
      const following: string[] = [];
      for (const from of queue) {
        for (const to of panelists) {
          if (seen.has(to)) continue;
          const application = [...(held.get(from) ?? [])].find((one) => mayTake(one, to));
          if (application === undefined) continue;
          seen.add(to);
          cameBy.set(to, { application, from });
          if (loadOf(to) <= loadOf(start) - 2) return chainTo(to, cameBy);
          following.push(to);
        }
      }
      queue = following;
    }
    return null;
  };

  for (;;) {
    // Every chain makes the sum of squared loads smaller, so this ends.
    const chain = [...panelists]
      .sort((a, b) => loadOf(b) - loadOf(a))
      .reduce<ReturnType<typeof chainFrom>>((found, panelist) => found ?? chainFrom(panelist), null);
    if (!chain) return;
    for (const { application, from, to } of chain) {
      held.get(from)?.delete(application);
      held.get(to)?.add(application);
      added.get(application)?.delete(from);
      added.get(application)?.add(to);
      load.set(from, loadOf(from) - 1);
      load.set(to, loadOf(to) + 1);
    }
  }
}

/** The handings-over of a chain, from its far end, so that each takes place before the one that depends on it. */
function chainTo(
  end: string,
  cameBy: ReadonlyMap<string, { application: string; from: string }>,
): { application: string; from: string; to: string }[] {
  const chain: { application: string; from: string; to: string }[] = [];
  for (let to = end, step = cameBy.get(to); step; to = step.from, step = cameBy.get(to))
    chain.push({ ...step, to });
  return chain;
}

function leastLoaded(
  panelists: readonly string[],
  load: ReadonlyMap<string, number>,
  count: number,
): string[] {
  return [...panelists].sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0)).slice(0, count);
}

function uniquePairs(pairs: readonly Pair[]): Pair[] {
  return [...groupPairs(pairs)].flatMap(([application, panelists]) =>
    [...panelists].map((panelist) => ({ application, panelist })),
  );
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

/** Numbers from 0 up to 1 that a seed determines: mulberry32 over FNV-1a. For fair ties, not for secrets. */
export function seededRandom(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same things in another order (Fisher–Yates). */
export function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const mixed = [...things];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
