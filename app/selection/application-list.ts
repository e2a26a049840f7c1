/** The parts of an edition's list of applications; each is a tab with its count. */
export const listParts = ["submitted", "unchecked", "eligible", "ineligible", "withdrawn", "draft"] as const;
export type ListPart = (typeof listParts)[number];

export const sortKeys = ["submitted", "code", "country", "readings", "mean"] as const;
export type SortKey = (typeof sortKeys)[number];

/** What a list can be narrowed by, beside its part, its country, what is looked for and its dates. */
export const listChoices = {
  /** What the form's own rules made of the answers. */
  check: ["open", "met", "unmet"],
  source: ["online", "office", "import"],
  /** Readings against the number that the edition wants. */
  readings: ["none", "fewer", "enough"],
  decision: ["none", "cohort", "reserve", "declined"],
  /** Things that want a coordinator's eye: a likeness not settled yet, a message not opened yet. */
  flag: ["duplicate", "message"],
} as const;
export type ListChoice = keyof typeof listChoices;
type Choices = { [Key in ListChoice]: (typeof listChoices)[Key][number] | null };

/** The columns that can be chosen; the code, which leads to the application, always stands first. */
export const listColumns = [
  "name",
  "country",
  "submitted",
  "eligibility",
  "check",
  "readings",
  "mean",
  "decision",
  "tags",
  "source",
] as const;
export type ListColumn = (typeof listColumns)[number];

/** The columns of a list whose address chooses none. */
export const usualColumns: readonly ListColumn[] = [
  "name",
  "country",
  "submitted",
  "eligibility",
  "readings",
  "mean",
  "decision",
];

/** What a list shows, and in which order: all of it stands in its address. */
export interface ListQuery extends Choices {
  part: ListPart;
  country: string | null;
  /** The id of a tag. */
  tag: string | null;
  /** Calendar days in the edition's zone, both included: YYYY-MM-DD. */
  from: string | null;
  to: string | null;
  /** What is looked for in codes, names and addresses; empty for everything. */
  search: string;
  sort: SortKey;
  isDescending: boolean;
  columns: readonly ListColumn[];
}

const start: ListQuery = {
  part: "submitted",
  country: null,
  check: null,
  tag: null,
  source: null,
  readings: null,
  decision: null,
  flag: null,
  from: null,
  to: null,
  search: "",
  sort: "submitted",
  isDescending: true,
  columns: usualColumns,
};

const choiceKeys = Object.keys(listChoices) as ListChoice[];

/** Reads a list's query from an address. What makes no sense there is left out, as an address is easily mistyped. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const sort = params.get("sort") ?? "";
  const known = oneOf(sortKeys, sort.replace(/^-/, ""));
  const asked = new Set(params.getAll("col"));
  const columns = listColumns.filter((column) => asked.has(column));
  return {
    part: oneOf(listParts, params.get("status")) ?? start.part,
    country: matching(/^[A-Z]{2}$/, params.get("country")),
    tag: matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, params.get("tag")),
    from: calendarDay(params.get("from")),
    to: calendarDay(params.get("to")),
    search: clean(params.get("q") ?? ""),
    sort: known ?? start.sort,
    isDescending: known ? sort.startsWith("-") : start.isDescending,
    columns: columns.length > 0 ? columns : usualColumns,
    ...readChoices(params),
  };
}

function readChoices(params: URLSearchParams): Choices {
  return Object.fromEntries(
    choiceKeys.map((key) => [key, oneOf<string>(listChoices[key], params.get(key))]),
  ) as unknown as Choices;
}

function oneOf<One extends string>(list: readonly One[], value: string | null): One | null {
  return list.find((one) => one === value) ?? null;
}

function matching(pattern: RegExp, value: string | null): string | null {
  return value && pattern.test(value) ? value : null;
}

/** A day that there is, or null: 30 February is none. */
function calendarDay(value: string | null): string | null {
  if (!value || !/^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(value)) return null;
  const day = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value ? null : value;
}

/** Text that can be looked for: no control characters, no half characters, of a sensible length. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\uFFFD]+/gu, " ")
    .trim()
    .slice(0, 100);
}

/** The part of an address that leads to a list, or to a page of it; what is as always is left out. */
export function listSearch(query: ListQuery, more: Record<string, string | number | null> = {}): string {
  const params = new URLSearchParams();
  if (query.part !== start.part) params.set("status", query.part);
  for (const key of ["country", "tag", "from", "to", ...choiceKeys] as const) {
    const value = query[key];
    if (value) params.set(key, value);
  }
  if (query.search) params.set("q", query.search);
  if (query.sort !== start.sort || query.isDescending !== start.isDescending)
    params.set("sort", `${query.isDescending ? "-" : ""}${query.sort}`);
  if (!hasUsualColumns(query)) for (const column of query.columns) params.append("col", column);
  for (const [name, value] of Object.entries(more)) if (value !== null) params.set(name, String(value));
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** Whether a list shows the columns that every list shows at first. */
export function hasUsualColumns(query: ListQuery): boolean {
  return query.columns.join() === usualColumns.join();
}

/** The same list without anything that narrows it; part, order and columns stay. */
export function unfiltered(query: ListQuery): ListQuery {
  const { part, sort, isDescending, columns } = query;
  return { ...start, part, sort, isDescending, columns };
}

/** How many filters narrow a list, beside its part and what is looked for. */
export function countFilters(query: ListQuery): number {
  return (["country", "tag", "from", "to", ...choiceKeys] as const).filter((key) => query[key] !== null)
    .length;
}

/** The query that a press on a column's heading leads to: that column, the other way round if it was it already. */
export function sortedBy(query: ListQuery, key: SortKey): ListQuery {
  if (query.sort === key) return { ...query, isDescending: !query.isDescending };
  // Codes and countries are looked up from the front; of dates and figures one wants the newest and greatest.
  return { ...query, sort: key, isDescending: key !== "code" && key !== "country" };
}
