import { env } from "~/platform/env.server";
import { notFound } from "~/platform/http/body.server";
import { editionsWithRole, hasRole, requireUser, type Asking } from "./guards.server";
import type { StaffScope } from "./invitations.server";
import type { Viewer } from "./session.server";

/** Somebody who looks after people and roles: an admin for all, a coordinator for their own editions. */
export async function requireStaffKeeper(asking: Asking): Promise<{ viewer: Viewer; scope: StaffScope }> {
  const viewer = await requireUser(asking);
  if (hasRole(viewer, "admin")) return { viewer, scope: { editionIds: "all" } };
  const editionIds = editionsWithRole(viewer, "coordinator");
  if (editionIds.length === 0) throw notFound();
  return { viewer, scope: { editionIds } };
}

/**
 * Whether letters can be read at all: only where no mail server is set, and then by an admin. In the demonstration
 * coordinators may too. Letters hold links that open accounts, so nobody reads them where they are really sent.
 */
export function mayReadLetters(viewer: Viewer): boolean {
  return !env().SMTP_URL && (hasRole(viewer, "admin") || env().ELF_DEMO);
}
