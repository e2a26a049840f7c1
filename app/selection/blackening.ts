import type { Answer, Answers } from "~/cohorts/questions";
import { findPlain, plain } from "~/platform/locale/fold";

/** A stretch of a text, in UTF-16 units: the first character, and the one after the last. */
export interface Range {
  from: number;
  to: number;
}

/** What stands in place of a hidden passage: always the same, so that not even its length is told. */
export const bar = "█████";

/**
 * Ranges in their order, with those that overlap or touch made one.
 *
 * @throws RangeError for one that is empty, not whole, or outside a text of `length`
 */
export function mergeRanges(ranges: readonly Range[], length: number): Range[] {
  for (const { from, to } of ranges)
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to > length || from >= to)
      throw new RangeError(`There is no passage from ${from} to ${to} in a text of ${length}.`);
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else merged.push({ ...range });
  }
  return merged;
}

/**
 * A text with passages hidden, each behind one {@link bar}. Without ranges it is the text itself, so that lifting a
 * passage brings it back.
 *
 * @throws RangeError for a range outside the text
 */
export function blacken(text: string, ranges: readonly Range[]): string {
  let at = 0;
  let result = "";
  for (const { from, to } of mergeRanges(ranges, text.length)) {
    result += text.slice(at, from) + bar;
    at = to;
  }
  return result + text.slice(at);
}

/** Whether a character goes on a word; scripts that set no blanks between words have no such borders. */
const inWord = /[\p{L}\p{N}\p{M}]/u;
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const goesOn = (before: string, after: string) =>
  inWord.test(before) && inWord.test(after) && !unspaced.test(before) && !unspaced.test(after);

/** Shorter passages, in plain form, are in too many words to be looked for within them. */
const shortest = 4;

const characterAt = (text: string, at: number) => String.fromCodePoint(text.codePointAt(at) ?? 0);
const characterBefore = (text: string, at: number) =>
  Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? "";
const isWithinWord = (text: string, at: number) => goesOn(characterBefore(text, at), characterAt(text, at));

/**
 * Every place at which a passage stands in a text as words of its own, however either is typed: capitals, apostrophes,
 * blanks, accents and composition make no difference.
 */
export function findWhole(text: string, passage: string): Range[] {
  return findPlain(text, passage).filter(
    ({ from, to }) => !isWithinWord(text, from) && !isWithinWord(text, to),
  );
}

/**
 * The same, and the whole of each word that the passage is a part of: a bar in the middle of a word would tell what is
 * behind it. Where a short passage is a word of its own anywhere, it is not looked for within others.
 */
export function findPassage(text: string, passage: string): Range[] {
  const whole = findWhole(text, passage);
  if (whole.length > 0 && plain(passage).trim().length < shortest) return whole;
  const widened = findPlain(text, passage).map(({ from, to }) => {
    const range = { from, to };
    while (isWithinWord(text, range.from)) range.from -= characterBefore(text, range.from).length;
    while (isWithinWord(text, range.to)) range.to += characterAt(text, range.to).length;
    return range;
  });
  return mergeRanges(widened, text.length);
}

/** Whether a range lies wholly within another. */
export function isWithin(range: Range, other: Range): boolean {
  return other.from <= range.from && range.to <= other.to;
}

/**
 * The texts in a set of answers by their place: "community" for an answer in words, "experience.0.what" for a field of
 * an entry. Choices, numbers of a scale and the like have no passages.
 */
export function textsOf(answers: Answers): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [question, answer] of Object.entries(answers))
    forEachText(question, answer, (place, text) => texts.set(place, text));
  return texts;
}

function forEachText(
  question: string,
  answer: Answer | undefined,
  see: (place: string, text: string) => void,
): void {
  if (typeof answer === "string") see(question, answer);
  else if (Array.isArray(answer))
    answer.forEach((entry, index) => {
      if (typeof entry === "string") return;
      for (const [field, text] of Object.entries(entry)) see(`${question}.${index}.${field}`, text);
    });
}

/** Answers with their passages hidden; ranges are by place, see {@link textsOf}. What has none is left as it is. */
export function blackenAnswers(answers: Answers, hidden: ReadonlyMap<string, readonly Range[]>): Answers {
  if (hidden.size === 0) return answers;
  const cover = (place: string, text: string) => blacken(text, hidden.get(place) ?? []);
  return Object.fromEntries(
    Object.entries(answers).map(([question, answer]) => {
      if (typeof answer === "string") return [question, cover(question, answer)];
      if (!Array.isArray(answer)) return [question, answer];
      const covered = answer.map((entry, index) =>
        typeof entry === "string"
          ? entry
          : Object.fromEntries(
              Object.entries(entry).map(([field, text]) => [
                field,
                cover(`${question}.${index}.${field}`, text),
              ]),
            ),
      );
      return [question, covered as Answer];
    }),
  );
}

/** A passage that was hidden in a version: where, and what it says. */
export interface HiddenPassage extends Range {
  id: string;
  place: string;
  /** The number of the submission in which the range counts. */
  number: number;
}

/**
 * Where hidden passages stand in the version that is read now. One that was hidden in this very version stands where it
 * was put. One of an earlier version is looked for by its text, in its own place and everywhere else; what is nowhere is
 * `lost`: the applicant may have worded it anew, and somebody has to look.
 *
 * @param textIn the texts of an earlier version by place
 */
export function placePassages(
  passages: readonly HiddenPassage[],
  current: { number: number; texts: ReadonlyMap<string, string> },
  textIn: (number: number) => ReadonlyMap<string, string>,
): { hidden: Map<string, Range[]>; lost: HiddenPassage[] } {
  const hidden = new Map<string, Range[]>();
  const lost: HiddenPassage[] = [];
  const hide = (place: string, range: Range) => hidden.set(place, [...(hidden.get(place) ?? []), range]);
  for (const passage of passages) {
    const { from, to, place } = passage;
    if (passage.number === current.number) {
      const length = current.texts.get(place)?.length ?? 0;
      if (to <= length) hide(place, { from, to });
      else lost.push(passage);
      continue;
    }
    const said = textIn(passage.number).get(place)?.slice(from, to) ?? "";
    let isFound = false;
    for (const [elsewhere, text] of current.texts)
      for (const range of findPassage(text, said)) {
        hide(elsewhere, range);
        isFound = true;
      }
    if (!isFound) lost.push(passage);
  }
  return { hidden, lost };
}
