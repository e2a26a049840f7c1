import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { conflicts, redactions, wishes } from "#db/schema";
import { database } from "~/platform/database.server";
import { assignPanel } from "~/selection/assignments.server";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import * as panelRoute from "~/selection/routes/panel";
import * as wishesRoute from "~/selection/routes/panel-wishes";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let application: Application;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
  application = await anApplication({
    edition,
    person: await aPerson({ name: "CANARY Person", email: `canary${Math.random()}@example.org` }),
    status: "submitted",
    eligibility: "eligible",
    country: "TM",
    answers: { "preferred-name": "CANARY", community: "We began with nine books in SECRETVILLE." },
  });
});

const open = (as: Person = panelist) => call(wishesRoute.loader, { as, path: "/panel/wishes" });
const say = (form: Record<string, string>, as: Person = panelist) =>
  outcomeOf(wishesRoute.action, { as, path: "/panel/wishes", form });
const stored = () => database().select().from(wishes).where(eq(wishes.panelistId, panelist.id));

describe("wishes", () => {
  test("are asked blind, of what is eligible and nothing keeps from the panelist", async () => {
    await anApplication({ edition, status: "submitted" });
    await anApplication({ edition, person: panelist, status: "submitted", eligibility: "eligible" });
    await anApplication({ status: "submitted", eligibility: "eligible" });
    const tied = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await database()
      .insert(conflicts)
      .values({ applicationId: tied.id, panelistId: panelist.id, source: "rule", rule: "domain" });
    const page = await open();
    expect(page.drawn).toEqual([
      { code: application.code, wish: null, beginning: "We began with nine books in SECRETVILLE." },
    ]);
    const bytes = JSON.stringify(page);
    for (const secret of ["CANARY", "canary", '"TM"', application.id, application.personId, tied.code])
      expect(bytes).not.toContain(secret);
  });

  test("show nothing that a coordinator has hidden", async () => {
    const from = "We began with nine books in SECRETVILLE.".indexOf("SECRETVILLE");
    await database()
      .insert(redactions)
      .values({
        applicationId: application.id,
        number: 1,
        question: "community",
        fromAt: from,
        toAt: from + "SECRETVILLE".length,
        madeBy: panelist.id,
      });
    const bytes = JSON.stringify(await open());
    expect(bytes).toContain("nine books");
    expect(bytes).not.toContain("SECRETVILLE");
  });

  test("are kept, changed and taken back, and only for what was drawn", async () => {
    expect((await say({ [`wish.${application.code}`]: "yes" })).status).toBe(302);
    expect(await stored()).toMatchObject([{ applicationId: application.id, wish: "yes" }]);
    expect((await open()).drawn[0]?.wish).toBe("yes");
    await say({ [`wish.${application.code}`]: "no" });
    expect(await stored()).toMatchObject([{ wish: "no" }]);
    expect((await say({ [`wish.${application.code}`]: "perhaps" })).status).toBe(400);
    expect(await stored()).toMatchObject([{ wish: "no" }]);
    const elsewhere = await anApplication({ status: "submitted", eligibility: "eligible" });
    await say({ [`wish.${elsewhere.code}`]: "yes", [`wish.${application.code}`]: "open" });
    expect(await stored()).toEqual([]);
  });

  test("are for twenty at the most, the same ones at every visit", async () => {
    for (let number = 0; number < 24; number++)
      await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    const page = await open();
    expect(page.drawn).toHaveLength(20);
    expect(await open()).toEqual(page);
    const other = await aPerson({ roles: [{ role: "panelist", edition }] });
    expect((await open(other)).drawn.map(({ code }) => code)).not.toEqual(page.drawn.map(({ code }) => code));
  });

  test("lead to declaring a conflict, which takes the application away", async () => {
    const at = (code: string) => ({ as: panelist, path: `/panel/${code}/conflict`, params: { code } });
    await say({ [`wish.${application.code}`]: "yes" });
    expect((await outcomeOf(conflictRoute.loader, at(application.code))).status).toBe(200);
    const foreign = await anApplication({ status: "submitted", eligibility: "eligible" });
    for (const code of [foreign.code, "ELF-000000"]) {
      expect((await outcomeOf(conflictRoute.loader, at(code))).status).toBe(404);
      const form = { reason: "A cousin." };
      expect((await outcomeOf(conflictRoute.action, { ...at(code), form })).status).toBe(404);
    }
    const form = { reason: "A cousin." };
    expect((await outcomeOf(conflictRoute.action, { ...at(application.code), form })).status).toBe(302);
    expect((await open()).drawn).toEqual([]);
    expect(await stored()).toEqual([]);
    expect((await outcomeOf(conflictRoute.loader, at(application.code))).status).toBe(404);
  });

  test("end when readings are assigned", async () => {
    expect((await call(panelRoute.loader, { as: panelist, path: "/panel" })).isAsked).toBe(true);
    await aPerson({ roles: [{ role: "panelist", edition }] });
    await assignPanel(edition, { actorId: null, seed: "seed", isQuiet: true });
    expect((await open()).drawn).toEqual([]);
    await say({ [`wish.${application.code}`]: "yes" });
    expect(await stored()).toEqual([]);
    expect((await call(panelRoute.loader, { as: panelist, path: "/panel" })).isAsked).toBe(false);
  });
});
