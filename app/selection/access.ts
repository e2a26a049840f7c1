/** What decides what a panelist may do with an application. */
export interface ReadingState {
  application: {
    status: "draft" | "submitted" | "withdrawn";
    eligibility: "unchecked" | "eligible" | "ineligible";
  };
  /** Whether the panelist is asked to read it, and still is. */
  assigned: boolean;
  /** Whether a tie between the two has been declared, by anyone and at any time. */
  conflict: boolean;
  /** When the panelist's own reading was submitted. */
  submittedAt: Date | null;
  /** When the edition's decisions were released. */
  decisionsReleasedAt: Date | null;
}

/** Whether an application is before the panel at all: submitted, not withdrawn, and found eligible. */
export function isBeforePanel(application: ReadingState["application"]): boolean {
  return application.status === "submitted" && application.eligibility === "eligible";
}

/** Whether a panelist may read an application: asked to, and never once a conflict has been declared. */
export function canRead(state: ReadingState): boolean {
  return state.assigned && !state.conflict && isBeforePanel(state.application);
}

/** Whether a panelist may write scores: while they may read, before they submit, and before decisions go out. */
export function canScore(state: ReadingState): boolean {
  return canRead(state) && state.submittedAt === null && state.decisionsReleasedAt === null;
}

/** Whether a panelist may see what others gave: only once their own scores can't change any more. */
export function canSeeOthersScores(state: ReadingState): boolean {
  return canRead(state) && state.submittedAt !== null;
}

/** Whether a submitted reading counts: not one by somebody with a conflict, also when that came to light later. */
export function doesReadingCount(reading: { submittedAt: Date | null; conflict: boolean }): boolean {
  return reading.submittedAt !== null && !reading.conflict;
}

/**
 * Whether a coordinator may read what an applicant wrote, and what was said about it: once it is submitted, and no
 * longer when it has been taken back, as the applicant is then told that nobody reads it.
 */
export function canReadAnswers(application: Pick<ReadingState["application"], "status">): boolean {
  return application.status === "submitted";
}

/** Whether eligibility can be ruled on: there is a submission, and decisions have not gone out yet. */
export function canRuleOnEligibility(state: {
  status: ReadingState["application"]["status"];
  decisionsReleasedAt: Date | null;
}): boolean {
  return state.status === "submitted" && state.decisionsReleasedAt === null;
}

/**
 * Whether a coordinator may let a draft through whose answers do not meet the form's eligibility rules: by a ruling that
 * it is eligible, with a reason. Nothing of what the draft says is read for that.
 */
export function canLetThrough(state: {
  status: ReadingState["application"]["status"];
  decisionsReleasedAt: Date | null;
}): boolean {
  return state.status === "draft" && state.decisionsReleasedAt === null;
}
