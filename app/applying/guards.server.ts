import { requireUser, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { lockOf, type Lock } from "./access";
import { findCurrentApplication, type OwnApplication } from "./applications.server";

/** Somebody with an application, and that application: their newest. For anyone else the page does not exist. */
export async function requireOwnApplication(
  asking: Asking,
): Promise<{ viewer: Viewer; own: OwnApplication; lock: Lock }> {
  const viewer = await requireUser(asking);
  const own = await findCurrentApplication(database(), viewer);
  if (!own) throw notFound();
  return { viewer, own, lock: lockOf(own.application, own.edition, now()) };
}
