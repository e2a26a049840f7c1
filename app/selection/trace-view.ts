import { mergeRanges, type Range } from "./blackening";
import type { TraceKind, TraceRuling } from "./traces";

/** Words that could tell who wrote an application, as a coordinator's pages have them. Pure. */

interface Found {
  kind: TraceKind;
  mark: string;
  ruling: TraceRuling | null;
  places: readonly (Range & { place: string })[];
}

interface Part {
  texts: ReadonlyMap<string, string>;
  traces: readonly Found[];
}

/** Characters that are shown on either side of what was found. */
const around = 70;

/** A trace with what stands around it where it is met first. */
export function describeTrace({ texts }: Part, trace: Found) {
  const [first] = trace.places;
  const text = texts.get(first?.place ?? "") ?? "";
  const { from, to } = first ?? { from: 0, to: 0 };
  return {
    mark: trace.mark,
    kind: trace.kind,
    ruling: trace.ruling,
    count: trace.places.length,
    question: (first?.place ?? "").split(".")[0] ?? "",
    before: shortened(text.slice(0, from), "start"),
    text: text.slice(from, to),
    after: shortened(text.slice(to), "end"),
  };
}

/** What stands beside a passage, in one line, cut at a word. */
function shortened(text: string, cut: "start" | "end"): string {
  const line = text.replaceAll(/\s+/gu, " ");
  if (line.length <= around) return line;
  if (cut === "end") {
    const part = line.slice(0, around);
    return `${part.slice(0, Math.max(part.lastIndexOf(" "), around / 2))}…`;
  }
  const part = line.slice(-around);
  const at = part.indexOf(" ");
  return `…${at >= 0 && at < around / 2 ? part.slice(at) : part}`;
}

/** Where in a text something waits for a ruling, or was ruled to be hidden and is no passage of a coordinator's. */
export function waitingAt({ traces }: Part, place: string): Range[] {
  return traces.flatMap(({ ruling, places }) =>
    ruling === "shown" ? [] : places.filter((one) => one.place === place),
  );
}

/** A piece of a text on the page where passages are hidden. */
export interface MarkedPiece {
  text: string;
  /** Hidden by a coordinator; found and hidden until somebody rules; or neither. */
  is: "hidden" | "waiting" | "open";
}

/** A text in pieces: what is hidden, what was found, and the rest. */
export function markedPieces(
  text: string,
  hidden: readonly Range[],
  waiting: readonly Range[],
): MarkedPiece[] {
  const bars = mergeRanges(hidden, text.length);
  const finds = mergeRanges(waiting, text.length);
  const ends = [0, text.length, ...[...bars, ...finds].flatMap(({ from, to }) => [from, to])];
  const borders = [...new Set(ends)].sort((a, b) => a - b);
  const isIn = (ranges: readonly Range[], at: number) => ranges.some(({ from, to }) => from <= at && at < to);
  return borders.slice(0, -1).map((from, index) => ({
    text: text.slice(from, borders[index + 1]),
    is: isIn(bars, from) ? "hidden" : isIn(finds, from) ? "waiting" : "open",
  }));
}

const markPattern = /^(ELF-[0-9A-Z]{6}) ([\w-]{22})$/;

function parsed(value: FormDataEntryValue | null): { code: string; mark: string } | null {
  const [, code, mark] = typeof value === "string" ? (markPattern.exec(value) ?? []) : [];
  return code && mark ? { code, mark } : null;
}

/** What a coordinator's form rules: on which traces, how, and the page that it came from. */
export interface AskedRuling {
  as: TraceRuling;
  traces: { all: true; code?: string } | { code: string; mark: string }[];
  /** The application whose page the form stood on. */
  code: string | null;
  /** The page of the list that it stood on, from 1. */
  page: number;
}

/**
 * Reads the form of traces: a button named for the ruling, whose value is one trace, "all", or "chosen" for those that
 * are ticked. Null for what no page of ours sends.
 */
export function rulingIn(form: FormData): AskedRuling | null {
  const as = (["hidden", "shown"] as const).find((one) => form.has(one));
  if (!as) return null;
  const value = form.get(as);
  const given = form.get("application");
  const code = typeof given === "string" && /^ELF-[0-9A-Z]{6}$/.test(given) ? given : null;
  const page = Math.max(1, Math.trunc(Number(form.get("page"))) || 1);
  const of = (traces: AskedRuling["traces"]) => ({ as, traces, code, page });
  if (value === "all") return of({ all: true, ...(code ? { code } : {}) });
  const asked = value === "chosen" ? form.getAll("trace").map(parsed) : [parsed(value)];
  const traces = asked.filter((one) => one !== null);
  return traces.length === asked.length ? of(traces) : null;
}
