/** The parts of an edition's list of applications; each is a tab with its count. */
export const listParts = ["submitted", "unchecked", "eligible", "ineligible", "withdrawn", "draft"] as const;
export type ListPart = (typeof listParts)[number];

export const sortKeys = ["submitted", "code", "country", "readings", "mean"] as const;
export type SortKey = (typeof sortKeys)[number];

/** What a list shows, and in which order: all of it stands in its address. */
export interface ListQuery {
  part: ListPart;
  country: string | null;
  /** What is looked for in codes, names and addresses; empty for everything. */
  search: string;
  sort: SortKey;
  isDescending: boolean;
}

const start: ListQuery = {
  part: "submitted",
  country: null,
  search: "",
  sort: "submitted",
  isDescending: true,
};

/** Reads a list's query from an address. What makes no sense there is left out, as an address is easily mistyped. */
export function readListQuery(params: URLSearchParams): ListQuery {
  const part = params.get("status");
  const country = params.get("country");
  const sort = params.get("sort") ?? "";
  const key = sort.replace(/^-/, "");
  const known = sortKeys.find((one) => one === key);
  return {
    part: listParts.find((one) => one === part) ?? start.part,
    country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    search: clean(params.get("q") ?? ""),
    sort: known ?? start.sort,
    isDescending: known ? sort.startsWith("-") : start.isDescending,
  };
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
  if (query.country) params.set("country", query.country);
  if (query.search) params.set("q", query.search);
  if (query.sort !== start.sort || query.isDescending !== start.isDescending)
    params.set("sort", `${query.isDescending ? "-" : ""}${query.sort}`);
  for (const [name, value] of Object.entries(more)) if (value !== null) params.set(name, String(value));
  const text = params.toString();
  return text ? `?${text}` : "";
}

/** The query that a press on a column's heading leads to: that column, the other way round if it was it already. */
export function sortedBy(query: ListQuery, key: SortKey): ListQuery {
  if (query.sort === key) return { ...query, isDescending: !query.isDescending };
  // Codes and countries are looked up from the front; of dates and figures one wants the newest and greatest.
  return { ...query, sort: key, isDescending: key !== "code" && key !== "country" };
}

/** Whether all the words that are looked for are in one of the texts, whatever their case and spelling of ё. */
export function isMatch(search: string, texts: readonly (string | null | undefined)[]): boolean {
  const whole = fold(texts.filter(Boolean).join("\n"));
  return fold(search)
    .split(/\s+/)
    .every((word) => whole.includes(word));
}

function fold(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("en").replaceAll("ё", "е");
}
