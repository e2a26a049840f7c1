/**
 * What one kind of community work can be told with. Sentences are templates: `<this|that>` is either, `{20-40}` a
 * number, `{place}` and `{here}` the applicant's own, `[he|she]` by gender (for Russian verbs).
 */
export interface Topic {
  /** Who the community is. */
  community: readonly string[];
  /** What it lacks. */
  need: readonly string[];
  /** What the applicant's group does, week by week. */
  activity: readonly string[];
  /** A time of leading: how things stood, what the applicant did, what came of it. */
  situation: readonly string[];
  action: readonly string[];
  result: readonly string[];
  /** Whole small stories of a mistake, a conflict or a dilemma. */
  dilemma: readonly string[];
  /** What would be tried at home. */
  plan: readonly string[];
  /** Who else gains. */
  benefit: readonly string[];
  /** Positions and places for the office's list of experience. */
  experience: readonly (readonly [what: string, where: string])[];
}
