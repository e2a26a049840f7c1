import { parse } from "csv-parse/sync";
import { and, desc, eq, sql } from "drizzle-orm";
import readExcel from "read-excel-file/node";
import { beforeEach, describe, expect, test } from "vitest";
import { applications as applicationsTable, auditLog, conflicts, standings } from "#db/schema";
import { database, inTransaction, rowsOf } from "~/platform/database.server";
import { listUncalibrated, readCalibration, recalibrate } from "~/selection/calibrations.server";
import { calibrationQueue } from "~/selection/changed-readings.server";
import { rank } from "~/selection/rank-command";
import * as rankingRoute from "~/selection/routes/ranking";
import * as fileRoute from "~/selection/routes/ranking-file";
import * as marginRoute from "~/selection/routes/ranking-margin";
import * as panelRoute from "~/selection/routes/ranking-panel";
import * as scoresRoute from "~/selection/routes/ranking-scores";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { readCsv } from "../setup/foreign";
import { call, outcomeOf } from "../setup/request";

withTestDatabase({ jobs: true });

let edition: Edition;
let coordinator: Person;
let panel: Person[];
let applications: Application[];

/** Twelve applications read by two of four each; the first panelist is strict by a point. */
beforeEach(async () => {
  edition = await anEdition({ at: "selection", places: 3 });
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  panel = [];
  for (const name of ["Strict", "Middle", "Other", "Fourth"])
    panel.push(await aPerson({ name, roles: [{ role: "panelist", edition }] }));
  applications = [];
  for (let index = 0; index < 12; index++) {
    const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    applications.push(application);
    for (const reader of [index % 4, (index + 1 + (index % 3)) % 4])
      await aReview({
        application,
        panelist: panel[reader],
        scores: Math.max(1, 2 + (index % 4) - (reader === 0 ? 1 : 0)),
      });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
  }
});

const at = (page: string, more = {}) => ({
  as: coordinator,
  path: `/office/${edition.slug}/${page}`,
  params: { edition: edition.slug, ...more },
});
const ranking = (search = "") => call(rankingRoute.loader, at(`ranking${search}`));
const scoresFile = async () => (await call(scoresRoute.loader, at("ranking/scores"))).arrayBuffer();
const stateOf = () => readCalibration(database(), edition);

async function waitingJobs(): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    database(),
    sql`select count(*)::int as count from pgboss.job where name = ${calibrationQueue} and data->>'editionId' = ${edition.id}`,
  );
  return row?.count ?? 0;
}

describe("calibrated scores", () => {
  test("are stored by one job for a burst of readings, and stand beside the mean", async () => {
    expect(await waitingJobs()).toBe(1);
    expect(await stateOf()).toMatchObject({ computedAt: null, changes: 12 });
    const before = await ranking();
    expect(before.calibration.computedAt).toBeNull();
    expect(before.rows.map(({ score }) => score)).toEqual(before.rows.map(({ mean }) => mean));

    await recalibrate(edition.id);
    expect(await stateOf()).toMatchObject({ changes: 0, readings: 24, top: 3, figures: { differs: true } });
    const { rows, calibration } = await ranking();
    expect(calibration).toMatchObject({ changes: 0, readings: 24, differs: true, components: 1 });
    expect(calibration.computedAt).toMatch(/\d\d:\d\d/);
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a));
    const strict = rows.filter(({ adjustment }) => adjustment?.kind === "strict");
    expect(strict.length).toBeGreaterThan(3);
    for (const { score, mean, adjustment } of strict)
      expect(score - mean).toBeCloseTo(adjustment?.amount ?? 0, 9);
    const chances = rows.reduce((sum, { topProbability }) => sum + (topProbability ?? 0), 0);
    expect(chances).toBeCloseTo(3, 9);
  });

  test("are those that the command line gives for the same readings", async () => {
    await recalibrate(edition.id);
    const scores = await scoresFile();
    const { code, out, err } = await rank(["--scores", "scores.csv", "--top", "3"], () =>
      Promise.resolve(new Uint8Array(scores)),
    );
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const stored = await database()
      .select({
        code: applicationsTable.code,
        score: standings.calibrated,
        error: standings.standardError,
        mean: standings.mean,
        readings: standings.readings,
        chance: standings.topProbability,
      })
      .from(standings)
      .innerJoin(applicationsTable, eq(applicationsTable.id, standings.applicationId))
      .where(eq(standings.editionId, edition.id))
      .orderBy(desc(sql`round(${standings.calibrated}::numeric, 6)`), applicationsTable.code);
    expect(stored).toHaveLength(12);
    const ranked: Record<string, string>[] = parse(out, { columns: true });
    const { rows } = await ranking();
    const places = new Map(rows.map(({ code, rank }) => [code, rank]));
    expect(new Set(places.values()).size).toBeLessThan(12);
    const file = await outcomeOf(fileRoute.loader, at("ranking/file/csv", { format: "csv" }));
    const inFile = readCsv(String(file.data)).slice(1);
    expect(new Map(inFile.map(([rank, code]) => [code, Number(rank)]))).toEqual(places);
    expect(ranked).toEqual(
      stored.map((row) => ({
        rank: String(places.get(row.code)),
        application: row.code,
        score: row.score?.toFixed(6),
        standard_error: row.error?.toFixed(6),
        raw_mean: row.mean.toFixed(6),
        readings: String(row.readings),
        p_top: row.chance?.toFixed(4),
      })),
    );
  });

  test("rest on scores that can be taken along: those that count, by codes, without who gave them", async () => {
    const [application, ineligible] = applications as [Application, Application];
    await database()
      .insert(conflicts)
      .values({
        applicationId: application.id,
        panelistId: panel[0]?.id ?? "",
        source: "rule",
        rule: "office",
      });
    await database().execute(
      sql`update applications set eligibility = 'ineligible' where id = ${ineligible.id}`,
    );
    await aReview({ application, panelist: panel[3], scores: 5, submitted: false });
    const text = new TextDecoder().decode(await scoresFile());
    const rows: Record<string, string>[] = parse(text, { columns: true });
    const weights = (await criteriaOf(edition)).map(({ weight }) => String(weight));
    // Twelve applications with two readings each, less three readings.
    expect(rows).toHaveLength(21 * weights.length);
    expect(new Set(rows.map((row) => row["panelist"]))).toEqual(new Set(["P1", "P2", "P3", "P4"]));
    expect(rows.slice(0, weights.length).map((row) => row["weight"])).toEqual(weights);
    expect(rows.filter((row) => row["application"] === application.code)).toHaveLength(weights.length);
    expect(text).not.toContain(ineligible.code);
    for (const { id } of [...panel, ...applications]) expect(text).not.toContain(id);
    const audit = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "scores.exported"), eq(auditLog.editionId, edition.id)));
    expect(audit).toMatchObject([{ actorId: coordinator.id, detail: { scores: rows.length } }]);
  });

  test("say how many readings have come since, and keep what came while they were worked out", async () => {
    await recalibrate(edition.id);
    const [first] = applications as [Application];
    await aReview({ application: first, panelist: panel[2], scores: 5 });
    await inTransaction((tx) => recomputeStanding(tx, first.id));
    expect((await ranking()).calibration.changes).toBe(1);
    const running = recalibrate(edition.id);
    await inTransaction((tx) => recomputeStanding(tx, first.id));
    await running;
    // Whether that last one came before or after the readings were read: it is never forgotten.
    const { changes } = await stateOf();
    if (changes > 0) expect(await listUncalibrated()).toContain(edition.id);
    await recalibrate(edition.id);
    expect(await stateOf()).toMatchObject({ changes: 0, readings: 25 });
  });

  test("worked out twice at once are the same as once", async () => {
    await Promise.all([recalibrate(edition.id), recalibrate(edition.id)]);
    const first = await database().select().from(standings).where(eq(standings.editionId, edition.id));
    expect(await stateOf()).toMatchObject({ changes: 0, readings: 24 });
    await recalibrate(edition.id);
    expect(await database().select().from(standings).where(eq(standings.editionId, edition.id))).toEqual(
      first,
    );
  });

  test("leave out whoever has a conflict, unless it was dismissed", async () => {
    const [application] = applications as [Application];
    const pair = and(
      eq(conflicts.applicationId, application.id),
      eq(conflicts.panelistId, panel[0]?.id ?? ""),
    );
    await database()
      .insert(conflicts)
      .values({
        applicationId: application.id,
        panelistId: panel[0]?.id ?? "",
        source: "rule",
        rule: "same-organisation",
      });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await recalibrate(edition.id);
    expect(await stateOf()).toMatchObject({ readings: 23 });
    await database()
      .update(conflicts)
      .set({ dismissedAt: new Date(), dismissedBy: coordinator.id })
      .where(pair);
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await recalibrate(edition.id);
    expect(await stateOf()).toMatchObject({ readings: 24 });
  });

  test("are found out of date when places or applications change without a reading", async () => {
    await recalibrate(edition.id);
    expect(await listUncalibrated()).not.toContain(edition.id);
    await database().execute(sql`update editions set places = 4 where id = ${edition.id}`);
    expect(await listUncalibrated()).toContain(edition.id);
    await recalibrate(edition.id);
    await database().execute(
      sql`update applications set eligibility = 'ineligible' where id = ${applications[0]?.id}`,
    );
    expect(await listUncalibrated()).toContain(edition.id);
    await recalibrate(edition.id);
    expect(await listUncalibrated()).not.toContain(edition.id);
    const [row] = await database()
      .select()
      .from(standings)
      .where(eq(standings.applicationId, applications[0]?.id ?? ""));
    expect(row).toMatchObject({ calibrated: null, standardError: null });
  });
});

describe("what a coordinator makes of them", () => {
  test("the panel's page shows leniency, agreement and order, and says when there is nothing", async () => {
    const empty = await call(panelRoute.loader, at("ranking/panel"));
    expect(empty.figures).toBeNull();
    await recalibrate(edition.id);
    const { figures } = await call(panelRoute.loader, at("ranking/panel"));
    expect(figures?.panelists[0]).toMatchObject({ name: "Strict", readings: 6 });
    expect(figures?.panelists[0]?.effect).toBeLessThan(-0.3);
    expect(figures?.agreement.single).toBeGreaterThan(0);
    expect(figures?.order[0]).toMatchObject({ from: 1, to: 5, readings: 20 });
    expect(JSON.stringify(figures)).not.toContain(panel[0]?.id);
  });

  test("the panel's page shows where readers disagree, the widest first", async () => {
    const [first, second] = applications;
    const [, , other, fourth] = panel;
    const onTop = async (
      application: Application | undefined,
      panelist: Person | undefined,
      scores: number,
    ) => {
      if (!application || !panelist) throw new Error("There are fewer than planned.");
      await aReview({ application, panelist, scores });
      await inTransaction((tx) => recomputeStanding(tx, application.id));
    };
    // Read by the first two already, with 1 and 2; by the second and the fourth with 3 and 3; by nobody else.
    await onTop(first, fourth, 5);
    await onTop(second, other, 5);
    const alone = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await onTop(alone, fourth, 5);
    await anApplication({ edition, status: "submitted", eligibility: "ineligible" });
    const { disagreement } = await call(panelRoute.loader, at("ranking/panel"));
    expect(disagreement.count).toBe(12);
    expect(disagreement.widest.slice(0, 2)).toMatchObject([
      { code: first?.code, lowest: 1, highest: 5, readings: 3 },
      { code: second?.code, lowest: 3, highest: 5, readings: 3 },
    ]);
    expect(disagreement.widest).toHaveLength(12);
    expect(disagreement.wide).toBe(
      disagreement.widest.filter(({ lowest, highest }) => highest - lowest >= 1).length,
    );
    expect(disagreement.widest.map(({ code }) => code)).not.toContain(alone.code);
  });

  test("the margin decides what is too close, and takes nothing else than a number", async () => {
    await recalibrate(edition.id);
    const set = (margin: string) =>
      outcomeOf(marginRoute.action, { ...at("ranking/margin"), form: { margin } });
    for (const margin of ["", "x", "-1", "3", "0.12345", "1e1"]) expect((await set(margin)).status).toBe(400);
    expect((await ranking()).margin).toBe(0.25);
    expect((await set("2")).status).toBe(302);
    expect((await ranking()).line?.line.kind).toBe("near");
    // Throughout the ranking, and the same in whatever order it is shown; the last has nobody below.
    const { rows } = await ranking();
    expect(rows.map(({ isNearNext }) => isNearNext)).toEqual(rows.map((_, index) => index < rows.length - 1));
    const marks = new Map(rows.map(({ code, isNearNext }) => [code, isNearNext]));
    for (const row of (await ranking("?sort=mean&direction=asc")).rows)
      expect(row.isNearNext).toBe(marks.get(row.code));
    expect((await set("0,001")).status).toBe(302);
    expect((await ranking()).margin).toBe(0.001);
    expect((await ranking()).line?.line.kind).not.toBe("near");
  });

  test("the files hold the whole ranking by code, and are written down", async () => {
    await recalibrate(edition.id);
    const { rows } = await ranking();
    const file = async (format: string) => {
      const answer = await call(fileRoute.loader, at(`ranking/file/${format}`, { format }));
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const csv = await file("csv");
    expect(csv.answer.headers.get("content-disposition")).toBe('attachment; filename="ranking.csv"');
    expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const table: string[][] = parse(csv.bytes, { bom: true });
    expect(table[0]?.slice(0, 4)).toEqual(["Rank", "Application", "Country", "Score"]);
    expect(table.slice(1).map((row) => row[1])).toEqual(rows.map(({ code }) => code));
    const nearTie = table[0]?.indexOf("Near tie with the next") ?? -1;
    expect(nearTie).toBeGreaterThan(0);
    expect(table.slice(1).map((row) => row[nearTie] === "yes")).toEqual(
      rows.map(({ isNearNext }) => isNearNext),
    );
    for (const cell of table.flat()) expect(cell).not.toMatch(/^[=+@-]/);
    const xlsx = await file("xlsx");
    const [sheet] = await readExcel(xlsx.bytes);
    expect(sheet?.data.slice(1).map((row) => row[1])).toEqual(rows.map(({ code }) => code));
    expect((await outcomeOf(fileRoute.loader, at("ranking/file/pdf", { format: "pdf" }))).status).toBe(404);
    const written = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "ranking.exported"), eq(auditLog.editionId, edition.id)));
    expect(written).toHaveLength(2);
  });

  test("sorts by score or by mean; the rank is by score all the same", async () => {
    await recalibrate(edition.id);
    const { rows } = await ranking("?sort=mean");
    expect(rows.map(({ mean }) => mean)).toEqual(rows.map(({ mean }) => mean).sort((a, b) => b - a));
    const ranks = new Map((await ranking()).rows.map(({ code, rank: place }) => [code, place]));
    for (const { code, rank: place } of rows) expect(place).toBe(ranks.get(code));
  });
});
