import { plain } from "~/platform/locale/fold";
import { findWhole, isWithin, mergeRanges, type Range } from "./blackening";
import { findWanted, wantedWords, wordsOf, type Wanted } from "./spellings";
import type { WriterFacts } from "./trace-facts";

/**
 * What in the panel's texts could tell who wrote them: the writer's own name, organisation, places and contacts, and what
 * may be another spelling of a passage that a coordinator has hidden. Pure.
 */

/** What a trace may be, the plainest first: where several are in one place, it is called the first of them. */
export const traceKinds = ["contact", "name", "organisation", "place", "spelling"] as const;
export type TraceKind = (typeof traceKinds)[number];

/** What a coordinator says of a trace. */
export type TraceRuling = "hidden" | "shown";

/** Raise it whenever more or less is found in the same texts: they are then all looked through again. */
export const traceVersion = 1;

/** Somewhere in a text of the panel's, by the text's place. */
export interface Trace extends Range {
  place: string;
  kind: TraceKind;
}

/** Addresses of mail and of pages, names in messengers. */
const links = [
  /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu,
  /(?:https?:\/\/|www\.)[^\s<>"«»]+/giu,
  /(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|info|me|io|app|site|online|blog|ru|kz|kg|uz|tj|tm|cz|eu|ee|ai|рф|қаз)(?:\/[^\s<>"«»]*|(?![\p{L}\p{N}.-]*[\p{L}\p{N}]))/giu,
  /(?<![\p{L}\p{N}.@])@[\p{L}\p{N}_.]{3,}/gu,
  /(?<=(?:telegram|instagram|facebook|whatsapp|tiktok|linkedin|телеграмм?|инстаграмм?|вотсап|тг)\s?[:–—-]\s?)[\p{L}\p{N}_.]{3,}/giu,
];
const number = /(?<![\p{L}\p{N}.])(?:\+|00)?\(?\d[\d\s().-]{6,20}\d(?![\p{L}\p{N}])/gu;

/** Whether digits and what is between them are a telephone's number, and not years, a date or a sum. */
function isTelephone(text: string): boolean {
  const digits = text.replaceAll(/\D/g, "");
  if (digits.length < 9 || digits.length > 15) return false;
  if (/^(?:\+|00)/.test(text)) return true;
  const isSum = /^\d{1,3}(?:[ .\u00A0\u202F]\d{3})+$/.test(text);
  const isYears = /^(?:1[89]|20)\d\d\D+(?:1[89]|20)\d\d/.test(text) || /\d{1,2}\.\d{1,2}\.\d{4}/.test(text);
  return !isSum && !isYears;
}

function contactsIn(text: string, own: readonly string[]): Range[] {
  const found = links.flatMap((link) => [...text.matchAll(link)].map(rangeOf));
  const numbers = [...text.matchAll(number)].filter(([digits]) => isTelephone(digits)).map(rangeOf);
  return [...found, ...numbers, ...own.flatMap((contact) => findWhole(text, contact))].map((range) => ({
    from: range.from,
    // The full stop behind an address is the sentence's.
    to: range.to - (/[.,;:!?)]+$/.exec(text.slice(range.from, range.to))?.[0].length ?? 0),
  }));
}

function rangeOf(match: RegExpExecArray): Range {
  return { from: match.index, to: match.index + match[0].length };
}

/** Words within names that are nobody's: son or daughter of, and what stands before family names elsewhere. */
const particles = new Set(
  "uulu kyzy kizi qizi gyzy gizi ogly oglu ogli ugli uly uli ulu von van der den del dos ibn bin bint abu".split(
    " ",
  ),
);

/** What is looked for in every text, made once for a writer. */
interface Search {
  kind: TraceKind;
  words: readonly Wanted[];
}

function searchesFor(facts: WriterFacts, hidden: readonly string[]): Search[] {
  const each = (text: string) =>
    wantedWords(text).filter(
      (word) => word.plain.length > 1 && !/^\d+$/.test(word.plain) && !particles.has(word.sound),
    );
  const phrase = (kind: TraceKind) => (text: string) => {
    const words = inPhrase(text);
    if (words.every((word) => word.plain.length < 2)) return [];
    return [{ kind, words }];
  };
  return [
    ...facts.names.flatMap(each).map((word) => ({ kind: "name" as const, words: [word] })),
    ...facts.organisations.flatMap(phrase("organisation")),
    ...facts.places.flatMap(phrase("place")),
    ...hidden.flatMap(spellingsOf),
  ];
}

/**
 * The words of a phrase in their order. One that has capitals of its own (Bilim Nuru) is meant in any case; of others the
 * first word must have one: a house may be called by any word, and "local council" is what many have.
 */
function inPhrase(phrase: string): Wanted[] {
  const capitals = wordsOf(phrase).filter(({ written }) => /^\p{Lu}/u.test(written)).length;
  return wantedWords(phrase).map((word, index) => ({
    ...word,
    isCapital: index === 0 && capitals < 2 && !/^\d/.test(word.plain),
  }));
}

/** Longest passage, in words, of which single words are looked for. */
const shortPassage = 4;
/** Words with a capital that are nobody's name. */
const common = new Set(
  (
    "меня мой моя моё мои мне наш наша наше наши она они это как что там тут где так вот для при его еще ещё мы " +
    "the this that they she our his her who when where what there here and but for with from"
  )
    .split(" ")
    .map(plain),
);

/** A passage that was hidden: as a whole in other spellings, and each word with a capital where there are few. */
function spellingsOf(passage: string): Search[] {
  const words = wordsOf(passage);
  if (words.length === 0 || !/\p{L}/u.test(passage)) return [];
  const parts =
    words.length > shortPassage
      ? []
      : words.filter(
          ({ written, plain: folded }) =>
            /^\p{Lu}/u.test(written) && folded.length > 3 && !common.has(folded),
        );
  return [
    { kind: "spelling" as const, words: inPhrase(passage) },
    ...parts.map(({ written }) => ({
      kind: "spelling" as const,
      words: inPhrase(written),
    })),
  ];
}

/**
 * Everything that could tell who wrote these texts, in their order; what is hidden already is not among it.
 *
 * @param texts by their place, see `textsOf` of blackening.ts
 * @param hidden what coordinators have hidden in these texts, by place
 * @param passages what was hidden, in words: in these texts or in earlier ones
 */
export function findTraces(
  texts: ReadonlyMap<string, string>,
  facts: WriterFacts,
  hidden: ReadonlyMap<string, readonly Range[]> = new Map(),
  passages: readonly string[] = [],
): Trace[] {
  const searches = searchesFor(facts, passages);
  return [...texts].flatMap(([place, text]) => {
    const words = wordsOf(text);
    const covered = mergeRanges(hidden.get(place) ?? [], text.length);
    const found = [
      ...searches.flatMap(({ kind, words: wanted }) =>
        findWanted(words, wanted).map((range) => ({ ...range, kind })),
      ),
      ...contactsIn(text, facts.contacts).map((range) => ({ ...range, kind: "contact" as const })),
    ];
    return joined(text, found)
      .filter((range) => !covered.some((bar) => isWithin(range, bar)))
      .map((range) => ({ place, ...range }));
  });
}

/** Ranges in their order, with those that overlap made one, and the words of a name that follow one another. */
function joined(
  text: string,
  found: readonly (Range & { kind: TraceKind })[],
): (Range & { kind: TraceKind })[] {
  const result: (Range & { kind: TraceKind })[] = [];
  for (const range of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = result.at(-1);
    const isNext =
      last?.kind === range.kind && range.kind === "name" && /^[\s-]*$/u.test(text.slice(last.to, range.from));
    if (!last || (range.from >= last.to && !isNext)) result.push({ ...range });
    else {
      last.to = Math.max(last.to, range.to);
      last.kind = traceKinds.find((kind) => kind === last.kind || kind === range.kind) ?? last.kind;
    }
  }
  return result;
}

/** Traces that read the same but for the way of typing: ruled on together. */
export interface TraceGroup {
  kind: TraceKind;
  /** What they read like, in plain form. Never stored or sent. */
  plain: string;
  places: Omit<Trace, "kind">[];
}

/** Traces by what they say, in the order in which they are first met. */
export function groupTraces(traces: readonly Trace[], texts: ReadonlyMap<string, string>): TraceGroup[] {
  const groups = new Map<string, TraceGroup>();
  for (const { kind, ...place } of traces) {
    const said = plain((texts.get(place.place) ?? "").slice(place.from, place.to)).trim();
    const group = groups.get(said) ?? { kind, plain: said, places: [] };
    group.places.push(place);
    group.kind = traceKinds.find((one) => one === group.kind || one === kind) ?? kind;
    groups.set(said, group);
  }
  return [...groups.values()];
}
