import { at } from "./cholesky.ts";
import { inOrder } from "./chance.ts";

/** One panelist's reading of one application, as a single score. */
export interface PanelReading {
  application: string;
  panelist: string;
  /** On any scale. */
  score: number;
}

/**
 * Readings in the form that the mixed model needs. Applications and panelists are numbered in the order of their ids,
 * so that nothing depends on the order of rows.
 */
export interface PanelDesign {
  applications: string[];
  panelists: string[];
  /** The readings of each application: who, and the score. */
  readings: { panelist: number; score: number }[][];
  /** Of each application: the mean of its readings. */
  means: number[];
  /** Of each panelist. */
  counts: number[];
  /** Which applications and panelists can be compared, through whoever read what: the largest such part is 0. */
  componentOfApplication: number[];
  componentOfPanelist: number[];
  components: number;
}

export function designOf(given: readonly PanelReading[]): PanelDesign {
  const applications = [...new Set(given.map(({ application }) => application))].sort(inOrder);
  const panelists = [...new Set(given.map(({ panelist }) => panelist))].sort(inOrder);
  const applicationIndex = new Map(applications.map((id, index) => [id, index]));
  const panelistIndex = new Map(panelists.map((id, index) => [id, index]));
  const readings: PanelDesign["readings"] = applications.map(() => []);
  const counts = panelists.map(() => 0);
  for (const { application, panelist, score } of given) {
    const reader = panelistIndex.get(panelist) ?? 0;
    readings[applicationIndex.get(application) ?? 0]?.push({ panelist: reader, score });
    counts[reader] = at(counts, reader) + 1;
  }
  for (const list of readings) list.sort((a, b) => a.panelist - b.panelist);
  const means = readings.map((list) => list.reduce((sum, { score }) => sum + score, 0) / list.length);
  return { applications, panelists, readings, means, counts, ...componentsOf(readings, panelists.length) };
}

function componentsOf(readings: PanelDesign["readings"], panelists: number) {
  const parent = Array.from({ length: panelists }, (_, index) => index);
  const find = (one: number): number => {
    let root = one;
    while (at(parent, root) !== root) root = at(parent, root);
    parent[one] = root;
    return root;
  };
  for (const list of readings)
    for (const { panelist } of list) parent[find(panelist)] = find(list[0]?.panelist ?? panelist);
  const sizes = new Map<number, number>();
  const rootOf = readings.map((list) => find(list[0]?.panelist ?? 0));
  for (const root of rootOf) sizes.set(root, (sizes.get(root) ?? 0) + 1);
  const ordered = [...sizes.keys()].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || a - b);
  const number = new Map(ordered.map((root, index) => [root, index]));
  return {
    componentOfApplication: rootOf.map((root) => number.get(root) ?? 0),
    componentOfPanelist: Array.from({ length: panelists }, (_, index) => number.get(find(index)) ?? 0),
    components: ordered.length,
  };
}
