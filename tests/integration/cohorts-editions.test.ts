import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { criteria, editions, forms } from "#db/schema";
import { findEdition } from "~/cohorts/editions.server";
import { formSchema } from "~/cohorts/questions";
import * as call from "~/cohorts/routes/call";
import * as newEdition from "~/cohorts/routes/new-edition";
import * as settings from "~/cohorts/routes/settings";
import * as overview from "~/office/routes/overview";
import { database } from "~/platform/database.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

let count = 0;
function details(changes: Record<string, string | string[]> = {}) {
  return {
    slug: `opened-${++count}`,
    name: "Autumn 2027",
    zone: "Europe/Prague",
    places: "12",
    callOpensAt: "2027-01-11T09:00",
    callClosesAt: "2027-02-15T18:00",
    graceMinutes: "60",
    startsOn: "2027-09-06",
    endsOn: "2027-11-12",
    readingsPerApplication: "2",
    acceptDays: "7",
    countries: ["KZ", "KG"],
    refereesAsked: "after-shortlist",
    refereesWanted: "2",
    refereeDays: "14",
    ...changes,
  };
}

async function coordinator() {
  const edition = await anEdition();
  return aPerson({ roles: [{ role: "coordinator", edition }] });
}

const errorsOf = (data: unknown) => (data as { result: { error: Record<string, string[]> } }).result.error;

describe("opening an edition", () => {
  test("gives it the default form and rubric, and makes who opened it its coordinator", async () => {
    const as = await coordinator();
    const form = details();
    expect((await outcomeOf(newEdition.action, { as, form })).location).toBe(
      `/office/${form.slug}?note=opened`,
    );
    const edition = await findEdition(form.slug);
    // Nine in the morning in Prague in winter is eight in UTC.
    expect(edition?.callOpensAt.toISOString()).toBe("2027-01-11T08:00:00.000Z");
    const id = edition?.id ?? "";
    const [version] = await database().select().from(forms).where(eq(forms.editionId, id));
    expect(formSchema.parse(version?.definition).sections.length).toBeGreaterThan(5);
    const lines = await database().select().from(criteria).where(eq(criteria.editionId, id));
    expect(lines).toHaveLength(5);
    expect(lines.reduce((sum, line) => sum + line.weight, 0)).toBe(100);
    expect((await outcomeOf(call.loader, { as, params: { edition: form.slug } })).status).toBe(200);
    expect(JSON.stringify((await outcomeOf(overview.loader, { as })).data)).toContain(form.slug);
  });

  test("is told of a short name that is taken, and changes nothing of the edition that has it", async () => {
    const as = await coordinator();
    const form = details();
    await outcomeOf(newEdition.action, { as, form });
    const again = await outcomeOf(newEdition.action, { as, form: { ...form, name: "Another" } });
    expect(again.status).toBe(409);
    expect(errorsOf(again.data)).toEqual({ slug: ["cohorts:edition.error.taken"] });
    expect((await findEdition(form.slug))?.name).toBe("Autumn 2027");
  });

  test.each([
    ["a deadline before the opening", { callClosesAt: "2027-01-01T09:00" }, "callClosesAt"],
    ["a first day before the deadline", { startsOn: "2027-02-01" }, "startsOn"],
    ["a last day before the first", { endsOn: "2027-09-01" }, "endsOn"],
    ["a last day years later", { endsOn: "2037-09-01" }, "endsOn"],
    ["a moment that is none", { callOpensAt: "2027-02-30T09:00" }, "callOpensAt"],
    ["a moment with a zone", { callOpensAt: "2027-01-11T09:00Z" }, "callOpensAt"],
    ["a thirtieth of February", { endsOn: "2027-02-30" }, "endsOn"],
    ["a date that is none", { startsOn: "2027-13-45" }, "startsOn"],
    ["no places", { places: "0" }, "places"],
    ["places that are no number", { places: "many" }, "places"],
    ["a deadline at an hour that clocks skip", { callClosesAt: "2027-03-28T02:30" }, "callClosesAt"],
    ["a zone that does not exist", { zone: "Mars/Base" }, "zone"],
    ["a name of 200 letters", { name: "x".repeat(200) }, "name"],
    ["a name that would hide a page", { slug: "people" }, "slug"],
    ["a short name with a slash", { slug: "a/b" }, "slug"],
    ["a country outside the fellowship", { countries: ["KZ", "US"] }, "countries"],
  ])("refuses %s at its field", async (_what, changes, field) => {
    const as = await coordinator();
    const form = details(changes);
    const outcome = await outcomeOf(newEdition.action, { as, form });
    expect(outcome.status).toBe(400);
    expect(Object.keys(errorsOf(outcome.data)).map((key) => key.replace(/\[.*/, ""))).toContain(field);
    expect(await database().select().from(editions).where(eq(editions.slug, form.slug))).toEqual([]);
  });
});

test("settings change the dates of one's own edition only", async () => {
  const edition = await anEdition();
  const as = await aPerson({ roles: [{ role: "coordinator", edition }] });
  const stranger = await coordinator();
  const { slug: _slug, ...form } = details();
  const change = (who: { id: string }) =>
    outcomeOf(settings.action, { as: who, params: { edition: edition.slug }, form });
  expect((await change(stranger)).status).toBe(404);
  expect((await change(as)).location).toBe(`/office/${edition.slug}/settings?saved=1`);
  expect((await findEdition(edition.slug))?.startsOn).toBe("2027-09-06");
});
