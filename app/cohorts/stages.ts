/** Where an edition is in its year, at a moment. */
export type Stage = "before-call" | "call-open" | "selection" | "decided" | "running" | "over";

/**
 * The stage of an edition. `startsOn` and `endsOn` are calendar dates; they are compared with `today`, the calendar
 * date at `now` in the edition's zone.
 */
export function stageOf(
  edition: {
    callOpensAt: Date;
    callClosesAt: Date;
    startsOn: string;
    endsOn: string;
    decisionsReleasedAt: Date | null;
  },
  now: Date,
  today: string,
): Stage {
  if (now < edition.callOpensAt) return "before-call";
  if (now < edition.callClosesAt) return "call-open";
  if (today > edition.endsOn) return "over";
  if (today >= edition.startsOn) return "running";
  return edition.decisionsReleasedAt ? "decided" : "selection";
}

/** The last moment at which a submission is taken: the deadline and its published grace. */
export function lastMoment(edition: { callClosesAt: Date; graceMinutes: number }): Date {
  return new Date(edition.callClosesAt.getTime() + edition.graceMinutes * 60_000);
}
