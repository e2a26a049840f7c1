import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { applications, decisions, editions, offers, people } from "#db/schema";
import type { Viewer } from "~/accounts/session.server";
import { turnedTo } from "~/applying/applications.server";
import { recordApplicationEvent } from "~/applying/reading.server";
import type { Edition } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { now } from "~/platform/clock.server";
import { inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { fallbackLocale, isLocale } from "~/platform/locale/locales";
import { translate } from "~/platform/locale/request.server";
import { postLetter, postLetters } from "~/platform/mail.server";
import { createFellow } from "~/programme/fellows.server";
import { listReserve, lockDecisions, writeReserveOrder } from "./decisions.server";
import { answerMail, newsMail } from "./letters";
import { answerDeadline, holdsPlace, judgeAnswer, offerState, type OfferAnswer } from "./offers";

/**
 * A person's own offer; null before release and for any other outcome. If they have had several, the one to the
 * application named, else to the one they turned to last.
 */
export async function findOwnOffer(db: Queryable, personId: string, applicationId?: string) {
  const [row] = await db
    .select({ offer: offers, edition: editions })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .innerJoin(decisions, eq(decisions.applicationId, offers.applicationId))
    .innerJoin(editions, eq(editions.id, offers.editionId))
    .where(
      and(
        eq(applications.personId, personId),
        applicationId ? eq(applications.id, applicationId) : undefined,
        eq(applications.status, "submitted"),
        eq(decisions.outcome, "cohort"),
        isNotNull(decisions.releasedAt),
      ),
    )
    .orderBy(desc(turnedTo), desc(offers.offeredAt))
    .limit(1);
  return row ?? null;
}

/**
 * Takes a person's answer to their own offer. Accepting makes them a fellow. The same answer again changes nothing;
 * a different one, or one after the deadline, is not taken.
 */
export async function answerOffer(
  viewer: Pick<Viewer, "personId" | "locale">,
  answer: OfferAnswer,
  applicationId?: string,
): Promise<"taken" | "repeated" | "answered" | "late"> {
  return inTransaction(async (tx) => {
    const own = await findOwnOffer(tx, viewer.personId, applicationId);
    if (!own) throw notFound();
    const { editionId } = own.offer;
    // Whoever gives the place to somebody else waits, or has done so before this is judged.
    await lockDecisions(tx, editionId);
    const present = await findOwnOffer(tx, viewer.personId, own.offer.applicationId);
    if (!present) throw notFound();
    const verdict = judgeAnswer(present.offer, answer, now());
    if (verdict !== "taken") return verdict;
    await tx
      .update(offers)
      .set({ answer, answeredAt: now() })
      .where(eq(offers.applicationId, present.offer.applicationId));
    await recordApplicationEvent(tx, present.offer.applicationId, `offer-${answer}`, viewer.personId);
    if (answer === "accepted")
      await createFellow(tx, {
        editionId,
        personId: viewer.personId,
        applicationId: present.offer.applicationId,
      });
    await postLetter(tx, viewer.personId, answerMail(editionId, wordsFor(viewer.locale)));
    await recordAudit(tx, {
      actorId: viewer.personId,
      action: "offer.answered",
      editionId,
      subjectType: "application",
      subjectId: present.offer.applicationId,
      detail: { answer },
    });
    return verdict;
  });
}

function wordsFor(locale: string) {
  return translate(isLocale(locale) ? locale : fallbackLocale);
}

/** Places of an edition that no offer holds. */
export async function countFreePlaces(
  db: Queryable,
  edition: Pick<Edition, "id" | "places">,
): Promise<number> {
  const rows = await db
    .select({ answer: offers.answer, answerBy: offers.answerBy, status: applications.status })
    .from(offers)
    .innerJoin(applications, eq(applications.id, offers.applicationId))
    .where(eq(offers.editionId, edition.id));
  const at = now();
  const held = rows.filter((row) => holdsPlace(offerState(row, at, row.status === "withdrawn")));
  return Math.max(0, edition.places - held.length);
}

export type ReserveOfferResult =
  | { status: "offered" }
  /** Decisions have not gone out yet, or every place is held. */
  | { status: "unreleased" | "full" }
  /** Somebody else is next by now, or nobody. */
  | { status: "changed" };

/** Offers a free place to the next on the reserve list, who is expected to be `code`. */
export async function offerToReserve(
  actorId: string,
  editionId: string,
  code: string,
): Promise<ReserveOfferResult> {
  return inTransaction(async (tx): Promise<ReserveOfferResult> => {
    const edition = await lockDecisions(tx, editionId);
    if (!edition.decisionsReleasedAt) return { status: "unreleased" };
    await requireApplication(tx, editionId, code);
    const list = await listReserve(tx, editionId);
    const next = nextInReserve(list);
    if (next?.code !== code) return { status: "changed" };
    if ((await countFreePlaces(tx, edition)) === 0) return { status: "full" };
    const { applicationId, personId } = next;
    const at = now();
    await tx
      .update(decisions)
      .set({
        outcome: "cohort",
        reserveRank: null,
        revision: sql`${decisions.revision} + 1`,
        decidedBy: actorId,
        decidedAt: at,
        releasedAt: at,
      })
      .where(eq(decisions.applicationId, applicationId));
    await writeReserveOrder(
      tx,
      list.flatMap((row) => (row === next ? [] : row.applicationId)),
    );
    await tx.insert(offers).values({
      applicationId,
      editionId,
      offeredAt: at,
      answerBy: answerDeadline(at, edition.acceptDays, edition.zone),
    });
    await recordApplicationEvent(tx, applicationId, "decision-released", actorId);
    const [person] = await tx.select({ locale: people.locale }).from(people).where(eq(people.id, personId));
    await postLetters(tx, [
      { personId, letter: newsMail(editionId, wordsFor(person?.locale ?? fallbackLocale)) },
    ]);
    await recordAudit(tx, {
      actorId,
      action: "offer.made-from-reserve",
      editionId,
      subjectType: "application",
      subjectId: applicationId,
    });
    return { status: "offered" };
  });
}

/** Who is next on a reserve list. Somebody found ineligible since is passed over. */
export function nextInReserve<Row extends { isIneligible: boolean }>(list: readonly Row[]): Row | undefined {
  return list.find((row) => !row.isIneligible);
}

async function requireApplication(tx: Transaction, editionId: string, code: string): Promise<void> {
  const found = await tx.$count(
    applications,
    and(eq(applications.editionId, editionId), eq(applications.code, code)),
  );
  if (found === 0) throw notFound();
}
