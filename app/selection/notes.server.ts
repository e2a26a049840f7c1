import { and, desc, eq } from "drizzle-orm";
import { applicationNotes } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvent } from "~/applying/reading.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { findKey, getKey, seal, unseal } from "~/platform/vault.server";
import { lockApplication } from "./standings.server";

/*
 * Coordinators' notes about an application, sealed under the applicant's key. Every coordinator of the edition reads
 * them; whoever wrote one changes or deletes it. Applicants and panelists never see them.
 */

const purpose = "application_notes.text";

/** The notes of an application, the newest first, with who wrote them. */
export async function listNotes(application: { id: string; personId: string }) {
  const db = database();
  const rows = await db
    .select()
    .from(applicationNotes)
    .where(eq(applicationNotes.applicationId, application.id))
    .orderBy(desc(applicationNotes.at), desc(applicationNotes.id))
    .limit(100);
  if (rows.length === 0) return [];
  const [key, names] = await Promise.all([
    findKey(db, application.personId),
    readPeople([...new Set(rows.map(({ authorId }) => authorId))]),
  ]);
  if (!key) return [];
  return rows.map(({ id, authorId, text, at }) => ({
    ...{ id, authorId, at },
    text: unseal(key, purpose, text),
    author: names.get(authorId)?.name ?? null,
  }));
}

interface Noted {
  actorId: string;
  application: { id: string; personId: string };
}

/** Adds a note; one press too many adds no second. */
export async function addNote({ actorId, application }: Noted, text: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lockApplication(tx, application.id);
    const key = await getKey(tx, application.personId);
    const at = now();
    const [last] = await tx
      .select()
      .from(applicationNotes)
      .where(and(eq(applicationNotes.applicationId, application.id), eq(applicationNotes.authorId, actorId)))
      .orderBy(desc(applicationNotes.at))
      .limit(1);
    if (last && isPressedTwice(last.at, at) && unseal(key, purpose, last.text) === text) return;
    await tx.insert(applicationNotes).values({
      applicationId: application.id,
      authorId: actorId,
      text: seal(key, purpose, text),
      at,
    });
    await recordApplicationEvent(tx, application.id, "noted", actorId);
  });
}

/** One's own note as it stands. Another's, or none, is not found. */
export async function readOwnNote({ actorId, application }: Noted, noteId: string): Promise<string> {
  const [row] = await database()
    .select()
    .from(applicationNotes)
    .where(own(actorId, application, noteId));
  const key = row ? await findKey(database(), application.personId) : null;
  if (!row || !key) throw notFound();
  return unseal(key, purpose, row.text);
}

/** Puts other words into one's own note. */
export async function changeNote(
  { actorId, application }: Noted,
  noteId: string,
  text: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const key = await getKey(tx, application.personId);
    const changed = await tx
      .update(applicationNotes)
      .set({ text: seal(key, purpose, text) })
      .where(own(actorId, application, noteId))
      .returning({ id: applicationNotes.id });
    await recorded(tx, changed, application.id, "note-changed", actorId);
  });
}

/** Deletes one's own note. */
export async function removeNote({ actorId, application }: Noted, noteId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const gone = await tx
      .delete(applicationNotes)
      .where(own(actorId, application, noteId))
      .returning({ id: applicationNotes.id });
    await recorded(tx, gone, application.id, "note-removed", actorId);
  });
}

function own(actorId: string, application: { id: string }, noteId: string) {
  return and(
    eq(applicationNotes.id, noteId),
    eq(applicationNotes.applicationId, application.id),
    eq(applicationNotes.authorId, actorId),
  );
}

async function recorded(
  tx: Transaction,
  rows: unknown[],
  applicationId: string,
  kind: "note-changed" | "note-removed",
  actorId: string,
): Promise<void> {
  if (rows.length === 0) throw notFound();
  await recordApplicationEvent(tx, applicationId, kind, actorId);
}
