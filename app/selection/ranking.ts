/** Columns a ranking can be sorted by, each with the direction that shows first what one looks for. */
export const rankingSorts = { mean: "desc", spread: "desc", readings: "asc" } as const;
export type RankingSort = keyof typeof rankingSorts;
export type Direction = "asc" | "desc";

/** What of a ranking is on the screen; it lives in the URL. */
export interface RankingView {
  sort: RankingSort;
  direction: Direction;
  page: number;
}

/** Reads a view out of a query; whatever makes no sense there becomes the default. */
export function readRankingView(query: URLSearchParams): RankingView {
  const wished = query.get("sort") ?? "";
  const sort = Object.hasOwn(rankingSorts, wished) ? (wished as RankingSort) : "mean";
  const direction = query.get("direction");
  const page = query.get("page") ?? "";
  return {
    sort,
    direction: direction === "asc" || direction === "desc" ? direction : rankingSorts[sort],
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** The query of a view, with the defaults left out: "?sort=spread&page=2", or nothing. */
export function rankingQuery({ sort, direction, page }: RankingView): string {
  const query = new URLSearchParams();
  if (sort !== "mean") query.set("sort", sort);
  if (direction !== rankingSorts[sort]) query.set("direction", direction);
  if (page > 1) query.set("page", String(page));
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** What the scores say of one application. */
export interface Scored {
  mean: number;
  readings: number;
}

/** Means are sums of a few decimals: what differs by less than this is the same mean. */
export const hair = 1e-6;

export function isLevel(a: number, b: number): boolean {
  return Math.abs(a - b) < hair;
}

/** An application's place in a ranking; those who are level share one. */
export interface Place {
  rank: number;
  isShared: boolean;
}

/**
 * The places of one page of a ranking, given from the highest mean down. Before the page stand `offset` applications,
 * `better` of them with a higher mean than its first; `next` is the mean that follows the page.
 */
export function placesOnPage(
  means: readonly number[],
  around: { offset: number; better: number; next?: number | undefined },
): Place[] {
  const { offset, better, next } = around;
  const places: Place[] = [];
  means.forEach((mean, index) => {
    const previous = means[index - 1];
    const following = means[index + 1] ?? next;
    const isLevelBefore = previous === undefined ? better < offset : isLevel(mean, previous);
    places.push({
      rank: isLevelBefore ? (places[index - 1]?.rank ?? better + 1) : offset + index + 1,
      isShared: isLevelBefore || (following !== undefined && isLevel(mean, following)),
    });
  });
  return places;
}

/** How far a mean moves when one reader gives one point more on the criterion that weighs most. */
export function onePoint(weights: readonly number[], readings: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 && readings > 0 ? Math.max(...weights) / total / readings : 0;
}

/** Whether one point from one reader could change the order of two applications. */
export function isNearTie(a: Scored, b: Scored, weights: readonly number[]): boolean {
  const step = Math.max(onePoint(weights, a.readings), onePoint(weights, b.readings));
  return Math.abs(a.mean - b.mean) <= step + hair;
}

/** The line that the number of places draws through a ranking, and how firmly the scores hold it. */
export interface Line {
  /** So many stand above it. */
  after: number;
  above: Scored;
  below: Scored;
  /** The same mean on both sides; less than one reader's point between them; or more than that. */
  kind: "level" | "near" | "clear";
  /** How far one reader's point would move a mean here. */
  step: number;
  /** Means from low to high can't be told apart from the other side. Empty (low above high) when the line is clear. */
  low: number;
  high: number;
}

/** Draws the line between the last application that has a place and the next. Null when one of them is not there. */
export function drawLine(
  after: number,
  above: Scored | undefined,
  below: Scored | undefined,
  weights: readonly number[],
): Line | null {
  if (!above || !below) return null;
  const step = Math.max(onePoint(weights, above.readings), onePoint(weights, below.readings));
  const kind = isLevel(above.mean, below.mean)
    ? "level"
    : isNearTie(above, below, weights)
      ? "near"
      : "clear";
  // On a level line only those who are level are in question: the rest is what the scores do say.
  const reach = kind === "level" ? 0 : step;
  return { after, above, below, kind, step, low: above.mean - reach - hair, high: below.mean + reach + hair };
}

/** Whether an application stands so near the line that the scores can't say on which side it belongs. */
export function isAtLine(mean: number, line: Line | null): boolean {
  return line !== null && mean >= line.low && mean <= line.high;
}

/** The bounds of a plot's scale: the rubric's 1 to 5, cut to the half points that the values shown need. */
export function plotDomain(values: readonly number[]): [number, number] {
  if (values.length === 0) return [1, 5];
  const low = Math.max(1, Math.floor(Math.min(...values) * 2) / 2);
  const high = Math.min(5, Math.ceil(Math.max(...values) * 2) / 2);
  return low < high ? [low, high] : [Math.max(1, low - 0.5), Math.min(5, high + 0.5)];
}

/** Marks at every half point of a plot's scale. */
export function plotTicks([low, high]: [number, number]): number[] {
  return Array.from({ length: Math.round((high - low) * 2) + 1 }, (_, index) => low + index / 2);
}
