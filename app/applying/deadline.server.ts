import { sql } from "drizzle-orm";
import { applications, editions } from "#db/schema";

/** `lastMomentOf` (access.ts) in SQL, for a query that joins an application and its edition. */
export const lastMomentSql = sql`greatest(${editions.callClosesAt} + make_interval(mins => ${editions.graceMinutes}), ${applications.extendedUntil})`;

/** `deadlineOf` (access.ts) in SQL. */
export const deadlineSql = sql`greatest(${editions.callClosesAt}, ${applications.extendedUntil})`;
