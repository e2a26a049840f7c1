import { useMatches } from "@remix-run/react";

/** The id of the application that this page was made for, where its loader gives it as `of`. */
export function useApplicationId(): string | null {
  const data: unknown = useMatches().at(-1)?.data;
  const id = typeof data === "object" && data !== null && "of" in data ? data.of : null;
  return typeof id === "string" ? id : null;
}

/** Says in a form which application its page was made for, as a person may have several and turn to another meanwhile. */
export function ApplicationField() {
  const id = useApplicationId();
  return id ? <input type="hidden" name="application" value={id} /> : null;
}
