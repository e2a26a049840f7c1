import { and, count, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { applications, editions, forms } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { publicContentChanged } from "~/platform/http/page-cache.server";
import type { FormDefinition } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { formSchema } from "~/questions/form-schema";
import { getCurrentForm } from "./editions.server";
import { defaultReferenceForm } from "./default-reference-form";
import { faultsOf, faultsOfReference, type FormFault } from "./form-faults";

/*
 * A form's versions: published ones never change, and beside the newest there may be one that is being worked on. It
 * comes into being with the first change and takes its revision along, so that two coordinators notice each other.
 */

export type FormKind = "application" | "reference";

/** A form as its editors see it. */
export interface EditedForm {
  published: { version: number; definition: FormDefinition };
  /** The version being worked on, or the published one while nobody has changed anything. */
  definition: FormDefinition;
  isWorking: boolean;
  /** Tells one state of the form from any other; a change names the one that it was made on. */
  token: string;
}

/** What is published of a form before anything is stored: a reference form begins with the one that all editions share. */
const unstored: Partial<Record<FormKind, EditedForm["published"]>> = {
  reference: { version: 1, definition: defaultReferenceForm },
};

/** The newest published version and what is being worked on. A form that has never been published is not found. */
export async function getEditedForm(db: Queryable, editionId: string, kind: FormKind): Promise<EditedForm> {
  const rows = await db
    .select()
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, kind)))
    .orderBy(desc(forms.version))
    .limit(2);
  const published = rows.find(({ publishedAt }) => publishedAt !== null) ?? unstored[kind];
  if (!published) throw notFound();
  const working = rows.find(({ publishedAt }) => publishedAt === null);
  const { version } = published;
  return {
    published: { version, definition: formSchema.parse(published.definition) },
    definition: formSchema.parse((working ?? published).definition),
    isWorking: working !== undefined,
    token: working ? `${working.version}.${working.revision}` : `${version}.0`,
  };
}

/** Whose hand changes which form, and the state of it that they saw. */
export interface FormEdit {
  actorId: string;
  editionId: string;
  kind: FormKind;
  seen: string;
}

export type FormChange =
  | { outcome: "changed"; token: string }
  /** Somebody changed the form in the meantime; nothing was written. */
  | { outcome: "stale"; token: string }
  /** What would come of it is no form; `raw` is that, to say where. */
  | { outcome: "faulty"; faults: FormFault[]; raw: FormDefinition };

/**
 * Changes the working version of a form, which is made from the published one where there is none. The change is
 * written only on the state of the form that its author saw, and only if what comes of it is a form.
 */
export async function changeForm(
  edit: FormEdit,
  change: (form: FormDefinition, taken: ReadonlySet<string>) => FormDefinition,
): Promise<FormChange> {
  return inTransaction(async (tx) => {
    await holdEdition(tx, edit.editionId);
    const form = await getEditedForm(tx, edit.editionId, edit.kind);
    if (form.token !== edit.seen) return { outcome: "stale", token: form.token };
    const raw = change(form.definition, await takenKeys(tx, edit));
    const parsed = formSchema.safeParse(raw);
    if (!parsed.success) return { outcome: "faulty", faults: faultsOf(parsed.error), raw };
    const unfit = edit.kind === "reference" ? faultsOfReference(parsed.data) : [];
    if (unfit.length > 0) return { outcome: "faulty", faults: unfit, raw };
    const { version } = form.published;
    if (form.isWorking) {
      const revision = Number(form.token.split(".")[1]) + 1;
      await tx.update(forms).set({ definition: parsed.data, revision }).where(workingOf(edit));
      return { outcome: "changed", token: `${version + 1}.${revision}` };
    }
    await tx.insert(forms).values({
      editionId: edit.editionId,
      kind: edit.kind,
      version: version + 1,
      definition: parsed.data,
      createdBy: edit.actorId,
      createdAt: now(),
    });
    await record(tx, edit, "form.opened", { version: version + 1 });
    return { outcome: "changed", token: `${version + 1}.1` };
  });
}

/** The keys of every question that any version of a form has had: an old answer must not turn up under a new question. */
async function takenKeys(db: Queryable, edit: Pick<FormEdit, "editionId" | "kind">): Promise<Set<string>> {
  const rows = await db
    .select({ definition: forms.definition })
    .from(forms)
    .where(and(eq(forms.editionId, edit.editionId), eq(forms.kind, edit.kind)));
  const all = [...rows, unstored[edit.kind] ?? []].flat();
  return new Set(
    all.flatMap(({ definition }) => questionsOf(formSchema.parse(definition)).map(({ key }) => key)),
  );
}

function workingOf({ editionId, kind }: Pick<FormEdit, "editionId" | "kind">) {
  return and(eq(forms.editionId, editionId), eq(forms.kind, kind), isNull(forms.publishedAt));
}

export type Publication =
  | { outcome: "published"; version: number; drafts: number }
  | { outcome: "stale"; token: string }
  /** There is nothing to publish. */
  | { outcome: "unchanged" }
  /** A section has no question. */
  | { outcome: "empty-section"; section: string };

/**
 * Publishes what is being worked on: from now on it is the form, and every draft answers it. What was submitted keeps
 * the version that it answered. Nothing of a draft is rewritten: answers are kept by the key of their question, and
 * read from wherever they were typed.
 */
export async function publishForm(edit: FormEdit): Promise<Publication> {
  return inTransaction(async (tx) => {
    await holdEdition(tx, edit.editionId);
    const form = await getEditedForm(tx, edit.editionId, edit.kind);
    if (!form.isWorking) return { outcome: "unchanged" };
    if (form.token !== edit.seen) return { outcome: "stale", token: form.token };
    const empty = form.definition.sections.find(({ questions }) => questions.length === 0);
    if (empty) return { outcome: "empty-section", section: empty.key };
    const [row] = await tx
      .update(forms)
      .set({ publishedAt: now() })
      .where(workingOf(edit))
      .returning({ id: forms.id, version: forms.version });
    if (!row) return { outcome: "unchanged" };
    const moved =
      edit.kind === "application"
        ? await tx
            .update(applications)
            .set({ formId: row.id })
            .where(and(eq(applications.editionId, edit.editionId), eq(applications.status, "draft")))
            .returning({ id: applications.id })
        : [];
    await publicContentChanged(tx);
    await record(tx, edit, "form.published", { version: row.version, drafts: moved.length });
    return { outcome: "published", version: row.version, drafts: moved.length };
  });
}

/** Throws away what is being worked on; the published version stays as it is. */
export async function discardForm(edit: FormEdit): Promise<"discarded" | "stale"> {
  return inTransaction(async (tx) => {
    await holdEdition(tx, edit.editionId);
    const form = await getEditedForm(tx, edit.editionId, edit.kind);
    if (!form.isWorking) return "discarded";
    if (form.token !== edit.seen) return "stale";
    await tx.delete(forms).where(workingOf(edit));
    await record(tx, edit, "form.discarded", { version: form.published.version + 1 });
    return "discarded";
  });
}

/**
 * The current form for somebody who is about to answer it, held until the transaction ends: a version published at the
 * same moment waits, and then takes the new draft along with the others.
 */
export async function holdCurrentForm(
  tx: Transaction,
  editionId: string,
): Promise<{ id: string; version: number; definition: FormDefinition }> {
  await tx.select({ id: editions.id }).from(editions).where(eq(editions.id, editionId)).for("share");
  return getCurrentForm(tx, editionId);
}

/** The version that a referee who is asked now answers; null for the one that is stored nowhere. */
export async function findReferenceForm(db: Queryable, editionId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: forms.id })
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, "reference"), isNotNull(forms.publishedAt)))
    .orderBy(desc(forms.version))
    .limit(1);
  return row?.id ?? null;
}

/** Published versions of an edition's application form, the newest first. */
export async function listPublishedForms(db: Queryable, editionId: string): Promise<FormDefinition[]> {
  const rows = await db
    .select({ definition: forms.definition })
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, "application"), isNotNull(forms.publishedAt)))
    .orderBy(desc(forms.version))
    .limit(50);
  return rows.map(({ definition }) => formSchema.parse(definition));
}

/** How many drafts a publication would take along. */
export async function countDrafts(editionId: string): Promise<number> {
  const [row] = await database()
    .select({ drafts: count() })
    .from(applications)
    .where(and(eq(applications.editionId, editionId), eq(applications.status, "draft")));
  return row?.drafts ?? 0;
}

/** Changes to an edition's forms follow one another, and whoever starts an application waits for them. */
async function holdEdition(tx: Transaction, editionId: string): Promise<void> {
  await tx.select({ id: editions.id }).from(editions).where(eq(editions.id, editionId)).for("no key update");
}

async function record(
  tx: Transaction,
  edit: FormEdit,
  action: string,
  detail: Record<string, number>,
): Promise<void> {
  await recordAudit(tx, {
    actorId: edit.actorId,
    action,
    editionId: edit.editionId,
    subjectType: "form",
    subjectId: edit.editionId,
    detail: { kind: edit.kind, ...detail },
  });
}
