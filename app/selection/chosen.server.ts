import { createHash } from "node:crypto";
import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { applications } from "#db/schema";
import type { Queryable } from "~/platform/database.server";
import { findMatches } from "./applications.server";
import type { Choice } from "./choice";
import { parts, within } from "./list-filters.server";

/** One of the chosen applications, as far as any deed needs it. */
export interface Chosen {
  id: string;
  personId: string;
  code: string;
  status: "submitted" | "withdrawn";
  eligibility: "unchecked" | "eligible" | "ineligible";
  erasedAt: Date | null;
}

/**
 * The applications of an edition that a choice means, in the order of their codes. Drafts are never among them, and a
 * code of another edition is simply not found.
 */
export async function findChosen(db: Queryable, editionId: string, choice: Choice): Promise<Chosen[]> {
  if (!choice.isAll && choice.codes.length === 0) return [];
  const which = choice.isAll
    ? and(
        within(editionId, choice.query, await findMatches(db, editionId, choice.query.search)),
        parts[choice.query.part],
      )
    : and(eq(applications.editionId, editionId), inArray(applications.code, [...choice.codes]));
  const rows = await db
    .select({
      id: applications.id,
      personId: applications.personId,
      code: applications.code,
      status: applications.status,
      eligibility: applications.eligibility,
      erasedAt: applications.erasedAt,
    })
    .from(applications)
    .where(and(which, ne(applications.status, "draft")))
    .orderBy(asc(applications.code));
  return rows.flatMap(({ status, ...row }) => (status === "draft" ? [] : [{ ...row, status }]));
}

/** A sum over a choice as it was shown, by which a later step notices that it is not the same any more. */
export function sumOf(chosen: readonly Chosen[]): string {
  const hash = createHash("sha256");
  for (const { id, status, eligibility } of chosen) hash.update(`${id} ${status} ${eligibility}\n`);
  return hash.digest("hex");
}
