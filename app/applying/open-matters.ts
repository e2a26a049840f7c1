import type { RefereeState } from "./referees";

/** What waits for an applicant, beside the answers themselves. */
export interface OpenMatters {
  /** References that are wanted and for which nobody has been named. */
  references: number;
  /** People who are named and have not been sent a request, or whose link ran out. */
  requests: number;
  /** Messages from the coordinators that have not been opened. */
  messages: number;
}

/** States of a referee in which the next step is not the applicant's. */
const settled: ReadonlySet<RefereeState> = new Set(["asked", "answered", "unsafe"]);

/** States of a referee from whom no answer can come any more: somebody else is named in their place. */
const gone: ReadonlySet<RefereeState> = new Set(["declined", "retracted"]);

/** How many more people an applicant may name: whoever said no, or took their answer back, needs a successor. */
export function missingReferees(wanted: number, standings: readonly RefereeState[]): number {
  return Math.max(0, wanted - standings.filter((standing) => !gone.has(standing)).length);
}

/** What an applicant has yet to do for the references that are wanted: to name people, and to ask those named. */
export function missingReferences(
  wanted: number,
  standings: readonly RefereeState[],
): Pick<OpenMatters, "references" | "requests"> {
  const missing = Math.max(0, wanted - standings.filter((standing) => settled.has(standing)).length);
  const references = Math.min(missing, missingReferees(wanted, standings));
  return { references, requests: missing - references };
}

/** Whether it is true that nothing is asked of an applicant. */
export function isNothingOpen({ references, requests, messages }: OpenMatters): boolean {
  return references === 0 && requests === 0 && messages === 0;
}
