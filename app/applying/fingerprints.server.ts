import { eq, inArray, or, sql } from "drizzle-orm";
import { applications, duplicates, fingerprints, forms, people, submissions, vaultKeys } from "#db/schema";
import { now } from "~/platform/clock.server";
import { inTransaction, rowsOf, type Transaction } from "~/platform/database.server";
import type { JobKind } from "~/platform/jobs.server";
import { fingerprint, openKey, unseal, unsealJson } from "~/platform/vault.server";
import type { Answers } from "~/questions/answers";
import type { Question } from "~/questions/definition";
import { questionsOf } from "~/questions/form-questions";
import { formSchema } from "~/questions/form-schema";
import { bands, fewestBands, fingerprintVersion, nameForm, sketchOf } from "./fingerprints";

/*
 * The same person (by name and year of birth) and the same text are noticed by keyed hashes, from which nothing can be
 * read and which nobody can guess at without the master key. A job takes them soon after a submission, so that
 * submitting takes no longer for it, and whichever way an application came; another submission is taken anew.
 */

/**
 * A row that says which submission an application's fingerprints were taken of, and by which version of the rules: what
 * was taken by others is taken anew. It is like no other's.
 */
const marker = { kind: "person" as const, question: "", band: 1 };
const byThisVersion = `/${fingerprintVersion}`;

/** Applications whose fingerprints are taken in one transaction. */
const batch = 40;
/** The most likenesses that are written down for one application: more say that the text is a common one. */
const mostPairs = 20;

/** Takes the fingerprints of what the given applications have submitted last, and forgets those they had. */
export async function noteFingerprints(tx: Transaction, applicationIds: readonly string[]): Promise<void> {
  const ids = [...applicationIds];
  if (ids.length === 0) return;
  const rows = await tx
    .selectDistinctOn([applications.id], {
      id: applications.id,
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      accountName: people.name,
      number: submissions.number,
      answers: submissions.answers,
      definition: forms.definition,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .innerJoin(submissions, eq(submissions.applicationId, applications.id))
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(inArray(applications.id, ids))
    .orderBy(applications.id, sql`${submissions.number} desc`);
  const found: (typeof fingerprints.$inferInsert)[] = [];
  for (const row of rows) {
    // A sketch takes a few milliseconds; other requests go in between.
    await new Promise((done) => setImmediate(done));
    const key = openKey(row.personId, row.wrapped);
    const answers = unsealJson(key, "submission.answers", row.answers) as Answers;
    const questions = questionsOf(formSchema.parse(row.definition));
    const names = [answers["preferred-name"], unseal(key, "people.name", row.accountName)];
    const prints = [
      { ...marker, value: `${row.number}${byThisVersion}` },
      ...personPrints(names, answers),
      ...textPrints(questions, answers),
    ];
    found.push(...prints.map((print) => ({ ...print, applicationId: row.id })));
  }
  await tx.delete(fingerprints).where(inArray(fingerprints.applicationId, ids));
  for (let from = 0; from < found.length; from += 1000)
    await tx
      .insert(fingerprints)
      .values(found.slice(from, from + 1000))
      .onConflictDoNothing();
}

type Print = Pick<typeof fingerprints.$inferInsert, "kind" | "question" | "band" | "value">;

/** One for each name that somebody goes by: the one of the account and the one they asked to be called by. */
function personPrints(names: unknown[], answers: Answers): Print[] {
  const year = /^\d{4}/.exec(textOf(answers["birth-year"]) || textOf(answers["birth-date"]))?.[0];
  if (!year) return [];
  // A first name alone is shared by many of one age.
  const forms = names
    .flatMap((name) => (typeof name === "string" && nameForm(name)) || [])
    .filter((form) => form.includes(" "));
  return [...new Set(forms)].map((form) => ({
    kind: "person",
    question: "",
    band: 0,
    value: fingerprint("person", `${form}|${year}`),
  }));
}

const textOf = (answer: unknown) => (typeof answer === "string" ? answer : "");

/** The sketch of each long answer. Which question it answers is not in the hash: a text may be used for another. */
function textPrints(questions: readonly Question[], answers: Answers): Print[] {
  return questions.flatMap((question) => {
    if (question.type !== "long-text") return [];
    const sketch = sketchOf(textOf(answers[question.key]));
    return (sketch ?? []).map((value, band) => ({
      kind: "text" as const,
      question: question.key,
      band,
      value: fingerprint("text", value),
    }));
  });
}

/** Removes an application's fingerprints and every likeness that was found by them. */
export async function forgetFingerprints(tx: Transaction, applicationId: string): Promise<void> {
  await tx.delete(fingerprints).where(eq(fingerprints.applicationId, applicationId));
  await tx
    .delete(duplicates)
    .where(or(eq(duplicates.applicationId, applicationId), eq(duplicates.otherId, applicationId)));
}

/**
 * Writes down which other applications, of this edition or an earlier one, the given ones are like. What a coordinator
 * has settled stays settled; what is no longer alike since somebody changed their text goes.
 */
export async function findDuplicates(tx: Transaction, applicationIds: readonly string[]): Promise<void> {
  if (applicationIds.length === 0) return;
  const ids = sql`${`{${applicationIds.join(",")}}`}::uuid[]`;
  await rowsOf(
    tx,
    sql`delete from ${duplicates} where settled_at is null and (application_id = any(${ids}) or other_id = any(${ids}))`,
  );
  await rowsOf(
    tx,
    sql`insert into ${duplicates} (application_id, other_id, kind, likeness, found_at)
      with agreeing as (
        select f.application_id as own, g.application_id as other, f.kind, f.question, g.question as other_question,
          count(distinct f.band) as bands
        from ${fingerprints} f join ${fingerprints} g on g.kind = f.kind and g.value = f.value
          and g.application_id <> f.application_id and g.band = f.band
        where f.application_id = any(${ids}) and not (f.kind = 'person' and f.band = ${marker.band})
        group by 1, 2, 3, 4, 5
        having f.kind = 'person' or count(distinct f.band) >= ${fewestBands}
      ), pairs as (
        select own, other, kind,
          max(case when kind = 'person' then 1 else power(bands::float8 / ${bands}, 1.0 / 3) end) as likeness
        from agreeing group by own, other, kind
      ), closest as (
        select *, row_number() over (partition by own, kind order by likeness desc, other) as place from pairs
      ), placed as (
        select distinct
          case when (a.submitted_at, a.id) > (b.submitted_at, b.id) then a.id else b.id end as newer,
          case when (a.submitted_at, a.id) > (b.submitted_at, b.id) then b.id else a.id end as older,
          closest.kind, closest.likeness
        from closest join ${applications} a on a.id = closest.own join ${applications} b on b.id = closest.other
        where place <= ${mostPairs} and a.status <> 'draft' and b.status <> 'draft'
          and a.erased_at is null and b.erased_at is null
      )
      select newer, older, kind, likeness, ${now().toISOString()}::timestamptz from placed
      where not exists (select 1 from ${duplicates} known
        where known.application_id = placed.older and known.other_id = placed.newer and known.kind = placed.kind)
      on conflict do nothing`,
  );
}

/**
 * Takes fingerprints of some applications whose newest submission has none yet by today's rules, and looks for their like. Returns how
 * many there were. Two processes at it take different ones.
 */
export async function noteNewFingerprints(): Promise<number> {
  return inTransaction(async (tx) => {
    const waiting = await rowsOf<{ id: string }>(
      tx,
      sql`select a.id from ${applications} a
        join ${vaultKeys} k on k.person_id = a.person_id
        where a.status = 'submitted' and a.erased_at is null and not exists (
          select 1 from ${fingerprints} f where f.application_id = a.id and f.kind = ${marker.kind}
            and f.question = '' and f.band = ${marker.band}
            and f.value = (select max(s.number) || ${byThisVersion}::text from ${submissions} s where s.application_id = a.id))
          and exists (select 1 from ${submissions} s where s.application_id = a.id)
        order by a.submitted_at limit ${batch} for no key update of a skip locked`,
    );
    const ids = waiting.map(({ id }) => id);
    await noteFingerprints(tx, ids);
    await findDuplicates(tx, ids);
    return ids.length;
  });
}

export const fingerprintsJob: JobKind<Record<string, never>> = {
  queue: "fingerprints",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "* * * * *",
  async run() {
    while ((await noteNewFingerprints()) === batch);
  },
};
