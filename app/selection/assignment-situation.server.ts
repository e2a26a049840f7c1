import { and, asc, eq, ne, or, sql } from "drizzle-orm";
import { applications, assignments, conflicts, panelists, roles, wishes } from "#db/schema";
import type { Queryable } from "~/platform/database.server";
import { digest } from "~/platform/vault.server";
import type { AssignmentProblem } from "./assignment";
import { isCalibrationFile } from "./calibration-files.server";
import { beforePanel, hasSubmitted, holdsRole, readsOrHasRead } from "./seats.server";
import { isInForce } from "./ties.server";
import { readWrittenLanguages } from "./written-languages.server";

/** What is known before an assignment is worked out. Ids are of the app's own use, codes are for people. */
export interface Situation {
  applications: { id: string; code: string }[];
  problem: AssignmentProblem;
  /** Names this very situation and seed, which determine the assignment: so what is applied is what was shown. */
  fingerprint: string;
}

/** What a wish weighs; what somebody would rather not read weighs most. */
const worthOf = { yes: 2, maybe: 1, no: -3 } as const;

/** What of an edition an assignment rests on. */
export interface AssigningEdition {
  id: string;
  readingsPerApplication: number;
  /** Somebody who is looked at as if they had left the panel already: what they have not submitted is nobody's. */
  leaving?: string;
}

/** Reads all that an assignment rests on. `tell` hears how many applications' languages are known, of how many. */
export async function readSituation(
  db: Queryable,
  edition: AssigningEdition,
  seed: string,
  tell: (done: number, total: number) => void = () => {},
): Promise<Situation> {
  const { leaving } = edition;
  const [waiting, panel, existing, declared, wished] = await Promise.all([
    db
      .select({ id: applications.id, code: applications.code, personId: applications.personId })
      .from(applications)
      .where(and(eq(applications.editionId, edition.id), beforePanel, sql`not ${isCalibrationFile()}`))
      .orderBy(asc(applications.id)),
    db
      .selectDistinct({
        id: roles.personId,
        cap: panelists.cap,
        languages: panelists.languages,
        experienced: panelists.experienced,
      })
      .from(roles)
      .leftJoin(panelists, and(eq(panelists.personId, roles.personId), eq(panelists.editionId, edition.id)))
      .where(and(holdsRole(edition.id), leaving ? ne(roles.personId, leaving) : undefined))
      .orderBy(asc(roles.personId)),
    db
      .select({ application: assignments.applicationId, panelist: assignments.panelistId })
      .from(assignments)
      .innerJoin(applications, eq(applications.id, assignments.applicationId))
      .where(
        and(
          eq(assignments.editionId, edition.id),
          readsOrHasRead(),
          leaving ? or(ne(assignments.panelistId, leaving), hasSubmitted) : undefined,
          // What everybody reads is nobody's load.
          sql`not ${isCalibrationFile()}`,
        ),
      )
      .orderBy(asc(assignments.applicationId), asc(assignments.panelistId)),
    db
      .select({
        application: conflicts.applicationId,
        panelist: conflicts.panelistId,
        // What a panelist has said of themselves, nobody dismisses.
        isFixed: sql<boolean>`${conflicts.source} = 'panelist'`,
      })
      .from(conflicts)
      .innerJoin(applications, eq(applications.id, conflicts.applicationId))
      .where(and(eq(applications.editionId, edition.id), isInForce))
      .orderBy(asc(conflicts.applicationId), asc(conflicts.panelistId)),
    db
      .select({ application: wishes.applicationId, panelist: wishes.panelistId, said: wishes.wish })
      .from(wishes)
      .innerJoin(applications, eq(applications.id, wishes.applicationId))
      .where(eq(applications.editionId, edition.id))
      .orderBy(asc(wishes.applicationId), asc(wishes.panelistId)),
  ]);
  const members = new Set(panel.map(({ id }) => id));
  // Nobody reads what they wrote themselves, should they sit on the panel they applied to.
  const own = waiting
    .filter(({ personId }) => members.has(personId))
    .map(({ id, personId }) => ({ application: id, panelist: personId, isFixed: true }));
  // Who has not said what they read reads all. Where nobody has said it, there is nothing to look for.
  const written = panel.some(({ languages }) => languages && languages.length > 0)
    ? await readWrittenLanguages(
        db,
        waiting.map(({ id }) => id),
        tell,
      )
    : null;
  const problem: AssignmentProblem = {
    applications: waiting.map(({ id }) =>
      written ? { id, languages: written.get(id)?.languages ?? [] } : { id },
    ),
    panelists: panel.map(({ id, cap, languages, experienced }) => ({
      id,
      cap,
      languages: languages && languages.length > 0 ? languages : null,
      isExperienced: experienced ?? false,
    })),
    existing,
    conflicts: [...declared, ...own],
    wishes: wished.map(({ said, ...pair }) => ({ ...pair, wish: worthOf[said] })),
    readings: edition.readingsPerApplication,
    // Where nobody is called experienced, nobody needs to be.
    needsExperienced: panel.some(({ experienced }) => experienced),
    seed,
  };
  return { applications: waiting, problem, fingerprint: digest(JSON.stringify(problem)) };
}
