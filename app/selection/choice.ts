import { listSearch, readListQuery, type ListQuery } from "./application-list";

/** The applications that something is to be done with: those ticked, or all that a list's query finds. */
export interface Choice {
  query: ListQuery;
  isAll: boolean;
  /** Ticked codes; not looked at where all are meant. */
  codes: readonly string[];
}

/** More boxes than a page has were not ticked on one. */
const most = 200;

/** Reads a choice from an address; what is no code is left out. */
export function readChoice(params: URLSearchParams): Choice {
  const codes = params.getAll("code").filter((code) => /^[A-Z]{2,6}-[0-9A-Z]{4,12}$/.test(code));
  return {
    query: readListQuery(params),
    isAll: params.get("all") === "yes",
    codes: [...new Set(codes)].slice(0, most),
  };
}

/** The part of an address that says a choice again. */
export function choiceSearch({ query, isAll, codes }: Choice): string {
  const params = new URLSearchParams(listSearch(query));
  if (isAll) params.set("all", "yes");
  else for (const code of codes) params.append("code", code);
  return `?${params.toString()}`;
}
