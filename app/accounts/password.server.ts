import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { refuse } from "~/platform/http/body.server";

/** Argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Each takes a core for some fifty milliseconds: two at a time, so that a rush of log-ins leaves room for everything
 * else. Known and unknown addresses wait in the one line.
 */
const inTurn = pLimit(2);

let decoy: Promise<string> | undefined;

/** Most that wait in the line: three seconds or so. Whoever comes then is asked to come again, known or not. */
const longest = 100;

/** What is being worked on, and how many wait for it. */
export function passwordsAtWork(): { busy: number; waiting: number } {
  return { busy: inTurn.activeCount, waiting: inTurn.pendingCount };
}

function stand<Result>(work: () => Promise<Result>): Promise<Result> {
  if (inTurn.pendingCount >= longest) throw refuse(503, "unavailable");
  return inTurn(work);
}

/** Throws a 503 where too many wait already. */
export async function hashPassword(password: string): Promise<string> {
  return stand(() => hash(password.normalize("NFKC"), options));
}

/** Compares a password with a stored hash. Without a hash it does the same work and says no, so that time tells nothing. Throws as above. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword("no account has this password")));
  const matches = await stand(() => verify(against, password.normalize("NFKC")));
  return matches && Boolean(stored);
}
