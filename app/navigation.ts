import type { HeldRole } from "./accounts/lucia.server";

export type NavigationName =
  | "application"
  | "panel"
  | "office"
  | "people"
  | "mail"
  | "audit"
  | "programme"
  | "feedback"
  | "facilitating";

/** The ways that somebody has through the app, by what they are in it. */
export function navigationFor(
  viewer: { roles: HeldRole[]; fellowOf: string[] } | null,
  path: string,
): { name: NavigationName; to: string; current: boolean }[] {
  if (!viewer) return [];
  const holds = (role: HeldRole["role"]) => viewer.roles.some((held) => held.role === role);
  const ways: [NavigationName, string, boolean][] = [
    ["application", "/application", viewer.roles.length === 0 && viewer.fellowOf.length === 0],
    ["programme", "/programme", viewer.fellowOf.length > 0],
    ["feedback", "/feedback", viewer.fellowOf.length > 0],
    ["panel", "/panel", holds("panelist")],
    ["facilitating", "/facilitating", holds("facilitator") || holds("mentor")],
    ["office", "/office", holds("coordinator")],
    ["people", "/office/people", holds("admin") || holds("coordinator")],
    ["mail", "/office/mail", holds("admin") || holds("coordinator")],
    ["audit", "/office/audit", holds("admin")],
  ];
  const shown = ways.filter(([, , visible]) => visible);
  const current = shown
    .map(([, to]) => to)
    .filter((to) => path === to || path.startsWith(`${to}/`))
    .sort((a, b) => b.length - a.length)[0];
  return shown.map(([name, to]) => ({ name, to, current: to === current }));
}
