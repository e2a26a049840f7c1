import { and, eq } from "drizzle-orm";
import { applicationNotes, applications, draftReminders, people, vaultKeys } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { postLetter } from "~/platform/mail.server";
import { openKey, seal } from "~/platform/vault.server";
import { wallClock } from "~/platform/locale/zones";
import { deadlineOf } from "./access";
import { extensionLetter } from "./letters.server";
import { recordApplicationEvent } from "./reading.server";

/** What a coordinator must know of an application to give it more time. Any other is not found. */
export async function readExtension(edition: Edition, code: string | undefined) {
  const [application] = await database()
    .select({
      id: applications.id,
      code: applications.code,
      status: applications.status,
      extendedUntil: applications.extendedUntil,
    })
    .from(applications)
    .where(and(eq(applications.editionId, edition.id), eq(applications.code, code ?? "")));
  if (!application || application.status === "withdrawn") throw notFound();
  return { ...application, deadline: deadlineOf(application, edition) };
}

export type Extension = "extended" | "past" | "not-later" | "after-start" | "decided";

/**
 * Gives one person a later deadline, which has no grace. They get a letter; the reason is kept as a note that they
 * never see, and the history says who did it and when. `until` must be later than what they have already.
 */
export async function extendDeadline(
  actorId: string,
  edition: Edition,
  applicationId: string,
  extension: { until: Date; reason: string },
): Promise<Extension> {
  const { until, reason } = extension;
  return inTransaction(async (tx) => {
    const [row] = await tx
      .select({ application: applications, wrapped: vaultKeys.wrapped, person: people })
      .from(applications)
      .innerJoin(people, eq(people.id, applications.personId))
      .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
      .where(and(eq(applications.id, applicationId), eq(applications.editionId, edition.id)))
      .for("update", { of: applications });
    if (!row || row.application.status === "withdrawn") throw notFound();
    const { application, person } = row;
    const at = now();
    if (edition.decisionsReleasedAt) return "decided";
    if (until <= at) return "past";
    if (until <= deadlineOf(application, edition)) return "not-later";
    if (wallClock(until, edition.zone).date >= edition.startsOn) return "after-start";
    await tx.update(applications).set({ extendedUntil: until }).where(eq(applications.id, applicationId));
    // A new date has reminders of its own.
    await tx.delete(draftReminders).where(eq(draftReminders.applicationId, applicationId));
    await tx.insert(applicationNotes).values({
      applicationId,
      authorId: actorId,
      text: seal(openKey(person.id, row.wrapped), "application_notes.text", reason),
      at,
    });
    await recordApplicationEvent(tx, applicationId, "extended", actorId, { until: until.toISOString() });
    await recordAudit(tx, {
      actorId,
      action: "application.extended",
      editionId: edition.id,
      subjectType: "application",
      subjectId: applicationId,
      detail: { until: until.toISOString() },
    });
    await postLetter(
      tx,
      person.id,
      extensionLetter({ until, edition, locale: person.locale, zone: person.timeZone }),
    );
    return "extended";
  });
}
