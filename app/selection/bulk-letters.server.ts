import { and, eq, inArray, sql } from "drizzle-orm";
import { auditLog, people } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { rowsOf, type Transaction } from "~/platform/database.server";
import { isLocale } from "~/platform/locale/locales";
import { fallbackLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetters } from "~/platform/mail.server";
import type { Choice } from "./choice";
import { findChosen, sumOf, type Chosen } from "./chosen.server";

/** A letter that a coordinator writes to several applicants. */
export interface BulkLetter {
  actorId: string;
  editionId: string;
  choice: Choice;
  /** The sum over the choice that the coordinator was shown. */
  seen: string;
  /** An id of this one letter, so that a second press sends nothing again. */
  once: string;
  subject: string;
  text: string;
}

export type BulkLetterOutcome =
  | { outcome: "sent"; count: number }
  | { outcome: "again" }
  /** The choice means others by now; nothing was sent. */
  | { outcome: "changed" }
  | { outcome: "nobody" }
  | { outcome: "too-many" };

/** The most people that one letter goes to. */
export const letterLimit = 5000;

/** Whether somebody may be written to: not who took an application back, and not who was erased. */
export function canBeWrittenTo(one: Chosen): boolean {
  return one.status === "submitted" && one.erasedAt === null;
}

/**
 * Puts a letter to several applicants into the outbox, to each in a language of their own but for the coordinator's
 * words: all of them or none. The audit log says how many, and to what it answers; each application's history says
 * that there was a letter, neither holds its words.
 */
export async function sendBulkLetter(tx: Transaction, letter: BulkLetter): Promise<BulkLetterOutcome> {
  const { actorId, editionId, choice, once, subject, text } = letter;
  // Two presses at once follow one another; the second then finds the first one's line.
  await rowsOf(tx, sql`select pg_advisory_xact_lock(hashtextextended(${once}, 0))`);
  const [before] = await tx
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectType, "letter"),
        eq(auditLog.subjectId, once),
        eq(auditLog.action, "applications.written-to"),
      ),
    )
    .limit(1);
  if (before) return { outcome: "again" };
  const chosen = await findChosen(tx, editionId, choice);
  if (sumOf(chosen) !== letter.seen) return { outcome: "changed" };
  const recipients = chosen.filter(canBeWrittenTo);
  if (recipients.length === 0) return { outcome: "nobody" };
  if (recipients.length > letterLimit) return { outcome: "too-many" };

  const ids = recipients.map(({ personId }) => personId);
  const locales = await tx
    .select({ id: people.id, locale: people.locale })
    .from(people)
    .where(inArray(people.id, ids));
  const localeOf = new Map(locales.map(({ id, locale }) => [id, locale]));
  const paragraphs = text.split(/\n{2,}/);
  const posted = await postLetters(
    tx,
    ids.map((personId) => {
      const locale = localeOf.get(personId);
      const t = translate(isLocale(locale) ? locale : fallbackLocale);
      const link = { label: t("selection:letters.log-in"), path: "/home" };
      return { personId, letter: { kind: "selection.bulk", editionId, subject, paragraphs, link } };
    }),
  );
  await recordApplicationEvents(
    tx,
    "written-to",
    actorId,
    recipients.map(({ id }) => ({ applicationId: id })),
  );
  await recordAudit(tx, {
    actorId,
    action: "applications.written-to",
    editionId,
    subjectType: "letter",
    subjectId: once,
    detail: { count: posted.length },
  });
  return { outcome: "sent", count: posted.length };
}
