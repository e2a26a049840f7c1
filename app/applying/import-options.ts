import type { Wording } from "../questions/definition.ts";
import { wordingsIn } from "../questions/wording.ts";

/** One of the options of a question: the value that is stored, and what it is called in each language. */
export interface Option {
  value: string;
  label: Wording;
}

/** What a cell that lists options says: those it names, and the words that name none. */
export interface ReadList {
  values: string[];
  unread: string[];
  /** Whether the cell can be taken apart in more than one way. */
  isAmbiguous: boolean;
}

/** Without what people type differently and mean alike: case, composition, kinds of blanks. */
export function caseless(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/\s+/g, " ")
    .trim();
}

/** A name of an option. */
interface Name {
  exact: string;
  caseless: string;
  /** The option's place among the others, and that place as a bit of a set. */
  place: number;
  bit: bigint;
}

// A table asks for the same options in each of its rows.
const known = new WeakMap<readonly Option[], Name[]>();

/** Values and wordings in every language of all options, those that say nothing left out. */
function namesOf(options: readonly Option[]): Name[] {
  let names = known.get(options);
  if (!names) {
    names = options.flatMap(({ value, label }, place) =>
      [...new Set([value, ...wordingsIn(label)])].map((name) => ({
        exact: name.normalize("NFC").trim(),
        caseless: caseless(name),
        place,
        bit: 1n << BigInt(place),
      })),
    );
    names = names.filter((name) => name.caseless !== "");
    known.set(options, names);
  }
  return names;
}

/**
 * The options that a text can mean, by value or by wording in any language: as it stands, or failing that without
 * regard to case. More than one where it does not tell.
 */
export function optionsCalled<One extends Option>(options: readonly One[], text: string): One[] {
  const names = namesOf(options);
  const exact = text.normalize("NFC").trim();
  const same = new Set(names.filter((name) => name.exact === exact).map(({ place }) => place));
  const wanted = same.size > 0 ? "" : caseless(text);
  const meant =
    wanted === ""
      ? same
      : new Set(names.filter((name) => name.caseless === wanted).map(({ place }) => place));
  return options.filter((_, place) => meant.has(place));
}

/** Longest list that is taken apart, in characters: many times what all options of a question make together. */
const longestList = 20_000;
/** So many ways of taking a list apart are told from one another; more of them are many. */
const mostWays = 8;

/**
 * Takes a list of options apart: "A, B" (Google Forms), "A; B", lines, or "a b" and "A B" (KoboToolbox joins values and
 * labels by a blank). Labels may hold the signs of a list themselves: it is read as a whole, in every way in which it
 * comes out as options, each named once.
 */
export function readList(options: readonly Option[], text: string): ReadList {
  const list = caseless(text.replace(/[\r\n]+/g, "; "));
  if (list === "") return { values: [], unread: [], isAmbiguous: false };
  if (list.length > longestList) return { values: [], unread: [text.trim()], isAmbiguous: false };
  const names = namesOf(options);
  const [first, ...others] = waysThrough(list, names);
  const values = (chosen: bigint) =>
    options.filter((_, index) => (chosen >> BigInt(index)) & 1n).map(({ value }) => value);
  if (first !== undefined) return { values: values(first), unread: [], isAmbiguous: others.length > 0 };
  return readPieces(list, names, values);
}

/** The sets of options that a list can be, from its end to its beginning: at most {@link mostWays} of them. */
function waysThrough(list: string, names: readonly Name[]): bigint[] {
  const ways = new Map<number, Set<bigint>>([[list.length, new Set([0n])]]);
  const byFirst = Map.groupBy(names, (name) => name.caseless[0]);
  for (let at = list.length - 1; at >= 0; at--) {
    if (at > 0 && !/[ ,;|]/.test(list[at - 1] ?? "")) continue;
    const here = new Set<bigint>();
    for (const { caseless: name, bit } of byFirst.get(list[at]) ?? []) {
      if (here.size >= mostWays || !list.startsWith(name, at)) continue;
      const next = pieceAfter(list, at + name.length);
      for (const rest of (next === null ? undefined : ways.get(next)) ?? [])
        if ((rest & bit) === 0n && here.size < mostWays) here.add(rest | bit);
    }
    if (here.size > 0) ways.set(at, here);
  }
  return [...(ways.get(0) ?? [])];
}

const betweenPieces = / *[,;|][ ,;|]*| +/y;

/** Where the next piece of a list begins, given where one ends; null where it does not end there. */
function pieceAfter(list: string, end: number): number | null {
  if (end === list.length) return end;
  betweenPieces.lastIndex = end;
  return betweenPieces.test(list) ? betweenPieces.lastIndex : null;
}

/** What can be understood of a list that holds something else, between its commas, and what can't. */
function readPieces(list: string, names: readonly Name[], values: (chosen: bigint) => string[]): ReadList {
  const pieces = list.split(/ *[,;|][ ,;|]*/).filter(Boolean);
  let chosen = 0n;
  const unread: string[] = [];
  for (const piece of pieces) {
    const [way] = waysThrough(piece, names);
    if (way === undefined) unread.push(piece);
    else chosen |= way;
  }
  return { values: values(chosen), unread, isAmbiguous: false };
}
