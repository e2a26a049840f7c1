import { and, count, desc, eq, inArray, isNotNull, isNull, max, min, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { applications, duplicates, editions, fingerprints, submissions, vaultKeys } from "#db/schema";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { openKey, unsealJson } from "~/platform/vault.server";
import type { Answers } from "~/questions/answers";
import { canReadAnswers } from "./access";
import { readNames, type Names } from "./applicant-names.server";
import type { DuplicateKind, DuplicatePart } from "./duplicates";
import { comparePassages, type Passage } from "./passages";

/** Which pairs are wanted: of an edition, those that wait or those that are settled, of one application or of all. */
export interface DuplicateQuery {
  editionId: string;
  part: DuplicatePart;
  code: string | null;
}

/** One of two applications that are alike, as far as the reader may see it. */
export interface Side {
  id: string;
  /** Null for an application of an edition that the reader does not coordinate: that there is one is all they see. */
  known: {
    code: string;
    name: string | null;
    /** The name of their account, where it is another: people are compared by it too. */
    accountName: string | null;
    edition: { slug: string; name: string; isHere: boolean };
    submittedAt: Date | null;
    status: "draft" | "submitted" | "withdrawn";
  } | null;
}

export interface Pair {
  own: Side;
  other: Side;
  kinds: {
    kind: DuplicateKind;
    likeness: number;
    settledBy: string | null;
    settledAt: Date | null;
  }[];
  /** The two texts that are most alike; null where there are none, or where the reader may not read both. */
  texts: { questions: [string, string]; passages: [Passage[], Passage[]] } | null;
}

const newer = alias(applications, "newer");
const older = alias(applications, "older");

function isWanted({ editionId, part, code }: DuplicateQuery): SQL | undefined {
  const here = (side: typeof newer | typeof older) =>
    and(eq(side.editionId, editionId), code ? eq(side.code, code) : undefined);
  return and(
    or(here(newer), here(older)),
    part === "open" ? isNull(duplicates.settledAt) : isNotNull(duplicates.settledAt),
  );
}

/** How many pairs of an edition wait, and how many are settled. */
export async function countDuplicates(
  db: Queryable,
  query: Omit<DuplicateQuery, "part">,
): Promise<Record<DuplicatePart, number>> {
  const counted = async (part: DuplicatePart) => {
    const [row] = await db
      .select({
        count: sql`count(distinct (${duplicates.applicationId}, ${duplicates.otherId}))`.mapWith(Number),
      })
      .from(duplicates)
      .innerJoin(newer, eq(newer.id, duplicates.applicationId))
      .innerJoin(older, eq(older.id, duplicates.otherId))
      .where(isWanted({ ...query, part }));
    return row?.count ?? 0;
  };
  const [open, settled] = await Promise.all([counted("open"), counted("settled")]);
  return { open, settled };
}

/**
 * A page of an edition's pairs, the surest first. Of an application in another edition only those see more than that
 * it is there who coordinate that one too (`coordinated` are their editions). What two texts share is worked out here
 * and kept nowhere.
 */
export async function listDuplicates(
  db: Queryable,
  query: DuplicateQuery,
  coordinated: readonly string[],
  page: { number: number; size: number },
): Promise<Pair[]> {
  const pairs = await db
    .select({ a: duplicates.applicationId, b: duplicates.otherId, kinds: count() })
    .from(duplicates)
    .innerJoin(newer, eq(newer.id, duplicates.applicationId))
    .innerJoin(older, eq(older.id, duplicates.otherId))
    .where(isWanted(query))
    .groupBy(duplicates.applicationId, duplicates.otherId)
    .orderBy(
      desc(sql`bool_or(${duplicates.kind} = 'person')`),
      desc(max(duplicates.likeness)),
      min(duplicates.foundAt),
      duplicates.applicationId,
      duplicates.otherId,
    )
    .limit(page.size)
    .offset((page.number - 1) * page.size);
  if (pairs.length === 0) return [];
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const [kinds, sides] = await Promise.all([
    db
      .select()
      .from(duplicates)
      .where(and(inArray(duplicates.applicationId, ids), inArray(duplicates.otherId, ids)))
      .orderBy(duplicates.kind),
    readSides(db, ids, query.editionId, coordinated),
  ]);
  const readable = new Set(
    [...sides.values()].flatMap(({ id, known }) => (known && canReadAnswers(known) ? [id] : [])),
  );
  const texts = await compareTexts(
    db,
    pairs.filter(({ a, b }) => readable.has(a) && readable.has(b)),
  );
  return pairs.flatMap(({ a, b }) => {
    const [first, second] = [sides.get(a), sides.get(b)];
    if (!first || !second) return [];
    // The application of this edition stands first; where both are of it, the newer one does.
    const isTurned = !first.known?.edition.isHere;
    const compared = texts.get(`${a} ${b}`) ?? null;
    return [
      {
        own: isTurned ? second : first,
        other: isTurned ? first : second,
        kinds: kinds
          .filter((row) => row.applicationId === a && row.otherId === b)
          .map(({ kind, likeness, settledBy, settledAt }) => ({ kind, likeness, settledBy, settledAt })),
        texts:
          compared && isTurned
            ? {
                questions: [compared.questions[1], compared.questions[0]],
                passages: [compared.passages[1], compared.passages[0]],
              }
            : compared,
      },
    ];
  });
}

async function readSides(
  db: Queryable,
  ids: string[],
  editionId: string,
  coordinated: readonly string[],
): Promise<Map<string, Side>> {
  const rows = await db
    .select({
      id: applications.id,
      code: applications.code,
      status: applications.status,
      submittedAt: applications.submittedAt,
      editionId: applications.editionId,
      slug: editions.slug,
      editionName: editions.name,
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .where(inArray(applications.id, ids));
  const mine = rows.filter((row) => row.editionId === editionId || coordinated.includes(row.editionId));
  const byEdition = [...Map.groupBy(mine, (row) => row.editionId)];
  const names = await Promise.all(
    byEdition.map(([edition, some]) =>
      readNames(
        db,
        edition,
        some.map(({ id }) => id),
      ),
    ),
  );
  const nameOf = new Map(names.flatMap((map) => [...map]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        known: mine.includes(row)
          ? {
              code: row.code,
              status: row.status,
              submittedAt: row.submittedAt,
              name: nameOf.get(row.id)?.name ?? null,
              accountName: otherName(nameOf.get(row.id)),
              edition: { slug: row.slug, name: row.editionName, isHere: row.editionId === editionId },
            }
          : null,
      },
    ]),
  );
}

function otherName(names: Names | undefined): string | null {
  return names && names.accountName !== names.name ? names.accountName : null;
}

/** For each pair the two answers that have most in common, by their fingerprints, cut into passages. */
async function compareTexts(db: Queryable, pairs: readonly { a: string; b: string }[]) {
  const compared = new Map<string, NonNullable<Pair["texts"]>>();
  if (pairs.length === 0) return compared;
  const [one, two] = [alias(fingerprints, "one"), alias(fingerprints, "two")];
  const wanted = or(...pairs.map(({ a, b }) => and(eq(one.applicationId, a), eq(two.applicationId, b))));
  const alike = await db
    .select({
      a: one.applicationId,
      b: two.applicationId,
      first: one.question,
      second: two.question,
      bands: count(),
    })
    .from(one)
    .innerJoin(two, and(eq(two.kind, one.kind), eq(two.value, one.value), eq(two.band, one.band)))
    .where(and(eq(one.kind, "text"), wanted))
    .groupBy(one.applicationId, two.applicationId, one.question, two.question)
    .orderBy(desc(count()), one.question, two.question);
  const answers = await readAnswersOf(db, [...new Set(alike.flatMap(({ a, b }) => [a, b]))]);
  for (const { a, b, first, second } of alike) {
    const key = `${a} ${b}`;
    if (compared.has(key)) continue;
    const [left, right] = [answers.get(a)?.[first], answers.get(b)?.[second]];
    if (typeof left !== "string" || typeof right !== "string") continue;
    compared.set(key, { questions: [first, second], passages: comparePassages(left, right) });
  }
  return compared;
}

/** The newest submissions of the given applications, opened. */
async function readAnswersOf(db: Queryable, ids: string[]): Promise<Map<string, Answers>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([submissions.applicationId], {
      id: submissions.applicationId,
      personId: applications.personId,
      wrapped: vaultKeys.wrapped,
      answers: submissions.answers,
    })
    .from(submissions)
    .innerJoin(applications, eq(applications.id, submissions.applicationId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
    .where(inArray(submissions.applicationId, ids))
    .orderBy(submissions.applicationId, desc(submissions.number));
  return new Map(
    rows.map(({ id, personId, wrapped, answers }) => [
      id,
      unsealJson(openKey(personId, wrapped), "submission.answers", answers) as Answers,
    ]),
  );
}

/** A coordinator's word on two applications that are alike. */
export interface Settlement {
  actorId: string;
  editionId: string;
  /** The code of the application in this edition, and the other's id. */
  code: string;
  otherId: string;
  kind: DuplicateKind;
  /** Settled, or open again. */
  what: "settle" | "reopen";
}

/** Settles a likeness, or opens it again; false where there is no such pair in the edition. */
export async function settleDuplicate(tx: Transaction, settlement: Settlement): Promise<boolean> {
  const { actorId, editionId, code, otherId, kind, what } = settlement;
  const own = tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.editionId, editionId), eq(applications.code, code)));
  const changed = await tx
    .update(duplicates)
    .set(what === "settle" ? { settledBy: actorId, settledAt: now() } : { settledBy: null, settledAt: null })
    .where(
      and(
        eq(duplicates.kind, kind),
        or(
          and(inArray(duplicates.applicationId, own), eq(duplicates.otherId, otherId)),
          and(inArray(duplicates.otherId, own), eq(duplicates.applicationId, otherId)),
        ),
      ),
    )
    .returning({ id: duplicates.applicationId });
  const [row] = changed;
  if (!row) return false;
  await recordAudit(tx, {
    actorId,
    action: what === "settle" ? "duplicate.settled" : "duplicate.reopened",
    editionId,
    subjectType: "application",
    subjectId: row.id,
    detail: { kind },
  });
  return true;
}
