import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { applications, decisions, forms, standings, submissions, vaultKeys } from "#db/schema";
import type { Queryable } from "~/platform/database.server";
import { openKey, unsealJson } from "~/platform/vault.server";
import type { Answers } from "~/questions/answers";
import type { FormDefinition, Question } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { formSchema } from "~/questions/form-schema";
import { answersFor } from "~/questions/gaps";
import { canReadAnswers } from "./access";
import { readNames } from "./applicant-names.server";
import { questionsOfVersions, type ExportRow, type ExportWish } from "./export-table";
import { tagsOf } from "./tags.server";

/** Applications that are read in one statement. */
const page = 100;
/** Applications that are opened before other requests get their turn. */
const batch = 20;

const pause = () => new Promise((done) => setImmediate(done));

/** The versions of an edition's form that have been published, the newest first. */
export async function listVersions(db: Queryable, editionId: string): Promise<Map<string, FormDefinition>> {
  const rows = await db
    .select({ id: forms.id, definition: forms.definition })
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, "application"), isNotNull(forms.publishedAt)))
    .orderBy(desc(forms.version));
  return new Map(rows.map(({ id, definition }) => [id, formSchema.parse(definition)]));
}

/** Every question that an edition's form has asked, as its newest version puts it. */
export function questionsIn(versions: Map<string, FormDefinition>): Question[] {
  return questionsOfVersions([...versions.values()].map(questionsOf));
}

/**
 * The given applications of an edition as rows of a table, in the order of the ids: read by the hundred and opened by
 * the score, so that however many there are no other request waits for long.
 */
export async function* readExportRows(
  db: Queryable,
  editionId: string,
  ids: readonly string[],
  wish: ExportWish,
  versions: Map<string, FormDefinition>,
): AsyncGenerator<ExportRow[]> {
  for (let from = 0; from < ids.length; from += page) {
    const some = ids.slice(from, from + page);
    const [rows, names, tags] = await Promise.all([
      readPage(db, editionId, some, wish.answers.length > 0),
      wish.withNames || wish.withEmails ? readNames(db, editionId, some) : null,
      tagsOf(db, some),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (let start = 0; start < some.length; start += batch) {
      yield some.slice(start, start + batch).flatMap((id) => {
        const row = byId.get(id);
        if (!row) return [];
        const { personId, wrapped, sealed, formId, ...plain } = row;
        const form = formId ? versions.get(formId) : undefined;
        const known = names?.get(id);
        return [
          {
            ...plain,
            tags: tags.get(id)?.map(({ name }) => name) ?? [],
            name: wish.withNames ? (known?.name ?? null) : null,
            email: wish.withEmails ? (known?.email ?? null) : null,
            answers:
              form && wrapped && sealed && canReadAnswers(row)
                ? cut(
                    form,
                    unsealJson(openKey(personId, wrapped), "submission.answers", sealed) as Answers,
                    wish,
                  )
                : {},
          },
        ];
      });
      await pause();
    }
  }
}

/** The answers that were asked for, by whom they are for; the rest is gone before anything else sees it. */
function cut(form: FormDefinition, answers: Answers, wish: ExportWish): Answers {
  return Object.assign({}, ...wish.answers.map((audience) => answersFor(form, answers, audience))) as Answers;
}

async function readPage(db: Queryable, editionId: string, ids: readonly string[], withAnswers: boolean) {
  const newest = sql`${submissions.number} = (select max(newest.number) from ${submissions} as newest where newest.application_id = ${applications.id})`;
  return db
    .select({
      id: applications.id,
      personId: applications.personId,
      code: applications.code,
      status: applications.status,
      submittedAt: applications.submittedAt,
      country: applications.country,
      eligibility: applications.eligibility,
      check: applications.eligibilityCheck,
      source: applications.source,
      readings: sql`coalesce(${standings.readings}, 0)`.mapWith(Number),
      mean: standings.mean,
      decision: decisions.outcome,
      wrapped: vaultKeys.wrapped,
      sealed: submissions.answers,
      formId: submissions.formId,
    })
    .from(applications)
    .leftJoin(standings, eq(standings.applicationId, applications.id))
    .leftJoin(decisions, eq(decisions.applicationId, applications.id))
    .leftJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(
      submissions,
      withAnswers ? and(eq(submissions.applicationId, applications.id), newest) : sql`false`,
    )
    .where(and(eq(applications.editionId, editionId), inArray(applications.id, [...ids])))
    .orderBy(asc(applications.code));
}
