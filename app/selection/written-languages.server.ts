import { eq, inArray, sql } from "drizzle-orm";
import { applications, forms, submissions, vaultKeys, writtenLanguages } from "#db/schema";
import { answersFor, formSchema, type Answers, type FormDefinition } from "~/cohorts/questions";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { openKey, unsealJson } from "~/platform/vault.server";
import { languagesOf, type AnswerLanguage } from "./answer-language";
import { textsOf } from "./blackening";

/*
 * The language of an application is not asked for: it is told by what the panel would read. Answers are sealed, so it is
 * worked out in memory, some at a time, and nothing of it is written down. What was submitted never changes, so that
 * the codes of its languages are kept by its id; a plan is looked at again and again before it is applied. What a
 * coordinator has said of an application stands above that, for all its versions.
 */

/** Submissions that are read in one statement, and that are opened before other requests get their turn. */
const page = 200;
const batch = 10;
const pause = () => new Promise((done) => setImmediate(done));

const kept = new Map<string, readonly AnswerLanguage[]>();
const mostKept = 50_000;

/** The languages that what the panel sees of these answers is written in, the most used first; empty where none is told. */
export function languagesOfAnswers(form: FormDefinition, answers: Answers): AnswerLanguage[] {
  return languagesOf([...textsOf(answersFor(form, answers, "panel")).values()]);
}

/** What an application is written in, and whether that is only concluded from its answers. */
export interface Written {
  languages: readonly string[];
  isGuessed: boolean;
}

/**
 * What each of these applications is written in, as last submitted, by id. Without those whose answers can't be opened
 * any more and of which nobody has said it. `tell` hears how many are looked at, of how many.
 */
export async function readWrittenLanguages(
  db: Queryable,
  applicationIds: readonly string[],
  tell: (done: number, total: number) => void = () => {},
): Promise<Map<string, Written>> {
  const found = new Map<string, Written>();
  const definitions = new Map<string, FormDefinition>();
  for (let from = 0; from < applicationIds.length; from += page) {
    const newest = await db
      .selectDistinctOn([submissions.applicationId], {
        id: submissions.id,
        applicationId: submissions.applicationId,
        said: writtenLanguages.languages,
      })
      .from(submissions)
      .leftJoin(writtenLanguages, eq(writtenLanguages.applicationId, submissions.applicationId))
      .where(inArray(submissions.applicationId, applicationIds.slice(from, from + page)))
      .orderBy(submissions.applicationId, sql`${submissions.number} desc`);
    await openMissing(
      db,
      newest.flatMap(({ id, said }) => (said || kept.has(id) ? [] : [id])),
      definitions,
    );
    for (const { id, applicationId, said } of newest) {
      const languages = said ?? kept.get(id);
      if (languages) found.set(applicationId, { languages, isGuessed: said === null });
    }
    tell(Math.min(from + page, applicationIds.length), applicationIds.length);
  }
  return found;
}

/** Opens what has not been looked at yet, and keeps its language. */
async function openMissing(
  db: Queryable,
  submissionIds: string[],
  definitions: Map<string, FormDefinition>,
): Promise<void> {
  if (submissionIds.length === 0) return;
  if (kept.size > mostKept) kept.clear();
  const rows = await db
    .select({
      id: submissions.id,
      personId: applications.personId,
      formId: submissions.formId,
      answers: submissions.answers,
      wrapped: vaultKeys.wrapped,
    })
    .from(submissions)
    .innerJoin(applications, eq(applications.id, submissions.applicationId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .where(inArray(submissions.id, submissionIds));
  const unknown = [...new Set(rows.map(({ formId }) => formId))].filter((id) => !definitions.has(id));
  if (unknown.length > 0) {
    const read = await db
      .select({ id: forms.id, definition: forms.definition })
      .from(forms)
      .where(inArray(forms.id, unknown));
    for (const { id, definition } of read) definitions.set(id, formSchema.parse(definition));
  }
  for (const [index, row] of rows.entries()) {
    if (index % batch === batch - 1) await pause();
    const form = definitions.get(row.formId);
    if (!form) continue;
    const answers = unsealJson(openKey(row.personId, row.wrapped), "submission.answers", row.answers);
    kept.set(row.id, languagesOfAnswers(form, answers as Answers));
  }
}

/**
 * Puts right what an application is taken to be written in; without a language it is told by its answers again. Readings
 * that are assigned already stay. The caller has checked the coordinator and found the application.
 */
export async function correctWrittenLanguages(
  tx: Transaction,
  correction: {
    application: { id: string; editionId: string };
    actorId: string;
    languages: readonly string[];
  },
): Promise<void> {
  const { application, actorId } = correction;
  const said = { languages: [...correction.languages], saidBy: actorId, saidAt: now() };
  if (said.languages.length === 0)
    await tx.delete(writtenLanguages).where(eq(writtenLanguages.applicationId, application.id));
  else
    await tx
      .insert(writtenLanguages)
      .values({ applicationId: application.id, ...said })
      .onConflictDoUpdate({ target: writtenLanguages.applicationId, set: said });
  const detail = { languages: said.languages.join() };
  await recordApplicationEvent(tx, application.id, "language-corrected", actorId, detail);
  await recordAudit(tx, {
    actorId,
    action: "application.language-corrected",
    editionId: application.editionId,
    subjectType: "application",
    subjectId: application.id,
    detail,
  });
}
