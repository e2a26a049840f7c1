import type { SessionKind } from "#db/schema";
import { hasPulse } from "~/programme/kinds";

/** Hours for which an answer can be changed. */
export const changeableHours = 48;

interface Held {
  kind: SessionKind;
  endsAt: Date;
  cancelled: boolean;
}

/**
 * Where a fellow stands with a session's pulse: there is `none` (free time, cancelled), it is `early` (the session has
 * not ended), `open`, `answered` and still changeable, `settled` and no longer so, or `closed` with the programme.
 */
export type PulseState = "none" | "early" | "open" | "answered" | "settled" | "closed";

/** `today` is the calendar date at `now` in the edition's zone. */
export function pulseState(
  session: Held,
  answeredAt: Date | null,
  edition: { endsOn: string },
  now: Date,
  today: string,
): PulseState {
  if (session.cancelled || !hasPulse(session.kind)) return "none";
  if (now < session.endsAt) return "early";
  if (answeredAt && now.getTime() >= answeredAt.getTime() + changeableHours * 3_600_000) return "settled";
  if (today > edition.endsOn) return answeredAt ? "settled" : "closed";
  return answeredAt ? "answered" : "open";
}

/** Whether comments may be read: once the programme is over and no answer can come or change any more. */
export function commentsAreOpen(edition: { endsOn: string }, today: string): boolean {
  return today > edition.endsOn;
}
