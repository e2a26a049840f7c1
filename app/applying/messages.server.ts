import { and, asc, count, desc, eq, isNull, ne, sql } from "drizzle-orm";
import { applicationMessages, applications, people, roles, vaultKeys } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import { postLetters } from "~/platform/mail.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import { openKey, seal, unseal, type PersonKey } from "~/platform/vault.server";
import { recordApplicationEvent } from "./reading.server";
import { noteLetter } from "./reference-letters.server";

/*
 * The thread between an applicant and the coordinators of their edition. Panelists have no part in it. A message is
 * sealed under the applicant's key whoever wrote it; mail says only that there is one, and only once until it is read.
 */

/** Messages that one applicant may send in a day. */
const dailyLimit: Limit = { name: "messages", points: 20, windowSeconds: 86_400 };

/** Messages that a page of a thread shows. */
export const messagesPerPage = 30;

export interface Message {
  id: string;
  fromOffice: boolean;
  authorId: string;
  text: string;
  at: Date;
  readAt: Date | null;
}

/** A page of a thread, the newest page first and each in the order of writing. The caller has checked the reader. */
export async function readThread(
  db: Queryable,
  key: PersonKey,
  applicationId: string,
  page: number,
): Promise<{ messages: Message[]; pages: number }> {
  const ofThis = eq(applicationMessages.applicationId, applicationId);
  const [[total], rows] = await Promise.all([
    db.select({ count: count() }).from(applicationMessages).where(ofThis),
    db
      .select()
      .from(applicationMessages)
      .where(ofThis)
      .orderBy(desc(applicationMessages.at), desc(applicationMessages.id))
      .limit(messagesPerPage)
      .offset((page - 1) * messagesPerPage),
  ]);
  return {
    pages: Math.max(1, Math.ceil((total?.count ?? 0) / messagesPerPage)),
    messages: rows.reverse().map(({ applicationId: _of, text, ...row }) => ({
      ...row,
      text: unseal(key, "application_messages.text", text),
    })),
  };
}

/** Marks what the other side wrote as read. */
export async function markRead(db: Queryable, applicationId: string, reader: "applicant" | "office") {
  await db
    .update(applicationMessages)
    .set({ readAt: now() })
    .where(
      and(
        eq(applicationMessages.applicationId, applicationId),
        eq(applicationMessages.fromOffice, reader === "applicant"),
        isNull(applicationMessages.readAt),
      ),
    );
}

export type Sending = "sent" | "too-many" | "closed";

/**
 * Sends a message. The other side gets a letter unless one already waits for them unread. Nothing is sent about an
 * application that was taken back, and an applicant sends a limited number in a day.
 */
export async function sendMessage(message: {
  authorId: string;
  applicationId: string;
  fromOffice: boolean;
  text: string;
}): Promise<Sending> {
  const { authorId, applicationId, fromOffice, text } = message;
  if (!fromOffice && !(await withinLimit(dailyLimit, authorId))) return "too-many";
  return inTransaction(async (tx) => {
    const [row] = await tx
      .select({ application: applications, wrapped: vaultKeys.wrapped })
      .from(applications)
      .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
      .where(
        and(eq(applications.id, applicationId), fromOffice ? undefined : eq(applications.personId, authorId)),
      )
      .for("update", { of: applications });
    if (!row) throw notFound();
    const { application } = row;
    if (application.status === "withdrawn") return "closed";
    const key = openKey(application.personId, row.wrapped);
    const at = now();
    const [last] = await tx
      .select()
      .from(applicationMessages)
      .where(
        and(
          eq(applicationMessages.applicationId, applicationId),
          eq(applicationMessages.fromOffice, fromOffice),
        ),
      )
      .orderBy(desc(applicationMessages.at))
      .limit(1);
    if (
      last?.authorId === authorId &&
      isPressedTwice(last.at, at) &&
      unseal(key, "application_messages.text", last.text) === text
    )
      return "sent";
    const isFirstUnread = last === undefined || last.readAt !== null;
    await tx.insert(applicationMessages).values({
      applicationId,
      fromOffice,
      authorId,
      text: seal(key, "application_messages.text", text),
      at,
    });
    await recordApplicationEvent(
      tx,
      applicationId,
      fromOffice ? "message-sent" : "message-received",
      authorId,
    );
    if (isFirstUnread) {
      const readers = fromOffice
        ? await tx
            .select({ id: people.id, locale: people.locale })
            .from(people)
            .where(eq(people.id, application.personId))
        : await tx
            .selectDistinct({ id: people.id, locale: people.locale })
            .from(people)
            .innerJoin(roles, eq(roles.personId, people.id))
            .where(
              and(
                eq(roles.editionId, application.editionId),
                eq(roles.role, "coordinator"),
                isNull(roles.endedAt),
              ),
            );
      const kind = fromOffice ? "applying.message" : "office.message";
      await postLetters(
        tx,
        readers.map(({ id, locale }) => ({
          personId: id,
          letter: noteLetter(kind, application.editionId, locale),
        })),
      );
    }
    return "sent";
  });
}

/** Messages of one side that the other has not opened yet. */
export async function countUnread(
  db: Queryable,
  applicationId: string,
  from: "applicant" | "office",
): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(applicationMessages)
    .where(
      and(
        eq(applicationMessages.applicationId, applicationId),
        eq(applicationMessages.fromOffice, from === "office"),
        isNull(applicationMessages.readAt),
      ),
    );
  return row?.count ?? 0;
}

function waitingIn(editionId: string) {
  return and(
    eq(applications.editionId, editionId),
    ne(applications.status, "withdrawn"),
    eq(applicationMessages.fromOffice, false),
    isNull(applicationMessages.readAt),
  );
}

/** How many messages wait for an edition's coordinators. */
export async function countWaitingMessages(editionId: string): Promise<number> {
  const [row] = await database()
    .select({ count: count() })
    .from(applicationMessages)
    .innerJoin(applications, eq(applications.id, applicationMessages.applicationId))
    .where(waitingIn(editionId));
  return row?.count ?? 0;
}

/** Rows that the list of waiting threads shows at a time. */
export const threadsPerPage = 50;

/** The applications of an edition whose applicants wait for an answer to be read, the longest-waiting first. */
export async function listWaitingThreads(editionId: string, page: number) {
  const db = database();
  const since = sql<Date>`min(${applicationMessages.at})`.mapWith(applicationMessages.at);
  const [rows, [total]] = await Promise.all([
    db
      .select({
        id: applications.id,
        code: applications.code,
        status: applications.status,
        count: count(),
        since,
      })
      .from(applicationMessages)
      .innerJoin(applications, eq(applications.id, applicationMessages.applicationId))
      .where(waitingIn(editionId))
      .groupBy(applications.id)
      .orderBy(asc(since), asc(applications.id))
      .limit(threadsPerPage)
      .offset((page - 1) * threadsPerPage),
    db
      .select({ count: sql<number>`count(distinct ${applications.id})`.mapWith(Number) })
      .from(applicationMessages)
      .innerJoin(applications, eq(applications.id, applicationMessages.applicationId))
      .where(waitingIn(editionId)),
  ]);
  return { rows, pages: Math.max(1, Math.ceil((total?.count ?? 0) / threadsPerPage)) };
}
