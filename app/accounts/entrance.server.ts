import { setTimeout as wait } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { people } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { refuse } from "~/platform/http/body.server";
import { countUse, isRemembered, remember, withinLimit, type Limit } from "~/platform/limits.server";
import { postLetter } from "~/platform/mail.server";
import { normaliseEmail } from "~/platform/vault.server";
import { accountLetter } from "./letters.server";
import { hashPassword, verifyPassword } from "./password.server";
import { createPerson, findPersonByEmail, holdAddress } from "./people.server";
import { endSessionsOf, openSession } from "./session.server";
import { findTokenOwner, issueToken, readLink, spendToken } from "./tokens.server";

/**
 * Limits by account bite early and only together with the address they come from, so that nobody can lock another
 * person out; those by address are wide, as hundreds of people share one VPN.
 */
const limits = {
  logInPair: { name: "log-in-pair", points: 10, windowSeconds: 900 },
  logInAccount: { name: "log-in-account", points: 100, windowSeconds: 900 },
  logInAddress: { name: "log-in-address", points: 1500, windowSeconds: 900 },
  confirmationLetters: { name: "letters-confirmation", points: 6, windowSeconds: 3600 },
  recoveryLetters: { name: "letters-recovery", points: 6, windowSeconds: 3600 },
  lettersAddress: { name: "letters-address", points: 900, windowSeconds: 3600 },
} satisfies Record<string, Limit>;

/** Answers that must not tell whether an address is known all take at least this long, in milliseconds. */
const evenAnswer = 350;

async function evenly<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, wait(evenAnswer)]);
  return result;
}

/** Throws 429 at the first limit that is passed; those behind it don't count what was refused. */
async function insist(...checks: [Limit, string][]): Promise<void> {
  for (const [limit, subject] of checks)
    if (!(await withinLimit(limit, subject))) throw refuse(429, "too-many");
}

/** Where somebody has logged in before, for thirty days: another's wrong guesses don't shut them out there. */
const knownPlace = { what: "log-in-place", days: 30 };

/**
 * Whether letters were asked for too often from one place; which letter there is, and whether there is one, nobody is
 * told.
 */
export type LetterAsked = "sent" | "too-many";

/**
 * Runs what writes a letter, in time that tells nothing. Too many letters to one address stop the letters and not the
 * answer, and those of one kind leave the other: else anybody could keep another from what they need.
 */
async function askForLetter(
  limit: Limit,
  subject: string,
  address: string,
  work: (mayWrite: boolean) => Promise<unknown>,
): Promise<LetterAsked> {
  if (!(await withinLimit(limits.lettersAddress, address))) return "too-many";
  await evenly(work(await withinLimit(limit, subject)));
  return "sent";
}

/**
 * Signs somebody up, or writes to them that they already are. What comes back, and when, is the same for every
 * address; the letter tells its owner the rest.
 */
export async function signUp(details: {
  email: string;
  password: string;
  locale: string;
  timeZone: string | null;
  address: string;
  /** Where to go on to once the address is confirmed. */
  to: string;
}): Promise<LetterAsked> {
  const email = normaliseEmail(details.email);
  return askForLetter(limits.confirmationLetters, email, details.address, async (mayWrite) => {
    const passwordHash = await hashPassword(details.password);
    await inTransaction(async (tx) => {
      await holdAddress(tx, email);
      const known = await findPersonByEmail(tx, email);
      if (!mayWrite) return;
      if (known?.emailConfirmedAt)
        return postLetter(tx, known.id, accountLetter(known.locale, "known-address", "/login"));
      if (known) await tx.update(people).set({ passwordHash }).where(eq(people.id, known.id));
      const personId =
        known?.id ??
        (await createPerson(tx, {
          email: details.email,
          passwordHash,
          locale: details.locale,
          timeZone: details.timeZone,
        }));
      return postConfirmation(tx, { id: personId, locale: details.locale }, details.to);
    });
  });
}

async function postConfirmation(tx: Transaction, person: { id: string; locale: string }, to: string) {
  const token = await issueToken(tx, person.id, "confirmation", to);
  const path = `/signup/confirmation/${token}`;
  return postLetter(tx, person.id, accountLetter(person.locale, "confirmation", path));
}

/** Sends what {@link signUp} sent once more. What comes back, and when, is the same for every address. */
export async function sendConfirmationAgain(details: {
  email: string;
  address: string;
  to: string;
}): Promise<LetterAsked> {
  const email = normaliseEmail(details.email);
  return askForLetter(limits.confirmationLetters, email, details.address, (mayWrite) =>
    inTransaction(async (tx) => {
      const known = await findPersonByEmail(tx, email);
      if (!mayWrite || !known) return;
      if (known.emailConfirmedAt)
        await postLetter(tx, known.id, accountLetter(known.locale, "known-address", "/login"));
      else await postConfirmation(tx, known, details.to);
    }),
  );
}

/** Sends a new link to whoever an old one was for, if that can still be confirmed. */
export async function renewConfirmation(secret: string, address: string): Promise<LetterAsked> {
  const link = await readLink(secret, "confirmation");
  const subject = link.state === "unknown" ? secret : link.personId;
  return askForLetter(limits.confirmationLetters, subject, address, async (mayWrite) => {
    if (!mayWrite || (link.state !== "replaced" && link.state !== "expired")) return;
    await inTransaction(async (tx) => {
      const [person] = await tx
        .select({ id: people.id, locale: people.locale, emailConfirmedAt: people.emailConfirmedAt })
        .from(people)
        .where(eq(people.id, link.personId));
      if (person && !person.emailConfirmedAt) await postConfirmation(tx, person, link.onward);
    });
  });
}

/**
 * Confirms an address by its link and the password chosen at sign-up: whoever signed up with somebody else's address
 * gets nothing by its owner's click. Returns the session cookie, or why not.
 */
export async function confirmAddress(
  token: string,
  password: string,
  address: string,
): Promise<{ cookie: string; onward: string } | "expired" | "wrong-password"> {
  await insist([limits.logInAddress, address], [limits.logInPair, token]);
  const owner = await findTokenOwner(token, "confirmation");
  if (!owner) return "expired";
  const [person] = await database()
    .select({ passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.id, owner));
  if (!(await verifyPassword(person?.passwordHash, password))) return "wrong-password";
  const confirmed = await inTransaction(async (tx) => {
    const spent = await spendToken(tx, token, "confirmation");
    if (spent) await tx.update(people).set({ emailConfirmedAt: now() }).where(eq(people.id, spent.personId));
    return spent;
  });
  if (!confirmed) return "expired";
  return { cookie: await openSession(confirmed.personId), onward: confirmed.onward };
}

/**
 * Logs somebody in. Returns the session cookie; an unknown address, one that was never confirmed and a wrong password
 * are one answer, as whoever signed up with another's address knows the password that they chose. What succeeds is not
 * counted against whoever comes again.
 */
export async function logIn(details: {
  email: string;
  password: string;
  address: string;
}): Promise<
  { cookie: string; personId: string } | { refused: "wrong" } | { refused: "too-many"; until: Date }
> {
  const email = normaliseEmail(details.email);
  const place = `${email} ${details.address}`;
  const until =
    (await countUse(limits.logInAddress, details.address)) ??
    (await countUse(limits.logInPair, place)) ??
    ((await isRemembered(knownPlace.what, place)) ? null : await countUse(limits.logInAccount, email));
  if (until) return { refused: "too-many", until };
  const person = await findPersonByEmail(database(), email);
  if (!(await verifyPassword(person?.passwordHash, details.password)) || !person?.emailConfirmedAt)
    return { refused: "wrong" };
  await remember(knownPlace.what, place, knownPlace.days, limits.logInPair);
  return { cookie: await openSession(person.id), personId: person.id };
}

/** Sends a link to choose a new password, if the address is known. The answer is the same if it is not. */
export async function requestRecovery(details: {
  email: string;
  address: string;
  to: string;
}): Promise<LetterAsked> {
  const email = normaliseEmail(details.email);
  return askForLetter(limits.recoveryLetters, email, details.address, (mayWrite) =>
    inTransaction(async (tx) => {
      const person = await findPersonByEmail(tx, email);
      if (!mayWrite || !person) return;
      const token = await issueToken(tx, person.id, "recovery", details.to);
      await postLetter(tx, person.id, accountLetter(person.locale, "recovery", `/recover/${token}`));
    }),
  );
}

/** Sets a new password by a recovery link: it also confirms the address and ends every session. Null when the link is no good. */
export async function recover(
  token: string,
  password: string,
): Promise<{ cookie: string; onward: string } | null> {
  const passwordHash = await hashPassword(password);
  const recovered = await inTransaction(async (tx) => {
    const spent = await spendToken(tx, token, "recovery");
    if (!spent) return null;
    const owner = spent.personId;
    await setPassword(tx, owner, passwordHash);
    await tx
      .update(people)
      .set({ emailConfirmedAt: now() })
      .where(and(eq(people.id, owner), isNull(people.emailConfirmedAt)));
    return spent;
  });
  if (!recovered) return null;
  return { cookie: await openSession(recovered.personId), onward: recovered.onward };
}

/** Stores a new password, ends the person's other sessions, and tells them by mail. */
export async function setPassword(
  tx: Transaction,
  personId: string,
  passwordHash: string,
  keepSession?: string,
): Promise<void> {
  const [person] = await tx
    .update(people)
    .set({ passwordHash })
    .where(eq(people.id, personId))
    .returning({ locale: people.locale });
  await endSessionsOf(tx, personId, keepSession);
  await postLetter(tx, personId, accountLetter(person?.locale ?? "en", "password-changed", "/recover"));
}
