import { z } from "zod";

/** Where an application can end. The values are those of the column. */
export const outcomes = ["cohort", "reserve", "declined"] as const;
export type Outcome = (typeof outcomes)[number];

/** How a coordinator has marked an application so far. Without a row it is undecided: revision 0. */
export interface Mark {
  outcome: Outcome | null;
  reserveRank: number | null;
  revision: number;
}

export const undecided: Mark = { outcome: null, reserveRank: null, revision: 0 };

/** A mark as a form carries it, so that what has changed since it was shown is noticed: "3:reserve:2". */
export function sealMark({ revision, outcome, reserveRank }: Mark): string {
  return `${revision}:${outcome ?? "undecided"}:${reserveRank ?? ""}`;
}

const markPattern = /^(\d{1,9}):(undecided|cohort|reserve|declined):(\d{0,4})$/;

function openMark(text: string): Mark {
  const [, revision = "0", outcome = "undecided", rank = ""] = markPattern.exec(text) ?? [];
  return {
    revision: Number(revision),
    outcome: outcome === "undecided" ? null : (outcome as Outcome),
    reserveRank: rank === "" ? null : Number(rank),
  };
}

/**
 * Whether a mark has been changed since it was seen. A place on the reserve list that moved only because somebody
 * above it left is no change; moving it on purpose counts its revision up.
 */
export function isStale(seen: Mark, present: Mark): boolean {
  return seen.revision !== present.revision || seen.outcome !== present.outcome;
}

/** A page of the ranking, as it is posted: one mark for each application shown. */
export const DecisionsForm = z.object({
  /** The page to go back to. */
  from: z.enum(["ranking", "decisions"]).default("ranking"),
  /** The query of the ranking's view. */
  back: z
    .string()
    .max(60)
    .regex(/^(\?[a-z0-9=&]*)?$/)
    .optional(),
  rows: z
    .array(
      z.object({
        code: z.string().regex(/^[A-Z0-9-]{3,20}$/),
        outcome: z
          .enum(["undecided", ...outcomes])
          .transform((value) => (value === "undecided" ? null : value)),
        /** What was typed as the place on the reserve list. */
        rank: z.string().max(20).optional(),
        seen: z.string().regex(markPattern).transform(openMark),
      }),
    )
    .min(1)
    .max(100)
    .refine((rows) => new Set(rows.map((row) => row.code)).size === rows.length),
});
export type PostedRow = z.output<typeof DecisionsForm>["rows"][number];

/** What a coordinator wants for one application. */
export interface Choice {
  code: string;
  outcome: Outcome | null;
  /** Place on the reserve list. */
  rank?: number | undefined;
  seen: Mark;
}

/** What can be wrong with a posted row: its place is no whole number. */
export type RowProblem = "rank";

/** Reads posted rows as choices, or says what is wrong with which. */
export function readChoices(rows: readonly PostedRow[]): {
  choices: Choice[];
  problems: Map<string, RowProblem>;
} {
  const problems = new Map<string, RowProblem>();
  const choices = rows.map(({ rank: typed = "", ...row }) => {
    const text = typed.trim();
    // A place that was typed before somebody was marked otherwise means nothing.
    if (text === "" || row.outcome !== "reserve") return { ...row, rank: undefined };
    if (!/^[1-9]\d{0,2}$/.test(text)) problems.set(row.code, "rank");
    return { ...row, rank: Number(text) };
  });
  return { choices, problems };
}

/** Whether somebody wants an application marked differently from how they saw it. */
export function isChange({ outcome, rank, seen }: Omit<Choice, "code">): boolean {
  return (
    outcome !== seen.outcome || (outcome === "reserve" && rank !== undefined && rank !== seen.reserveRank)
  );
}

/** An application that somebody else marked, or that left, since a page was shown. */
export interface Clash {
  code: string;
  present: Mark;
  /** Withdrawn or found ineligible, so that it can't be chosen any more. */
  isGone: boolean;
  by: string | null;
  at: Date | null;
}

/**
 * The reserve list after some changes: who leaves is taken out, who is given a place stands there, who comes without
 * one stands at the end. `list` holds codes in their present order.
 */
export function arrangeReserve(
  list: readonly string[],
  changes: { leave?: readonly string[]; come?: readonly { code: string; place?: number | undefined }[] },
): string[] {
  const { leave = [], come = [] } = changes;
  const moving = new Set([...leave, ...come.map(({ code }) => code)]);
  const arranged = list.filter((code) => !moving.has(code));
  arranged.push(...come.filter(({ place }) => place === undefined).map(({ code }) => code));
  const placed = come.flatMap(({ code, place }) => (place === undefined ? [] : [{ code, place }]));
  for (const { code, place } of placed.sort((a, b) => a.place - b.place)) arranged.splice(place - 1, 0, code);
  return arranged;
}

/** The reserve list with one application a place higher or lower; as it was where there is no such place. */
export function moveInReserve(list: readonly string[], code: string, direction: "up" | "down"): string[] {
  const from = list.indexOf(code);
  const to = direction === "up" ? from - 1 : from + 1;
  if (from < 0 || to < 0 || to >= list.length) return [...list];
  const moved = list.filter((one) => one !== code);
  moved.splice(to, 0, code);
  return moved;
}

/** What must be put right before decisions can go out. */
export type ReleaseBlocker = "call-open" | "nobody-chosen" | "too-many" | "ineligible-chosen";

/** Everything that stands in the way of releasing decisions. */
export function releaseBlockers(state: {
  cohort: number;
  places: number;
  /** The deadline and its grace are past: nobody can submit any more. */
  isCallOver: boolean;
  ineligibleChosen: number;
}): ReleaseBlocker[] {
  const blockers: [ReleaseBlocker, boolean][] = [
    ["call-open", !state.isCallOver],
    ["nobody-chosen", state.cohort === 0],
    ["too-many", state.cohort > state.places],
    ["ineligible-chosen", state.ineligibleChosen > 0],
  ];
  return blockers.flatMap(([blocker, stands]) => (stands ? [blocker] : []));
}
