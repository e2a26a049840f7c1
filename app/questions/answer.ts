/** One structured entry, such as a position somebody held: a line of text for each of its fields. */
export type Entry = Record<string, string>;

/**
 * An answer: text for text, choice, country, scale ("4"), number ("2,5"), year ("1998") and date ("1998-03-21"); a
 * list for choices; a level by language; entries; true for a ticked consent. Files are rows of their own and appear
 * here as nothing, and so does explanatory text.
 */
export type Answer = string | string[] | Record<string, string> | Entry[] | boolean;
export type Answers = Record<string, Answer | undefined>;
