/** Applications that are shortlisted for each place. */
export const shortlistPlaces = 3;

/** Columns a ranking can be sorted by, each with the direction that shows first what one looks for. */
export const rankingSorts = { score: "desc", mean: "desc", spread: "desc", readings: "asc" } as const;
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
  const sort = Object.hasOwn(rankingSorts, wished) ? (wished as RankingSort) : "score";
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
  if (sort !== "score") query.set("sort", sort);
  if (direction !== rankingSorts[sort]) query.set("direction", direction);
  if (page > 1) query.set("page", String(page));
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** What an application is ranked by: its calibrated score, or its mean as long as there is none. */
export interface Scored {
  score: number;
}

/** What differs by less than this differs by rounding, and is the same score. */
export const hair = 1e-6;

/** A score as it counts for a place: to six decimals, as SQL (`rankingLevel`) and `elf rank` have it too. */
export function levelOf(score: number): number {
  return Number(score.toFixed(6));
}

export function isLevel(a: number, b: number): boolean {
  return levelOf(a) === levelOf(b);
}

/** An application's place in a ranking; those who are level share one. */
export interface Place {
  rank: number;
  isShared: boolean;
}

/**
 * The places of one page of a ranking, given from the highest score down. Before the page stand `offset` applications,
 * `better` of them with a higher score than its first; `next` is the score that follows the page.
 */
export function placesOnPage(
  scores: readonly number[],
  around: { offset: number; better: number; next?: number | undefined },
): Place[] {
  const { offset, better, next } = around;
  const places: Place[] = [];
  scores.forEach((score, index) => {
    const previous = scores[index - 1];
    const following = scores[index + 1] ?? next;
    const isLevelBefore = previous === undefined ? better < offset : isLevel(score, previous);
    places.push({
      rank: isLevelBefore ? (places[index - 1]?.rank ?? better + 1) : offset + index + 1,
      isShared: isLevelBefore || (following !== undefined && isLevel(score, following)),
    });
  });
  return places;
}

/**
 * Whether two scores are so close that their order should not decide: closer than the edition's margin by more than
 * rounding, or level.
 */
export function isNearTie(a: Scored, b: Scored, margin: number): boolean {
  return Math.abs(a.score - b.score) < Math.max(margin - hair, hair);
}

/**
 * Of applications from the highest score down: whether each is so near the next that their order should not decide.
 * `next` is the score that follows the last of them; nothing follows the end of a ranking, and so nothing is near it.
 */
export function nearNext(scores: readonly number[], margin: number, next?: number): boolean[] {
  return scores.map((score, index) => {
    const following = scores[index + 1] ?? next;
    return following !== undefined && isNearTie({ score }, { score: following }, margin);
  });
}

/** The line that the number of places draws through a ranking, and how firmly the scores hold it. */
export interface Line {
  /** So many stand above it. */
  after: number;
  above: Scored;
  below: Scored;
  /** The same score on both sides; less than the margin between them; or more than that. */
  kind: "level" | "near" | "clear";
  /** Means from low to high can't be told apart from the other side. Empty (low above high) when the line is clear. */
  low: number;
  high: number;
}

/** Draws the line between the last application that has a place and the next. Null when one of them is not there. */
export function drawLine(
  after: number,
  above: Scored | undefined,
  below: Scored | undefined,
  margin: number,
): Line | null {
  if (!above || !below) return null;
  const kind = isLevel(above.score, below.score)
    ? "level"
    : isNearTie(above, below, margin)
      ? "near"
      : "clear";
  // On a level line only those who are level are in question: the rest is what the scores do say.
  const reach = kind === "level" ? hair : margin - hair;
  return { after, above, below, kind, low: above.score - reach, high: below.score + reach };
}

/** Whether an application stands so near the line that the scores can't say on which side it belongs. */
export function isAtLine(score: number, line: Line | null): boolean {
  return line !== null && score >= line.low && score <= line.high;
}

/** The bounds of a plot's scale: the half points around the values shown; a point of the rubric where they are one. */
export function plotDomain(values: readonly number[]): [number, number] {
  if (values.length === 0) return [1, 5];
  const low = Math.floor(Math.min(...values) * 2) / 2;
  const high = Math.ceil(Math.max(...values) * 2) / 2;
  return low < high ? [low, high] : low >= 5 ? [low - 0.5, high] : [low, high + 0.5];
}

/** The 95% interval of a score, within the rubric's scale as far as the score itself is. Null without an error. */
export function intervalOf(score: number, standardError: number | null): [number, number] | null {
  if (standardError === null) return null;
  const reach = 1.96 * standardError;
  return [Math.max(Math.min(1, score), score - reach), Math.min(Math.max(5, score), score + reach)];
}

/** Marks at every half point of a plot's scale. */
export function plotTicks([low, high]: [number, number]): number[] {
  return Array.from({ length: Math.round((high - low) * 2) + 1 }, (_, index) => low + index / 2);
}
