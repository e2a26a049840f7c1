import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import {
  editions,
  places,
  programmeSessions,
  releasedSessions,
  roles,
  weeks,
  type SessionKind,
} from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { weekOfDay } from "~/cohorts/weeks";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inWordOrder, type Queryable, type Transaction } from "~/platform/database.server";
import { defaultProgramme } from "./default-weeks";
import type { SessionValues } from "./forms";
import { leadingRoles } from "./kinds";
import { placeSlot, slotOf, type Ground, type Placed, type Slot } from "./slots";

/** Most sessions an edition is read with at once; ten full weeks have about a hundred. */
const most = 1000;

export type Week = typeof weeks.$inferSelect;

/** A session as the coordinator arranges it, with its place, and when that is on the edition's present ground. */
export interface DraftSession extends Slot, Placed {
  id: string;
  kind: SessionKind;
  title: string;
  description: string;
  placeId: string | null;
  placeName: string | null;
  placeAddress: string | null;
  facilitatorId: string | null;
  optional: boolean;
  revision: number;
  updatedAt: Date;
  cancelled: boolean;
}

/** The weeks of an edition; none until they are laid. */
export async function listWeeks(edition: Pick<Edition, "id">): Promise<Week[]> {
  return database().select().from(weeks).where(eq(weeks.editionId, edition.id)).orderBy(asc(weeks.number));
}

/**
 * Lays the default ten weeks for an edition that has none, all sessions in one place if `placeId` is given. Returns
 * how many sessions there are now, or null when weeks were there already; nothing is changed then.
 */
export async function layDefaultWeeks(
  tx: Transaction,
  edition: Pick<Edition, "id" | "startsOn">,
  actorId: string | null,
  options: { placeId?: string | null } = {},
): Promise<number | null> {
  const laid = defaultProgramme(edition);
  const made = await tx
    .insert(weeks)
    .values(laid.weeks.map((week) => ({ ...week, editionId: edition.id })))
    .onConflictDoNothing()
    .returning({ number: weeks.number });
  if (made.length < laid.weeks.length) return null;
  await tx.insert(programmeSessions).values(
    laid.sessions.map((session) => ({
      ...session,
      id: randomUUID(),
      editionId: edition.id,
      placeId: isElsewhere(session.kind) ? null : (options.placeId ?? null),
      updatedAt: now(),
    })),
  );
  await recordAudit(tx, {
    actorId,
    action: "programme.laid",
    editionId: edition.id,
    subjectType: "edition",
    subjectId: edition.id,
    detail: { sessions: laid.sessions.length },
  });
  return laid.sessions.length;
}

/** Visits, placements and free time are not where the workshops are. */
function isElsewhere(kind: SessionKind): boolean {
  return kind === "visit" || kind === "placement" || kind === "social";
}

const draftColumns = {
  id: programmeSessions.id,
  day: programmeSessions.day,
  startMinute: programmeSessions.startMinute,
  endMinute: programmeSessions.endMinute,
  kind: programmeSessions.kind,
  title: programmeSessions.title,
  description: programmeSessions.description,
  placeId: programmeSessions.placeId,
  placeName: places.name,
  placeAddress: places.address,
  facilitatorId: programmeSessions.facilitatorId,
  optional: programmeSessions.optional,
  revision: programmeSessions.revision,
  updatedAt: programmeSessions.updatedAt,
  cancelledAt: programmeSessions.cancelledAt,
};

function asDraft(
  {
    cancelledAt,
    ...row
  }: Omit<DraftSession, "cancelled" | keyof Placed> & {
    cancelledAt: Date | null;
  },
  ground: Ground,
): DraftSession {
  return { ...row, ...placeSlot(row, ground), cancelled: cancelledAt !== null };
}

/** An edition with what its sessions' instants follow from. */
export type Grounded = Pick<Edition, "id"> & Ground;

/** Every session of an edition as it is being arranged, in the order of time. */
export async function listDraftSessions(db: Queryable, edition: Grounded): Promise<DraftSession[]> {
  const rows = await db
    .select(draftColumns)
    .from(programmeSessions)
    .leftJoin(places, eq(places.id, programmeSessions.placeId))
    .where(eq(programmeSessions.editionId, edition.id))
    .orderBy(asc(programmeSessions.day), asc(programmeSessions.startMinute), asc(programmeSessions.id))
    .limit(most);
  return rows.map((row) => asDraft(row, edition));
}

/** One session of an edition as it is being arranged, or null. */
export async function findDraftSession(
  db: Queryable,
  edition: Grounded,
  id: string,
): Promise<DraftSession | null> {
  const [row] = await db
    .select(draftColumns)
    .from(programmeSessions)
    .leftJoin(places, eq(places.id, programmeSessions.placeId))
    .where(and(eq(programmeSessions.editionId, edition.id), eq(programmeSessions.id, id)));
  return row ? asDraft(row, edition) : null;
}

export type Place = Pick<typeof places.$inferSelect, "id" | "name" | "address">;

/** The places of an edition by name. */
export async function listPlaces(db: Queryable, editionId: string): Promise<Place[]> {
  return db
    .select({ id: places.id, name: places.name, address: places.address })
    .from(places)
    .where(eq(places.editionId, editionId))
    .orderBy(inWordOrder(places.name))
    .limit(most);
}

/** Adds a place, or finds the one of that name, whose address is then left as it is. */
export async function addPlace(
  tx: Transaction,
  editionId: string,
  place: { name: string; address: string },
): Promise<string> {
  // Two presses at once wait for one another here.
  await tx.select({ id: editions.id }).from(editions).where(eq(editions.id, editionId)).for("update");
  const [there] = await tx
    .select({ id: places.id })
    .from(places)
    .where(and(eq(places.editionId, editionId), eq(places.name, place.name)));
  if (there) return there.id;
  const id = randomUUID();
  await tx.insert(places).values({ id, editionId, ...place });
  return id;
}

/** Renames a place of an edition or puts its address right. */
export async function changePlace(
  tx: Transaction,
  editionId: string,
  actorId: string,
  id: string,
  place: { name: string; address: string },
): Promise<void> {
  await tx
    .update(places)
    .set(place)
    .where(and(eq(places.editionId, editionId), eq(places.id, id)));
  await recordAudit(tx, { actorId, action: "place.changed", editionId, subjectType: "place", subjectId: id });
}

/** Whether somebody leads sessions in an edition. */
async function isFacilitator(tx: Transaction, editionId: string, personId: string): Promise<boolean> {
  const [held] = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(
      and(
        eq(roles.personId, personId),
        eq(roles.editionId, editionId),
        inArray(roles.role, [...leadingRoles]),
        isNull(roles.endedAt),
      ),
    )
    .limit(1);
  return Boolean(held);
}

/** What a form says about a session, as columns; null when it names a place or a person the edition does not have. */
async function columnsOf(tx: Transaction, edition: Edition, values: SessionValues) {
  let placeId: string | null = null;
  if (values.place === "new") placeId = await addPlace(tx, edition.id, values.newPlace);
  else if (values.place) {
    const known = await listPlaces(tx, edition.id);
    if (!known.some((place) => place.id === values.place)) return "place" as const;
    placeId = values.place;
  }
  if (values.facilitator && !(await isFacilitator(tx, edition.id, values.facilitator)))
    return "facilitator" as const;
  return {
    ...slotOf(values, edition.startsOn),
    kind: values.kind,
    title: values.title,
    description: values.description,
    placeId,
    facilitatorId: values.facilitator || null,
    optional: values.optional,
    updatedAt: now(),
  };
}

/** What became of a session that was sent: saved, or which field names something that is not there. */
export type Saved = { id: string; week: number } | "place" | "facilitator";

/** Adds a session. Fellows see it once the programme is published. */
export async function addSession(
  tx: Transaction,
  edition: Edition,
  actorId: string,
  values: SessionValues,
): Promise<Saved> {
  const columns = await columnsOf(tx, edition, values);
  if (typeof columns === "string") return columns;
  const id = randomUUID();
  await tx.insert(programmeSessions).values({ id, editionId: edition.id, ...columns });
  await audit(tx, edition, actorId, "session.added", id);
  return { id, week: weekOfDay(columns.day) };
}

/**
 * Saves a session, if nobody has saved it since `revision` was read; "stale" otherwise, and nothing is changed.
 */
export async function changeSession(
  tx: Transaction,
  edition: Edition,
  actorId: string,
  id: string,
  values: SessionValues,
): Promise<Saved | "stale"> {
  const which = and(eq(programmeSessions.editionId, edition.id), eq(programmeSessions.id, id));
  const [there] = await tx
    .select({ revision: programmeSessions.revision })
    .from(programmeSessions)
    .where(which)
    .for("update");
  if (there?.revision !== values.revision) return "stale";
  const columns = await columnsOf(tx, edition, values);
  if (typeof columns === "string") return columns;
  await tx
    .update(programmeSessions)
    .set({ ...columns, revision: values.revision + 1 })
    .where(which);
  await audit(tx, edition, actorId, "session.changed", id);
  return { id, week: weekOfDay(columns.day) };
}

/** Whether a session was ever published: then fellows may have it in their calendars. */
export async function wasPublished(db: Queryable, sessionId: string): Promise<boolean> {
  const [row] = await db
    .select({ releaseId: releasedSessions.releaseId })
    .from(releasedSessions)
    .where(eq(releasedSessions.sessionId, sessionId))
    .limit(1);
  return Boolean(row);
}

/**
 * Calls a session off, or on again with `off: false`. One that was never published is removed instead of called off.
 * "stale" when somebody has saved it since `revision` was read; nothing is changed then.
 */
export async function cancelSession(
  tx: Transaction,
  edition: Edition,
  actorId: string,
  id: string,
  change: { revision: number; off: boolean },
): Promise<"cancelled" | "removed" | "restored" | "stale"> {
  const which = and(eq(programmeSessions.editionId, edition.id), eq(programmeSessions.id, id));
  const [there] = await tx
    .select({ revision: programmeSessions.revision })
    .from(programmeSessions)
    .where(which)
    .for("update");
  if (there?.revision !== change.revision) return "stale";
  if (change.off && !(await wasPublished(tx, id))) {
    await tx.delete(programmeSessions).where(which);
    await audit(tx, edition, actorId, "session.removed", id);
    return "removed";
  }
  const done = change.off ? "cancelled" : "restored";
  await tx
    .update(programmeSessions)
    .set({ cancelledAt: change.off ? now() : null, revision: change.revision + 1, updatedAt: now() })
    .where(which);
  await audit(tx, edition, actorId, `session.${done}`, id);
  return done;
}

async function audit(
  tx: Transaction,
  edition: Edition,
  actorId: string,
  action: string,
  id: string,
): Promise<void> {
  await recordAudit(tx, { actorId, action, editionId: edition.id, subjectType: "session", subjectId: id });
}
