/** What two sessions can clash over: the person who leads them, the room, or the fellows who must be at both. */
export interface Held {
  id: string;
  startsAt: Date;
  endsAt: Date;
  placeId: string | null;
  facilitatorId: string | null;
  optional: boolean;
  cancelled: boolean;
}

export interface Clash<S> {
  over: "facilitator" | "place" | "fellows";
  first: S;
  second: S;
}

/**
 * Pairs of sessions that want the same person or place at the same time, or all fellows of the edition: whoever may
 * stay away has none to choose between. One may begin as another ends.
 */
export function findClashes<S extends Held>(sessions: readonly S[]): Clash<S>[] {
  const inOrder = sessions
    .filter((s) => !s.cancelled)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return inOrder.flatMap((first, index) => {
    const found: Clash<S>[] = [];
    for (const second of inOrder.slice(index + 1)) {
      if (second.startsAt >= first.endsAt) break;
      if (first.facilitatorId && first.facilitatorId === second.facilitatorId)
        found.push({ over: "facilitator", first, second });
      if (first.placeId && first.placeId === second.placeId) found.push({ over: "place", first, second });
      if (!first.optional && !second.optional) found.push({ over: "fellows", first, second });
    }
    return found;
  });
}
