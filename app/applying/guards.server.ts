import { requireUser, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { idParam } from "~/platform/http/params.server";
import { lockOf, type Lock } from "./access";
import {
  findCurrentApplication,
  findOwnApplication,
  turnTo,
  type OwnApplication,
} from "./applications.server";
import { readRefereesWindow } from "./referees.server";

/**
 * Somebody with an application, and that application: of several the one they turned to last. For anyone else, and once
 * it has been erased, the page does not exist.
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
 * The application that what was posted is about: the one that its page was made for, also where the person has turned
 * to another of theirs since, in another tab or on another device. Nothing is written into the wrong one. What came by
 * a button makes it the one that their pages are about; what a page saves by itself does not.
 */
export async function theOneMeant<Found extends { viewer: Viewer; own: OwnApplication }>(
  found: Found,
  named: unknown,
  by: "button" | "itself" = "button",
): Promise<Found & { lock: Lock }> {
  const { viewer } = found;
  let { own } = found;
  if (typeof named === "string" && named !== "" && named !== own.application.id) {
    const meant = await findOwnApplication(database(), viewer, { id: idParam(named) });
    if (!meant || meant.application.erasedAt) throw notFound();
    if (by === "button") await turnTo(viewer, meant.application.id);
    own = meant;
  }
  return { ...found, own, lock: lockOf(own.application, own.edition, now()) };
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
