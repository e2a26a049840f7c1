import type { Mapping } from "./import-mapping.ts";

/** How a column writes numbers, where its cells leave it open: the sign that groups thousands. */
export const numberManners = ["comma-groups", "point-groups", "blank-groups"] as const;
export type NumberManner = (typeof numberManners)[number];

/** Which of two numbers comes first in a date such as 03/04/1999, where a column's cells leave it open. */
export const dateManners = ["day-first", "month-first"] as const;
export type DateManner = (typeof dateManners)[number];

/** Ways in which a column can write numbers and dates. */
export const columnManners = { numbers: numberManners, dates: dateManners } as const;

/** What a coordinator has said of a table that they bring in. */
export interface ImportChoices {
  /** What stands between cells: as it was found, or as they said. */
  separator: string | undefined;
  /** Which column goes where; a column that is left out has no entry. */
  mapping: Mapping;
  /** By the number of a column: how it writes what its cells leave open, one of {@link columnManners}. */
  manners: Record<string, string>;
  /** Whether rows may leave required questions unanswered. */
  allowGaps: boolean;
}

/** Choices as a row of the database keeps them: columns by number, and beside them what is no column. */
export function storedChoices({ separator, mapping, manners, allowGaps }: ImportChoices): Mapping {
  return {
    ...mapping,
    ...Object.fromEntries(Object.entries(manners).map(([column, manner]) => [`manner.${column}`, manner])),
    ...(separator === undefined ? {} : { separator }),
    ...(allowGaps ? { gaps: "allow" } : {}),
  };
}

/** The other way round. */
export function choicesOf(stored: Mapping): ImportChoices {
  const entries = Object.entries(stored);
  return {
    separator: stored["separator"],
    mapping: Object.fromEntries(entries.filter(([key]) => /^\d+$/.test(key))),
    manners: Object.fromEntries(
      entries.flatMap(([key, manner]) => {
        const column = /^manner\.(\d+)$/.exec(key)?.[1];
        return column === undefined ? [] : [[column, manner]];
      }),
    ),
    allowGaps: stored["gaps"] === "allow",
  };
}
