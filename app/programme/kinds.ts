import type { SessionKind } from "#db/schema";

/** Every kind of session, in the order in which a coordinator chooses. */
export const sessionKinds = [
  "workshop",
  "coaching",
  "circle",
  "visit",
  "placement",
  "lesson",
  "evaluation",
  "social",
] as const satisfies readonly SessionKind[];

/** Whether fellows are asked afterwards how a session was: free time and farewells are theirs. */
export function hasPulse(kind: SessionKind): boolean {
  return kind !== "social";
}

/** The roles of people who lead sessions. */
export const leadingRoles = ["facilitator", "mentor"] as const;
