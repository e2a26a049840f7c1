import type { AppLoadContext } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import type { RoleName } from "#db/schema";
import { notFound, readTyped } from "~/platform/http/body.server";
import { readSession, type Viewer } from "./session.server";

/** What a loader or an action hands to a guard: its own arguments. */
export interface Asking {
  request: Request;
  context: AppLoadContext;
}

const viewers = new WeakMap<object, Promise<Viewer | null>>();

/** The person behind a request, or null; read once however many loaders of the page ask. */
export function findViewer({ request, context }: Asking): Promise<Viewer | null> {
  let viewer = viewers.get(context);
  if (!viewer) viewers.set(context, (viewer = readSession(request)));
  return viewer;
}

/**
 * Somebody who is logged in; anyone else is sent to log in and back here. Whoever has sent a form, as a session may end
 * while somebody writes, gets it back with all that they typed, to be sent again.
 */
export async function requireUser(asking: Asking): Promise<Viewer> {
  const viewer = await findViewer(asking);
  if (viewer) return viewer;
  const { pathname, search } = new URL(asking.request.url);
  const again = asking.context.typed ?? [];
  if (again.length > 0) throw Response.json({ refusal: "logged-out", typed: again }, { status: 401 });
  if (asking.request.method === "GET")
    throw redirect(`/login?to=${encodeURIComponent(pathname.replace(/\.data$/, "") + search)}`);
  const typed = await readTyped(asking.request);
  if (typed.length > 0) throw Response.json({ refusal: "logged-out", typed }, { status: 401 });
  throw redirect("/login");
}

/** Whether somebody holds a role, in the given edition or, without one, in any. Admin stands outside editions. */
export function hasRole(viewer: Viewer, role: RoleName, editionId?: string): boolean {
  return viewer.roles.some(
    (held) => held.role === role && (editionId === undefined || held.editionId === editionId),
  );
}

/** Somebody with a role; for anyone else who is logged in the page does not exist. */
export async function requireRole(
  asking: Asking,
  role: RoleName | RoleName[],
  editionId?: string,
): Promise<Viewer> {
  const viewer = await requireUser(asking);
  if (![role].flat().some((one) => hasRole(viewer, one, editionId))) throw notFound();
  return viewer;
}

/** The editions in which somebody holds a role. */
export function editionsWithRole(viewer: Viewer, role: RoleName): string[] {
  return viewer.roles.flatMap((held) => (held.role === role && held.editionId ? [held.editionId] : []));
}
