import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { applications, applicationSections } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import * as progressRoute from "~/selection/routes/call-progress";
import { anApplication } from "../factories/applications";
import { anEdition, formOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let by: Person;
beforeEach(async () => {
  edition = await anEdition();
  by = await aPerson({ roles: [{ role: "coordinator", edition }] });
});

const at = (of: Edition) => ({ path: `/office/${of.slug}/call/progress`, params: { edition: of.slug } });
const progress = (as = by, of = edition) => call(progressRoute.loader, { as, ...at(of) });
/** Submissions without content, spread over a call: only that they are there is looked at. */
async function submissions(of: Edition, shares: number[]) {
  const form = await formOf(of);
  const length = of.callClosesAt.getTime() - of.callOpensAt.getTime();
  for (const share of shares) {
    const person = await aPerson();
    const submittedAt = new Date(of.callOpensAt.getTime() + share * length);
    await database()
      .insert(applications)
      .values({
        editionId: of.id,
        personId: person.id,
        formId: form.id,
        code: `ELF-${person.id.slice(0, 6).toUpperCase()}${person.id.slice(9, 11).toUpperCase()}`,
        status: "submitted",
        country: "KG",
        createdAt: submittedAt,
        submittedAt,
      });
  }
}

describe("a call's progress", () => {
  test("counts days as days of the edition's zone, those without anything too", async () => {
    const first = await anApplication({ edition, status: "submitted" });
    const draft = await anApplication({ edition });
    const open = edition.callOpensAt;
    // Half past ten in the evening in UTC is the next day in Prague.
    const late = new Date(`${open.toISOString().slice(0, 10)}T23:30:00Z`);
    await database()
      .update(applications)
      .set({ createdAt: late, submittedAt: new Date(late.getTime() + 86_400_000) })
      .where(eq(applications.id, first.id));
    await database().update(applications).set({ createdAt: late }).where(eq(applications.id, draft.id));
    const { days } = await progress();
    expect(days.length).toBeGreaterThanOrEqual(20);
    const busy = days.filter(({ started, submitted }) => started + submitted > 0);
    const next = (date: Date) => new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(busy).toMatchObject([
      { day: next(late), started: 2, submitted: 0 },
      { day: next(new Date(late.getTime() + 86_400_000)), started: 0, submitted: 1 },
    ]);
  });

  test("tells where people stop, by sections alone", async () => {
    await anApplication({ edition, status: "submitted" });
    const far = await anApplication({ edition, sections: 3 });
    await anApplication({ edition, sections: 1 });
    await anApplication({ edition, sections: 0 });
    const form = await formOf(edition);
    const [about, second, third] = form.definition.sections;
    await database()
      .update(applicationSections)
      .set({ state: "started" })
      .where(and(eq(applicationSections.applicationId, far.id), eq(applicationSections.section, third!.key)));
    const { funnel } = await progress();
    expect(funnel).toMatchObject({ started: 4, submitted: 1, unopened: 1 });
    expect(funnel.steps.slice(0, 3)).toMatchObject([
      { key: about!.key, reached: 3, completed: 3, stopped: 1 },
      { key: second!.key, reached: 2, completed: 2, stopped: 0 },
      { key: third!.key, reached: 2, completed: 1, stopped: 1 },
    ]);
  });

  test("counts countries of what was submitted, never of a draft", async () => {
    await anApplication({ edition, status: "submitted", country: "KG" });
    await anApplication({ edition, status: "withdrawn", country: "KG" });
    await anApplication({ edition, country: "TM" });
    const page = await progress();
    expect(page.countries).toMatchObject([{ key: "KG", count: 2 }]);
    expect(JSON.stringify(page)).not.toMatch(/"TM"|Turkmenistan/);
  });

  test("learns its forecast from earlier calls of the same coordinator, and says when it can't tell", async () => {
    expect((await progress()).forecast).toEqual({ kind: "too-early" });
    await submissions(
      edition,
      Array.from({ length: 12 }, (_, index) => index * 0.03),
    );
    const alone = await progress();
    expect(alone).toMatchObject({ forecast: { kind: "range" }, learnedFrom: 0 });
    const earlier = await anEdition({ at: "over" });
    // Half of them in the first half: quite unlike the usual curve.
    await submissions(
      earlier,
      Array.from({ length: 24 }, (_, index) => index / 24),
    );
    expect(await progress()).toMatchObject({ learnedFrom: 0 });
    const both = await aPerson({
      roles: [
        { role: "coordinator", edition },
        { role: "coordinator", edition: earlier },
      ],
    });
    const learned = await progress(both);
    expect(learned.learnedFrom).toBe(1);
    if (learned.forecast.kind !== "range" || alone.forecast.kind !== "range") throw new Error("No range.");
    expect(learned.forecast.high).toBeLessThan(alone.forecast.high);
    expect(JSON.stringify(learned)).not.toContain(earlier.slug);
  });

  test("says the number itself once the call is closed, and waits before it opens", async () => {
    const closed = await anEdition({ at: "selection" });
    const coming = await anEdition({ at: "before-call" });
    const both = await aPerson({
      roles: [closed, coming].map((one) => ({ role: "coordinator" as const, edition: one })),
    });
    await submissions(closed, [0.5, 0.9]);
    expect(await progress(both, closed)).toMatchObject({
      call: "closed",
      forecast: { kind: "closed", total: 2 },
    });
    const before = await progress(both, coming);
    expect(before).toMatchObject({ call: "before", days: [], countries: [], funnel: { started: 0 } });
    expect(coming.callOpensAt > now()).toBe(true);
  });

  test("is nobody else's", async () => {
    const elsewhere = await anEdition();
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    expect((await outcomeOf(progressRoute.loader, { as: stranger, ...at(edition) })).status).toBe(404);
  });
});
