import { and, asc, count, eq, or } from "drizzle-orm";
import { savedViews } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { now } from "~/platform/clock.server";
import { inWordOrder, type Queryable, type Transaction } from "~/platform/database.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { listSearch, type ListQuery } from "./application-list";

/** A way of looking at the list that somebody has kept. */
export interface SavedView {
  id: string;
  name: string;
  /** The part of an address that opens it, with its question mark; empty for the list as it always is. */
  search: string;
  isShared: boolean;
  isMine: boolean;
  /** Who shares it; null for one's own, and for somebody who has been erased. */
  owner: string | null;
}

/** The most views that somebody keeps in an edition: more than that nobody finds again. */
export const viewLimit = 30;

/** Somebody's own views of an edition, and those that its other coordinators share. */
export async function listViews(db: Queryable, editionId: string, viewerId: string): Promise<SavedView[]> {
  const rows = await db
    .select()
    .from(savedViews)
    .where(
      and(
        eq(savedViews.editionId, editionId),
        or(eq(savedViews.ownerId, viewerId), eq(savedViews.shared, true)),
      ),
    )
    .orderBy(inWordOrder(savedViews.name), asc(savedViews.id))
    .limit(200);
  const others = rows.flatMap(({ ownerId }) => (ownerId === viewerId ? [] : [ownerId]));
  const names = await readPeople([...new Set(others)]);
  return rows.map(({ id, name, query, shared, ownerId }) => ({
    id,
    name,
    search: query,
    isShared: shared,
    isMine: ownerId === viewerId,
    owner: names.get(ownerId)?.name ?? null,
  }));
}

export interface View {
  editionId: string;
  ownerId: string;
  name: string;
  isShared: boolean;
}

/**
 * Keeps a way of looking at the list. What was looked for by name is not kept: names and addresses stand nowhere in
 * clear. Nothing is written where the owner has a view of that name already, or as many as there may be.
 */
export async function saveView(
  tx: Transaction,
  view: View & { query: ListQuery },
): Promise<"saved" | "taken" | "too-many"> {
  const { editionId, ownerId, name, isShared, query } = view;
  const [own] = await tx
    .select({ count: count() })
    .from(savedViews)
    .where(and(eq(savedViews.editionId, editionId), eq(savedViews.ownerId, ownerId)));
  if ((own?.count ?? 0) >= viewLimit) return "too-many";
  const [saved] = await tx
    .insert(savedViews)
    .values({
      editionId,
      ownerId,
      name,
      query: listSearch({ ...query, search: "" }),
      shared: isShared,
      createdAt: now(),
    })
    .onConflictDoNothing()
    .returning({ id: savedViews.id });
  if (saved) return "saved";
  const [there] = await tx
    .select()
    .from(savedViews)
    .where(
      and(eq(savedViews.editionId, editionId), eq(savedViews.ownerId, ownerId), eq(savedViews.name, name)),
    );
  const isSame = there?.query === listSearch({ ...query, search: "" }) && there.shared === isShared;
  return there && isSame && isPressedTwice(there.createdAt, now()) ? "saved" : "taken";
}

/** One's own view, to be changed; null for anybody else's. */
export async function findOwnView(db: Queryable, editionId: string, ownerId: string, id: string) {
  const [view] = await db
    .select({ id: savedViews.id, name: savedViews.name, isShared: savedViews.shared })
    .from(savedViews)
    .where(isOwn(editionId, ownerId, id));
  return view ?? null;
}

/** Gives one's own view another name, or shares it or no longer. */
export async function changeView(
  tx: Transaction,
  view: View & { id: string },
): Promise<"changed" | "taken" | "not-found"> {
  const { editionId, ownerId, name, isShared, id } = view;
  const [same] = await tx
    .select({ id: savedViews.id })
    .from(savedViews)
    .where(
      and(eq(savedViews.editionId, editionId), eq(savedViews.ownerId, ownerId), eq(savedViews.name, name)),
    );
  if (same && same.id !== id) return "taken";
  const [changed] = await tx
    .update(savedViews)
    .set({ name, shared: isShared })
    .where(isOwn(editionId, ownerId, id))
    .returning({ id: savedViews.id });
  return changed ? "changed" : "not-found";
}

/** Removes one's own view; false for anybody else's. */
export async function removeView(
  tx: Transaction,
  editionId: string,
  ownerId: string,
  id: string,
): Promise<boolean> {
  const gone = await tx
    .delete(savedViews)
    .where(isOwn(editionId, ownerId, id))
    .returning({ id: savedViews.id });
  return gone.length > 0;
}

function isOwn(editionId: string, ownerId: string, id: string) {
  return and(eq(savedViews.id, id), eq(savedViews.editionId, editionId), eq(savedViews.ownerId, ownerId));
}
