/** Where an application stands, as its owner may know it. Decisions count only once they are released. */
export type Standing =
  | { kind: "draft" }
  | { kind: "unsent" }
  | { kind: "reopened" }
  | { kind: "reading" }
  | { kind: "withdrawn" }
  | { kind: "offered"; answerBy: Date }
  | { kind: "lapsed" }
  | { kind: "accepted" }
  | { kind: "declined-by-you" }
  | { kind: "reserve" }
  | { kind: "declined" };

export interface StandingFacts {
  status: "draft" | "submitted" | "withdrawn";
  /** Whether it has been sent at least once. */
  sent: boolean;
  /** Its own last moment has passed: a draft can no longer be sent. */
  closed: boolean;
  decision: { outcome: "cohort" | "reserve" | "declined"; releasedAt: Date | null } | null;
  offer: { answerBy: Date; answer: "accepted" | "declined" | null } | null;
}

/** What an applicant is told. Until a decision is released, everything after submission reads the same. */
export function standingOf({ status, sent, closed, decision, offer }: StandingFacts, now: Date): Standing {
  if (status === "withdrawn") return { kind: "withdrawn" };
  if (status === "draft" && !closed) return { kind: sent ? "reopened" : "draft" };
  // One that was being edited when its time ran out counts as it was sent.
  if (status === "draft" && !sent) return { kind: "unsent" };
  if (!decision?.releasedAt || decision.releasedAt > now) return { kind: "reading" };
  if (offer) {
    if (offer.answer === "accepted") return { kind: "accepted" };
    if (offer.answer === "declined") return { kind: "declined-by-you" };
    return offer.answerBy > now ? { kind: "offered", answerBy: offer.answerBy } : { kind: "lapsed" };
  }
  if (decision.outcome === "reserve") return { kind: "reserve" };
  if (decision.outcome === "declined") return { kind: "declined" };
  // A place without an offer yet: nothing to answer, so nothing is said before the offer is there.
  return { kind: "reading" };
}
