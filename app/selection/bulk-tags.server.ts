import { and, eq, sql } from "drizzle-orm";
import { applications, applicationTags, tags } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { rowsOf, type Transaction } from "~/platform/database.server";
import type { Choice } from "./choice";
import { findChosen, sumOf } from "./chosen.server";
import { findOrMakeTag } from "./tags.server";

/** A tag to put on several applications, or to take off them. */
export interface BulkTagging {
  actorId: string;
  editionId: string;
  choice: Choice;
  /** The sum over the choice that the coordinator was shown. */
  seen: string;
  what: "add" | "remove";
  /** A tag of the edition by its id, or one by its name that is made if there is none. */
  tag: { id: string } | { name: string };
}

export type BulkTaggingOutcome =
  /** With how many of them it changed anything. */
  { outcome: "done"; count: number } | { outcome: "changed" | "nobody" | "no-tag" };

/** Tags or untags several applications in one statement; to do so twice is the same as once. */
export async function tagMany(tx: Transaction, tagging: BulkTagging): Promise<BulkTaggingOutcome> {
  const { actorId, editionId, choice, what } = tagging;
  const chosen = await findChosen(tx, editionId, choice);
  if (chosen.length === 0) return { outcome: "nobody" };
  if (sumOf(chosen) !== tagging.seen) return { outcome: "changed" };
  const tagId = await findTag(tx, tagging);
  if (!tagId) return { outcome: "no-tag" };
  const ids = `{${chosen.map(({ id }) => id).join(",")}}`;
  const changed = await rowsOf<{ id: string }>(
    tx,
    what === "add"
      ? sql`insert into ${applicationTags} (application_id, tag_id, tagged_by, tagged_at)
          select ${applications.id}, ${tagId}::uuid, ${actorId}::uuid, ${now().toISOString()}::timestamptz
          from ${applications} where ${applications.id} = any(${ids}::uuid[])
          on conflict do nothing returning application_id as id`
      : sql`delete from ${applicationTags} where ${applicationTags.tagId} = ${tagId}
          and ${applicationTags.applicationId} = any(${ids}::uuid[]) returning application_id as id`,
  );
  await recordApplicationEvents(
    tx,
    what === "add" ? "tagged" : "untagged",
    actorId,
    changed.map(({ id }) => ({ applicationId: id })),
  );
  await recordAudit(tx, {
    actorId,
    action: what === "add" ? "applications.tagged" : "applications.untagged",
    editionId,
    subjectType: "tag",
    subjectId: tagId,
    detail: { count: changed.length },
  });
  return { outcome: "done", count: changed.length };
}

async function findTag(tx: Transaction, { editionId, actorId, tag }: BulkTagging): Promise<string | null> {
  if ("name" in tag) return findOrMakeTag(tx, editionId, tag.name, actorId);
  const [known] = await tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(eq(tags.id, tag.id), eq(tags.editionId, editionId)));
  return known?.id ?? null;
}
