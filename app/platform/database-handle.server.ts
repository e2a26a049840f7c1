import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { PGlite } from "@electric-sql/pglite";
import type postgres from "postgres";
import type * as schema from "#db/schema";

/** The query builder. PGlite's is the same in shape; results of raw queries are read through `rowsOf`. */
export type Database = PostgresJsDatabase<typeof schema>;
/** What a function needs that must run inside its caller's transaction. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Either: for reads that a transaction may also want. */
export type Queryable = Database | Transaction;

export interface DatabaseHandle {
  url: string;
  db: Database;
  /** The driver itself, for what Drizzle has no words for (jobs, LISTEN, COPY). */
  driver: { kind: "postgres"; client: postgres.Sql } | { kind: "pglite"; client: PGlite };
  /** Asks the smallest question over a connection of its own, so that a busy pool does not look like a dead server. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
