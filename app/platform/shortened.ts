/** The text's beginning, of `most` UTF-16 units at the most and ending with a whole letter: no half of a sign is left. */
export function wholeStart(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters = new Intl.Segmenter("en", { granularity: "grapheme" });
  return text.slice(0, letters.segment(text).containing(most)?.index);
}

/** A text, or where it is longer than `most` its beginning and an ellipsis. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${wholeStart(text, most - 2).trimEnd()}…`;
}
