import { isDeepStrictEqual } from "node:util";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { applicationEvents, forms, people, referees, roles } from "#db/schema";
import { referenceFormOf } from "~/cohorts/default-reference-form";
import { findReferenceForm } from "~/cohorts/form-versions.server";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import type { Locale } from "~/platform/locale/locales";
import { postLettersFor, recallLetters } from "~/platform/mail.server";
import { isPressedTwice } from "~/platform/pressed-twice";
import type { Answers } from "~/questions/answers";
import { digest, emailHash, newToken, unsealJson, type PersonKey } from "~/platform/vault.server";
import { lockOf } from "./access";
import { askForTieSearch } from "./tie-search.server";
import { missingReferees } from "./open-matters";
import { holdOwn, type Applicant, type OwnApplication } from "./applications.server";
import { recordApplicationEvent } from "./reading.server";
import { openReferee, sealReferee } from "./referee-details.server";
import { refereeLetter, refereeLetterKinds } from "./reference-letters.server";
import {
  canChangeReferee,
  canRequest,
  linkEnd,
  refereeStateOf,
  refereesWindow,
  type RefereeDetails,
  type RefereesWindow,
} from "./referees";

type Row = typeof referees.$inferSelect;

/**
 * Letters to referees that one applicant may cause in a day, in all and to one address. What others ask of that address
 * does not count: a refusal would tell that somebody else has named it.
 */
const limits: Record<"applicant" | "address", Limit> = {
  applicant: { name: "reference-requests", points: 12, windowSeconds: 86_400 },
  address: { name: "reference-letters", points: 3, windowSeconds: 86_400 },
};

/** Whether an applicant has been asked to name referees, which happens once they are on the shortlist. */
export async function wasAskedForReferees(db: Queryable, applicationId: string): Promise<boolean> {
  const [event] = await db
    .select({ id: applicationEvents.id })
    .from(applicationEvents)
    .where(
      and(eq(applicationEvents.applicationId, applicationId), eq(applicationEvents.kind, "referees-asked")),
    )
    .limit(1);
  return event !== undefined;
}

/** Whether the owner of an application names referees now. */
export async function readRefereesWindow(db: Queryable, own: OwnApplication): Promise<RefereesWindow> {
  const { application, edition } = own;
  return refereesWindow(edition, {
    status: application.status,
    isClosed: lockOf(application, edition, now()) === "closed",
    wasAsked:
      edition.refereesAsked === "after-shortlist" ? await wasAskedForReferees(db, application.id) : false,
  });
}

/** The referees of an application in their order, opened with its owner's key, and how it stands with each. */
export async function listReferees(db: Queryable, key: PersonKey, applicationId: string) {
  const rows = await db
    .select()
    .from(referees)
    .where(eq(referees.applicationId, applicationId))
    .orderBy(asc(referees.position));
  const at = now();
  return rows.map(
    ({ details: _sealed, tokenHash: _hash, answers: _answers, draft: _draft, ...row }, index) => {
      const { token: _token, ...details } = openReferee(key, rows[index] as Row);
      return { ...row, ...details, standing: refereeStateOf(row, at) };
    },
  );
}

export type Naming =
  | { outcome: "named"; refereeId: string }
  | { outcome: "changed" }
  /** It is the applicant's own address. */
  | { outcome: "own-address" }
  /** Another referee of theirs has that address. */
  | { outcome: "twice" }
  /** As many are named as are wanted. */
  | { outcome: "enough" }
  /** Nothing can be changed any more, or not while an answer is awaited. */
  | { outcome: "closed" };

/** Names somebody. Nothing is sent by it. */
export async function nameReferee(
  actor: Applicant,
  applicationId: string,
  details: RefereeDetails,
  locale: Locale,
): Promise<Naming> {
  return inTransaction(async (tx) => {
    const { own, rows, isOpen } = await holdReferees(tx, actor, applicationId);
    if (!isOpen) return { outcome: "closed" };
    const repeated = rows.find(
      (row) =>
        isPressedTwice(row.createdAt, now()) && isDeepStrictEqual(openReferee(actor.key, row), details),
    );
    if (repeated) return { outcome: "named", refereeId: repeated.id };
    const standings = rows.map((row) => refereeStateOf(row, now()));
    if (missingReferees(own.edition.refereesWanted, standings) === 0) return { outcome: "enough" };
    const problem = await addressProblem(tx, actor, rows, details);
    if (problem) return { outcome: problem };
    const taken = new Set(rows.map(({ position }) => position));
    const position = Array.from({ length: rows.length + 1 }, (_, i) => i + 1).find((n) => !taken.has(n)) ?? 1;
    const [made] = await tx
      .insert(referees)
      .values({
        applicationId,
        personId: actor.personId,
        position,
        createdAt: now(),
        ...stored(actor, details, locale),
      })
      .returning({ id: referees.id });
    if (!made) throw new Error("A referee was not stored.");
    await askForTieSearch(tx, { editionId: own.edition.id, applicationId });
    await recordApplicationEvent(tx, applicationId, "referee-named", actor.personId, {
      position,
      unsafe: details.email === null,
    });
    return { outcome: "named", refereeId: made.id };
  });
}

/** Changes what is said of a referee whose answer nobody waits for. They count as not yet asked afterwards. */
export async function changeReferee(
  actor: Applicant,
  applicationId: string,
  refereeId: string,
  details: RefereeDetails,
  locale: Locale,
): Promise<Naming> {
  return inTransaction(async (tx) => {
    const { own, rows, isOpen } = await holdReferees(tx, actor, applicationId);
    const row = oneOf(rows, refereeId);
    if (!isOpen || !canChangeReferee(refereeStateOf(row, now()))) return { outcome: "closed" };
    const others = rows.filter(({ id }) => id !== refereeId);
    const problem = await addressProblem(tx, actor, others, details);
    if (problem) return { outcome: problem };
    await recall(tx, actor.key, row);
    await tx
      .update(referees)
      .set({ ...unasked, ...stored(actor, details, locale) })
      .where(eq(referees.id, refereeId));
    await askForTieSearch(tx, { editionId: own.edition.id, applicationId });
    await recordApplicationEvent(tx, applicationId, "referee-changed", actor.personId, {
      position: row.position,
      unsafe: details.email === null,
    });
    return { outcome: "changed" };
  });
}

export type Outcome = "done" | "closed" | "too-many";

/** Leaves somebody out again, unless their answer is awaited or has arrived. */
export async function removeReferee(
  actor: Applicant,
  applicationId: string,
  refereeId: string,
): Promise<Outcome> {
  return inTransaction(async (tx) => {
    const { rows, isOpen } = await holdReferees(tx, actor, applicationId);
    const row = oneOf(rows, refereeId);
    if (!isOpen || !canChangeReferee(refereeStateOf(row, now()))) return "closed";
    await recall(tx, actor.key, row);
    await tx.delete(referees).where(eq(referees.id, refereeId));
    await recordApplicationEvent(tx, applicationId, "referee-removed", actor.personId, {
      position: row.position,
    });
    return "done";
  });
}

/**
 * Sends the request, at the applicant's express word: one letter with a link that runs out. Pressing twice sends one.
 * After a link has run out the same sends a new one; the old stays dead.
 */
export async function requestReference(
  actor: Applicant,
  applicationId: string,
  refereeId: string,
): Promise<Outcome> {
  const [known] = await database()
    .select({ emailHash: referees.emailHash })
    .from(referees)
    .where(and(eq(referees.id, refereeId), eq(referees.applicationId, applicationId)));
  if (!known) throw notFound();
  // Counted outside the transaction, so that a refusal stays counted.
  const allowed =
    (await withinLimit(limits.applicant, actor.personId)) &&
    (known.emailHash === null || (await withinLimit(limits.address, `${actor.personId} ${known.emailHash}`)));
  if (!allowed) return "too-many";
  return inTransaction(async (tx) => {
    const { own, rows, isOpen } = await holdReferees(tx, actor, applicationId);
    const row = oneOf(rows, refereeId);
    const at = now();
    const standing = refereeStateOf(row, at);
    if (standing === "asked") return "done";
    const { email, shownName, ...details } = openReferee(actor.key, row);
    if (!isOpen || !canRequest(standing) || !email || !shownName) return "closed";
    const token = newToken();
    const expiresAt = linkEnd(at, own.edition.refereeDays);
    await tx
      .update(referees)
      .set({
        ...unasked,
        state: "asked",
        formId: await findReferenceForm(tx, own.edition.id),
        details: sealReferee(actor.key, { ...details, email, shownName, token }),
        tokenHash: digest(token),
        askedAt: at,
        expiresAt,
      })
      .where(eq(referees.id, refereeId));
    await postLettersFor(tx, [
      {
        behalf: actor.key,
        address: email,
        letter: refereeLetter("request", {
          ...{ editionId: own.edition.id, locale: row.locale, shownName, token },
          until: expiresAt,
          zone: own.edition.zone,
          told: own.edition.refereesTold,
        }),
      },
    ]);
    await recordApplicationEvent(tx, applicationId, "referee-requested", actor.personId, {
      position: row.position,
    });
    // Said to coordinators alone: an applicant must not learn who judges.
    if ((await findTied(tx, own.edition.id, [row.emailHash ?? ""])).size > 0)
      await recordApplicationEvent(tx, applicationId, "referee-tied", null, { position: row.position });
    return "done";
  });
}

/** Takes a request back that has not been answered: its link is dead from now on, and a letter still waiting stays. */
export async function takeRequestBack(
  actor: Applicant,
  applicationId: string,
  refereeId: string,
): Promise<Outcome> {
  return inTransaction(async (tx) => {
    const { rows } = await holdReferees(tx, actor, applicationId);
    const row = oneOf(rows, refereeId);
    if (row.state !== "asked") return row.state === "named" ? "done" : "closed";
    await recall(tx, actor.key, row);
    const { token: _token, ...details } = openReferee(actor.key, row);
    await tx
      .update(referees)
      .set({ ...unasked, details: sealReferee(actor.key, details) })
      .where(eq(referees.id, refereeId));
    await recordApplicationEvent(tx, applicationId, "referee-taken-back", actor.personId, {
      position: row.position,
    });
    return "done";
  });
}

/** As before the first request. */
const unasked = {
  state: "named",
  formId: null,
  tokenHash: null,
  expiresAt: null,
  askedAt: null,
  remindedAt: null,
  answeredAt: null,
  answers: null,
  draft: null,
  draftRevision: 0,
} as const;

function stored(actor: Applicant, details: RefereeDetails, locale: Locale) {
  return {
    details: sealReferee(actor.key, details),
    emailHash: details.email ? emailHash(details.email) : null,
    unsafe: details.email === null,
    locale,
  };
}

/** One's own application and its referees, held for the rest of the transaction. */
async function holdReferees(tx: Transaction, actor: Applicant, applicationId: string) {
  const own = await holdOwn(tx, actor, applicationId);
  const rows = await tx
    .select()
    .from(referees)
    .where(eq(referees.applicationId, applicationId))
    .orderBy(asc(referees.position))
    .for("update");
  return { own, rows, isOpen: (await readRefereesWindow(tx, own)) === "open" };
}

function oneOf(rows: Row[], refereeId: string): Row {
  const row = rows.find(({ id }) => id === refereeId);
  if (!row) throw notFound();
  return row;
}

/** A letter to somebody who is not to get it any more does not leave if it has not left yet. */
async function recall(tx: Transaction, key: PersonKey, row: Row): Promise<void> {
  const { email } = openReferee(key, row);
  if (email) await recallLetters(tx, key, email, refereeLetterKinds);
}

async function addressProblem(
  tx: Transaction,
  actor: Applicant,
  others: Row[],
  { email }: RefereeDetails,
): Promise<"own-address" | "twice" | null> {
  if (!email) return null;
  const hash = emailHash(email);
  const [self] = await tx
    .select({ emailHash: people.emailHash })
    .from(people)
    .where(eq(people.id, actor.personId));
  if (self?.emailHash === hash) return "own-address";
  return others.some((other) => other.emailHash === hash) ? "twice" : null;
}

/** Which of these addresses belong to coordinators or panelists of an edition. */
async function findTied(db: Queryable, editionId: string, hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .select({ emailHash: people.emailHash })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .where(
      and(
        inArray(people.emailHash, hashes),
        eq(roles.editionId, editionId),
        inArray(roles.role, ["coordinator", "panelist"]),
        isNull(roles.endedAt),
      ),
    );
  return new Set(rows.flatMap(({ emailHash: hash }) => hash ?? []));
}

/**
 * The referees of an application for its edition's coordinators (the caller has checked): how it stands with each, what
 * they answered, and whether the address is that of somebody who coordinates or reads in the edition.
 */
export async function listReferencesForOffice(
  db: Queryable,
  key: PersonKey,
  application: { id: string; editionId: string },
) {
  const rows = await db
    .select({ referee: referees, definition: forms.definition })
    .from(referees)
    .leftJoin(forms, eq(forms.id, referees.formId))
    .where(eq(referees.applicationId, application.id))
    .orderBy(asc(referees.position));
  const tied = await findTied(
    db,
    application.editionId,
    rows.flatMap(({ referee }) => referee.emailHash ?? []),
  );
  const at = now();
  return rows.map(({ referee, definition }) => {
    const { token: _token, ...details } = openReferee(key, referee);
    return {
      ...details,
      id: referee.id,
      isTied: referee.emailHash !== null && tied.has(referee.emailHash),
      standing: refereeStateOf(referee, at),
      askedAt: referee.askedAt,
      remindedAt: referee.remindedAt,
      expiresAt: referee.expiresAt,
      answeredAt: referee.answeredAt,
      form: referenceFormOf(definition),
      answers: referee.answers ? (unsealJson(key, "referees.answers", referee.answers) as Answers) : null,
    };
  });
}
