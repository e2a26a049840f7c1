import { asc, eq, and, sql } from "drizzle-orm";
import { applications, decisions, standings } from "#db/schema";
import type { Edition } from "~/cohorts/editions.server";
import type { Queryable } from "~/platform/database.server";
import type { Translate } from "~/platform/locale/translate";
import { isCandidate } from "./candidates.server";
import type { Cell } from "./export-table";
import { adjustmentWords } from "./adjustment-words";
import { nearNext } from "./ranking";
import { rankingLevel, rankingOrder, rankingScore } from "./ranking.server";
import { writeTable, type TableFile, type TableFormat } from "./table-file.server";

/** An edition's whole ranking, from the first to the last, as a table of codes and figures. */
async function rankingTable(db: Queryable, edition: Pick<Edition, "id" | "tieMargin">, t: Translate) {
  const rows = await db
    .select({
      rank: sql`rank() over (order by ${rankingLevel} desc)`.mapWith(Number),
      code: applications.code,
      country: applications.country,
      score: rankingScore,
      standardError: standings.standardError,
      topProbability: standings.topProbability,
      mean: standings.mean,
      readings: standings.readings,
      lowest: standings.lowest,
      highest: standings.highest,
      spread: standings.spread,
      adjustment: standings.adjustment,
      component: standings.component,
      outcome: decisions.outcome,
      reserveRank: decisions.reserveRank,
    })
    .from(standings)
    .innerJoin(applications, eq(applications.id, standings.applicationId))
    .leftJoin(decisions, eq(decisions.applicationId, standings.applicationId))
    .where(and(eq(standings.editionId, edition.id), isCandidate(edition.id)))
    .orderBy(...rankingOrder, asc(applications.code));
  const head = [
    "rank",
    "code",
    "country",
    "score",
    "error",
    "near-tie",
    "chance",
    "mean",
    "readings",
    "lowest",
    "highest",
    "spread",
    "adjusted",
    "part",
    "decision",
    "reserve",
  ].map((key) => t(`selection:ranking.file.${key}`));
  const near = nearNext(
    rows.map(({ score }) => score),
    edition.tieMargin,
  );
  const cells = rows.map((row, index): Cell[] => [
    row.rank,
    row.code,
    row.country,
    rounded(row.score),
    rounded(row.standardError),
    near[index] ? t("selection:ranking.file.is-near") : null,
    rounded(row.topProbability),
    rounded(row.mean),
    row.readings,
    rounded(row.lowest),
    rounded(row.highest),
    rounded(row.spread),
    row.adjustment && row.adjustment.kind !== "none" ? adjustmentWords(t, row.adjustment) : null,
    row.component === null ? null : row.component + 1,
    row.outcome,
    row.reserveRank,
  ]);
  return { head, cells };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6;
}

/** The ranking as a file. */
export async function rankingFile(
  db: Queryable,
  edition: Pick<Edition, "id" | "tieMargin">,
  format: TableFormat,
  t: Translate,
): Promise<TableFile> {
  const { head, cells } = await rankingTable(db, edition, t);
  return writeTable(format, head, [cells]);
}
