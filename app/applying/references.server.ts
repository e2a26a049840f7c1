import type { LoaderFunctionArgs } from "@remix-run/node";
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { applications, editions, forms, people, referees, vaultKeys } from "#db/schema";
import type { Asking } from "~/accounts/guards.server";
import { referenceFormOf } from "~/cohorts/default-reference-form";
import type { Answers } from "~/questions/answers";
import type { FormDefinition } from "~/questions/definition";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Queryable, type Transaction } from "~/platform/database.server";
import { refuse } from "~/platform/http/body.server";
import type { JobKind } from "~/platform/jobs.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import { postLetter, postLetters, postLettersFor } from "~/platform/mail.server";
import { digest, openKey, sealJson, unsealJson } from "~/platform/vault.server";
import { sameAnswers } from "./drafts";
import { recordApplicationEvent, recordApplicationEvents } from "./reading.server";
import { noteLetter, refereeLetter } from "./reference-letters.server";
import { referenceStateOf, reminderDays, type ReferenceState } from "./referees";
import { openReferee } from "./referee-details.server";

/*
 * The referee's side. There is no account and no log-in: whoever has the link is the referee, for as long as it is
 * good. Looking changes nothing, as mail scanners look.
 */

const limits = {
  /** Links that lead nowhere, from one network. */
  guesses: { name: "reference-link", points: 240, windowSeconds: 600 },
  /** What is done by one good link; wide, as a page saves itself after each pause in writing. */
  uses: { name: "reference-use", points: 2400, windowSeconds: 600 },
} satisfies Record<string, Limit>;

/**
 * Bounds how often links can be guessed at from one network. Whoever holds a good one is not counted there, and let
 * through when somebody else on it has guessed too much.
 */
export async function requireReferenceLimit({
  context,
  params,
}: Pick<LoaderFunctionArgs, "params"> & Pick<Asking, "context">): Promise<void> {
  const tokenHash = digest(params["token"] ?? "");
  const [known] = await database()
    .select({ id: referees.id })
    .from(referees)
    .where(eq(referees.tokenHash, tokenHash));
  const allowed = known
    ? await withinLimit(limits.uses, tokenHash)
    : await withinLimit(limits.guesses, context.address);
  if (!allowed) throw refuse(429, "too-many");
}

/** What a link leads to. Of a dead one nothing more is said, whatever it died of. */
export interface Reference {
  state: ReferenceState;
  /** The name that the applicant chose to show. */
  shownName: string;
  expiresAt: Date | null;
  /** The edition's, by whose clock a link runs out. */
  zone: string;
  /** The version that was current when they were asked. */
  form: FormDefinition;
  /** The organisation that asks, where the edition tells referees; otherwise empty. */
  told: string;
  /** What has been written and not sent yet: its saves, and the answers as they stand. */
  draft: { revision: number; answers: Answers };
}

const dead: Reference = {
  state: "dead",
  shownName: "",
  expiresAt: null,
  zone: "UTC",
  form: referenceFormOf(null),
  told: "",
  draft: { revision: 0, answers: {} },
};

async function findByToken(db: Queryable, token: string, hold: boolean) {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const query = db
    .select({
      referee: referees,
      application: applications,
      editionId: editions.id,
      decisionsReleasedAt: editions.decisionsReleasedAt,
      told: editions.refereesTold,
      zone: editions.zone,
      wrapped: vaultKeys.wrapped,
      definition: forms.definition,
    })
    .from(referees)
    .innerJoin(applications, eq(applications.id, referees.applicationId))
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, referees.personId))
    .leftJoin(forms, eq(forms.id, referees.formId))
    .where(eq(referees.tokenHash, digest(token)));
  const [row] = await (hold ? query.for("update", { of: referees }) : query);
  if (!row) return null;
  const { decisionsReleasedAt, referee, application } = row;
  const state = referenceStateOf(referee, application, { decisionsReleasedAt }, now());
  const { editionId, definition, told, zone } = row;
  const key = openKey(referee.personId, row.wrapped);
  return { referee, state, key, editionId, definition, told, zone };
}

function draftOf({ key, referee }: NonNullable<Awaited<ReturnType<typeof findByToken>>>) {
  const answers = referee.draft ? (unsealJson(key, "referees.draft", referee.draft) as Answers) : {};
  return { revision: referee.draftRevision, answers };
}

/** What the link with this secret leads to now. */
export async function readReference(token: string): Promise<Reference> {
  const found = await findByToken(database(), token, false);
  if (!found || found.state === "dead") return dead;
  const { shownName } = openReferee(found.key, found.referee);
  return {
    state: found.state,
    shownName: shownName ?? "",
    expiresAt: found.referee.expiresAt,
    zone: found.zone,
    form: referenceFormOf(found.definition),
    told: found.told,
    draft: draftOf(found),
  };
}

export type DraftKept =
  | { outcome: "saved"; revision: number }
  /** Another tab has saved it since. */
  | { outcome: "conflict"; revision: number; answers: Answers }
  /** There is nothing to fill in any more. */
  | { outcome: "over" };

/**
 * Keeps what a referee has written so far, for them alone, if nobody has saved it since `revision`. Sending the same
 * again (a lost reply, a second press) counts as saved. The caller has judged that it can be stored.
 */
export async function keepReferenceDraft(
  token: string,
  draft: { revision: number; answers: Answers },
): Promise<DraftKept> {
  return inTransaction(async (tx) => {
    const found = await findByToken(tx, token, true);
    if (found?.state !== "asked") return { outcome: "over" };
    const kept = draftOf(found);
    if (sameAnswers(kept.answers, draft.answers)) return { outcome: "saved", revision: kept.revision };
    if (kept.revision !== draft.revision) return { outcome: "conflict", ...kept };
    const revision = kept.revision + 1;
    await tx
      .update(referees)
      .set({ draft: sealJson(found.key, "referees.draft", draft.answers), draftRevision: revision })
      .where(eq(referees.id, found.referee.id));
    return { outcome: "saved", revision };
  });
}

/** Keeps a referee's answers, which the caller has judged. Sending them twice keeps the first. */
export async function answerReference(token: string, answers: Answers): Promise<ReferenceState> {
  return inTransaction(async (tx) => {
    const found = await findByToken(tx, token, true);
    if (found?.state !== "asked") return found?.state ?? "dead";
    await tx
      .update(referees)
      .set({
        state: "answered",
        answers: sealJson(found.key, "referees.answers", answers),
        draft: null,
        answeredAt: now(),
      })
      .where(eq(referees.id, found.referee.id));
    await note(tx, found.referee, "referee-answered");
    return "answered";
  });
}

/** A referee would rather not. They are not asked again. */
export async function declineReference(token: string): Promise<ReferenceState> {
  return end(token, "asked", "declined", "referee-declined");
}

/** A referee takes an answer back: it is deleted. */
export async function retractReference(token: string): Promise<ReferenceState> {
  return end(token, "answered", "retracted", "referee-retracted");
}

async function end(
  token: string,
  from: "asked" | "answered",
  to: "declined" | "retracted",
  event: "referee-declined" | "referee-retracted",
): Promise<ReferenceState> {
  return inTransaction(async (tx) => {
    const found = await findByToken(tx, token, true);
    if (found?.state !== from) return found?.state ?? "dead";
    const at = now();
    await tx
      .update(referees)
      .set({
        state: to,
        answers: null,
        draft: null,
        answeredAt: at,
        // Long enough for the page to say that it is done, also where an old link took its answer back.
        expiresAt: new Date(Math.max(found.referee.expiresAt?.getTime() ?? 0, at.getTime() + 86_400_000)),
      })
      .where(eq(referees.id, found.referee.id));
    await note(tx, found.referee, event);
    await tellApplicant(tx, found.referee.personId, found.editionId);
    return to;
  });
}

function note(
  tx: Transaction,
  referee: { applicationId: string; position: number },
  event: "referee-answered" | "referee-declined" | "referee-retracted",
): Promise<void> {
  return recordApplicationEvent(tx, referee.applicationId, event, null, { position: referee.position });
}

async function tellApplicant(tx: Transaction, personId: string, editionId: string): Promise<void> {
  const [person] = await tx.select({ locale: people.locale }).from(people).where(eq(people.id, personId));
  await postLetter(tx, personId, noteLetter("applying.referee-news", editionId, person?.locale));
}

/** Rows that one transaction of a job takes on. */
const batch = 50;

/** Referees who wait to be written to in a job, with what a letter needs, held so that no other process takes them. */
async function takeWaiting(tx: Transaction, where: ReturnType<typeof and>) {
  const rows = await tx
    .select({
      referee: referees,
      status: applications.status,
      editionId: editions.id,
      decisionsReleasedAt: editions.decisionsReleasedAt,
      told: editions.refereesTold,
      zone: editions.zone,
      wrapped: vaultKeys.wrapped,
      applicantLocale: people.locale,
    })
    .from(referees)
    .innerJoin(applications, eq(applications.id, referees.applicationId))
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .innerJoin(people, eq(people.id, referees.personId))
    .innerJoin(vaultKeys, eq(vaultKeys.personId, referees.personId))
    .where(and(eq(referees.state, "asked"), eq(referees.unsafe, false), isNotNull(referees.tokenHash), where))
    .orderBy(asc(referees.expiresAt))
    .limit(batch)
    .for("update", { of: referees, skipLocked: true });
  // Where nothing can come of it any more, nobody is written to.
  const wanted = rows.filter((row) => row.status !== "withdrawn" && row.decisionsReleasedAt === null);
  return { ids: rows.map(({ referee }) => referee.id), wanted };
}

/**
 * Reminds once, some days before a link runs out, those who have not answered; with the same link, so that either
 * letter works. Returns how many rows were looked at.
 */
export async function remindReferees(): Promise<number> {
  return inTransaction(async (tx) => {
    const at = now();
    const days = (count: number) => new Date(at.getTime() + count * 86_400_000);
    const { ids, wanted } = await takeWaiting(
      tx,
      and(
        isNull(referees.remindedAt),
        gt(referees.expiresAt, at),
        lte(referees.expiresAt, days(reminderDays)),
        // Where there are few days in all, the request itself is fresh enough.
        lte(referees.askedAt, days(-2)),
      ),
    );
    if (ids.length === 0) return 0;
    await tx.update(referees).set({ remindedAt: at }).where(inArray(referees.id, ids));
    const letters = wanted.flatMap(({ referee, wrapped, editionId, told, zone }) => {
      const behalf = openKey(referee.personId, wrapped);
      const { email, shownName, token } = openReferee(behalf, referee);
      if (!email || !shownName || !token || !referee.expiresAt) return [];
      const { locale, expiresAt: until } = referee;
      return [
        {
          behalf,
          address: email,
          letter: refereeLetter("reminder", { editionId, locale, shownName, token, until, zone, told }),
        },
      ];
    });
    await postLettersFor(tx, letters);
    await recordApplicationEvents(tx, "referee-reminded", null, wanted.map(eventOf));
    return ids.length;
  });
}

/** Lets links go that have run out, with what was half written there, and tells the applicants. Returns how many. */
export async function expireReferences(): Promise<number> {
  return inTransaction(async (tx) => {
    const { ids, wanted } = await takeWaiting(tx, lte(referees.expiresAt, now()));
    if (ids.length === 0) return 0;
    await tx.update(referees).set({ tokenHash: null, draft: null }).where(inArray(referees.id, ids));
    await recordApplicationEvents(tx, "referee-expired", null, wanted.map(eventOf));
    // One letter is enough for somebody whose referees all let it pass.
    const told = new Map(wanted.map((row) => [row.referee.personId, row]));
    await postLetters(
      tx,
      [...told].map(([personId, { editionId, applicantLocale }]) => ({
        personId,
        letter: noteLetter("applying.referee-news", editionId, applicantLocale),
      })),
    );
    return ids.length;
  });
}

/** Deletes what was half written behind links that lead nowhere any more: withdrawn applications, released decisions. */
export async function clearDeadDrafts(): Promise<void> {
  const over = database()
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(editions, eq(editions.id, applications.editionId))
    .where(or(eq(applications.status, "withdrawn"), isNotNull(editions.decisionsReleasedAt)));
  await database()
    .update(referees)
    .set({ draft: null })
    .where(and(isNotNull(referees.draft), inArray(referees.applicationId, over)));
}

function eventOf({ referee }: { referee: { applicationId: string; position: number } }) {
  return { applicationId: referee.applicationId, detail: { position: referee.position } };
}

export const refereesJob: JobKind<Record<string, never>> = {
  queue: "referees",
  retryLimit: 3,
  retryDelay: 300,
  schedule: "23 * * * *",
  async run() {
    while ((await remindReferees()) === batch);
    while ((await expireReferences()) === batch);
    await clearDeadDrafts();
  },
};
