import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** Argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane). */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * Each takes a core for some fifty milliseconds: two at a time, so that a rush of log-ins leaves room for everything
 * else. Known and unknown addresses wait in the one line.
 */
const inTurn = pLimit(2);

let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize("NFKC"), options));
}

/** Compares a password with a stored hash. Without a hash it does the same work and says no, so that time tells nothing. */
export async function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword("no account has this password")));
  const matches = await inTurn(() => verify(against, password.normalize("NFKC")));
  return matches && Boolean(stored);
}
