import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLog, panelists, reviews } from "#db/schema";
import { database } from "~/platform/database.server";
import { agreementVersion } from "~/selection/confidentiality";
import * as agreementRoute from "~/selection/routes/panel-agreement";
import * as panelRoute from "~/selection/routes/panel";
import * as readingRoute from "~/selection/routes/reading";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as submissionRoute from "~/selection/routes/reading-submission";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let application: Application;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ name: "Reader", roles: [{ role: "panelist", edition }], agreed: false });
  application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application, panelist });
});

const agree = (as: Person, form: Record<string, string>) =>
  outcomeOf(agreementRoute.action, { as, path: "/panel/agreement", form });
const list = (as: Person) => outcomeOf(panelRoute.loader, { as, path: "/panel" });

describe("the confidentiality agreement", () => {
  test("stands before every page, form and save of the panel", async () => {
    const at = (path: string) => ({
      as: panelist,
      path: `/panel/${application.code}${path}`,
      params: { code: application.code },
    });
    const attempts = [
      await list(panelist),
      await outcomeOf(panelRoute.loader, { as: panelist, path: "/panel.data" }),
      await outcomeOf(readingRoute.loader, at("")),
      await outcomeOf(readingRoute.action, { ...at(""), form: { revision: "0" } }),
      await outcomeOf(draftRoute.action, { ...at("/draft"), json: { revision: 0, score: {}, comment: {} } }),
      await outcomeOf(submissionRoute.loader, at("/submission")),
      await outcomeOf(submissionRoute.action, { ...at("/submission"), form: { revision: "0" } }),
      await outcomeOf(conflictRoute.loader, at("/conflict")),
      await outcomeOf(conflictRoute.action, { ...at("/conflict"), form: { reason: "A cousin." } }),
    ];
    for (const outcome of attempts) {
      expect([outcome.status, outcome.location]).toEqual([302, "/panel/agreement"]);
      expect(JSON.stringify(outcome.data ?? null)).not.toContain(application.code);
    }
    expect(await database().select().from(reviews).where(eq(reviews.panelistId, panelist.id))).toEqual([]);
  });

  test("is accepted by ticking, once, and written down", async () => {
    expect((await agree(panelist, {})).status).toBe(400);
    expect((await list(panelist)).status).toBe(302);
    expect((await agree(panelist, { agree: "yes" })).status).toBe(302);
    expect((await agree(panelist, { agree: "yes" })).status).toBe(302);
    expect((await list(panelist)).status).toBe(200);
    const written = await database().select().from(auditLog).where(eq(auditLog.actorId, panelist.id));
    expect(written.filter(({ action }) => action === "agreement.accepted")).toHaveLength(1);
  });

  test("is asked for again when it has changed, and for every further panel", async () => {
    await agree(panelist, { agree: "yes" });
    await database()
      .update(panelists)
      .set({ agreement: agreementVersion - 1 })
      .where(eq(panelists.personId, panelist.id));
    expect((await list(panelist)).location).toBe("/panel/agreement");
    const second = await anEdition({ at: "selection" });
    const both = await aPerson({
      roles: [
        { role: "panelist", edition },
        { role: "panelist", edition: second },
      ],
    });
    expect((await list(both)).status).toBe(200);
    await database().delete(panelists).where(eq(panelists.editionId, second.id));
    expect((await list(both)).location).toBe("/panel/agreement");
  });

  test("is no page for anybody else", async () => {
    const stranger = await aPerson();
    expect((await outcomeOf(agreementRoute.loader, { as: stranger })).status).toBe(404);
    expect((await agree(stranger, { agree: "yes" })).status).toBe(404);
  });
});
