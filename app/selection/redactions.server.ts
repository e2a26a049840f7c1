import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { applications, redactions, submissions } from "#db/schema";
import { readPeople } from "~/accounts/people.server";
import { recordApplicationEvent } from "~/applying/reading.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { database, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { plain } from "~/platform/locale/fold";
import { findPassage, isWithin, type Range } from "./blackening";
import { mostRedactions, openPanelText, openPanelTexts } from "./panel-texts.server";
import { lockApplication } from "./standings.server";
import { keepRulings } from "./traces.server";

const inForce = (applicationId: string) =>
  and(eq(redactions.applicationId, applicationId), isNull(redactions.liftedAt));

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
  const part = await openPanelText(db, applicationId);
  if (!part) throw notFound();
  const names = await readPeople([...new Set(part.redactions.map(({ madeBy }) => madeBy))]);
  const passages = part.redactions.map((one): ListedPassage => ({
    id: one.id,
    place: one.place,
    text: part.saidIn(one),
    who: names.get(one.madeBy)?.name ?? null,
    at: one.madeAt,
    isLost: part.lost.some(({ id }) => id === one.id),
  }));
  return { part, passages };
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
  const part = await openPanelText(tx, application.id);
  if (!part) throw notFound();
  if ("number" in marking && marking.number !== part.number) return { outcome: "changed" };
  const stretch = "text" in marking ? [] : stretchIn(part.texts.get(marking.place), marking);
  const said = "text" in marking ? marking.text : sayOf(part.texts, stretch[0]);
  // A single letter that is selected is meant where it stands alone.
  const isAnywhere = "text" in marking || plain(said).trim().length > 2;
  const everywhere = [...part.texts].flatMap(([place, text]) =>
    isAnywhere ? findPassage(text, said).map((range) => ({ place, ...range })) : [],
  );
  const wanted = [...stretch, ...everywhere.filter((one) => !stretch.some((it) => isSame(it, one)))];
  if (wanted.length === 0) return { outcome: "nowhere" };
  const there = part.redactions.filter(({ number }) => number === part.number);
  const fresh = wanted.filter((one) => !there.some((row) => row.place === one.place && isWithin(one, row)));
  if (fresh.length === 0) return { outcome: "already" };
  if (part.redactions.length + fresh.length > mostRedactions) return { outcome: "too-many" };
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

type Stretch = { place: string } & Range;

const isSame = (one: Stretch, other: Stretch) => one.place === other.place && isWithin(other, one);

const sayOf = (texts: ReadonlyMap<string, string>, stretch: Stretch | undefined) =>
  stretch ? (texts.get(stretch.place) ?? "").slice(stretch.from, stretch.to) : "";

/** One stretch, widened so that it cuts no character in two; none where the text has no such place. */
function stretchIn(text: string | undefined, { place, from, to }: Stretch): Stretch[] {
  if (text === undefined || to > text.length || from >= to) return [];
  const isLow = (at: number) => /[\uDC00-\uDFFF]/.test(text[at] ?? "");
  return [{ place, from: isLow(from) ? from - 1 : from, to: isLow(to) ? to + 1 : to }];
}

/**
 * Shows the panel a passage again. What the finder would hide in its place is ruled to be shown, or lifting it would
 * change nothing. False when there is no such hidden passage.
 */
export async function liftPassage(
  tx: Transaction,
  actorId: string,
  application: { id: string; editionId: string },
  id: string,
): Promise<boolean> {
  await lockApplication(tx, application.id);
  const lifted = await tx
    .update(redactions)
    .set({ liftedBy: actorId, liftedAt: now() })
    .where(and(eq(redactions.id, id), inForce(application.id)))
    .returning({
      number: redactions.number,
      place: redactions.question,
      from: redactions.fromAt,
      to: redactions.toAt,
    });
  const [passage] = lifted;
  if (!passage) return false;
  await note(tx, actorId, application, "passage-lifted", 1);
  const part = await openPanelText(tx, application.id);
  const freed = (part?.traces ?? []).filter(
    ({ places, ruling }) =>
      ruling !== "shown" &&
      part?.number === passage.number &&
      places.some((one) => one.place === passage.place && one.from < passage.to && passage.from < one.to),
  );
  if (part && freed.length > 0) await keepRulings(tx, actorId, part, freed, "shown");
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
  const opened = await openPanelTexts(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, code }) => ((opened.get(id)?.lost.length ?? 0) > 0 ? [code] : []));
}
