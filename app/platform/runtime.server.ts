import type { PgBoss } from "pg-boss";
import type { DatabaseHandle } from "./database-handle.server";

/** What one process holds exactly once. */
interface Runtime {
  database?: DatabaseHandle;
  jobs?: PgBoss;
  clock?: () => Date;
  env?: unknown;
  /** Lock files of embedded databases that are open here. */
  heldLocks?: Set<string>;
}

const key = Symbol.for("elf.runtime");

/**
 * The process's one set of open things. It hangs on globalThis because the command line (run from source)
 * and the Remix build (a bundle) each have their own copy of this module and must share the database.
 */
export function runtime(): Runtime {
  const holder = globalThis as { [key]?: Runtime };
  return (holder[key] ??= {});
}
