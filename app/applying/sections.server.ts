import { and, eq, sql } from "drizzle-orm";
import { applicationSections, applications, editions } from "#db/schema";
import type { Answers } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, rowsOf, type Queryable } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { sealJson, unsealJson } from "~/platform/vault.server";
import { lockOf, type Lock } from "./access";
import type { Applicant } from "./applications.server";
import { lastMomentSql } from "./deadline.server";
import { sameAnswer } from "./drafts";

/** A section's answers as somebody sends them, with the revision they had before them. */
export interface SectionSave {
  applicationId: string;
  section: string;
  /** 0 for a section that was never saved. */
  revision: number;
  /** Judged by the caller; see `isStorable` in drafts.ts. */
  answers: Answers;
}

export type Saved =
  | { outcome: "saved"; revision: number; savedAt: Date }
  | { outcome: "conflict"; revision: number; answers: Answers; savedAt: Date }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/**
 * Saves a section of one's own draft if nobody has saved it since `revision`; otherwise changes nothing and tells
 * what is there. Sending the same again (a lost reply, a second press) counts as saved. One statement in the usual
 * case, as every pause in typing comes here: it holds the application, so that a submission sees the save or refuses it.
 */
export async function saveSection(actor: Applicant, save: SectionSave): Promise<Saved> {
  const at = now();
  const answers = sealJson(actor.key, "section.answers", save.answers);
  const own = sql`with own as materialized (
    select ${applications.id} from ${applications} join ${editions} on ${editions.id} = ${applications.editionId}
    where ${applications.id} = ${save.applicationId} and ${applications.personId} = ${actor.personId}
      and ${applications.status} = 'draft'
      and ${lastMomentSql} >= ${at.toISOString()}::timestamptz
    for share of ${applications})`;
  const [row] = await rowsOf<{ revision: number }>(
    database(),
    save.revision === 0
      ? sql`${own} insert into ${applicationSections} (application_id, section, revision, answers, updated_at)
          select own.id, ${save.section}, 1, ${answers}::bytea, ${at.toISOString()}::timestamptz from own
          on conflict do nothing returning revision`
      : sql`${own} update ${applicationSections} set answers = ${answers}::bytea, revision = revision + 1, updated_at = ${at.toISOString()}::timestamptz
          from own where application_id = own.id and section = ${save.section} and revision = ${save.revision} returning revision`,
  );
  return row ? { outcome: "saved", revision: row.revision, savedAt: at } : whyNotSaved(actor, save, at);
}

async function whyNotSaved(actor: Applicant, save: SectionSave, at: Date): Promise<Saved> {
  const [row] = await database()
    .select({ application: applications, edition: editions, section: applicationSections })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .leftJoin(
      applicationSections,
      and(
        eq(applicationSections.applicationId, applications.id),
        eq(applicationSections.section, save.section),
      ),
    )
    .where(and(eq(applications.id, save.applicationId), eq(applications.personId, actor.personId)));
  if (!row) throw notFound();
  const lock = lockOf(row.application, row.edition, at);
  if (lock) return { outcome: "locked", lock };
  const { revision, savedAt, answers } = openSection(actor, row.section);
  const same = Object.keys({ ...answers, ...save.answers }).every((key) =>
    sameAnswer(answers[key], save.answers[key]),
  );
  if (same && revision > 0) return { outcome: "saved", revision, savedAt: savedAt ?? at };
  return { outcome: "conflict", revision, answers, savedAt: savedAt ?? at };
}

/** One saved section, or the emptiness before its first save. */
export interface SavedSection {
  revision: number;
  answers: Answers;
  savedAt: Date | null;
}

function openSection(
  actor: Applicant,
  row: typeof applicationSections.$inferSelect | null | undefined,
): SavedSection {
  if (!row) return { revision: 0, answers: {}, savedAt: null };
  return {
    revision: row.revision,
    answers: unsealJson(actor.key, "section.answers", row.answers) as Answers,
    savedAt: row.updatedAt,
  };
}

/** One section of an application that the caller has found to be the actor's own. */
export async function readSection(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
  section: string,
): Promise<SavedSection> {
  const [row] = await db
    .select()
    .from(applicationSections)
    .where(
      and(eq(applicationSections.applicationId, applicationId), eq(applicationSections.section, section)),
    );
  return openSection(actor, row);
}

/** All answers of an application that the caller has found to be the actor's own, and when they were last saved. */
export async function readAllSections(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
): Promise<{ answers: Answers; savedAt: Date | null }> {
  const rows = await db
    .select()
    .from(applicationSections)
    .where(eq(applicationSections.applicationId, applicationId));
  const sections = rows.map((row) => openSection(actor, row));
  const times = sections.flatMap(({ savedAt }) => savedAt?.getTime() ?? []);
  return {
    answers: Object.assign({}, ...sections.map(({ answers }) => answers)) as Answers,
    savedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}
