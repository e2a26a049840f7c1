import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { applicationSections, applications, forms, people, submissions, vaultKeys } from "#db/schema";
import { formSchema, type Answers } from "~/cohorts/questions";
import { database, type Queryable } from "~/platform/database.server";
import { isFound, searchable, wantedWords } from "~/platform/locale/finding";
import { openKey, unseal, unsealJson } from "~/platform/vault.server";

/*
 * Who somebody is, for coordinators: the name they asked to be called by when they submitted, then the name of their
 * account. Both are sealed, so a search compares them in memory and hands ids back into SQL, where sorting, counting
 * and paging stay. Of a draft nothing is read or found but its code: a coordinator sees that it exists.
 *
 * What a search has opened is kept for a few minutes, as the next one usually follows at once. Each search first asks
 * the database which rows there are and in which version; what was opened from another version, or of somebody whose
 * key is gone, is neither used nor kept. See docs/decisions/0017.
 */

/** The question that asks what to call somebody. */
const nameQuestion = "preferred-name";

export interface Names {
  /** What to call them; null once they have been erased. */
  name: string | null;
  accountName: string | null;
  email: string | null;
}

/** Rows that are opened in one go before other requests get their turn. */
const batch = 100;
/** Rows that are read in one statement: their names are a few megabytes at the most. */
const page = 1000;

const pause = () => new Promise((done) => setImmediate(done));

/** The sections of an edition's forms that ask what to call somebody. */
async function listNameSections(db: Queryable, editionId: string): Promise<string[]> {
  const definitions = await db
    .select({ definition: forms.definition })
    .from(forms)
    .where(and(eq(forms.editionId, editionId), eq(forms.kind, "application")));
  const sections = definitions.flatMap(({ definition }) => {
    // A version that is still being worked on need not be whole.
    const form = formSchema.safeParse(definition);
    const holder = form.data?.sections.find(({ questions }) =>
      questions.some(({ key }) => key === nameQuestion),
    );
    return holder?.key ?? [];
  });
  return [...new Set(sections)];
}

/** Joins an application's section with the name: none where sections are no longer kept. */
function nameSection(sections: string[]) {
  return and(
    eq(applicationSections.applicationId, applications.id),
    sections.length > 0 ? inArray(applicationSections.section, sections) : sql`false`,
  );
}

/** Which applications have a name that may be read: submitted once, and neither they nor their person erased. */
function isNamed(editionId: string) {
  return and(
    eq(applications.editionId, editionId),
    ne(applications.status, "draft"),
    isNull(applications.erasedAt),
  );
}

/** Names and addresses of the given applicants of an edition, by application. Drafts and erased ones are absent. */
export async function readNames(
  db: Queryable,
  editionId: string,
  ids: readonly string[],
): Promise<Map<string, Names>> {
  const names = new Map<string, Names>();
  if (ids.length === 0) return names;
  const sections = await listNameSections(db, editionId);
  for (let from = 0; from < ids.length; from += page)
    await openNames(db, editionId, sections, ids.slice(from, from + page), names);
  return names;
}

async function openNames(
  db: Queryable,
  editionId: string,
  sections: string[],
  ids: readonly string[],
  names: Map<string, Names>,
): Promise<void> {
  const rows = await db
    .select({
      id: applications.id,
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      accountName: people.name,
      email: people.email,
      section: applicationSections.answers,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(applicationSections, nameSection(sections))
    .where(and(isNamed(editionId), isOneOf(ids)));
  const submitted = await readSubmissions(
    db,
    rows.flatMap(({ id, section }) => (section ? [] : [id])),
  );
  for (const [index, row] of rows.entries()) {
    if (index % batch === batch - 1) await pause();
    const key = openKey(row.personId, row.wrapped);
    const known = names.get(row.id);
    const whole = submitted.get(row.id);
    const answers = (
      row.section
        ? unsealJson(key, "section.answers", row.section)
        : whole
          ? unsealJson(key, "submission.answers", whole)
          : {}
    ) as Answers;
    const preferred = answers[nameQuestion];
    const accountName = known?.accountName ?? unseal(key, "people.name", row.accountName);
    const name = (typeof preferred === "string" && preferred.trim()) || known?.name || accountName;
    names.set(row.id, { name, accountName, email: known?.email ?? unseal(key, "people.email", row.email) });
  }
}

/** The newest submissions, still sealed: for applications whose sections are no longer kept. */
async function readSubmissions(db: Queryable, ids: string[]): Promise<Map<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: submissions.applicationId, answers: submissions.answers })
    .from(submissions)
    .where(inArray(submissions.applicationId, ids))
    .orderBy(asc(submissions.number));
  return new Map(rows.map(({ id, answers }) => [id, answers]));
}

/** A condition on applications: one of these, however many there are, as a single parameter. */
export function isOneOf(ids: readonly string[]) {
  return sql`${applications.id} = any(${`{${ids.join(",")}}`}::uuid[])`;
}

/** What a search compares, opened and folded, and the version of the rows that it was opened from. */
interface Known {
  version: string;
  text: string;
}
interface KnownEdition {
  byId: Map<string, Known>;
  usedAt: number;
  forget?: NodeJS.Timeout;
}

/** How long names stay in memory after the last search in their edition, in milliseconds. */
const keptFor = 5 * 60_000;
/** The most applications whose names a process keeps, over all editions; a name takes some 200 bytes. */
const keptAtMost = 60_000;
const known = new Map<string, KnownEdition>();

/** Drops everything that searches have opened. */
export function forgetNames(): void {
  for (const { forget } of known.values()) clearTimeout(forget);
  known.clear();
}

/** The applications in which what is looked for occurs: in code, name or address; null when nothing is looked for. */
export async function findMatches(
  db: Queryable,
  editionId: string,
  search: string,
): Promise<string[] | null> {
  if (!search) return null;
  const wanted = wantedWords(search);
  const { present, names } = await readKnown(db, editionId);
  return present.flatMap(({ id, code }) => {
    const text = names.get(id)?.text ?? searchable([], [code]);
    return isFound(wanted, text) ? [id] : [];
  });
}

/** Readings of an edition's names that have begun: who searches meanwhile waits for the same one. */
const begun = new Map<string, Promise<KnownNow>>();

interface KnownNow {
  present: Present[];
  names: Map<string, Known>;
}

function readKnown(db: Queryable, editionId: string): Promise<KnownNow> {
  // A transaction sees its own rows, and is over before others have read to the end.
  if (db !== database()) return readKnownHere(db, editionId);
  let reading = begun.get(editionId);
  if (!reading) {
    reading = readKnownHere(db, editionId).finally(() => begun.delete(editionId));
    begun.set(editionId, reading);
  }
  return reading;
}

async function readKnownHere(db: Queryable, editionId: string): Promise<KnownNow> {
  const sections = await listNameSections(db, editionId);
  const present = await listVersions(db, editionId, sections);
  return { present, names: await knownNames(db, editionId, sections, present) };
}

/** An application as it stands now; without a version where its name may not be read. */
interface Present {
  id: string;
  code: string;
  version: string;
}

/**
 * Every application of an edition with the version of the rows that hold its names. A row's version is the
 * transaction that wrote it. It comes as one text: a driver takes longer over twenty thousand rows than the database.
 */
async function listVersions(db: Queryable, editionId: string, sections: string[]): Promise<Present[]> {
  const hasKey = sql`${applications.status} <> 'draft' and ${applications.erasedAt} is null and ${vaultKeys.personId} is not null`;
  const [row] = await db
    .select({
      all: sql<string | null>`string_agg(concat_ws(' ', ${applications.id}, ${applications.code},
        case when ${hasKey} then concat(${people}.xmin, '.', ${applicationSections}.xmin) end), ';' order by ${applications.id}, ${applicationSections.section})`,
    })
    .from(applications)
    .innerJoin(people, eq(people.id, applications.personId))
    .leftJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .leftJoin(applicationSections, nameSection(sections))
    .where(eq(applications.editionId, editionId));
  const present: Present[] = [];
  for (const one of row?.all?.split(";") ?? []) {
    const [id = "", code = "", version = ""] = one.split(" ");
    const last = present.at(-1);
    // Where versions of the form ask for the name in different sections, there is a row for each.
    if (last?.id === id) last.version += ` ${version}`;
    else present.push({ id, code, version });
  }
  return present;
}

async function knownNames(
  db: Queryable,
  editionId: string,
  sections: string[],
  present: readonly Present[],
): Promise<Map<string, Known>> {
  const before = known.get(editionId)?.byId;
  const byId = new Map<string, Known>();
  const missing = new Map<string, Present>();
  for (const application of present) {
    const { id, version } = application;
    const one = before?.get(id);
    if (one && one.version === version) byId.set(id, one);
    else if (version) missing.set(id, application);
  }
  const ids = [...missing.keys()];
  for (let from = 0; from < ids.length; from += page) {
    const opened = new Map<string, Names>();
    await openNames(db, editionId, sections, ids.slice(from, from + page), opened);
    for (const [id, { name, accountName, email }] of opened)
      byId.set(id, {
        version: missing.get(id)?.version ?? "",
        text: searchable([...new Set([name, accountName])], [missing.get(id)?.code, email]),
      });
  }
  keep(editionId, byId);
  return byId;
}

function keep(editionId: string, byId: Map<string, Known>): void {
  clearTimeout(known.get(editionId)?.forget);
  known.delete(editionId);
  const forget = setTimeout(() => known.delete(editionId), keptFor).unref();
  known.set(editionId, { byId, usedAt: performance.now(), forget });
  let count = 0;
  // Editions stand in the order of their last use: the oldest go first where there is no room for all.
  for (const [id, edition] of [...known].reverse()) {
    count += edition.byId.size;
    if (count <= keptAtMost) continue;
    clearTimeout(edition.forget);
    known.delete(id);
  }
}
