import { and, asc, eq, gt, inArray, isNull, not, sql } from "drizzle-orm";
import { applications, draftReminders, editions, people } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { idOfLinkToken, linkToken } from "~/platform/link-token.server";
import { postLetters } from "~/platform/mail.server";
import { deadlineOf } from "./access";
import { deadlineSql } from "./deadline.server";
import { reminderLetter } from "./letters.server";
import { dueReminder, lastReminderHours, reminderKinds } from "./reminders";

const batch = 500;

/** A draft that a reminder may go to: never sent, not told that it cannot succeed, and not switched off. */
const remindable = and(
  eq(applications.status, "draft"),
  // What a coordinator types in from paper is not its applicant's to finish.
  eq(applications.source, "online"),
  isNull(applications.submittedAt),
  eq(applications.remindersOff, false),
  not(
    and(eq(applications.eligibilityCheck, "unmet"), sql`${applications.eligibility} <> 'eligible'`) ??
      sql`false`,
  ),
);

/**
 * Sends the reminders about unfinished drafts that are due now. Each is sent once, whatever number of processes do so,
 * and never to somebody who has just submitted. Returns how many.
 */
export async function sendReminders(): Promise<number> {
  const at = now();
  const earliest = new Date(at.getTime() + lastReminderHours * 3_600_000);
  const latest = new Date(at.getTime() + reminderKinds[0].hours * 3_600_000);
  const sent = sql<
    string[]
  >`array(select ${draftReminders.kind} from ${draftReminders} where ${draftReminders.applicationId} = ${applications.id})`;
  let count = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const drafts = await database()
      .select({
        application: applications,
        edition: editions,
        locale: people.locale,
        zone: people.timeZone,
        sent,
      })
      .from(applications)
      .innerJoin(editions, eq(editions.id, applications.editionId))
      .innerJoin(people, eq(people.id, applications.personId))
      .where(
        and(
          remindable,
          isNull(people.erasedAt),
          gt(applications.id, after),
          sql`${deadlineSql} between ${earliest.toISOString()}::timestamptz and ${latest.toISOString()}::timestamptz`,
        ),
      )
      .orderBy(asc(applications.id))
      .limit(batch);
    const due = drafts.flatMap((draft) => {
      const kind = dueReminder(
        {
          deadline: deadlineOf(draft.application, draft.edition),
          begunAt: draft.application.createdAt,
          sent: draft.sent,
          zone: draft.zone ?? draft.edition.zone,
        },
        at,
      );
      return kind ? [{ ...draft, kind }] : [];
    });
    if (due.length > 0) count += await send(due, at);
    const last = drafts.at(-1);
    if (!last || drafts.length < batch) return count;
    after = last.application.id;
  }
}

type Due = Parameters<typeof reminderLetter>[0] & {
  application: typeof applications.$inferSelect;
  kind: (typeof reminderKinds)[number]["kind"];
};

async function send(due: Omit<Due, "token" | "deadline">[], at: Date): Promise<number> {
  return inTransaction(async (tx) => {
    const ids = due.map(({ application }) => application.id);
    // Who submits at this very moment either comes first and gets none, or waits and has been reminded in time.
    const still = await tx
      .select({ id: applications.id })
      .from(applications)
      .where(and(inArray(applications.id, ids), remindable))
      .for("update");
    const held = new Set(still.map(({ id }) => id));
    const meant = due.filter(({ application }) => held.has(application.id));
    if (meant.length === 0) return 0;
    const noted = await tx
      .insert(draftReminders)
      .values(meant.map(({ application, kind }) => ({ applicationId: application.id, kind, sentAt: at })))
      .onConflictDoNothing()
      .returning({ id: draftReminders.applicationId });
    const fresh = new Set(noted.map(({ id }) => id));
    const letters = meant.filter(({ application }) => fresh.has(application.id));
    await postLetters(
      tx,
      letters.map(({ application, edition, locale, zone }) => ({
        personId: application.personId,
        letter: reminderLetter({
          deadline: deadlineOf(application, edition),
          edition,
          locale,
          zone,
          token: switchToken(application.id),
        }),
      })),
    );
    return letters.length;
  });
}

/** Switches the reminders of one's own current draft off or on again. */
export async function setReminders(
  actor: { personId: string },
  applicationId: string,
  off: boolean,
): Promise<void> {
  await database()
    .update(applications)
    .set({ remindersOff: off })
    .where(and(eq(applications.id, applicationId), eq(applications.personId, actor.personId)));
}

/** What the link in a reminder ends with; it can do nothing but switch reminders off. */
export function switchToken(applicationId: string): string {
  return linkToken("reminders", applicationId);
}

/** The application that a link belongs to, or null for one that was not made here. */
export function applicationOfToken(token: string | undefined): string | null {
  return idOfLinkToken("reminders", token);
}

/** Switches the reminders of an application off by its link. That it may be gone already makes no difference. */
export async function switchOffByToken(applicationId: string): Promise<void> {
  await database().update(applications).set({ remindersOff: true }).where(eq(applications.id, applicationId));
}
