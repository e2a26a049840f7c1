/** Sentences that fit any kind of community work, by how much they tell. Templates as in {@link Topic}. */
export interface Phrases {
  /** Where an applicant lives, as it stands after "in", and as "our …". */
  places: readonly (readonly [place: string, here: string])[];
  /** One's role in the community. */
  role: { thin: readonly string[]; plain: readonly string[]; full: readonly string[] };
  /** Said when there is not much to say. */
  filler: {
    community: readonly string[];
    led: readonly string[];
    dilemma: readonly string[];
    plan: readonly string[];
    now: readonly string[];
  };
  /** What a community cannot do, or is not. */
  limit: readonly string[];
  /** What made leading hard, and what was understood by it. */
  obstacle: readonly string[];
  lesson: { plain: readonly string[]; full: readonly string[] };
  /** Small stories of a mistake or conflict that could happen in any group. */
  mistake: readonly string[];
  /** What changed since. */
  changed: { plain: readonly string[]; full: readonly string[] };
  /** Why somebody needs a skill, by the form's name for it. */
  skill: Readonly<Record<string, readonly string[]>>;
  /** How one would know that it has been learned. */
  learning: { thin: readonly string[]; plain: readonly string[]; full: readonly string[] };
  firstStep: readonly string[];
  partners: readonly string[];
  risk: readonly string[];
  measure: readonly string[];
  now: { plain: readonly string[]; full: readonly string[] };
  others: readonly string[];
}
