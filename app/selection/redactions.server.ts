import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, redactions, submissions } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { readSubmission, recordApplicationEvent, type SubmittedPart } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { findPassage, placePassages, textsOf, type HiddenPassage, type Range } from "./blackening";
import { lockApplication } from "./standings.server";

/** Most passages that one application may have hidden; far more than anybody needs. */
const most = 500;

const inForce = (applicationId: string) =>
  and(eq(redactions.applicationId, applicationId), isNull(redactions.liftedAt));

function passageOf(row: typeof redactions.$inferSelect): HiddenPassage {
  return { id: row.id, place: row.question, number: row.number, from: row.fromAt, to: row.toAt };
}

/**
 * Where an application's hidden passages stand in what the panel reads now, and which could not be found again in a
 * newer version. Read anew each time, so that lifting one and sending a new version need nothing else done.
 */
export async function findHidden(
  db: Queryable,
  applicationId: string,
  current: Pick<SubmittedPart, "number" | "answers">,
): Promise<{ hidden: Map<string, Range[]>; lost: HiddenPassage[] }> {
  const rows = await db.select().from(redactions).where(inForce(applicationId)).limit(most);
  if (rows.length === 0) return { hidden: new Map(), lost: [] };
  const earlier = await readVersions(
    db,
    applicationId,
    rows.map(({ number }) => number).filter((number) => number !== current.number),
  );
  return placePassages(
    rows.map(passageOf),
    { number: current.number, texts: textsOf(current.answers) },
    (number) => earlier.get(number) ?? new Map<string, string>(),
  );
}

/** The panel's texts in earlier versions. Almost always there is none to look up, or one. */
async function readVersions(db: Queryable, applicationId: string, numbers: readonly number[]) {
  const versions = await Promise.all(
    [...new Set(numbers)].map((number) => readSubmission(db, applicationId, ["panel"], number)),
  );
  return new Map(
    versions.flatMap((parts) => (parts?.[0] ? [[parts[0].number, textsOf(parts[0].answers)] as const] : [])),
  );
}

/** A passage as a coordinator sees it in the list. */
export interface ListedPassage {
  id: string;
  place: string;
  text: string;
  who: string | null;
  at: Date;
  /** Whether it was hidden in an earlier version and is nowhere in this one. */
  isLost: boolean;
}

/** What the panel reads of an application, in clear, with what is hidden of it: for coordinators alone. */
export async function readWithPassages(db: Queryable, applicationId: string) {
  const part = (await readSubmission(db, applicationId, ["panel"]))?.[0];
  if (!part) throw notFound();
  const rows = await db
    .select()
    .from(redactions)
    .where(inForce(applicationId))
    .orderBy(asc(redactions.madeAt), asc(redactions.question), asc(redactions.fromAt))
    .limit(most);
  const current = { number: part.number, texts: textsOf(part.answers) };
  const earlier = await readVersions(
    db,
    applicationId,
    rows.map(({ number }) => number).filter((number) => number !== part.number),
  );
  const textIn = (number: number) =>
    number === part.number ? current.texts : (earlier.get(number) ?? new Map<string, string>());
  const { hidden, lost } = placePassages(rows.map(passageOf), current, textIn);
  const names = await readPeople([...new Set(rows.map(({ madeBy }) => madeBy))]);
  const passages = rows.map((row): ListedPassage => ({
    id: row.id,
    place: row.question,
    text: textIn(row.number).get(row.question)?.slice(row.fromAt, row.toAt) ?? "",
    who: names.get(row.madeBy)?.name ?? null,
    at: row.madeAt,
    isLost: lost.some(({ id }) => id === row.id),
  }));
  return { part, hidden, passages };
}

/** What to hide: a passage wherever it stands, or one stretch of one answer in the version that was shown. */
export type Marking = { text: string } | { place: string; from: number; to: number; number: number };

export type MarkingOutcome =
  | { outcome: "hidden"; count: number }
  /** Nowhere in what the panel reads, or hidden everywhere already. */
  | { outcome: "nowhere" | "already" }
  /** Another version has come since the page was opened; nothing was hidden. */
  | { outcome: "changed" }
  | { outcome: "too-many" };

/** Hides passages of what an application's panel reads, from the next look on. The caller has checked the coordinator. */
export async function blackenPassages(
  tx: Transaction,
  actorId: string,
  application: { id: string; editionId: string },
  marking: Marking,
): Promise<MarkingOutcome> {
  await lockApplication(tx, application.id);
  const part = (await readSubmission(tx, application.id, ["panel"]))?.[0];
  if (!part) throw notFound();
  const texts = textsOf(part.answers);
  if ("number" in marking && marking.number !== part.number) return { outcome: "changed" };
  const wanted =
    "text" in marking
      ? [...texts].flatMap(([place, text]) =>
          findPassage(text, marking.text).map((range) => ({ place, ...range })),
        )
      : stretchIn(texts.get(marking.place), marking);
  if (wanted.length === 0) return { outcome: "nowhere" };
  const there = await tx.select().from(redactions).where(inForce(application.id)).limit(most);
  const fresh = wanted.filter(
    ({ place, from, to }) =>
      !there.some(
        (row) => row.number === part.number && row.question === place && row.fromAt <= from && row.toAt >= to,
      ),
  );
  if (fresh.length === 0) return { outcome: "already" };
  if (there.length + fresh.length > most) return { outcome: "too-many" };
  const at = now();
  await tx.insert(redactions).values(
    fresh.map(({ place, from, to }) => ({
      applicationId: application.id,
      number: part.number,
      question: place,
      fromAt: from,
      toAt: to,
      madeBy: actorId,
      madeAt: at,
    })),
  );
  await note(tx, actorId, application, "passage-blackened", fresh.length);
  return { outcome: "hidden", count: fresh.length };
}

/** One stretch, widened so that it cuts no character in two; none where the text has no such place. */
function stretchIn(
  text: string | undefined,
  { place, from, to }: { place: string } & Range,
): ({ place: string } & Range)[] {
  if (text === undefined || to > text.length || from >= to) return [];
  const isLow = (at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? "");
  return [{ place, from: isLow(from) ? from - 1 : from, to: isLow(to) ? to + 1 : to }];
}

/** Shows the panel a passage again. False when there is no such hidden passage. */
export async function liftPassage(
  tx: Transaction,
  actorId: string,
  application: { id: string; editionId: string },
  id: string,
): Promise<boolean> {
  const lifted = await tx
    .update(redactions)
    .set({ liftedBy: actorId, liftedAt: now() })
    .where(and(eq(redactions.id, id), inForce(application.id)))
    .returning({ id: redactions.id });
  if (lifted.length === 0) return false;
  await note(tx, actorId, application, "passage-lifted", 1);
  return true;
}

async function note(
  tx: Transaction,
  actorId: string,
  application: { id: string; editionId: string },
  kind: "passage-blackened" | "passage-lifted",
  count: number,
): Promise<void> {
  await recordApplicationEvent(tx, application.id, kind, actorId, { count });
  await recordAudit(tx, {
    actorId,
    action: kind === "passage-lifted" ? "passage.lifted" : "passage.blackened",
    editionId: application.editionId,
    subjectType: "application",
    subjectId: application.id,
    detail: { count },
  });
}

/**
 * The codes of an edition's applications in which a passage was hidden in an earlier version and is nowhere in the
 * newest: somebody should look at them again.
 */
export async function listLostPassages(editionId: string): Promise<string[]> {
  const db = database();
  const newest = sql`(select max(newer.number) from ${submissions} as newer where newer.application_id = ${applications.id})`;
  const rows = await db
    .selectDistinct({ id: applications.id, code: applications.code })
    .from(redactions)
    .innerJoin(applications, eq(applications.id, redactions.applicationId))
    .where(
      and(
        eq(applications.editionId, editionId),
        inArray(applications.status, ["submitted"]),
        isNull(redactions.liftedAt),
        sql`${redactions.number} < ${newest}`,
      ),
    )
    .orderBy(asc(applications.code))
    .limit(200);
  const looked = await Promise.all(
    rows.map(async ({ id, code }) => {
      const part = (await readSubmission(db, id, ["panel"]))?.[0];
      return part && (await findHidden(db, id, part)).lost.length > 0 ? [code] : [];
    }),
  );
  return looked.flat();
}
