import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { applications, fellows, people, roles, vaultKeys } from "#db/schema";
import { requireUser, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { listEditions, type Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { wallClock } from "~/platform/locale/zones";
import { openKey, unseal } from "~/platform/vault.server";
import { currentFellowship } from "./fellowship";
import { compareWords } from "~/platform/locale/order";
import { leadingRoles } from "./kinds";

/** Most people a list of one edition's fellows or facilitators holds; cohorts are far below it. */
const most = 200;

/**
 * Makes a person a fellow of an edition; part of the transaction that accepts the offer. A second call changes
 * nothing and gives the same id.
 */
export async function createFellow(
  tx: Transaction,
  details: { editionId: string; personId: string; applicationId: string | null },
): Promise<string> {
  const [made] = await tx
    .insert(fellows)
    .values({ id: randomUUID(), ...details, joinedAt: now() })
    .onConflictDoNothing({ target: [fellows.editionId, fellows.personId] })
    .returning({ id: fellows.id });
  if (made) {
    await recordAudit(tx, {
      actorId: details.personId,
      action: "fellow.joined",
      editionId: details.editionId,
      subjectType: "fellow",
      subjectId: made.id,
    });
    return made.id;
  }
  const [there] = await tx
    .select({ id: fellows.id })
    .from(fellows)
    .where(and(eq(fellows.editionId, details.editionId), eq(fellows.personId, details.personId)));
  if (!there) throw new Error("The fellow is neither new nor there.");
  return there.id;
}

/** Somebody of the programme, by name. */
export interface Member {
  personId: string;
  name: string;
}

/** An edition's fellows by name, for those who may see them (the caller has checked). Erased people are absent. */
export async function listFellows(
  edition: Pick<Edition, "id">,
): Promise<(Member & { joinedAt: Date; code: string | null })[]> {
  const rows = await database()
    .select({
      personId: fellows.personId,
      joinedAt: fellows.joinedAt,
      code: applications.code,
      name: people.name,
      wrapped: vaultKeys.wrapped,
    })
    .from(fellows)
    .innerJoin(people, eq(people.id, fellows.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, fellows.personId))
    .leftJoin(applications, eq(applications.id, fellows.applicationId))
    .where(and(eq(fellows.editionId, edition.id), isNull(fellows.endedAt)))
    .orderBy(asc(fellows.joinedAt))
    .limit(most);
  return rows
    .map(({ wrapped, name, ...row }) => ({ ...row, name: readName(row.personId, wrapped, name) }))
    .sort(byName);
}

/** The people who lead sessions of an edition, facilitators and mentors, by name. */
export async function listFacilitators(edition: Pick<Edition, "id">): Promise<Member[]> {
  const rows = await database()
    .selectDistinctOn([people.id], { personId: people.id, name: people.name, wrapped: vaultKeys.wrapped })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .where(
      and(eq(roles.editionId, edition.id), inArray(roles.role, [...leadingRoles]), isNull(roles.endedAt)),
    )
    .orderBy(people.id)
    .limit(most);
  return rows
    .map((row) => ({ personId: row.personId, name: readName(row.personId, row.wrapped, row.name) }))
    .sort(byName);
}

function readName(personId: string, wrapped: Buffer, name: Buffer | null): string {
  return unseal(openKey(personId, wrapped), "people.name", name) ?? "–";
}

function byName(a: Member, b: Member): number {
  return compareWords(a.name, b.name);
}

/**
 * A fellow, with the edition of their present fellowship: the one that is running, or else the newest. For anyone
 * else who is logged in the page does not exist.
 */
export async function requireFellow(asking: Asking): Promise<{ viewer: Viewer; edition: Edition }> {
  const viewer = await requireUser(asking);
  if (viewer.fellowOf.length === 0) throw notFound();
  const held = await listEditions(viewer.fellowOf);
  const edition = currentFellowship(held, (zone) => wallClock(now(), zone).date);
  if (!edition) throw notFound();
  return { viewer, edition };
}
