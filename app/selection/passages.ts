import { plainWords, type PlainWord } from "~/platform/locale/fold";

/** A piece of a text, and whether it stands in the other text too. */
export interface Passage {
  text: string;
  isShared: boolean;
}

/** Words in a row from which on it is no chance that they stand in both texts. */
const shortest = 5;

/** Both texts cut into passages: those of five words or more that stand in the other, and what is between them. */
export function comparePassages(a: string, b: string): [Passage[], Passage[]] {
  const [first, second] = [plainWords(a), plainWords(b)];
  return [cut(a, first, runsOf(second)), cut(b, second, runsOf(first))];
}

const runAt = (words: readonly PlainWord[], index: number) =>
  words
    .slice(index, index + shortest)
    .map(({ plain }) => plain)
    .join(" ");

function runsOf(words: readonly PlainWord[]): Set<string> {
  return new Set(words.slice(0, Math.max(0, words.length - shortest + 1)).map((_, at) => runAt(words, at)));
}

function cut(text: string, words: readonly PlainWord[], others: ReadonlySet<string>): Passage[] {
  const isShared = new Uint8Array(words.length);
  for (let at = 0; at + shortest <= words.length; at++)
    if (others.has(runAt(words, at))) isShared.fill(1, at, at + shortest);
  const passages: Passage[] = [];
  let from = 0;
  for (let at = 0; at < words.length; at++) {
    const [before, here] = [isShared[at - 1] ?? 0, isShared[at] ?? 0];
    if (before === here) continue;
    // A passage begins with its first word and ends with its last; what is between words is between passages.
    const to = here ? (words[at]?.from ?? from) : (words[at - 1]?.to ?? from);
    if (to > from) passages.push({ text: text.slice(from, to), isShared: before === 1 });
    from = to;
  }
  if (from < text.length) passages.push({ text: text.slice(from), isShared: isShared.at(-1) === 1 });
  return passages;
}

/** How alike two texts are, as a word of the catalogue: nobody is served by a percentage of an estimate. */
export function likenessWord(likeness: number): "same" | "nearly" | "much" {
  if (likeness >= 0.95) return "same";
  return likeness >= 0.85 ? "nearly" : "much";
}
