import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { applicationEvents, applications, decisions, editions, people } from "#db/schema";
import { recordApplicationEvents } from "~/applying/reading.server";
import { noteLetter } from "~/applying/reference-letters.server";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { database, inTransaction } from "~/platform/database.server";
import { postLetters } from "~/platform/mail.server";
import { pageSize } from "./paging";

/*
 * Being asked for referees tells an applicant that they are on the shortlist. So nothing asks by itself when an
 * application is marked: a coordinator does, knowing what it says.
 */

const wasAsked = sql<boolean>`exists (select 1 from ${applicationEvents}
  where ${applicationEvents.applicationId} = ${applications.id} and ${applicationEvents.kind} = 'referees-asked')`;

function shortlisted(editionId: string) {
  return and(
    eq(applications.editionId, editionId),
    eq(applications.status, "submitted"),
    inArray(decisions.outcome, ["cohort", "reserve"]),
  );
}

/** Whether an edition asks its shortlist for referees, and still may. */
export function asksShortlist(edition: Pick<Edition, "refereesAsked" | "decisionsReleasedAt">): boolean {
  return edition.refereesAsked === "after-shortlist" && edition.decisionsReleasedAt === null;
}

/** A page of those on the shortlist of an edition, by code, with whether they have been asked. */
export async function listShortlisted(editionId: string, page: number) {
  const db = database();
  const [rows, [total]] = await Promise.all([
    db
      .select({ id: applications.id, code: applications.code, outcome: decisions.outcome, asked: wasAsked })
      .from(applications)
      .innerJoin(decisions, eq(decisions.applicationId, applications.id))
      .where(shortlisted(editionId))
      .orderBy(asc(applications.code))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    db
      .select({ all: count(), unasked: sql<number>`count(*) filter (where not ${wasAsked})`.mapWith(Number) })
      .from(applications)
      .innerJoin(decisions, eq(decisions.applicationId, applications.id))
      .where(shortlisted(editionId)),
  ]);
  return {
    rows,
    all: total?.all ?? 0,
    unasked: total?.unasked ?? 0,
    pages: Math.max(1, Math.ceil((total?.all ?? 0) / pageSize)),
  };
}

/**
 * Asks those on the shortlist who have not been asked yet, all of them or one: a letter that says nothing, and a page
 * that opens. Two coordinators at once ask nobody twice. Returns how many were asked.
 */
export async function askForReferees(
  actorId: string,
  edition: Edition,
  applicationId?: string,
): Promise<number> {
  return inTransaction(async (tx) => {
    const [held] = await tx.select().from(editions).where(eq(editions.id, edition.id)).for("update");
    if (!held || !asksShortlist(held)) return 0;
    const rows = await tx
      .select({ id: applications.id, personId: people.id, locale: people.locale })
      .from(applications)
      .innerJoin(decisions, eq(decisions.applicationId, applications.id))
      .innerJoin(people, eq(people.id, applications.personId))
      .where(
        and(
          shortlisted(edition.id),
          sql`not ${wasAsked}`,
          applicationId ? eq(applications.id, applicationId) : undefined,
        ),
      );
    if (rows.length === 0) return 0;
    await recordApplicationEvents(
      tx,
      "referees-asked",
      actorId,
      rows.map(({ id }) => ({ applicationId: id })),
    );
    await postLetters(
      tx,
      rows.map(({ personId, locale }) => ({
        personId,
        letter: noteLetter("applying.referees", edition.id, locale),
      })),
    );
    await recordAudit(tx, {
      actorId,
      action: "referees.asked",
      editionId: edition.id,
      subjectType: applicationId ? "application" : "edition",
      subjectId: applicationId ?? edition.id,
      detail: { count: rows.length },
    });
    return rows.length;
  });
}
