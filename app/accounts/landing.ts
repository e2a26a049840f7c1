import type { HeldRole } from "./lucia.server";

/** Where somebody goes after logging in, by what they are here for. */
export function landingFor(viewer: { roles: HeldRole[]; fellowOf: string[] }): string {
  const holds = (role: HeldRole["role"]) => viewer.roles.some((held) => held.role === role);
  if (holds("coordinator")) return "/office";
  if (viewer.fellowOf.length > 0) return "/programme";
  if (holds("panelist")) return "/panel";
  if (holds("facilitator") || holds("mentor")) return "/facilitating";
  if (holds("admin")) return "/office/people";
  return "/application";
}
