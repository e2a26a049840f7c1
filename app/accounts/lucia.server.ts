import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { and, eq, isNull, sql } from "drizzle-orm";
import { Lucia, TimeSpan, type DatabaseSession, type DatabaseUser } from "lucia";
import { fellows, people, roles, sessions, vaultKeys, type RoleName } from "#db/schema";
import { database, type Database } from "~/platform/database.server";
import { digest } from "~/platform/vault.server";

/** A role in an edition; admin has none. */
export interface HeldRole {
  role: RoleName;
  editionId: string | null;
}

interface UserAttributes {
  locale: string;
  timeZone: string | null;
  leavingEnds: boolean;
  name: Buffer | null;
  wrappedKey: Buffer;
  roles: HeldRole[];
  fellowOf: string[];
}

interface SessionAttributes {
  createdAt: Date;
  lastSeenAt: Date;
}

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    DatabaseUserAttributes: UserAttributes;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

/** A person's session with all that a page needs to know of them. Every request asks this, so it is built once. */
function buildSessionQuery(db: Database) {
  return db
    .select({
      userId: sessions.userId,
      expiresAt: sessions.expiresAt,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      locale: people.locale,
      timeZone: people.timeZone,
      leavingEnds: people.leavingEnds,
      name: people.name,
      wrappedKey: vaultKeys.wrapped,
      roles: sql<
        HeldRole[]
      >`coalesce((select json_agg(json_build_object('role', ${roles.role}, 'editionId', ${roles.editionId})) from ${roles} where ${roles.personId} = ${people.id} and ${roles.endedAt} is null), '[]'::json)`,
      fellowOf: sql<
        string[]
      >`coalesce((select json_agg(${fellows.editionId}) from ${fellows} where ${fellows.personId} = ${people.id} and ${fellows.endedAt} is null), '[]'::json)`,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.userId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .where(and(eq(sessions.id, sql.placeholder("id")), isNull(people.erasedAt)))
    .prepare("session");
}

const sessionQueries = new WeakMap<Database, ReturnType<typeof buildSessionQuery>>();

function sessionQuery(db: Database) {
  let query = sessionQueries.get(db);
  if (!query) sessionQueries.set(db, (query = buildSessionQuery(db)));
  return query;
}

/**
 * Lucia's own adapter, with two changes: what is stored is the SHA-256 of the session id, so that a copy of the
 * table opens no session; and one query brings the person's roles and wrapped key along with the session.
 */
class HashingAdapter extends DrizzlePostgreSQLAdapter {
  constructor(private readonly database: Database) {
    super(database, sessions, people); // Our user id is a uuid column, which the adapter's types do not foresee.
  }

  override async getSessionAndUser(
    sessionId: string,
  ): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const [row] = await sessionQuery(this.database).execute({ id: digest(sessionId) });
    if (!row) return [null, null];
    const { userId, expiresAt, createdAt, lastSeenAt, ...attributes } = row;
    return [
      { id: sessionId, userId, expiresAt, attributes: { createdAt, lastSeenAt } },
      { id: userId, attributes },
    ];
  }

  override setSession(session: DatabaseSession): Promise<void> {
    return super.setSession({ ...session, id: digest(session.id) });
  }

  override updateSessionExpiration(sessionId: string, expiresAt: Date): Promise<void> {
    return super.updateSessionExpiration(digest(sessionId), expiresAt);
  }

  override deleteSession(sessionId: string): Promise<void> {
    return super.deleteSession(digest(sessionId));
  }
}

/** Lucia over the process's database. Only `session.server.ts` uses it, so that it can be replaced in one place. */
export function createLucia() {
  return new Lucia(new HashingAdapter(database()), {
    // The absolute expiry of the longest-lived kind of session; session.server.ts holds the stricter rules.
    sessionExpiresIn: new TimeSpan(14, "d"),
    getUserAttributes: (attributes) => attributes,
    getSessionAttributes: (attributes) => attributes,
  });
}
