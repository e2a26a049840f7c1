import { databaseHandle } from "../database.server";

/** How long an answer may take before the database is asked whether it is alive, and how long that may take. */
const patience = 3000;
const pingLimit = 1500;

/** SQLSTATEs (PostgreSQL, appendix A) and client codes that say "not now" rather than "not so". */
const passing = new Set([
  "40001", // serialization_failure
  "40P01", // deadlock_detected
  "53300", // too_many_connections
  "55P03", // lock_not_available
  "57014", // query_canceled: the statement took too long
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
]);

/** Whether an error, or what caused it, is one that passes by itself: the same request may well succeed in a minute. */
export function isPassing(error: unknown): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 8; one = one.cause, depth++) {
    const { code } = one as { code?: unknown };
    if (typeof code === "string" && (passing.has(code) || /^08[0-9A-Z]{3}$/.test(code))) return true;
  }
  return false;
}

let ping: Promise<boolean> | undefined;

/** Whether the database answers a question by itself, over a connection that nothing else waits for. */
function isAlive(): Promise<boolean> {
  ping ??= new Promise<boolean>((done) => {
    const late = setTimeout(() => done(false), pingLimit);
    databaseHandle()
      .ping()
      .then(
        () => done(true),
        () => done(false),
      )
      .finally(() => clearTimeout(late));
  }).finally(() => (ping = undefined));
  return ping;
}

/**
 * Waits for an answer, but not for a database that has gone silent: resolves to null within five seconds then. A slow
 * answer from a living database is waited for.
 */
export async function unlessFrozen<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  let timer: NodeJS.Timeout | undefined;
  const frozen = new Promise<null>((give) => {
    const look = () =>
      void isAlive().then((alive) => {
        if (!alive) give(null);
        else timer = setTimeout(look, patience);
      });
    timer = setTimeout(look, patience);
  });
  try {
    return await Promise.race([answer, frozen]);
  } finally {
    clearTimeout(timer);
  }
}
