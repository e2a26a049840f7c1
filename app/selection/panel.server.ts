import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import {
  applications,
  assignments,
  invitations,
  reviewScores,
  reviews,
  roles,
  type RoleName,
} from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { database, rowsOf } from "~/platform/database.server";
import { hasAgreed } from "./confidentiality";
import { countTies } from "./office-conflicts.server";
import { listPanelists } from "./panelists.server";
import { disagreement } from "./scoring";
import { countingReviews } from "./standings.server";
import { beforePanel, holdsRole, ownReview, readsOrHasRead } from "./seats.server";
import { isFree } from "./ties.server";
import { compareWords } from "~/platform/locale/order";

const role: RoleName = "panelist";
const noConflict = isFree(assignments.applicationId, assignments.panelistId);

/** Most members that a panel's page shows; real panels have a few dozen. */
const most = 500;

/** Somebody on an edition's panel, and how far they are with what they have been asked to read. */
export interface PanelMember {
  /** The role, by which they are removed. */
  roleId: string;
  personId: string;
  name: string;
  email: string;
  since: Date;
  assigned: number;
  drafts: number;
  submitted: number;
  cap: number | null;
  languages: string[];
  experienced: boolean;
  /** Whether they have accepted the confidentiality agreement as it is worded today. */
  agreed: boolean;
  /** Conflicts of theirs that are in force. */
  conflicts: number;
}

/** An edition's panelists by name. The caller has checked the coordinator. */
export async function listPanel(editionId: string): Promise<PanelMember[]> {
  const db = database();
  const [held, said, ties, progress] = await Promise.all([
    db
      .select({ roleId: roles.id, personId: roles.personId, since: roles.grantedAt })
      .from(roles)
      .where(holdsRole(editionId))
      .orderBy(asc(roles.grantedAt))
      .limit(most),
    listPanelists(db, editionId),
    countTies(editionId),
    db
      .select({
        personId: assignments.panelistId,
        assigned: count(),
        drafts:
          sql`count(*) filter (where ${reviews.id} is not null and ${reviews.submittedAt} is null)`.mapWith(
            Number,
          ),
        submitted: sql`count(*) filter (where ${reviews.submittedAt} is not null)`.mapWith(Number),
      })
      .from(assignments)
      .innerJoin(applications, eq(applications.id, assignments.applicationId))
      .leftJoin(reviews, ownReview)
      .where(and(eq(assignments.editionId, editionId), isNull(assignments.endedAt), beforePanel, noConflict))
      .groupBy(assignments.panelistId),
  ]);
  const names = await readPeople(held.map(({ personId }) => personId));
  const figures = new Map(progress.map(({ personId, ...row }) => [personId, row]));
  return held
    .map(({ personId, ...row }) => ({
      ...row,
      personId,
      name: names.get(personId)?.name ?? "",
      email: names.get(personId)?.email ?? "",
      ...(figures.get(personId) ?? { assigned: 0, drafts: 0, submitted: 0 }),
      cap: said.get(personId)?.cap ?? null,
      languages: said.get(personId)?.languages ?? [],
      experienced: said.get(personId)?.experienced ?? false,
      agreed: hasAgreed(said.get(personId)),
      conflicts: ties.get(personId) ?? 0,
    }))
    .sort((a, b) => compareWords(a.name, b.name));
}

/** Who has been invited to an edition's panel and has not accepted yet. */
export async function listInvited(
  editionId: string,
): Promise<{ id: string; email: string; invitedAt: Date }[]> {
  const rows = await database()
    .select({ id: invitations.id, personId: invitations.personId, invitedAt: invitations.invitedAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.editionId, editionId),
        eq(invitations.role, role),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
      ),
    )
    .orderBy(asc(invitations.invitedAt))
    .limit(most);
  const names = await readPeople(rows.map(({ personId }) => personId));
  return rows.map(({ personId, ...row }) => ({ ...row, email: names.get(personId)?.email ?? "" }));
}

/** How an edition's reading stands as a whole. */
export interface Coverage {
  /** Applications before the panel. */
  eligible: number;
  /** Those that have as many readers as they should. */
  covered: number;
  /** Readings that should be, that somebody has been asked for, and that are in. */
  wanted: number;
  asked: number;
  submitted: number;
}

/** Counts readers and readings of an edition's eligible applications. */
export async function readCoverage(edition: {
  id: string;
  readingsPerApplication: number;
}): Promise<Coverage> {
  const db = database();
  const readers = db
    .select({
      id: applications.id,
      asked: count(assignments.id).as("asked"),
      submitted: sql<number>`count(${reviews.submittedAt})`.as("submitted"),
    })
    .from(applications)
    .leftJoin(assignments, and(eq(assignments.applicationId, applications.id), readsOrHasRead()))
    .leftJoin(reviews, ownReview)
    .where(and(eq(applications.editionId, edition.id), beforePanel))
    .groupBy(applications.id)
    .as("readers");
  const wanted = edition.readingsPerApplication;
  const [row] = await db
    .select({
      eligible: count(),
      covered: sql`count(*) filter (where ${readers.asked} >= ${wanted})`.mapWith(Number),
      asked: sql`coalesce(sum(least(${readers.asked}, ${wanted})), 0)`.mapWith(Number),
      submitted: sql`coalesce(sum(least(${readers.submitted}, ${wanted})), 0)`.mapWith(Number),
    })
    .from(readers);
  const figures = row ?? { eligible: 0, covered: 0, asked: 0, submitted: 0 };
  return { ...figures, wanted: figures.eligible * wanted };
}

/** The applications on which readers are two points or more apart on a criterion, by their codes. */
export async function listDisputed(editionId: string): Promise<string[]> {
  const rows = await rowsOf<{ code: string }>(
    database(),
    sql`select distinct ${applications.code} as code from ${applications}
      join ${reviews} on ${reviews.applicationId} = ${applications.id}
      join ${reviewScores} on ${reviewScores.reviewId} = ${reviews.id}
      where ${applications.editionId} = ${editionId} and ${beforePanel} and ${countingReviews()}
      group by ${applications.code}, ${reviewScores.criterionId}
      having max(${reviewScores.score}) - min(${reviewScores.score}) >= ${disagreement}
      order by 1 limit ${most}`,
  );
  return rows.map(({ code }) => code);
}
