/*
 * What is done to a text before it is set on paper: each sign gets a typeface that has it, and words that no line can
 * hold are cut where an address may be cut. Knows no library: what a face holds, and how wide a word is, is asked for.
 */

/** A typeface, with whether it has a letter for a code point. */
export interface Face {
  family: string;
  has: (codePoint: number) => boolean;
}

/** A stretch of text in one typeface. */
export interface Run {
  family: string;
  text: string;
}

/** Stands for a sign that no face has: visible, with a width of its own. The first face must have it. */
export const unprintable = "\uFFFD";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Signs that are not drawn: joiners, variation selectors, marks of direction. They are left out where a face lacks them. */
const unseen = /^\p{Default_Ignorable_Code_Point}$/u;
const pictured = /\p{Emoji_Presentation}|\uFE0F/u;

/** Text that can be set: composed letters, blanks for tabs and their like, nothing that steers a terminal. */
export function settable(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(/[^\S\n\u00A0\u202F\uFEFF]/g, " ")
    .replaceAll(/[\p{Cc}\u00AD\uFEFF]/gu, (sign) => (sign === "\n" ? sign : ""));
}

/**
 * Splits a line into stretches by the first face that has each sign whole, letters with their marks and joined pictures
 * together. A picture is looked for in `pictures` before all. What no face has becomes {@link unprintable}.
 */
export function splitByFace(text: string, faces: readonly Face[], pictures?: string): Run[] {
  const base = faces[0];
  if (!base) return [];
  const runs: Run[] = [];
  const pictureFaces = [...faces].sort(
    (a, b) => Number(b.family === pictures) - Number(a.family === pictures),
  );
  for (const { segment } of graphemes.segment(text)) {
    const signs = Array.from(segment, (sign) => sign.codePointAt(0) ?? 0);
    const drawn = signs.filter((sign) => !unseen.test(String.fromCodePoint(sign)));
    if (drawn.length === 0) continue;
    const face = (pictured.test(segment) ? pictureFaces : faces).find(({ has }) => drawn.every(has));
    const letters = face ? signs.filter((sign) => drawn.includes(sign) || face.has(sign)) : [];
    const piece = face ? String.fromCodePoint(...letters) : unprintable;
    const family = face?.family ?? base.family;
    const last = runs.at(-1);
    if (last?.family === family) last.text += piece;
    else runs.push({ family, text: piece });
  }
  return runs;
}

/** Where a long word is cut: after what joins the parts of an address, and at a blank that does not break. */
const joints = /(?<=[/?&=.\-_#@,;:\u00A0\u202F])/u;

/**
 * Cuts words that are wider than a line, each at the last joint of an address that fits, or within a part that is wider
 * still. The pieces stand on lines of their own and nothing is put between them, so that no hyphen joins an address.
 */
export function breakLongWords(text: string, width: number, measure: (text: string) => number): string {
  return text
    .split("\n")
    .map((line) =>
      line
        .split(/(?<= )(?=[^ ])/)
        .map((word, index) =>
          // No line holds fewer signs than this; to measure each word would take as long as setting it.
          word.length < 16 || measure(word.trimEnd()) <= width
            ? word
            : `${index === 0 ? "" : "\n"}${cut(word, width, measure).join("\n")}`,
        )
        .join(""),
    )
    .join("\n");
}

/**
 * Breaks a text into lines at its blanks, as many words to each as it holds; long words as {@link breakLongWords} does.
 * The lines hold every sign of the text, with the blanks at their ends.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return breakLongWords(text, width, measure)
    .split("\n")
    .flatMap((line) => {
      const lines: string[] = [];
      let used = 0;
      for (const word of line.split(/(?<= )(?=[^ ])/)) {
        const last = used + measure(word.trimEnd()) <= width ? lines.pop() : undefined;
        lines.push(`${last ?? ""}${word}`);
        used = (last === undefined ? 0 : used) + measure(word);
      }
      return lines;
    });
}

/** Letters that one face has and the engine still takes for several stretches of text. */
const alphabets = ["Latin", "Cyrillic", "Greek", "Devanagari"].map(
  (script) => new RegExp(`\\p{Script=${script}}`, "u"),
);

/** Whether a text has a word of several faces or alphabets, which the engine would break with a hyphen where they meet. */
export function hasMixedWords(text: string, runsOf: (word: string) => readonly Run[]): boolean {
  return text
    .split(/[ \n]+/)
    .some((word) => alphabets.filter((letters) => letters.test(word)).length > 1 || runsOf(word).length > 1);
}

function cut(word: string, width: number, measure: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let used = 0;
  const take = (part: string, wide: number) => {
    if (piece !== "" && used + wide > width) {
      pieces.push(piece);
      piece = "";
      used = 0;
    }
    piece += part;
    used += wide;
  };
  for (const part of word.split(joints)) {
    const wide = measure(part);
    if (wide <= width) take(part, wide);
    else for (const { segment } of graphemes.segment(part)) take(segment, measure(segment));
  }
  return [...pieces, piece];
}

/** Whether a paragraph runs from right to left: its first letter is of such a script. */
export function runsLeftward(text: string): boolean {
  const letter = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter);
}
