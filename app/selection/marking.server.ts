import { and, eq, inArray } from "drizzle-orm";
import { applications, decisions } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import { inTransaction, type Queryable } from "~/platform/database.server";
import { fingerprintMarks, lockDecisions, writeMarks } from "./decisions.server";
import { markFirst, type LevelGroup, type Marking } from "./marking";
import { listCandidates } from "./ranking.server";

/** One application that marking by rank would mark differently, or keep as it is. */
export interface PreviewRow {
  code: string;
  score: number;
  from: "cohort" | "reserve" | null;
}

export interface MarkingPreview {
  cohort: PreviewRow[];
  reserve: PreviewRow[];
  cleared: string[];
  level: LevelGroup[];
  /** Passed over, because they are marked "not this time". */
  passedOver: number;
  ranked: number;
  /** What the preview rests on, see {@link fingerprintMarks}. */
  fingerprint: string;
}

/** What marking an edition's first and next applications by rank would do. Changes nothing. */
export async function previewMarking(
  db: Queryable,
  edition: Pick<Edition, "id">,
  marking: Marking,
): Promise<MarkingPreview> {
  return (await planMarking(db, edition.id, marking)).preview;
}

async function planMarking(db: Queryable, editionId: string, marking: Marking) {
  const fingerprint = await fingerprintMarks(db, editionId, { scores: true });
  const ranking = await listCandidates(db, { id: editionId });
  const chosen = await listChosen(db, editionId);
  const plan = markFirst(ranking, marking);
  const byCode = new Map(ranking.map((row) => [row.code, row]));
  const rows = (codes: string[]) =>
    codes.flatMap((code): PreviewRow[] => {
      const row = byCode.get(code);
      return row ? [{ code, score: row.score, from: row.outcome === "declined" ? null : row.outcome }] : [];
    });
  // Marked by hand, but in the ranking no more: these make room too.
  const unranked = chosen.filter(({ code }) => !byCode.has(code));
  const ids = new Map([...ranking, ...chosen].map(({ code, applicationId }) => [code, applicationId]));
  const preview: MarkingPreview = {
    cohort: rows(plan.cohort),
    reserve: rows(plan.reserve),
    cleared: [...plan.cleared, ...unranked.map(({ code }) => code)],
    level: plan.level,
    passedOver: ranking.filter(({ outcome }) => outcome === "declined").length,
    ranked: ranking.length,
    fingerprint,
  };
  return { preview, byCode, ids };
}

async function listChosen(db: Queryable, editionId: string) {
  return db
    .select({ applicationId: applications.id, code: applications.code })
    .from(decisions)
    .innerJoin(applications, eq(applications.id, decisions.applicationId))
    .where(
      and(
        eq(decisions.editionId, editionId),
        inArray(decisions.outcome, ["cohort", "reserve"]),
        eq(applications.status, "submitted"),
      ),
    );
}

/** Marks by rank what a preview showed; refuses when that rests on what is no longer so. */
export async function applyMarking(
  actorId: string,
  editionId: string,
  marking: Marking,
  fingerprint: string,
): Promise<{ status: "marked"; cohort: number; reserve: number } | { status: "released" | "changed" }> {
  return inTransaction(async (tx) => {
    const edition = await lockDecisions(tx, editionId);
    if (edition.decisionsReleasedAt) return { status: "released" };
    const { preview, byCode, ids } = await planMarking(tx, editionId, marking);
    if (preview.fingerprint !== fingerprint) return { status: "changed" };
    const wanted = [
      ...preview.cohort.map(({ code }) => ({ code, outcome: "cohort" as const })),
      ...preview.reserve.map(({ code }, index) => ({ code, outcome: "reserve" as const, rank: index + 1 })),
    ];
    const changes = wanted.filter((want) => {
      const present = byCode.get(want.code);
      return present?.outcome !== want.outcome || ("rank" in want && present.reserveRank !== want.rank);
    });
    await writeMarks(
      tx,
      actorId,
      editionId,
      [...changes, ...preview.cleared.map((code) => ({ code, outcome: null }))].flatMap((change) => {
        const applicationId = ids.get(change.code);
        return applicationId ? [{ ...change, applicationId }] : [];
      }),
    );
    return { status: "marked", cohort: preview.cohort.length, reserve: preview.reserve.length };
  });
}
