import { and, eq, sql } from "drizzle-orm";
import { applicationSections, applications, editions, files } from "#db/schema";
import { shownQuestions, type AnswerProblem, type Answers, type FormSection } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, rowsOf, type Queryable } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { sealJson, unsealJson } from "~/platform/vault.server";
import { judgeEligibility, questionsOfRules, type RuleState } from "~/questions/eligibility";
import { sectionState } from "~/questions/gaps";
import { lockOf, type Lock } from "./access";
import type { Applicant, OwnApplication } from "./applications.server";
import { lastMomentSql } from "./deadline.server";
import { isStorable, judgeSection, sameAnswer } from "./drafts";
import {
  composeStored,
  gatherAnswers,
  openStored,
  unfitQuestions,
  type StoredSection,
} from "./stored-answers";
import { inDraft } from "./file-versions.server";

/** A section's answers as somebody sends them, with the revision they had before them. */
export interface SectionSave {
  applicationId: string;
  section: string;
  /** 0 for a section that was never saved. */
  revision: number;
  /** Judged by the caller; see `isStorable` in drafts.ts. */
  answers: Answers;
  /** What is stored for these answers, where earlier versions of the form have left something to keep. */
  stored?: Record<string, unknown>;
  /** How far the section is with them. */
  state?: "started" | "complete";
  /** What the form's eligibility rules make of them, where the section has to do with these. */
  eligibility?: RuleState;
}

export type Saved =
  | { outcome: "saved"; revision: number; savedAt: Date }
  | { outcome: "conflict"; revision: number; answers: Answers; savedAt: Date }
  | { outcome: "locked"; lock: NonNullable<Lock> };

/** What came of a section that was sent; problems that may be kept come with what was saved all the same. */
export type SectionOutcome = { problems: AnswerProblem[] } & (Saved | { outcome: "refused" });

/**
 * Judges a section of one's own draft by its form and saves it. The rest of the draft is read only where the section
 * has to do with it: conditions that reach across, files, eligibility, or answers to an earlier version of the form.
 */
export async function keepSection(
  actor: Applicant,
  own: OwnApplication,
  section: FormSection,
  sent: { revision: number; answers: Answers; strays?: Answers },
): Promise<SectionOutcome> {
  const { form, application, edition } = own;
  const stored = reachesOut(own, section) ? await readStored(database(), actor, application.id) : [];
  const answers = { ...gatherAnswers(form, stored), ...sent.answers };
  const shown = shownQuestions(form.sections, answers);
  const problems = judgeSection(section, sent.answers, edition.countries, shown);
  if (!isStorable(problems)) return { outcome: "refused", problems };
  const withFiles = section.questions.some(({ type, required }) => type === "file" && required)
    ? await listFileQuestions(database(), application.id)
    : new Set<string>();
  const rules = questionsOfRules(form);
  const before = stored.find((one) => one.section === section.key) ?? null;
  const saved = await saveSection(actor, {
    applicationId: application.id,
    section: section.key,
    revision: sent.revision,
    answers: sent.answers,
    stored: composeStored(
      before,
      sent.answers,
      unfitQuestions(form, stored),
      sent.strays ? { answers: sent.strays, at: now() } : null,
    ),
    state:
      sectionState(section, answers, withFiles, edition.countries, shown) === "complete"
        ? "complete"
        : "started",
    ...(section.questions.some(({ key }) => rules.has(key))
      ? { eligibility: judgeEligibility(form, answers, edition).check }
      : {}),
  });
  return { ...saved, problems };
}

/** Whether judging or storing a section takes more than what was typed on its page. */
function reachesOut({ form, formVersion }: OwnApplication, section: FormSection): boolean {
  if (formVersion > 1) return true;
  const onPage = new Set(section.questions.map(({ key }) => key));
  const rules = questionsOfRules(form);
  return (
    section.questions.some(({ showIf }) =>
      showIf?.conditions.some(({ question }) => !onPage.has(question)),
    ) ||
    ([...rules].some((key) => onPage.has(key)) && [...rules].some((key) => !onPage.has(key)))
  );
}

/** The questions of an application that have an upload. */
export async function listFileQuestions(db: Queryable, applicationId: string): Promise<Set<string>> {
  const rows = await db
    .select({ question: files.question })
    .from(files)
    .where(and(eq(files.applicationId, applicationId), inDraft));
  return new Set(rows.map(({ question }) => question));
}

/**
 * Saves a section of one's own draft if nobody has saved it since `revision`; otherwise changes nothing and tells
 * what is there. Sending the same again (a lost reply, a second press) counts as saved. One statement in the usual
 * case, as every pause in typing comes here: it holds the application, so that a submission, or a new version of the
 * form, sees the save or refuses it.
 */
export async function saveSection(actor: Applicant, save: SectionSave): Promise<Saved> {
  const at = now();
  const time = sql`${at.toISOString()}::timestamptz`;
  const answers = sealJson(actor.key, "section.answers", save.stored ?? save.answers);
  const state = save.state ?? "started";
  const own = sql`with own as materialized (
    select ${applications.id} from ${applications} join ${editions} on ${editions.id} = ${applications.editionId}
    where ${applications.id} = ${save.applicationId} and ${applications.personId} = ${actor.personId}
      and ${applications.status} = 'draft'
      and ${lastMomentSql} >= ${time}
    for ${save.eligibility ? sql`no key update` : sql`share`} of ${applications}), saved as (`;
  const rest = save.eligibility
    ? sql`), checked as (update ${applications} set eligibility_check = ${save.eligibility}
        from saved where ${applications.id} = ${save.applicationId}) select revision from saved`
    : sql`) select revision from saved`;
  const [row] = await rowsOf<{ revision: number }>(
    database(),
    save.revision === 0
      ? sql`${own} insert into ${applicationSections} (application_id, section, revision, answers, state, updated_at)
          select own.id, ${save.section}, 1, ${answers}::bytea, ${state}, ${time} from own
          on conflict do nothing returning revision ${rest}`
      : sql`${own} update ${applicationSections} set answers = ${answers}::bytea, state = ${state}, revision = revision + 1, updated_at = ${time}
          from own where application_id = own.id and section = ${save.section} and revision = ${save.revision} returning revision ${rest}`,
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
  if (!row.section) return { outcome: "conflict", revision: 0, answers: {}, savedAt: at };
  const { revision, savedAt, answers } = openSection(actor, row.section);
  const same = Object.keys(save.answers).every((key) => sameAnswer(answers[key], save.answers[key]));
  if (same) return { outcome: "saved", revision, savedAt };
  return { outcome: "conflict", revision, answers, savedAt };
}

function openSection(actor: Applicant, row: typeof applicationSections.$inferSelect): StoredSection {
  return openStored(
    { section: row.section, revision: row.revision, savedAt: row.updatedAt },
    unsealJson(actor.key, "section.answers", row.answers) as Record<string, unknown>,
  );
}

/** Everything that is stored of an application that the caller has found to be the actor's own. */
export async function readStored(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
): Promise<StoredSection[]> {
  const rows = await db
    .select()
    .from(applicationSections)
    .where(eq(applicationSections.applicationId, applicationId));
  return rows.map((row) => openSection(actor, row));
}

/** A draft as its form asks for it: every answer, wherever it was typed, and the state of each saved section. */
export interface Draft {
  answers: Answers;
  revisions: ReadonlyMap<string, number>;
  savedAt: Date | null;
}

/** All answers of an application that the caller has found to be the actor's own, and when they were last saved. */
export async function readDraft(
  db: Queryable,
  actor: Applicant,
  { application, form }: Pick<OwnApplication, "application" | "form">,
): Promise<Draft> {
  const stored = await readStored(db, actor, application.id);
  const times = stored.map(({ savedAt }) => savedAt.getTime());
  return {
    answers: gatherAnswers(form, stored),
    revisions: new Map(stored.map(({ section, revision }) => [section, revision])),
    savedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
  };
}

/** One stored section of an application that the caller has found to be the actor's own. */
export async function readSection(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
  section: string,
): Promise<{ revision: number; answers: Answers }> {
  const stored = await readStored(db, actor, applicationId);
  const { revision, answers } = stored.find((one) => one.section === section) ?? { revision: 0, answers: {} };
  return { revision, answers };
}
