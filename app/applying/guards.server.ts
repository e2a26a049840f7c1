import { requireUser, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { lockOf, type Lock } from "./access";
import { findCurrentApplication, type OwnApplication } from "./applications.server";
import { readRefereesWindow } from "./referees.server";

/**
 * Somebody with an application, and that application: their newest. For anyone else, and once it has been erased, the
 * page does not exist.
 */
export async function requireOwnApplication(
  asking: Asking,
): Promise<{ viewer: Viewer; own: OwnApplication; lock: Lock }> {
  const viewer = await requireUser(asking);
  const own = await findCurrentApplication(database(), viewer);
  if (!own || own.application.erasedAt) throw notFound();
  return { viewer, own, lock: lockOf(own.application, own.edition, now()) };
}

/**
 * Somebody who names referees for their own application, now or until lately. For everyone else the page does not
 * exist: before they are on the shortlist they are not to learn from it that they might be.
 */
export async function requireReferees(asking: Asking): Promise<{
  viewer: Viewer;
  own: OwnApplication;
  window: "open" | "closed";
}> {
  const { viewer, own } = await requireOwnApplication(asking);
  const window = await readRefereesWindow(database(), own);
  if (window === "hidden") throw notFound();
  return { viewer, own, window };
}
