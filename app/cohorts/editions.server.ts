import { and, asc, desc, eq, gt, inArray, isNotNull, lte } from "drizzle-orm";
import { criteria, editions, forms, roles } from "#db/schema";
import { editionsWithRole, requireRole, requireUser, type Asking } from "~/accounts/guards.server";
import type { Viewer } from "~/accounts/session.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { publicContentChanged } from "~/platform/http/page-cache.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { defaultForm } from "./default-form";
import { defaultRubric } from "./default-rubric";
import { formSchema, type FormDefinition } from "./questions";

export type Edition = typeof editions.$inferSelect;
export type Criterion = typeof criteria.$inferSelect;

/** The edition of a slug, whoever asks. For pages that are scoped by role use {@link requireCoordinator} and its like. */
export async function findEdition(slug: string): Promise<Edition | null> {
  const [edition] = await database().select().from(editions).where(eq(editions.slug, slug));
  return edition ?? null;
}

/** The coordinator of the edition that a URL names. Anyone else, and any unknown edition, gets a 404. */
export async function requireCoordinator(
  asking: Asking,
  slug: string | undefined,
): Promise<{ viewer: Viewer; edition: Edition }> {
  const viewer = await requireUser(asking);
  const edition = slug ? await findEdition(slug) : null;
  if (!edition) throw notFound();
  await requireRole(asking, "coordinator", edition.id);
  return { viewer, edition };
}

/** The editions of the given ids, the newest first. */
export async function listEditions(ids: string[]): Promise<Edition[]> {
  if (ids.length === 0) return [];
  return database()
    .select()
    .from(editions)
    .where(inArray(editions.id, ids))
    .orderBy(desc(editions.startsOn))
    .limit(100);
}

/** The editions that somebody coordinates, the newest first. */
export async function listCoordinatedEditions(viewer: Viewer): Promise<Edition[]> {
  return listEditions(editionsWithRole(viewer, "coordinator"));
}

/** The editions whose calls are open at a moment, the one that closes first in front. */
export async function listOpenEditions(at: Date = now()): Promise<Edition[]> {
  return database()
    .select()
    .from(editions)
    .where(and(lte(editions.callOpensAt, at), gt(editions.callClosesAt, at)))
    .orderBy(asc(editions.callClosesAt), asc(editions.slug))
    .limit(20);
}

/** The next edition whose call has yet to open. */
export async function findComingEdition(at: Date = now()): Promise<Edition | null> {
  const [edition] = await database()
    .select()
    .from(editions)
    .where(gt(editions.callOpensAt, at))
    .orderBy(asc(editions.callOpensAt))
    .limit(1);
  return edition ?? null;
}

/** The edition that starts last: what the start page speaks of while no call is open or in sight. */
async function findNewestEdition(): Promise<Edition | null> {
  const [edition] = await database().select().from(editions).orderBy(desc(editions.startsOn)).limit(1);
  return edition ?? null;
}

/**
 * The edition that public pages speak of: the open one that closes first, else the next to come, else the newest. With
 * it, all open ones, and what decides when that changes by itself (see `freshUntil`).
 */
export async function findPublicEdition(
  at: Date = now(),
): Promise<{ edition: Edition | null; open: Edition[]; coming: Edition | null }> {
  const [open, coming] = await Promise.all([listOpenEditions(at), findComingEdition(at)]);
  return { edition: open[0] ?? coming ?? (await findNewestEdition()), open, coming };
}

/** An edition's criteria in their order. */
export async function listCriteria(db: Queryable, editionId: string): Promise<Criterion[]> {
  return db.select().from(criteria).where(eq(criteria.editionId, editionId)).orderBy(asc(criteria.position));
}

/** A version of a form, checked. */
export async function getForm(db: Queryable, formId: string): Promise<FormDefinition> {
  const [form] = await db.select({ definition: forms.definition }).from(forms).where(eq(forms.id, formId));
  if (!form) throw notFound();
  return formSchema.parse(form.definition);
}

/** The newest published version of an edition's form. */
export async function getCurrentForm(
  db: Queryable,
  editionId: string,
): Promise<{ id: string; version: number; definition: FormDefinition }> {
  const [form] = await db
    .select()
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, "application"), isNotNull(forms.publishedAt)))
    .orderBy(desc(forms.version))
    .limit(1);
  if (!form) throw notFound();
  return { id: form.id, version: form.version, definition: formSchema.parse(form.definition) };
}

/** The newest published application form of each edition, by its id; one that has none is left out. */
export async function getCurrentForms(editionIds: string[]): Promise<Map<string, FormDefinition>> {
  if (editionIds.length === 0) return new Map();
  const rows = await database()
    .selectDistinctOn([forms.editionId], { editionId: forms.editionId, definition: forms.definition })
    .from(forms)
    .where(
      and(inArray(forms.editionId, editionIds), eq(forms.kind, "application"), isNotNull(forms.publishedAt)),
    )
    .orderBy(forms.editionId, desc(forms.version));
  return new Map(rows.map(({ editionId, definition }) => [editionId, formSchema.parse(definition)]));
}

export type NewEdition = Pick<
  typeof editions.$inferInsert,
  "slug" | "name" | "zone" | "places" | "callOpensAt" | "callClosesAt" | "startsOn" | "endsOn" | "countries"
> &
  Partial<typeof editions.$inferInsert>;

/**
 * Opens an edition with the default form and rubric; whoever opens it coordinates it.
 * Returns null when the slug is taken.
 */
export async function createEdition(actorId: string | null, details: NewEdition): Promise<Edition | null> {
  return inTransaction(async (tx) => {
    const [edition] = await tx
      .insert(editions)
      .values({ ...details, createdBy: actorId, createdAt: now() })
      .onConflictDoNothing({ target: editions.slug })
      .returning();
    if (!edition) {
      const [there] = await tx.select().from(editions).where(eq(editions.slug, details.slug));
      const isSame = there?.createdBy === actorId && there.name === details.name;
      return there && isSame && isPressedTwice(there.createdAt, now()) ? there : null;
    }
    await tx.insert(forms).values({
      editionId: edition.id,
      version: 1,
      definition: defaultForm(edition),
      createdBy: actorId,
      createdAt: now(),
      publishedAt: now(),
    });
    await tx.insert(criteria).values(
      defaultRubric.map((line, index) => ({
        editionId: edition.id,
        position: index + 1,
        title: line.title,
        anchors: line.anchors,
        weight: line.weight,
      })),
    );
    if (actorId)
      await tx.insert(roles).values({
        personId: actorId,
        role: "coordinator",
        editionId: edition.id,
        grantedBy: actorId,
        grantedAt: now(),
      });
    await recordAudit(tx, {
      actorId,
      action: "edition.created",
      editionId: edition.id,
      subjectType: "edition",
      subjectId: edition.id,
    });
    await publicContentChanged(tx);
    return edition;
  });
}

/** Changes an edition's settings. Public pages show the new dates at once. */
export async function updateEdition(
  actorId: string,
  editionId: string,
  values: Partial<typeof editions.$inferInsert>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.update(editions).set(values).where(eq(editions.id, editionId));
    await recordAudit(tx, {
      actorId,
      action: "edition.changed",
      editionId,
      subjectType: "edition",
      subjectId: editionId,
    });
    await publicContentChanged(tx);
  });
}
