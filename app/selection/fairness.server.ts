import { and, asc, eq, gt, sql } from "drizzle-orm";
import { applications, forms, standings, submissions, vaultKeys, writtenLanguages } from "#db/schema";
import { formSchema, questionsOf, type Answers, type FormDefinition } from "~/cohorts/questions";
import { database, type Queryable } from "~/platform/database.server";
import { openKey, unsealJson } from "~/platform/vault.server";
import { fairFigures, groupSpellings, type GroupFigures, type Grouped } from "./fairness";
import { isCandidate } from "./candidates.server";
import { languagesOfAnswers } from "./written-languages.server";

/*
 * What people said of themselves for balance is opened here in memory, one application after another, and goes into
 * figures that are of nobody alone. Only these are kept, for some minutes; nothing is written anywhere.
 */

/** The questions of the default form whose answers are looked at. */
const genderQuestion = "gender";
const placeQuestion = "place";

export type FairnessDimension = "country" | "gender" | "place" | "language";

export interface Fairness {
  /** Applications with a score. */
  scored: number;
  figures: Record<FairnessDimension, GroupFigures[]>;
}

/** Rows that are read in one statement, and that are opened before other requests get their turn. */
const page = 200;
const batch = 25;
const pause = () => new Promise((done) => setImmediate(done));

/** Answers are sealed, so that the figures take a while: they are kept until a score changes, or for so long. */
const keptFor = 10 * 60_000;
const kept = new Map<string, { version: string; until: number; fairness: Promise<Fairness> }>();

/** Scores of an edition's applications by group. The caller has checked the coordinator. */
export async function readFairness(editionId: string): Promise<Fairness> {
  const version = await versionOf(editionId);
  const known = kept.get(editionId);
  if (known && known.version === version && known.until > performance.now()) return known.fairness;
  const fairness = workOut(database(), editionId);
  kept.set(editionId, { version, until: performance.now() + keptFor, fairness });
  fairness.catch(() => kept.delete(editionId));
  return fairness;
}

/** Changes with every score of an edition. */
async function versionOf(editionId: string): Promise<string> {
  const [row] = await database()
    .select({ version: sql<string>`concat(count(*), ' ', max(${standings.updatedAt}))` })
    .from(standings)
    .where(eq(standings.editionId, editionId));
  return row?.version ?? "";
}

interface Facts {
  score: number;
  country: string | null;
  gender: string | null;
  place: string | null;
  language: string | null;
}

async function workOut(db: Queryable, editionId: string): Promise<Fairness> {
  const facts: Facts[] = [];
  const definitions = new Map<string, FormDefinition>();
  for (let after: string | null = null; ;) {
    const rows = await readPage(db, editionId, after);
    for (const [index, row] of rows.entries()) {
      if (index % batch === batch - 1) await pause();
      const form = definitions.get(row.formId) ?? (await readForm(db, row.formId));
      definitions.set(row.formId, form);
      facts.push(factsOf(row, form));
    }
    const last = rows.at(-1);
    if (!last || rows.length < page) break;
    after = last.id;
  }
  const genders = groupSpellings(facts.map(({ gender }) => gender));
  const by = (groupOf: (fact: Facts, index: number) => string | null): GroupFigures[] =>
    fairFigures(facts.map((fact, index): Grouped => ({ group: groupOf(fact, index), score: fact.score })));
  return {
    scored: facts.length,
    figures: {
      country: by(({ country }) => country),
      gender: by((_, index) => genders[index] ?? null),
      place: by(({ place }) => place),
      language: by(({ language }) => language),
    },
  };
}

function readPage(db: Queryable, editionId: string, after: string | null) {
  return db
    .select({
      id: applications.id,
      personId: applications.personId,
      country: applications.country,
      score: standings.mean,
      written: writtenLanguages.languages,
      wrapped: vaultKeys.wrapped,
      formId: submissions.formId,
      answers: submissions.answers,
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(writtenLanguages, eq(writtenLanguages.applicationId, applications.id))
    .innerJoin(
      submissions,
      and(
        eq(submissions.applicationId, applications.id),
        sql`${submissions.number} = (select max(newest.number) from ${submissions} as newest where newest.application_id = ${applications.id})`,
      ),
    )
    .where(
      and(
        eq(standings.editionId, editionId),
        isCandidate(editionId),
        after === null ? undefined : gt(standings.applicationId, after),
      ),
    )
    .orderBy(asc(standings.applicationId))
    .limit(page);
}

async function readForm(db: Queryable, formId: string): Promise<FormDefinition> {
  const [row] = await db.select({ definition: forms.definition }).from(forms).where(eq(forms.id, formId));
  return formSchema.parse(row?.definition);
}

function factsOf(row: Awaited<ReturnType<typeof readPage>>[number], form: FormDefinition): Facts {
  const key = openKey(row.personId, row.wrapped);
  const answers = unsealJson(key, "submission.answers", row.answers) as Answers;
  const said = (question: string) => {
    const answer = answers[question];
    return typeof answer === "string" && answer.trim() ? answer : null;
  };
  const place = said(placeQuestion);
  const isAsked = (question: string) => questionsOf(form).some(({ key: asked }) => asked === question);
  return {
    score: row.score,
    country: row.country,
    gender: isAsked(genderQuestion) ? said(genderQuestion) : null,
    place: place === "unsaid" || !isAsked(placeQuestion) ? null : place,
    language: (row.written ?? languagesOfAnswers(form, answers))[0] ?? null,
  };
}
