/** Who reads what. */
export interface Pair {
  application: string;
  panelist: string;
}

export interface AssignmentProblem {
  /** The applications that want readers, and the languages that one has to read for each, where that matters. */
  applications: readonly { id: string; languages?: readonly string[] }[];
  /** The panelists who may be asked. */
  panelists: readonly PanelistLimits[];
  /** Who is reading already, or has read: kept, and counted as load. */
  existing: readonly Pair[];
  /** Pairs that may not be; some that nobody can lift. */
  conflicts: readonly (Pair & { isFixed?: boolean })[];
  /** How keen a panelist is on an application: higher is keener, below zero reluctant. A pair not named is 0. */
  wishes?: readonly (Pair & { wish: number })[];
  /** How many different readers each application should have. */
  readings: number;
  /** Whether one of them should be experienced. */
  needsExperienced?: boolean;
  /** The same seed gives the same answer; another seed breaks ties differently. */
  seed: string;
}

interface PanelistLimits {
  id: string;
  /** The most applications they take, with those they have already. Without it there is no limit. */
  cap?: number | null;
  /** The languages they read; without them, all. */
  languages?: readonly string[] | null;
  isExperienced?: boolean;
}

/** An application that can't have as many readers as it should, and what would help. */
export interface Shortage {
  application: string;
  /** How many readers it still lacks. */
  missing: number;
  /** Panelists who may read it and don't: each is at their cap. */
  allowed: number;
  /** Panelists who are barred from it by a conflict. */
  barred: number;
  /** If the cap of any of these were higher by one, one reader more could be found; by handing on, if need be. */
  raise: string[];
  /** If the conflict with any of these were lifted, they could read it: they have room. */
  lift: string[];
}

export interface Assignment {
  added: Pair[];
  /** In the order of the applications' ids. */
  impossible: Shortage[];
  /** Applications that have readers, but no experienced one; only where one was asked for. */
  withoutExperience: string[];
}

/** How many applications each panelist has, with what exists and what is added. */
export function loadsOf(panelists: readonly string[], ...pairs: (readonly Pair[])[]): Map<string, number> {
  const loads = new Map(panelists.map((panelist) => [panelist, 0]));
  for (const { panelist } of pairs.flat())
    if (loads.has(panelist)) loads.set(panelist, (loads.get(panelist) ?? 0) + 1);
  return loads;
}
