import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, assignments, editions, wishes } from "#db/schema";
import { questionsOf } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import type { Queryable, Transaction } from "~/platform/database.server";
import { wholeStart } from "~/platform/shortened";
import { isCalibrationFile } from "./calibration-files.server";
import { listForPanel, type Reader } from "./reading.server";
import { isFree } from "./ties.server";

export const wishKinds = ["yes", "maybe", "no"] as const;
export type Wish = (typeof wishKinds)[number];

/** Applications that each panelist is asked about. */
export const drawSize = 20;

/** An application that a panelist is asked whether they would like to read it. For the server alone: it has the id. */
export interface Drawn {
  applicationId: string;
  code: string;
  edition: { id: string; slug: string; name: string };
  wish: Wish | null;
}

/**
 * What a panelist is asked about: drawn by chance for each, the same at every visit, of the eligible applications that
 * nothing keeps from them; what they have answered stays in it. Nothing once readings have been assigned in an edition, or
 * its decisions are out. Whoever may not see an application finds it here no more than one that does not exist.
 */
export async function drawWishes(db: Queryable, reader: Reader): Promise<Drawn[]> {
  if (reader.editionIds.length === 0) return [];
  const chance = sql`md5(${reader.personId}::text || ${applications.id}::text)`;
  const drawn = db
    .select({
      applicationId: applications.id,
      code: applications.code,
      editionId: sql<string>`${editions.id}`.as("edition_id"),
      slug: editions.slug,
      name: editions.name,
      wish: wishes.wish,
      chance: sql<string>`${chance}`.as("chance"),
      place:
        sql<number>`row_number() over (partition by ${applications.editionId} order by (${wishes.wish} is null), ${chance})`.as(
          "place",
        ),
    })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .leftJoin(wishes, and(eq(wishes.applicationId, applications.id), eq(wishes.panelistId, reader.personId)))
    .where(
      and(
        inArray(applications.editionId, [...reader.editionIds]),
        eq(applications.status, "submitted"),
        eq(applications.eligibility, "eligible"),
        sql`${applications.personId} <> ${reader.personId}`,
        isFree(applications.id, reader.personId),
        sql`not ${isCalibrationFile()}`,
        isNull(editions.decisionsReleasedAt),
        sql`not exists (select 1 from ${assignments} as given where given.edition_id = ${editions.id}
          and given.kind = 'reading' and given.ended_at is null)`,
      ),
    )
    .as("drawn");
  const rows = await db
    .select({
      applicationId: drawn.applicationId,
      code: drawn.code,
      editionId: drawn.editionId,
      slug: drawn.slug,
      name: drawn.name,
      wish: drawn.wish,
    })
    .from(drawn)
    .where(sql`${drawn.place} <= ${drawSize}`)
    .orderBy(asc(drawn.chance));
  return rows.map(({ editionId, slug, name, ...row }) => ({
    ...row,
    edition: { id: editionId, slug, name },
  }));
}

/** The longest beginning that a list of wishes shows, in characters. */
const excerptLength = 320;

/**
 * How each application's first long answer for the panel begins, by the application's id. What is kept from the panel
 * stays hidden.
 */
export async function readBeginnings(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<Map<string, string>> {
  const parts = await listForPanel(db, applicationIds);
  return new Map(
    [...parts].map(([id, { sections, answers }]) => {
      const first = questionsOf({ sections })
        .filter(({ type }) => type === "long-text")
        .map(({ key }) => answers[key])
        .find((answer) => typeof answer === "string" && answer.trim() !== "");
      return [id, beginningOf(typeof first === "string" ? first : "")];
    }),
  );
}

/** A text's beginning, cut at a word. */
function beginningOf(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if (line.length <= excerptLength) return line;
  const cut = wholeStart(line, excerptLength);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 200))}…`;
}

/** Keeps a panelist's wishes for what they have been asked about; what is left open again is forgotten. Returns how many stand. */
export async function saveWishes(
  tx: Transaction,
  reader: Reader,
  drawn: readonly Drawn[],
  said: ReadonlyMap<string, Wish>,
): Promise<number> {
  const at = now();
  const ids = drawn.map(({ applicationId }) => applicationId);
  if (ids.length === 0) return 0;
  await tx
    .delete(wishes)
    .where(and(eq(wishes.panelistId, reader.personId), inArray(wishes.applicationId, ids)));
  const rows = drawn.flatMap(({ applicationId, code }) => {
    const wish = said.get(code);
    return wish ? [{ applicationId, panelistId: reader.personId, wish, saidAt: at }] : [];
  });
  if (rows.length > 0) await tx.insert(wishes).values(rows).onConflictDoNothing();
  return rows.length;
}
