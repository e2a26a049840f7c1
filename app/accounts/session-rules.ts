import type { RoleName } from "#db/schema";

/** Staff see other people's data, so their sessions are short; applicants come back on slow networks. */
export const sessionLimits = {
  staff: { idleMinutes: 30, absoluteHours: 12 },
  other: { idleMinutes: 120, absoluteHours: 14 * 24 },
} as const;

const staffRoles: ReadonlySet<RoleName> = new Set(["admin", "coordinator", "panelist", "facilitator"]);

/** Whether somebody holds a role under which they see other people's data. */
export function isStaff(roles: readonly { role: RoleName }[]): boolean {
  return roles.some(({ role }) => staffRoles.has(role));
}

/** Whether a session is over: idle too long, or too old however busy. */
export function isSessionOver(
  session: { createdAt: Date; lastSeenAt: Date },
  staff: boolean,
  now: Date,
): boolean {
  const limits = staff ? sessionLimits.staff : sessionLimits.other;
  return (
    now.getTime() - session.lastSeenAt.getTime() > limits.idleMinutes * 60_000 ||
    now.getTime() - session.createdAt.getTime() > limits.absoluteHours * 3_600_000
  );
}
