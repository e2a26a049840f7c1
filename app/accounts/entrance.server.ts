import { setTimeout as wait } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { people } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { refuse } from "~/platform/http/body.server";
import { withinLimit, type Limit } from "~/platform/limits.server";
import { postLetter } from "~/platform/mail.server";
import { normaliseEmail } from "~/platform/vault.server";
import { accountLetter } from "./letters.server";
import { hashPassword, verifyPassword } from "./password.server";
import { createPerson, findPersonByEmail } from "./people.server";
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
  lettersAccount: { name: "letters-account", points: 6, windowSeconds: 3600 },
  lettersAddress: { name: "letters-address", points: 900, windowSeconds: 3600 },
} satisfies Record<string, Limit>;

/** Answers that must not tell whether an address is known all take at least this long, in milliseconds. */
const evenAnswer = 350;

async function evenly<T>(work: Promise<T>): Promise<T> {
  const [result] = await Promise.all([work, wait(evenAnswer)]);
  return result;
}

async function mayGoOn(...checks: [Limit, string][]): Promise<boolean> {
  const allowed = await Promise.all(checks.map(([limit, subject]) => withinLimit(limit, subject)));
  return !allowed.includes(false);
}

async function insist(...checks: [Limit, string][]): Promise<void> {
  if (!(await mayGoOn(...checks))) throw refuse(429, "too-many");
}

/** Whether a letter was asked for within the limits; which letter, and whether there is one, nobody is told. */
export type LetterAsked = "sent" | "too-many";

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
  if (!(await mayGoOn([limits.lettersAccount, email], [limits.lettersAddress, details.address])))
    return "too-many";
  await evenly(
    (async () => {
      const passwordHash = await hashPassword(details.password);
      await inTransaction(async (tx) => {
        const known = await findPersonByEmail(tx, email);
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
    })(),
  );
  return "sent";
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
  if (!(await mayGoOn([limits.lettersAccount, email], [limits.lettersAddress, details.address])))
    return "too-many";
  await evenly(
    inTransaction(async (tx) => {
      const known = await findPersonByEmail(tx, email);
      if (known?.emailConfirmedAt)
        await postLetter(tx, known.id, accountLetter(known.locale, "known-address", "/login"));
      else if (known) await postConfirmation(tx, known, details.to);
    }),
  );
  return "sent";
}

/** Sends a new link to whoever an old one was for, if that can still be confirmed. */
export async function renewConfirmation(secret: string, address: string): Promise<LetterAsked> {
  const link = await readLink(secret, "confirmation");
  const subject = link.state === "unknown" ? secret : link.personId;
  if (!(await mayGoOn([limits.lettersAccount, subject], [limits.lettersAddress, address]))) return "too-many";
  if (link.state !== "replaced" && link.state !== "expired") return "sent";
  await inTransaction(async (tx) => {
    const [person] = await tx
      .select({ id: people.id, locale: people.locale, emailConfirmedAt: people.emailConfirmedAt })
      .from(people)
      .where(eq(people.id, link.personId));
    if (person && !person.emailConfirmedAt) await postConfirmation(tx, person, link.onward);
  });
  return "sent";
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

/** Logs somebody in. Returns the session cookie, or why not; an unknown address and a wrong password are one answer. */
export async function logIn(details: {
  email: string;
  password: string;
  address: string;
  to: string;
}): Promise<{ cookie: string; personId: string } | "wrong" | "unconfirmed" | "unconfirmed-enough"> {
  const email = normaliseEmail(details.email);
  await insist(
    [limits.logInPair, `${email} ${details.address}`],
    [limits.logInAccount, email],
    [limits.logInAddress, details.address],
  );
  const person = await findPersonByEmail(database(), email);
  if (!(await verifyPassword(person?.passwordHash, details.password)) || !person) return "wrong";
  if (!person.emailConfirmedAt) {
    // Knowing the password proves that the address is theirs to know about; a new link helps, and is limited.
    if (!(await withinLimit(limits.lettersAccount, email))) return "unconfirmed-enough";
    await inTransaction((tx) => postConfirmation(tx, person, details.to));
    return "unconfirmed";
  }
  return { cookie: await openSession(person.id), personId: person.id };
}

/** Sends a link to choose a new password, if the address is known. The answer is the same if it is not. */
export async function requestRecovery(details: {
  email: string;
  address: string;
  to: string;
}): Promise<LetterAsked> {
  const email = normaliseEmail(details.email);
  if (!(await mayGoOn([limits.lettersAccount, email], [limits.lettersAddress, details.address])))
    return "too-many";
  await evenly(
    inTransaction(async (tx) => {
      const person = await findPersonByEmail(tx, email);
      if (!person) return;
      const token = await issueToken(tx, person.id, "recovery", details.to);
      await postLetter(tx, person.id, accountLetter(person.locale, "recovery", `/recover/${token}`));
    }),
  );
  return "sent";
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
