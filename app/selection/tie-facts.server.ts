import { and, asc, eq, gt, inArray, sql, type SQL, type SQLWrapper } from "drizzle-orm";
import {
  applications,
  panelists,
  people,
  referees,
  roles,
  submissions,
  unwantedReaders,
  vaultKeys,
} from "#db/schema";
import { openReferee } from "~/applying/referee-details.server";
import { readUnwanted, unwantedPurpose } from "~/applying/unwanted-readers";
import type { Answers } from "~/cohorts/questions";
import type { Queryable } from "~/platform/database.server";
import { emailHash, openKey, unseal, unsealJson } from "~/platform/vault.server";
import type { ApplicantFacts, PanelistFacts } from "./conflict-rules";
import { partsOf, profilePurpose, readProfile } from "./panelist-profile";

/** What the rules know of everybody who is, or has been, on an edition's panel. */
export async function readPanelistFacts(
  db: Queryable,
  editionId: string,
  personIds?: readonly string[],
): Promise<PanelistFacts[]> {
  const rows = await db
    .selectDistinctOn([people.id], {
      personId: people.id,
      name: people.name,
      email: people.email,
      emailHash: people.emailHash,
      profile: panelists.profile,
      wrapped: vaultKeys.wrapped,
    })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .leftJoin(panelists, and(eq(panelists.personId, people.id), eq(panelists.editionId, editionId)))
    .where(
      and(
        eq(roles.editionId, editionId),
        eq(roles.role, "panelist"),
        personIds ? inArray(people.id, [...personIds]) : undefined,
      ),
    )
    .orderBy(people.id);
  return rows.map((row) => {
    const key = openKey(row.personId, row.wrapped);
    const profile = readProfile(row.profile ? unsealJson(key, profilePurpose, row.profile) : {});
    return {
      personId: row.personId,
      name: unseal(key, "people.name", row.name) ?? "",
      email: unseal(key, "people.email", row.email) ?? "",
      emailHash: row.emailHash,
      organisations: partsOf(profile.organisation),
      familyNames: partsOf(profile.familyNames),
      citizenship: profile.citizenship,
      employerState: profile.employerState,
    };
  });
}

/** Rows that belong to another, as a list of them in one column; what is sealed comes in base64. */
function listOf<Row>(rows: SQL): SQL<Row[]> {
  return sql`(select coalesce(json_agg(one), '[]') from (${rows}) as one)`.mapWith(
    (list: Row[] | string) => (typeof list === "string" ? JSON.parse(list) : list) as Row[],
  );
}

const inBase64 = (column: SQLWrapper) => sql`encode(${column}, 'base64')`;
const fromBase64 = (sealed: string) => Buffer.from(sealed, "base64");

/** Applications that are opened and looked through at a time. */
const batch = 200;

/**
 * What the rules know of an edition's submitted applications, some at a time, each time in one statement, so that a large
 * edition is neither held in memory whole nor keeps the process from anything else.
 */
export async function* readApplicantFacts(
  db: Queryable,
  editionId: string,
  applicationIds?: readonly string[],
): AsyncGenerator<ApplicantFacts[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const rows = await db
      .select({
        applicationId: applications.id,
        personId: applications.personId,
        name: people.name,
        email: people.email,
        answers: submissions.answers,
        wrapped: vaultKeys.wrapped,
        vouching: listOf<{ hash: string | null; details: string }>(
          sql`select email_hash as hash, ${inBase64(sql`details`)} as details from ${referees} where application_id = ${applications.id} order by position`,
        ),
        unwanted: listOf<{ details: string }>(
          sql`select ${inBase64(sql`details`)} as details from ${unwantedReaders} where application_id = ${applications.id} order by created_at`,
        ),
      })
      .from(applications)
      .innerJoin(people, eq(people.id, applications.personId))
      .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
      .innerJoin(
        submissions,
        and(
          eq(submissions.applicationId, applications.id),
          sql`${submissions.number} = (select max(latest.number) from ${submissions} as latest where latest.application_id = ${applications.id})`,
        ),
      )
      .where(
        and(
          eq(applications.editionId, editionId),
          eq(applications.status, "submitted"),
          gt(applications.id, after),
          applicationIds ? inArray(applications.id, [...applicationIds]) : undefined,
        ),
      )
      .orderBy(asc(applications.id))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    after = last.applicationId;
    yield rows.map((row) => {
      const key = openKey(row.personId, row.wrapped);
      const answers = unsealJson(key, "submission.answers", row.answers) as Answers;
      return {
        applicationId: row.applicationId,
        personId: row.personId,
        name: unseal(key, "people.name", row.name) ?? "",
        called: text(answers["preferred-name"]),
        email: unseal(key, "people.email", row.email) ?? "",
        organisations: organisationsIn(answers),
        citizenship: text(answers["citizenship"]) || null,
        residence: text(answers["residence"]) || null,
        referees: row.vouching.map(({ hash, details }) => {
          const { name, email } = openReferee(key, { details: fromBase64(details) });
          return { name, email: email ?? "", emailHash: hash };
        }),
        unwanted: row.unwanted.map(({ details }) => {
          const named = readUnwanted(unsealJson(key, unwantedPurpose, fromBase64(details)));
          return { ...named, emailHash: named.email.trim() ? emailHash(named.email) : null };
        }),
      };
    });
    if (rows.length < batch) return;
  }
}

function text(answer: Answers[string]): string {
  return typeof answer === "string" ? answer : "";
}

/** Where somebody says that they have been at work: in the lines of their experience, and where a form asks for it by name. */
function organisationsIn(answers: Answers): string[] {
  return Object.entries(answers).flatMap(([key, answer]) => {
    if (typeof answer === "string")
      return /organi[sz]ation|employer|workplace/.test(key) ? partsOf(answer) : [];
    if (!Array.isArray(answer)) return [];
    return answer.flatMap((entry) => (typeof entry === "string" ? [] : partsOf(entry["where"] ?? "")));
  });
}
