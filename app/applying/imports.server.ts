import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { applications, imports, people, roles } from "#db/schema";
import { getCurrentForm, type Edition } from "~/cohorts/editions.server";
import type { FormDefinition } from "~/cohorts/questions";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import type { JobKind } from "~/platform/jobs.server";
import { emailHash, seal, sealBytes, unseal, unsealBytes, type PersonKey } from "~/platform/vault.server";
import { judgeMapping } from "./import-mapping";
import { choicesOf, storedChoices, type ImportChoices } from "./import-choices";
import { beginTable, readThrough } from "./import-reading.server";
import type { ReadThrough } from "./import-reading";
import { storeRows } from "./import-rows.server";
import type { ImportedRow, RowProblem } from "./import-rows";
import type { TableProblem } from "./import-table";
import { askForTieSearch } from "./tie-search.server";

/** A coordinator at work, with the key that what they bring is sealed under. A Viewer is one. */
export interface Importer {
  personId: string;
  key: PersonKey;
}

/** A table being brought in, with what has been said of it, as it is kept. */
interface KeptImport {
  id: string;
  name: string;
  bytes: Uint8Array;
  /** What of {@link choices} is stored, to tell whether somebody has changed it meanwhile. */
  stored: Record<string, string>;
  choices: ImportChoices;
  form: { id: string; definition: FormDefinition };
}

/** Keeps a table to be mapped, sealed, under a first guess at what its columns mean. */
export async function startImport(
  actor: Importer,
  edition: Edition,
  file: { name: string; bytes: Uint8Array; separator?: string | undefined },
): Promise<{ outcome: "kept"; id: string } | { outcome: "refused"; problem: TableProblem }> {
  const form = await getCurrentForm(database(), edition.id);
  const { bytes, separator } = file;
  const read = await beginTable({ bytes, separator, form: form.definition });
  if ("problem" in read) return { outcome: "refused", problem: read.problem };
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.insert(imports).values({
      id,
      editionId: edition.id,
      ownerId: actor.personId,
      name: seal(actor.key, "import.name", [...file.name].slice(-120).join("") || "table.csv"),
      content: sealBytes(actor.key, "import.content", Buffer.from(file.bytes)),
      mapping: storedChoices({ ...read, manners: {}, allowGaps: false }),
      createdAt: now(),
    });
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "import.started",
      editionId: edition.id,
      subjectType: "import",
      subjectId: id,
      detail: { rows: read.rows },
    });
  });
  return { outcome: "kept", id };
}

const ownOpen = (actor: { personId: string }, edition: { id: string }) =>
  and(eq(imports.ownerId, actor.personId), eq(imports.editionId, edition.id), isNull(imports.appliedAt));

/** The tables that a coordinator has brought to an edition and not yet finished with, the newest first. */
export async function listOpenImports(actor: Importer, edition: Edition) {
  const rows = await database()
    .select({ id: imports.id, name: imports.name, createdAt: imports.createdAt })
    .from(imports)
    .where(ownOpen(actor, edition))
    .orderBy(desc(imports.createdAt))
    .limit(20);
  return rows.map((row) => ({ ...row, name: unseal(actor.key, "import.name", row.name) }));
}

/** One of one's own unfinished imports. Another's, or a finished one, is not found. */
async function getImport(db: Queryable, actor: Importer, edition: Edition, id: string): Promise<KeptImport> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), ownOpen(actor, edition)));
  if (!row?.content) throw notFound();
  return {
    id: row.id,
    name: unseal(actor.key, "import.name", row.name),
    bytes: new Uint8Array(unsealBytes(actor.key, "import.content", row.content)),
    stored: row.mapping,
    choices: choicesOf(row.mapping),
    form: await getCurrentForm(db, edition.id),
  };
}

/** Reads a kept table through as `choices` have it. What takes too long is a problem of the table. */
function readKept(edition: Edition, kept: KeptImport, choices: ImportChoices) {
  return readThrough({
    bytes: kept.bytes,
    separator: choices.separator,
    mapping: choices.mapping,
    rules: {
      form: kept.form.definition,
      countries: edition.countries,
      zone: edition.zone,
      now: now(),
      allowGaps: choices.allowGaps,
      manners: choices.manners,
    },
  });
}

/** A table being brought in, as its page shows it. */
export interface ImportState {
  id: string;
  name: string;
  choices: ImportChoices;
  form: FormDefinition;
  /** The table read through with everything that keeps it from being brought in, or why it cannot be read. */
  read: (Omit<ReadThrough, "problems"> & { problems: ImportProblem[] }) | { problem: TableProblem };
}

/** Reads the whole table as it would be brought in, and everything that keeps it from being. Changes nothing. */
export async function rehearseImport(actor: Importer, edition: Edition, id: string): Promise<ImportState> {
  const kept = await getImport(database(), actor, edition, id);
  const { name, choices, form } = kept;
  const read = await readKept(edition, kept, choices);
  return {
    id,
    name,
    choices,
    form: form.definition,
    read: "problem" in read ? read : { ...read, problems: await withListed(database(), edition, read) },
  };
}

/** What a coordinator sends of a table's columns: what goes where, and how a column writes what it leaves open. */
export type ColumnChoices = Omit<ImportChoices, "separator">;

/**
 * Keeps what a coordinator has said of a table. With another sign between cells its columns are others, so that what
 * goes where is guessed anew; a sign that makes no table of it is refused, and what was kept stays.
 */
export async function saveChoices(
  actor: Importer,
  edition: Edition,
  id: string,
  separator: string | undefined,
  sent: ColumnChoices,
): Promise<
  | { outcome: "saved" }
  | { outcome: "no-table"; problem: TableProblem }
  | { outcome: "wrong"; wrong: ReturnType<typeof judgeMapping> }
> {
  const kept = await getImport(database(), actor, edition, id);
  const begin = (sign?: string) =>
    beginTable({ bytes: kept.bytes, separator: sign, form: kept.form.definition });
  let choices: ImportChoices = { ...sent, separator: kept.choices.separator };
  if (separator !== undefined && separator !== (kept.choices.separator ?? foundIn(await begin()))) {
    const begun = await begin(separator);
    if ("problem" in begun) return { outcome: "no-table", problem: begun.problem };
    choices = { separator, mapping: begun.mapping, manners: {}, allowGaps: sent.allowGaps };
  } else {
    const wrong = judgeMapping(sent.mapping, kept.form.definition);
    if (wrong.length > 0) return { outcome: "wrong", wrong };
  }
  const [saved] = await database()
    .update(imports)
    .set({ mapping: storedChoices(choices) })
    .where(and(eq(imports.id, id), ownOpen(actor, edition)))
    .returning({ id: imports.id });
  if (!saved) throw notFound();
  return { outcome: "saved" };
}

function foundIn(begun: Awaited<ReturnType<typeof beginTable>>): string | undefined {
  return "problem" in begun ? undefined : begun.separator;
}

/** What is wrong with a row that only the edition's own list can tell. */
export type ListProblem = { error: "applied-already"; code: string } | { error: "judges" };
export type ImportProblem = Omit<RowProblem, "problem"> & { problem: RowProblem["problem"] | ListProblem };

/** All that is wrong with a table, with what only the edition's own list can tell, row by row. */
async function withListed(db: Queryable, edition: Edition, read: ReadThrough): Promise<ImportProblem[]> {
  const listed = await findListed(db, edition, read.rows);
  const emailColumn = Object.entries(read.mapping).find(([, target]) => target === "email")?.[0];
  const column = read.columns[Number(emailColumn)]?.name ?? null;
  const all: ImportProblem[] = [...read.problems];
  for (const { row, email } of read.rows) {
    const problem = email && listed.get(emailHash(email));
    if (problem) all.push({ row, column, problem });
  }
  return all.sort((a, b) => a.row - b.row);
}

/** Addresses of the table that belong to somebody with an application to the edition, or with a say in it. */
async function findListed(
  db: Queryable,
  edition: Edition,
  rows: readonly ImportedRow[],
): Promise<Map<string, ListProblem>> {
  const hashes = rows.flatMap(({ email }) => (email ? [emailHash(email)] : []));
  if (hashes.length === 0) return new Map();
  const found = await db
    .select({ hash: people.emailHash, code: applications.code, role: roles.role })
    .from(people)
    .leftJoin(applications, and(eq(applications.personId, people.id), eq(applications.editionId, edition.id)))
    .leftJoin(
      roles,
      and(
        eq(roles.personId, people.id),
        eq(roles.editionId, edition.id),
        inArray(roles.role, ["coordinator", "panelist"]),
        isNull(roles.endedAt),
      ),
    )
    .where(inArray(people.emailHash, hashes));
  return new Map(
    found.flatMap(({ hash, code, role }): [string, ListProblem][] => {
      if (!hash) return [];
      if (code) return [[hash, { error: "applied-already", code }]];
      return role ? [[hash, { error: "judges" }]] : [];
    }),
  );
}

export type ImportOutcome = { outcome: "made"; count: number } | { outcome: "refused" };

/**
 * Brings the whole table in, or nothing. It is read before the transaction, which nobody should wait in; what may have
 * changed since is asked again inside it: what was said of the columns, the form, and who has applied. A second press
 * finds the import finished.
 */
export async function applyImport(actor: Importer, edition: Edition, id: string): Promise<ImportOutcome> {
  const kept = await getImport(database(), actor, edition, id);
  const read = await readKept(edition, kept, kept.choices);
  if ("problem" in read || read.problems.length > 0 || read.rows.length === 0) return { outcome: "refused" };
  return inTransaction(async (tx) => {
    const [held] = await tx
      .select({ mapping: imports.mapping })
      .from(imports)
      .where(and(eq(imports.id, id), ownOpen(actor, edition)))
      .for("update");
    if (!held) throw notFound();
    const form = await getCurrentForm(tx, edition.id);
    const hasChanged = form.id !== kept.form.id || !isDeepStrictEqual(held.mapping, kept.stored);
    if (hasChanged || (await withListed(tx, edition, read)).length > 0) return { outcome: "refused" };
    await storeRows(tx, actor.personId, edition, form, read.rows);
    await askForTieSearch(tx, { editionId: edition.id });
    await tx
      .update(imports)
      // A file can be called after somebody, and nothing asks any more what it was called.
      .set({
        appliedAt: now(),
        made: read.rows.length,
        content: null,
        name: seal(actor.key, "import.name", ""),
        mapping: {},
      })
      .where(eq(imports.id, id));
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "import.applied",
      editionId: edition.id,
      subjectType: "import",
      subjectId: id,
      detail: { rows: read.rows.length },
    });
    return { outcome: "made", count: read.rows.length };
  });
}

/** Throws an unfinished import of one's own away. */
export async function discardImport(actor: Importer, edition: Edition, id: string): Promise<void> {
  const [gone] = await database()
    .delete(imports)
    .where(and(eq(imports.id, id), ownOpen(actor, edition)))
    .returning({ id: imports.id });
  if (!gone) throw notFound();
}

/** How long a table that nobody has finished with is kept. */
const keptDays = 7;

export const importRetentionJob: JobKind<Record<string, never>> = {
  queue: "import-retention",
  retryLimit: 3,
  retryDelay: 300,
  schedule: "23 2 * * *",
  async run() {
    await database()
      .delete(imports)
      .where(
        and(
          isNull(imports.appliedAt),
          lt(
            imports.createdAt,
            sql`${now().toISOString()}::timestamptz - make_interval(days => ${keptDays})`,
          ),
        ),
      );
  },
};
