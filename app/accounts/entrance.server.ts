import { and, eq, isNull } from "drizzle-orm";
import { people } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction, type Transaction } from "~/platform/database.server";
import { refuse } from "~/platform/http/body.server";
import { countUse, isRemembered, remember, withinLimit, type Limit } from "~/platform/limits.server";
import { postLetter } from "~/platform/mail.server";
import { normaliseEmail } from "~/platform/vault.server";
import { askAtEntrance, postConfirmation } from "./entrance-requests.server";
import { accountLetter } from "./letters.server";
import { hashPassword, verifyPassword } from "./password.server";
import { findPersonByEmail } from "./people.server";
import { endSessionsOf, openSession } from "./session.server";
import { findTokenOwner, forgetPasswordsGiven, passwordsGiven, readLink, spendToken } from "./tokens.server";

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
 * Asks for a letter at a page that must not tell whether an address is known: the same is done for all before it is
 * answered. Too many letters to one address stop the letters and not the answer, and those of one kind leave the
 * other: else anybody could keep another from what they need.
 */
async function askForLetter(
  limit: Limit,
  email: string,
  address: string,
  requested: Parameters<typeof askAtEntrance>[0],
): Promise<LetterAsked> {
  if (!(await withinLimit(limits.lettersAddress, address))) return "too-many";
  if (await withinLimit(limit, email)) await askAtEntrance(requested);
  return "sent";
}

/**
 * Signs somebody up, or writes to them that they already are. What comes back, and when, is the same for every
 * address; the letter tells its owner the rest. The password counts for nothing before the address is confirmed.
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
  const { locale, timeZone, address, to } = details;
  const passwordHash = await hashPassword(details.password);
  const requested = { kind: "sign-up", email: details.email, passwordHash, locale, timeZone, to } as const;
  return askForLetter(limits.confirmationLetters, normaliseEmail(details.email), address, requested);
}

/** Sends what {@link signUp} sent once more. What comes back, and when, is the same for every address. */
export async function sendConfirmationAgain(details: {
  email: string;
  address: string;
  to: string;
}): Promise<LetterAsked> {
  const { email, address, to } = details;
  const requested = { kind: "confirmation", email, to } as const;
  return askForLetter(limits.confirmationLetters, normaliseEmail(email), address, requested);
}

/** Sends a new link to whoever an old one was for, if that can still be confirmed. */
export async function renewConfirmation(secret: string, address: string): Promise<LetterAsked> {
  if (!(await withinLimit(limits.lettersAddress, address))) return "too-many";
  const link = await readLink(secret, "confirmation");
  if (link.state !== "replaced" && link.state !== "expired") return "sent";
  if (!(await withinLimit(limits.confirmationLetters, link.personId))) return "sent";
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
 * Confirms an address by its link and a password that was given when signing up with it, and makes that one the
 * account's. Whoever signed up with somebody else's address gets nothing by its owner's click, and takes nothing from
 * them: the owner's own password is among those given. Returns the session cookie, or why not.
 */
export async function confirmAddress(
  token: string,
  password: string,
  address: string,
): Promise<{ cookie: string; onward: string } | "expired" | "wrong-password"> {
  await insist([limits.logInAddress, address], [limits.logInPair, token]);
  const owner = await findTokenOwner(token, "confirmation");
  if (!owner) return "expired";
  const passwordHash = await matching(await passwordsGiven(owner, "confirmation"), password);
  if (passwordHash === null) return "wrong-password";
  const confirmed = await inTransaction(async (tx) => {
    const spent = await spendToken(tx, token, "confirmation");
    if (!spent) return null;
    await tx
      .update(people)
      .set({ passwordHash, emailConfirmedAt: now() })
      .where(eq(people.id, spent.personId));
    await forgetPasswordsGiven(tx, spent.personId);
    return spent;
  });
  if (!confirmed) return "expired";
  return { cookie: await openSession(confirmed.personId), onward: confirmed.onward };
}

/** The first of some hashes that a password matches, or null. */
async function matching(hashes: readonly string[], password: string): Promise<string | null> {
  for (const hash of hashes) if (await verifyPassword(hash, password)) return hash;
  return null;
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

/** Sends a link to choose a new password, if the address is known. What comes back, and when, is the same if it is not. */
export async function requestRecovery(details: {
  email: string;
  address: string;
  to: string;
}): Promise<LetterAsked> {
  const { email, address, to } = details;
  const requested = { kind: "recovery", email, to } as const;
  return askForLetter(limits.recoveryLetters, normaliseEmail(email), address, requested);
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
    await forgetPasswordsGiven(tx, owner);
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
