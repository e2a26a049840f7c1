import { addCalendarDays, wallClock, zonedInstant } from "~/platform/locale/zones";

/** What has become of an offered place. */
export type OfferState = "awaiting" | "accepted" | "declined" | "lapsed" | "withdrawn";

export interface Offer {
  answerBy: Date;
  answer: "accepted" | "declined" | null;
}

/** Answers that can be given to an offer. */
export const answers = ["accepted", "declined"] as const;
export type OfferAnswer = (typeof answers)[number];

/** The last moment of the day so many days after `from`, on the clocks of the edition's zone. */
export function answerDeadline(from: Date, acceptDays: number, zone: string): Date {
  const lastDay = addCalendarDays(wallClock(from, zone).date, acceptDays);
  return new Date(zonedInstant(addCalendarDays(lastDay, 1), "00:00", zone).getTime() - 1000);
}

/** How an offer stands at a moment. Who withdraws the application gives the place back, also after accepting it. */
export function offerState(offer: Offer, now: Date, isWithdrawn = false): OfferState {
  if (offer.answer === "declined") return "declined";
  if (isWithdrawn) return "withdrawn";
  if (offer.answer) return offer.answer;
  return now > offer.answerBy ? "lapsed" : "awaiting";
}

/** Whether an offer holds a place. */
export function holdsPlace(state: OfferState): boolean {
  return state === "awaiting" || state === "accepted";
}

/**
 * What an answer does to an offer: it is taken, it repeats what was said (and changes nothing), it would change what
 * was said, or it comes too late.
 */
export function judgeAnswer(
  offer: Offer,
  answer: OfferAnswer,
  now: Date,
): "taken" | "repeated" | "answered" | "late" {
  if (offer.answer) return offer.answer === answer ? "repeated" : "answered";
  return now > offer.answerBy ? "late" : "taken";
}
