import { conflictStates, tieKinds, type ConflictState, type TieKind } from "./conflict-rules";

/** Which conflicts a coordinator looks at; it stands in the address. */
export interface ConflictQuery {
  state: ConflictState | null;
  /** Found by this. */
  kind: TieKind | null;
  /** The code of an application. */
  application: string | null;
}

/** What an address asks for; anything that is none of it is passed over. */
export function readConflictQuery(search: URLSearchParams): ConflictQuery {
  const application = (search.get("application") ?? "").trim().toUpperCase();
  return {
    state: conflictStates.find((state) => state === search.get("show")) ?? null,
    kind: tieKinds.find((kind) => kind === search.get("kind")) ?? null,
    application: /^[A-Z0-9-]{3,16}$/.test(application) ? application : null,
  };
}

/** The address's part for a query, with what else is to stand in it. */
export function conflictSearch(query: ConflictQuery, more: Record<string, string> = {}): string {
  const said = { show: query.state, kind: query.kind, application: query.application, ...more };
  const search = new URLSearchParams(
    Object.entries(said).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString();
  return search ? `?${search}` : "";
}
