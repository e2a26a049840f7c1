import type { RefereeState } from "./referees";

/** What waits for an applicant, beside the answers themselves. */
export interface OpenMatters {
  /** References that are wanted and that nobody has been asked for. */
  references: number;
  /** Messages from the coordinators that have not been opened. */
  messages: number;
}

/** States of a referee in which the next step is not the applicant's. */
const settled: ReadonlySet<RefereeState> = new Set(["asked", "answered", "unsafe"]);

/** How many references an applicant has yet to ask for: named is not asked, and whoever declined needs a successor. */
export function missingReferences(wanted: number, standings: readonly RefereeState[]): number {
  return Math.max(0, wanted - standings.filter((standing) => settled.has(standing)).length);
}

/** Whether it is true that nothing is asked of an applicant. */
export function isNothingOpen({ references, messages }: OpenMatters): boolean {
  return references === 0 && messages === 0;
}
