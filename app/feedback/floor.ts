/** How fast a session felt. */
export const paces = ["slow", "right", "fast"] as const;
export type Pace = (typeof paces)[number];

/** One answer without whose it is. */
export interface PulseAnswer {
  /** 1 (not useful) to 5 (very useful). */
  usefulness: number;
  pace: Pace;
}

/** What may be shown of the answers to a session. */
export interface Figures {
  count: number;
  /** How many chose 1, 2, 3, 4 and 5. */
  distribution: [number, number, number, number, number];
  mean: number;
  pace: Record<Pace, number>;
}

/** No setting goes below this: a figure of one or two answers says what a person thinks. */
const leastFloor = 3;

/** The fewest answers an edition shows as a figure. */
export function floorOf(edition: { feedbackFloor: number }): number {
  return Math.max(leastFloor, Math.floor(edition.feedbackFloor) || leastFloor);
}

/**
 * The answers that count so far: whole groups of the floor's size, in the order in which they came. Whoever looks
 * before and after a single answer sees no difference, and so cannot take one figure from the other and be left with
 * one person's.
 */
export function countedAnswers<A>(inOrder: readonly A[], floor: number): A[] {
  return inOrder.slice(0, Math.floor(inOrder.length / floor) * floor);
}

/** The figures of a session, from answers in the order in which they came; null below the floor. */
export function figuresOf(inOrder: readonly PulseAnswer[], floor: number): Figures | null {
  const counted = countedAnswers(inOrder, floor);
  if (counted.length === 0) return null;
  const choosing = (value: number) => counted.filter((answer) => answer.usefulness === value).length;
  const atPace = (pace: Pace) => counted.filter((answer) => answer.pace === pace).length;
  return {
    count: counted.length,
    distribution: [choosing(1), choosing(2), choosing(3), choosing(4), choosing(5)],
    mean: counted.reduce((sum, answer) => sum + answer.usefulness, 0) / counted.length,
    pace: { slow: atPace("slow"), right: atPace("right"), fast: atPace("fast") },
  };
}

/**
 * Several sessions together. Only what is itself shown goes in, so that the whole holds nothing that its parts do
 * not: there is no remainder to compute. Null when nothing is shown.
 */
export function together(shown: readonly (Figures | null)[]): Figures | null {
  const parts = shown.filter((figures) => figures !== null);
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  if (count === 0) return null;
  const sum = (of: (part: Figures) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    count,
    distribution: [
      sum((part) => part.distribution[0]),
      sum((part) => part.distribution[1]),
      sum((part) => part.distribution[2]),
      sum((part) => part.distribution[3]),
      sum((part) => part.distribution[4]),
    ],
    mean: sum((part) => part.mean * part.count) / count,
    pace: {
      slow: sum((part) => part.pace.slow),
      right: sum((part) => part.pace.right),
      fast: sum((part) => part.pace.fast),
    },
  };
}

/** A comment, and what says whether it may be read: whose it is and to which session. */
export interface Remark {
  id: string;
  personId: string;
  sessionId: string;
  text: string;
}

/**
 * The comments that may be read together: from sessions with at least `floor` answers, and only when they come from
 * at least `floor` people. Their order is that of their random ids, which follows neither time nor session.
 */
export function readableRemarks(
  remarks: readonly Remark[],
  answersOf: ReadonlyMap<string, number>,
  floor: number,
): string[] {
  const eligible = remarks.filter((remark) => (answersOf.get(remark.sessionId) ?? 0) >= floor);
  if (new Set(eligible.map((remark) => remark.personId)).size < floor) return [];
  return [...eligible].sort((a, b) => (a.id < b.id ? -1 : 1)).map((remark) => remark.text);
}
