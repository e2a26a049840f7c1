import { auditLog } from "#db/schema";
import { now } from "./clock.server";
import type { Queryable } from "./database.server";

/** Writes down who did what. `detail` must hold nothing personal: ids, counts and names of settings only. */
export async function recordAudit(
  db: Queryable,
  entry: {
    actorId: string | null;
    action: string;
    editionId?: string | null;
    subjectType?: string;
    subjectId?: string;
    detail?: Record<string, string | number | boolean | null>;
  },
): Promise<void> {
  await db.insert(auditLog).values({ ...entry, at: now() });
}
