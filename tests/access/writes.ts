import { sql } from "drizzle-orm";
import { database, rowsOf } from "~/platform/database.server";

/** What a look may write: the table, on which pages ("any", or their routes' files), and why. */
export const writtenByLooks: { table: string; routes: "any" | string[]; why: string; byHead: boolean }[] = [
  { table: "sessions", routes: "any", byHead: true, why: "when somebody was last seen, for idle times" },
  {
    table: "rate_limits",
    routes: ["applying/routes/reference", "applying/routes/copy-file", "selection/routes/list-export-file"],
    byHead: true,
    why: "guesses at links, and files that cost much, are counted",
  },
  {
    table: "assignment_plans",
    routes: ["selection/routes/panel-assignment"],
    byHead: true,
    why: "a plan is worked out while somebody looks at it, and kept for as long: ids and figures, applied by a POST",
  },
  {
    table: "audit_log",
    routes: [
      "selection/routes/application",
      "selection/routes/application-eligibility",
      "selection/routes/application-file",
      "selection/routes/application-pdf",
      "selection/routes/application-print",
      "selection/routes/application-version",
      "selection/routes/duplicates",
      "selection/routes/list-export-file",
      "selection/routes/ranking-file",
      "selection/routes/ranking-scores",
    ],
    byHead: false,
    why: "that staff read or took away what applicants wrote",
  },
  {
    table: "application_events",
    routes: ["selection/routes/application-pdf"],
    byHead: false,
    why: "that staff took it away, in its own history",
  },
  {
    table: "application_messages",
    routes: ["applying/routes/messages", "selection/routes/application-messages"],
    byHead: false,
    why: "that the other side has read a message: it ends the badge, and the next one gets a letter again",
  },
];

/** Rows that the transaction under way has inserted, changed or deleted, by table. */
export async function countWrites(): Promise<Map<string, number>> {
  const rows = await rowsOf<{ name: string; count: string | number }>(
    database(),
    sql`select schemaname || '.' || relname as name, n_tup_ins + n_tup_upd + n_tup_del as count
      from pg_stat_xact_user_tables where n_tup_ins + n_tup_upd + n_tup_del > 0`,
  );
  return new Map(rows.map(({ name, count }) => [name.replace(/^public\./, ""), Number(count)]));
}

/** The tables that were written to since, but for those that a look at this route may write to. */
export async function unlistedSince(
  before: Map<string, number>,
  route: string,
  method: "GET" | "HEAD",
): Promise<string[]> {
  const after = await countWrites();
  return [...after.keys()].filter(
    (table) =>
      after.get(table) !== (before.get(table) ?? 0) &&
      !writtenByLooks.some(
        (one) =>
          one.table === table &&
          (one.routes === "any" || one.routes.includes(route)) &&
          (method === "GET" || one.byHead),
      ),
  );
}
