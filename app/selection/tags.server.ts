import { and, count, eq, inArray } from "drizzle-orm";
import { applicationTags, tags } from "#db/schema";
import { now } from "~/platform/clock.server";
import { inWordOrder, type Queryable, type Transaction } from "~/platform/database.server";
import { recordApplicationEvent } from "~/applying/reading.server";

/** A coordinators' label, with how many applications bear it. */
export interface Tag {
  id: string;
  name: string;
  count: number;
}

/** The tags of an edition by name. There are as many as coordinators have thought of, which is few. */
export async function listTags(db: Queryable, editionId: string): Promise<Tag[]> {
  return db
    .select({ id: tags.id, name: tags.name, count: count(applicationTags.applicationId) })
    .from(tags)
    .leftJoin(applicationTags, eq(applicationTags.tagId, tags.id))
    .where(eq(tags.editionId, editionId))
    .groupBy(tags.id)
    .orderBy(inWordOrder(tags.name))
    .limit(200);
}

/** The tags of some applications, by application. */
export async function tagsOf(
  db: Queryable,
  applicationIds: string[],
): Promise<Map<string, { id: string; name: string }[]>> {
  if (applicationIds.length === 0) return new Map();
  const rows = await db
    .select({ applicationId: applicationTags.applicationId, id: tags.id, name: tags.name })
    .from(applicationTags)
    .innerJoin(tags, eq(tags.id, applicationTags.tagId))
    .where(inArray(applicationTags.applicationId, applicationIds))
    .orderBy(inWordOrder(tags.name));
  const found = new Map<string, { id: string; name: string }[]>();
  for (const { applicationId, ...tag } of rows)
    found.set(applicationId, [...(found.get(applicationId) ?? []), tag]);
  return found;
}

/** The id of an edition's tag by its name, which is made if there is none yet. */
export async function findOrMakeTag(
  tx: Transaction,
  editionId: string,
  name: string,
  actorId: string,
): Promise<string> {
  await tx
    .insert(tags)
    .values({ editionId, name, createdBy: actorId, createdAt: now() })
    .onConflictDoNothing();
  const [tag] = await tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.editionId, editionId), eq(tags.name, name)));
  if (!tag) throw new Error("A tag vanished while it was made.");
  return tag.id;
}

/** Puts a tag on an application; the caller has checked that both are of the edition. Twice is the same as once. */
export async function addTag(
  tx: Transaction,
  tagging: { applicationId: string; tagId: string; actorId: string },
): Promise<void> {
  const { applicationId, tagId, actorId } = tagging;
  const [made] = await tx
    .insert(applicationTags)
    .values({ applicationId, tagId, taggedBy: actorId, taggedAt: now() })
    .onConflictDoNothing()
    .returning({ tagId: applicationTags.tagId });
  if (made) await recordApplicationEvent(tx, applicationId, "tagged", actorId);
}

/** Takes a tag off an application. One that is not on it is no error. */
export async function removeTag(
  tx: Transaction,
  tagging: { applicationId: string; tagId: string; actorId: string },
): Promise<void> {
  const { applicationId, tagId, actorId } = tagging;
  const [gone] = await tx
    .delete(applicationTags)
    .where(and(eq(applicationTags.applicationId, applicationId), eq(applicationTags.tagId, tagId)))
    .returning({ tagId: applicationTags.tagId });
  if (gone) await recordApplicationEvent(tx, applicationId, "untagged", actorId);
}
