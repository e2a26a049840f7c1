import { plain } from "~/platform/locale/fold";
import { compareWords } from "~/platform/locale/order";

/** Fewest applications of which a figure is shown: below that it could be about somebody. */
export const fairnessFloor = 5;

/** One application: the group it belongs to (null where nothing is said) and its score. */
export interface Grouped {
  group: string | null;
  score: number;
}

/** Scores of a group, without the extremes: each of those is one person's. */
export interface GroupFigures {
  /** The groups that these figures are of: one, or several that are too small to stand alone. */
  groups: (string | null)[];
  count: number;
  mean: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
}

/**
 * Scores by group, the largest group first, so that no figure singles anybody out. Groups smaller than the floor stand
 * together. If they are still too few together, or only one group is hidden, its figures would follow from the others and
 * the whole by subtraction: then the smallest of the others join them, until what stands together is of two groups at
 * least and reaches the floor. What can't be shown even so is not shown at all: an empty list.
 */
export function fairFigures(all: readonly Grouped[], floor = fairnessFloor): GroupFigures[] {
  const byGroup = new Map<string | null, number[]>();
  for (const { group, score } of all) byGroup.set(group, [...(byGroup.get(group) ?? []), score]);
  const groups = [...byGroup]
    .map(([name, scores]) => ({ name, scores }))
    .sort((a, b) => b.scores.length - a.scores.length || compareNames(a.name, b.name));
  const alone = groups.filter(({ scores }) => scores.length >= floor);
  const together = groups.filter(({ scores }) => scores.length < floor);
  const sizeTogether = () => together.reduce((sum, { scores }) => sum + scores.length, 0);
  while (together.length > 0 && (together.length < 2 || sizeTogether() < floor)) {
    const smallest = alone.pop();
    if (!smallest) return [];
    together.push(smallest);
  }
  const figures = alone.map(({ name, scores }) => figuresOf([name], scores));
  if (together.length > 0)
    figures.push(
      figuresOf(
        together.map(({ name }) => name).sort(compareNames),
        together.flatMap(({ scores }) => scores),
      ),
    );
  return figures;
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return compareWords(a, b);
}

function figuresOf(groups: (string | null)[], scores: readonly number[]): GroupFigures {
  const sorted = [...scores].sort((a, b) => a - b);
  return {
    groups,
    count: sorted.length,
    mean: sorted.reduce((sum, score) => sum + score, 0) / sorted.length,
    lowerQuartile: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upperQuartile: quantile(sorted, 0.75),
  };
}

/** A quantile of sorted values, interpolated between the two it falls between (Hyndman and Fan's type 7). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (at - below);
}

/**
 * Gathers what people wrote in their own words by its spelling alone: case, marks, spaces and punctuation at the ends aside.
 * A group is called by the spelling that most of its members used. Empty answers are null: nothing is said.
 */
export function groupSpellings(given: readonly (string | null | undefined)[]): (string | null)[] {
  const fold = (text: string) => plain(text).replaceAll(/^[\s.,;:!?-]+|[\s.,;:!?-]+$/g, "");
  const spellings = new Map<string, Map<string, number>>();
  const folded = given.map((text) => {
    const key = fold(text ?? "");
    if (!key) return null;
    const known = spellings.get(key) ?? new Map<string, number>();
    const spelling = (text ?? "").trim().replaceAll(/\s+/g, " ");
    known.set(spelling, (known.get(spelling) ?? 0) + 1);
    spellings.set(key, known);
    return key;
  });
  const names = new Map(
    [...spellings].map(([key, known]) => [
      key,
      [...known].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))[0]?.[0] ?? key,
    ]),
  );
  return folded.map((key) => (key === null ? null : (names.get(key) ?? key)));
}
