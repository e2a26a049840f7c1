import { eq, inArray, sql } from "drizzle-orm";
import { applications, forms, submissions, vaultKeys } from "#db/schema";
import { answersFor, formSchema, type Answers, type FormDefinition } from "~/cohorts/questions";
import type { Queryable } from "~/platform/database.server";
import { openKey, unsealJson } from "~/platform/vault.server";
import { languageOf, type AnswerLanguage } from "./answer-language";
import { textsOf } from "./blackening";

/*
 * The language of an application is not asked for: it is told by what the panel would read. Answers are sealed, so it is
 * worked out in memory, some at a time, and nothing of it is written down. What was submitted never changes, so that
 * the code of its language is kept by its id; a plan is looked at again and again before it is applied.
 */

/** Submissions that are read in one statement, and that are opened before other requests get their turn. */
const page = 200;
const batch = 25;
const pause = () => new Promise((done) => setImmediate(done));

const kept = new Map<string, AnswerLanguage | null>();
const mostKept = 50_000;

/** The language that most of what the panel sees of these answers is written in; null where it can't be told. */
export function languageOfAnswers(form: FormDefinition, answers: Answers): AnswerLanguage | null {
  return languageOf([...textsOf(answersFor(form, answers, "panel")).values()].join("\n"));
}

/**
 * The language of each of these applications, as last submitted, by id; null where it can't be told. Without those whose
 * answers can't be opened any more. `tell` hears how many are looked at, of how many.
 */
export async function readWrittenLanguages(
  db: Queryable,
  applicationIds: readonly string[],
  tell: (done: number, total: number) => void = () => {},
): Promise<Map<string, AnswerLanguage | null>> {
  const found = new Map<string, AnswerLanguage | null>();
  const definitions = new Map<string, FormDefinition>();
  for (let from = 0; from < applicationIds.length; from += page) {
    const newest = await db
      .selectDistinctOn([submissions.applicationId], {
        id: submissions.id,
        applicationId: submissions.applicationId,
      })
      .from(submissions)
      .where(inArray(submissions.applicationId, applicationIds.slice(from, from + page)))
      .orderBy(submissions.applicationId, sql`${submissions.number} desc`);
    await openMissing(
      db,
      newest.map(({ id }) => id).filter((id) => !kept.has(id)),
      definitions,
    );
    for (const { id, applicationId } of newest) {
      const language = kept.get(id);
      if (language !== undefined) found.set(applicationId, language);
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
    kept.set(row.id, languageOfAnswers(form, answers as Answers));
  }
}
