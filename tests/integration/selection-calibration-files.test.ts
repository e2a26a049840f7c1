import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { assignments, conflicts, reviews, roles, standings } from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { assignPanel } from "~/selection/assignments.server";
import * as agreementRoute from "~/selection/routes/panel-agreement";
import * as chooseRoute from "~/selection/routes/office-calibration";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as panelRoute from "~/selection/routes/panel";
import * as readingRoute from "~/selection/routes/reading";
import * as removalRoute from "~/selection/routes/office-calibration-removal";
import * as spreadRoute from "~/selection/routes/panel-calibration";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let coordinator: Person;
let first: Person;
let second: Person;
let file: Application;
let ordinary: Application;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  first = await aPerson({ name: "First CANARY", roles: [{ role: "panelist", edition }] });
  second = await aPerson({ name: "Second CANARY", roles: [{ role: "panelist", edition }] });
  file = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  ordinary = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application: ordinary, panelist: first });
});

const inOffice = (code = "") => ({
  as: coordinator,
  path: `/office/${edition.slug}/panel/calibration`,
  params: { edition: edition.slug, code },
});
const choose = (code: string) => outcomeOf(chooseRoute.action, { ...inOffice(), form: { code } });
const remove = (code: string) => outcomeOf(removalRoute.action, { ...inOffice(code), method: "POST" });
const open = (as: Person, { code }: Application) =>
  outcomeOf(readingRoute.loader, { as, path: `/panel/${code}`, params: { code } });
const list = (as: Person) => call(panelRoute.loader, { as, path: "/panel" });
const spread = (as: Person) =>
  outcomeOf(spreadRoute.loader, { as, path: `/panel/calibration?edition=${edition.slug}` });
/** Submits what somebody is asked to read. */
const submits = (panelist: Person, scores: number, application = file) =>
  aReview({ application, panelist, scores });

describe("a calibration file", () => {
  test("stands first in everybody's list, and the others open once it is in", async () => {
    expect((await choose(file.code.toLowerCase())).status).toBe(302);
    expect((await choose(file.code)).status).toBe(302);
    const before = (await list(first)).current;
    expect(before?.rows.map(({ code, isLocked }) => [code, isLocked])).toEqual([
      [file.code, false],
      [ordinary.code, true],
    ]);
    expect(before).toMatchObject({ waiting: 1, hasSpreads: false, next: { code: file.code } });
    expect((await open(first, ordinary)).status).toBe(404);
    const params = { code: ordinary.code };
    const json = { revision: 0, score: {}, comment: {} };
    expect((await outcomeOf(draftRoute.action, { as: first, path: "/", params, json })).status).toBe(404);
    expect((await open(first, file)).status).toBe(200);
    expect((await open(second, file)).status).toBe(200);
    expect((await spread(first)).status).toBe(404);

    await submits(first, 4);
    expect((await open(first, ordinary)).status).toBe(200);
    expect((await list(first)).current).toMatchObject({ waiting: 0, hasSpreads: true });
  });

  test("is shown with everybody's scores to who has read it, without names, and to coordinators with them", async () => {
    await choose(file.code);
    await submits(second, 2);
    expect((await spread(first)).status).toBe(404);
    await submits(first, 5);
    const seen = JSON.stringify((await spread(first)).data);
    expect(seen).not.toContain("CANARY");
    expect(seen).not.toContain(second.id);
    expect((await spread(first)).data).toMatchObject({ spreads: [{ code: file.code }] });
    const own = (await call(spreadRoute.loader, { as: first, path: "/panel/calibration" })).spreads[0];
    expect(own?.readings.map(({ isOwn }) => isOwn).sort()).toEqual([false, true]);
    const office = await call(chooseRoute.loader, inOffice());
    expect(office.spreads[0]?.readings.map(({ name }) => name).sort()).toEqual([
      "First CANARY",
      "Second CANARY",
    ]);
    // Somebody else's panel has nothing of it.
    const elsewhere = await anEdition({ at: "selection" });
    const stranger = await aPerson({ roles: [{ role: "panelist", edition: elsewhere }] });
    expect((await spread(stranger)).status).toBe(404);
  });

  test("keeps nobody waiting whom a conflict keeps from it, and shows nothing of theirs", async () => {
    await choose(file.code);
    await submits(second, 1);
    await database()
      .insert(conflicts)
      .values({ applicationId: file.id, panelistId: first.id, source: "rule", rule: "organisation" });
    expect((await open(first, file)).status).toBe(404);
    expect((await open(first, ordinary)).status).toBe(200);
    expect((await spread(first)).status).toBe(404);
    expect(JSON.stringify(await list(first))).not.toContain(file.code);
    await database().delete(conflicts);
    await submits(first, 5);
    await database()
      .insert(conflicts)
      .values({ applicationId: file.id, panelistId: second.id, source: "rule", rule: "organisation" });
    const page = await call(spreadRoute.loader, { as: first, path: "/panel/calibration" });
    expect(page.spreads[0]?.readings).toHaveLength(1);
  });

  test("is given to whoever joins later, with the agreement", async () => {
    await choose(file.code);
    const late = await aPerson({ roles: [{ role: "panelist", edition }], agreed: false });
    await outcomeOf(agreementRoute.action, { as: late, path: "/panel/agreement", form: { agree: "yes" } });
    expect((await list(late)).current?.rows.map(({ code }) => code)).toEqual([file.code]);
  });

  test("is not for its own author, nor for anybody with a conflict", async () => {
    await database().insert(conflicts).values({ applicationId: file.id, panelistId: second.id });
    const author = await aPerson({ roles: [{ role: "panelist", edition }] });
    const own = await anApplication({
      edition,
      person: author,
      status: "submitted",
      eligibility: "eligible",
    });
    await choose(file.code);
    await choose(own.code);
    const rows = await database()
      .select()
      .from(assignments)
      .where(and(eq(assignments.editionId, edition.id), eq(assignments.kind, "calibration")));
    expect(rows.some((row) => row.applicationId === file.id && row.panelistId === second.id)).toBe(false);
    expect(rows.some((row) => row.applicationId === own.id && row.panelistId === author.id)).toBe(false);
    expect(rows).toHaveLength(4);
  });

  test("needs no readers of the assignment, and its readings count in its standing", async () => {
    await choose(file.code);
    await assignPanel(edition, { actorId: null, seed: "seed", isQuiet: true });
    const kinds = await database()
      .select({ kind: assignments.kind })
      .from(assignments)
      .where(eq(assignments.applicationId, file.id));
    expect(kinds.map(({ kind }) => kind)).toEqual(["calibration", "calibration"]);
    await submits(first, 4);
    await submits(second, 2);
    await inTransaction((tx) => recomputeStanding(tx, file.id));
    const [standing] = await database().select().from(standings).where(eq(standings.applicationId, file.id));
    expect(standing).toMatchObject({ readings: 2, mean: 3 });
  });

  test("taken off, opens the rest; what was submitted stays a reading", async () => {
    await choose(file.code);
    await submits(second, 3);
    expect((await remove(file.code)).status).toBe(302);
    expect((await remove(file.code)).status).toBe(404);
    expect((await open(first, ordinary)).status).toBe(200);
    expect((await open(first, file)).status).toBe(404);
    expect((await open(second, file)).status).toBe(200);
    expect(await database().select().from(reviews).where(eq(reviews.applicationId, file.id))).toHaveLength(1);
  });

  test("taken off, leaves what was asked for otherwise as it was: whoever was to read it still is", async () => {
    const third = await aPerson({ roles: [{ role: "panelist", edition }] });
    await anAssignment({ application: file, panelist: first });
    await anAssignment({ application: file, panelist: third });
    await database().update(assignments).set({ kind: "further" }).where(eq(assignments.panelistId, third.id));
    const stored = async () =>
      (
        await database()
          .select()
          .from(assignments)
          .where(and(eq(assignments.applicationId, file.id), isNull(assignments.endedAt)))
          .orderBy(assignments.panelistId)
      ).map(({ panelistId, kind, position }) => ({ panelistId, kind, position }));
    const before = await stored();
    await choose(file.code);
    await choose(ordinary.code);
    // For all of them it is one to read first, whatever it was before.
    for (const one of [first, second, third])
      expect(
        (await list(one)).current?.rows.map(({ isLocked, isCalibration }) => [isLocked, isCalibration]),
      ).toEqual([
        [false, true],
        [false, true],
      ]);
    expect((await stored()).map(({ position }) => position < 0)).toEqual([true, true, true]);
    await remove(file.code);
    expect(await stored()).toEqual(before);
    expect((await open(first, file)).status).toBe(404);
    // The other file is as it was, for those who read it anyway and for those who don't.
    expect((await list(first)).current).toMatchObject({ waiting: 1, next: { code: ordinary.code } });
    expect((await list(second)).current?.rows.map(({ code }) => code)).toEqual([ordinary.code]);
    await remove(ordinary.code);
    expect((await list(first)).current?.rows.map(({ isLocked }) => isLocked)).toEqual([false, false]);
    expect((await list(second)).current?.rows ?? []).toEqual([]);
  });

  test("counts as asked for nobody who has left the panel", async () => {
    await choose(file.code);
    await database().update(roles).set({ endedAt: new Date() }).where(eq(roles.personId, second.id));
    expect((await call(chooseRoute.loader, inOffice())).spreads).toMatchObject([{ asked: 1 }]);
  });

  test("is one of three at the most, eligible, and of this edition", async () => {
    const elsewhere = await anApplication({ status: "submitted", eligibility: "eligible" });
    const unchecked = await anApplication({ edition, status: "submitted" });
    for (const { code } of [elsewhere, unchecked, { code: "" }, { code: "ELF-000000" }])
      expect((await choose(code)).status).toBe(400);
    for (let number = 0; number < 3; number++) {
      const one = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
      expect((await choose(one.code)).status).toBe(302);
    }
    expect((await choose(file.code)).status).toBe(409);
  });
});
