import { randomUUID } from "node:crypto";
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
import { storeRows } from "./import-rows.server";
import { guessMapping, judgeMapping, type Mapping } from "./import-mapping";
import { readRows, type ImportedRow, type RowProblem } from "./import-rows";
import { askForTieSearch } from "./tie-search.server";
import { readTable, type ImportTable, type TableProblem } from "./import-table";

/** A coordinator at work, with the key that what they bring is sealed under. A Viewer is one. */
export interface Importer {
  personId: string;
  key: PersonKey;
}

/** Where a mapping keeps the choice to bring in rows with gaps. */
const gapsChoice = "gaps";

/** A table being brought in. `mapping` has no entry for columns that are left out. */
export interface ImportState {
  id: string;
  name: string;
  table: ImportTable;
  mapping: Mapping;
  allowGaps: boolean;
  form: { id: string; definition: FormDefinition };
}

/** Keeps a table to be mapped, sealed, under a first guess at what its columns mean. */
export async function startImport(
  actor: Importer,
  edition: Edition,
  file: { name: string; bytes: Uint8Array },
): Promise<{ outcome: "kept"; id: string } | { outcome: "refused"; problem: TableProblem }> {
  const read = readTable(file.bytes);
  if ("problem" in read) return { outcome: "refused", problem: read.problem };
  const form = await getCurrentForm(database(), edition.id);
  const id = randomUUID();
  await inTransaction(async (tx) => {
    await tx.insert(imports).values({
      id,
      editionId: edition.id,
      ownerId: actor.personId,
      name: seal(actor.key, "import.name", file.name.slice(-120) || "table.csv"),
      content: sealBytes(actor.key, "import.content", Buffer.from(file.bytes)),
      mapping: guessMapping(read.table.columns, form.definition),
      createdAt: now(),
    });
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "import.started",
      editionId: edition.id,
      subjectType: "import",
      subjectId: id,
      detail: { rows: read.table.rows.length },
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
export async function getImport(
  db: Queryable,
  actor: Importer,
  edition: Edition,
  id: string,
): Promise<ImportState> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.id, id), ownOpen(actor, edition)));
  if (!row?.content) throw notFound();
  const read = readTable(unsealBytes(actor.key, "import.content", row.content));
  if ("problem" in read) throw new Error("A kept table can no longer be read.");
  const form = await getCurrentForm(db, edition.id);
  const { [gapsChoice]: gaps, ...kept } = row.mapping;
  // The form may have got a new version since: what it no longer asks is left out again.
  const lost = new Set(judgeMapping(kept, read.table.columns, form.definition).map(({ column }) => column));
  return {
    id: row.id,
    name: unseal(actor.key, "import.name", row.name),
    table: read.table,
    mapping: Object.fromEntries(Object.entries(kept).filter(([column]) => !lost.has(column))),
    allowGaps: gaps === "allow",
    form,
  };
}

/** Keeps what a coordinator has said of the columns. The caller has judged it. */
export async function saveMapping(
  actor: Importer,
  edition: Edition,
  id: string,
  mapping: Mapping,
  allowGaps: boolean,
): Promise<void> {
  const [saved] = await database()
    .update(imports)
    .set({ mapping: { ...mapping, ...(allowGaps ? { [gapsChoice]: "allow" } : {}) } })
    .where(and(eq(imports.id, id), ownOpen(actor, edition)))
    .returning({ id: imports.id });
  if (!saved) throw notFound();
}

/** What is wrong with a row that only the edition's own list can tell. */
export type ListProblem = { error: "applied-already"; code: string } | { error: "judges" };
export type ImportProblem = Omit<RowProblem, "problem"> & { problem: RowProblem["problem"] | ListProblem };

/** Reads the whole table as it would be brought in, and everything that keeps it from being. Changes nothing. */
export async function rehearseImport(
  db: Queryable,
  edition: Edition,
  state: ImportState,
): Promise<{ rows: ImportedRow[]; problems: ImportProblem[] }> {
  const { rows, problems } = readRows(state.table, state.mapping, {
    form: state.form.definition,
    countries: edition.countries,
    zone: edition.zone,
    now: now(),
    allowGaps: state.allowGaps,
  });
  const listed = await findListed(db, edition, rows);
  const emailColumn = Object.entries(state.mapping).find(([, target]) => target === "email")?.[0];
  const column = state.table.columns[Number(emailColumn)] ?? null;
  const all: ImportProblem[] = [...problems];
  for (const { row, email } of rows) {
    const problem = email && listed.get(emailHash(email));
    if (problem) all.push({ row, column, problem });
  }
  return { rows, problems: all.sort((a, b) => a.row - b.row) };
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

export type ImportOutcome =
  { outcome: "made"; count: number } | { outcome: "refused"; problems: ImportProblem[] };

/**
 * Brings the whole table in, or nothing: everything is read once more inside the transaction, as somebody may have
 * applied since. A second press finds the import finished.
 */
export async function applyImport(actor: Importer, edition: Edition, id: string): Promise<ImportOutcome> {
  return inTransaction(async (tx) => {
    const [held] = await tx
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.id, id), ownOpen(actor, edition)))
      .for("update");
    if (!held) throw notFound();
    const state = await getImport(tx, actor, edition, id);
    const { rows, problems } = await rehearseImport(tx, edition, state);
    if (problems.length > 0 || rows.length === 0) return { outcome: "refused", problems };
    await storeRows(tx, actor.personId, edition, state.form, rows);
    await askForTieSearch(tx, { editionId: edition.id });
    await tx
      .update(imports)
      .set({ appliedAt: now(), made: rows.length, content: null })
      .where(eq(imports.id, id));
    await recordAudit(tx, {
      actorId: actor.personId,
      action: "import.applied",
      editionId: edition.id,
      subjectType: "import",
      subjectId: id,
      detail: { rows: rows.length },
    });
    return { outcome: "made", count: rows.length };
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
