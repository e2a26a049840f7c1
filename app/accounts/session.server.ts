import { and, desc, eq, ne } from "drizzle-orm";
import { Cookie } from "lucia";
import { sessions } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, type Queryable } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { digest, openKey, unseal, type PersonKey } from "~/platform/vault.server";
import { createLucia, type HeldRole } from "./lucia.server";
import { isSessionOver, isStaff } from "./session-rules";

/** Who is asking: a logged-in person with what they may do. */
export interface Viewer {
  personId: string;
  name: string | null;
  locale: string;
  timeZone: string | null;
  /** Whether "leave this page" also ends their session. */
  leavingEnds: boolean;
  roles: HeldRole[];
  /** Editions they are a fellow of. */
  fellowOf: string[];
  key: PersonKey;
  /** Hash of the session id: names the session in lists without being able to open it. */
  sessionHash: string;
}

/** `__Host-` needs HTTPS; a plain http origin is only ever this machine (see docs/decisions). */
export function sessionCookieName(): string {
  return env().secureCookies ? "__Host-elf" : "elf";
}

function sessionCookie(value: string, maxAge?: number): string {
  return new Cookie(sessionCookieName(), value, {
    httpOnly: true,
    secure: env().secureCookies,
    sameSite: "lax",
    path: "/",
    ...(maxAge === undefined ? {} : { maxAge }),
  }).serialize();
}

/** The session id in a request's cookies, if it has the shape of one. */
function sessionIdFrom(request: Request): string | null {
  for (const part of (request.headers.get("Cookie") ?? "").split(";")) {
    const [name, value] = part.trim().split("=");
    if (name === sessionCookieName() && value && /^[a-z0-9]{20,64}$/.test(value)) return value;
  }
  return null;
}

/** Opens a session for a person; the caller sends the returned Set-Cookie value. It ends with the browser. */
export async function openSession(personId: string): Promise<string> {
  const at = now();
  const session = await createLucia().createSession(personId, { createdAt: at, lastSeenAt: at });
  return sessionCookie(session.id);
}

/** The person behind a request, or null. Notes that they were seen, at most once a minute. */
export async function readSession(request: Request): Promise<Viewer | null> {
  const id = sessionIdFrom(request);
  if (!id) return null;
  const lucia = createLucia();
  const { session, user } = await lucia.validateSession(id);
  if (!session) return null;
  const at = now();
  if (isSessionOver(session, isStaff(user.roles), at)) {
    await lucia.invalidateSession(id);
    return null;
  }
  if (at.getTime() - session.lastSeenAt.getTime() > 60_000)
    await database()
      .update(sessions)
      .set({ lastSeenAt: at })
      .where(eq(sessions.id, digest(id)));
  const key = openKey(user.id, user.wrappedKey);
  return {
    personId: user.id,
    name: unseal(key, "people.name", user.name),
    locale: user.locale,
    timeZone: user.timeZone,
    leavingEnds: user.leavingEnds,
    roles: user.roles,
    fellowOf: user.fellowOf,
    key,
    sessionHash: digest(id),
  };
}

/** Ends the session of this request; returns the Set-Cookie value that clears the cookie. */
export async function closeSession(request: Request): Promise<string> {
  const id = sessionIdFrom(request);
  if (id) await createLucia().invalidateSession(id);
  return sessionCookie("", 0);
}

/** Headers of an answer to somebody whose sessions have all been ended: the browser forgets what it kept of the site. */
export function goodbye(): Record<string, string> {
  return { "Set-Cookie": sessionCookie("", 0), "Clear-Site-Data": '"cache", "storage"' };
}

/** A person's open sessions, the most recently used first. */
export async function listSessions(viewer: Viewer) {
  return database()
    .select({ id: sessions.id, createdAt: sessions.createdAt, lastSeenAt: sessions.lastSeenAt })
    .from(sessions)
    .where(eq(sessions.userId, viewer.personId))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50);
}

/** Ends one of the viewer's own sessions by its hash. Returns whether there was one. */
export async function endSession(viewer: Viewer, sessionHash: string): Promise<boolean> {
  const ended = await database()
    .delete(sessions)
    .where(and(eq(sessions.userId, viewer.personId), eq(sessions.id, sessionHash)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Ends a person's sessions, all of them or all but one: what a changed password or role does. */
export async function endSessionsOf(db: Queryable, personId: string, except?: string): Promise<void> {
  await db
    .delete(sessions)
    .where(and(eq(sessions.userId, personId), except ? ne(sessions.id, except) : undefined));
}
