import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  assignments,
  conflicts,
  editions,
  invitations,
  panelists,
  referees,
  reviews,
  roles,
  standings,
  unwantedReaders,
} from "#db/schema";
import { updateProfile } from "~/accounts/account.server";
import { acceptInvitation } from "~/accounts/invitations.server";
import { createPerson } from "~/accounts/people.server";
import type { Viewer } from "~/accounts/session.server";
import { issueToken } from "~/accounts/tokens.server";
import { sealReferee } from "~/applying/referee-details.server";
import { unwantedPurpose } from "~/applying/unwanted-readers";
import { database, inTransaction, rowsOf } from "~/platform/database.server";
import { emailHash, getKey, sealJson } from "~/platform/vault.server";
import { previewAssignment } from "~/selection/assignments.server";
import { conflictRules } from "~/selection/conflict-rules";
import { readCoverage } from "~/selection/panel.server";
import { profilePurpose } from "~/selection/panelist-profile";
import * as applicationRoute from "~/selection/routes/application";
import * as declarationRoute from "~/selection/routes/office-conflict-declaration";
import * as conflictsRoute from "~/selection/routes/office-conflicts";
import * as rulingRoute from "~/selection/routes/office-conflict-ruling";
import * as rulingsRoute from "~/selection/routes/office-conflict-rulings";
import * as panelRoute from "~/selection/routes/panel";
import * as readingRoute from "~/selection/routes/reading";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import { recomputeStanding } from "~/selection/standings.server";
import { personChangedJob } from "~/selection/tie-jobs.server";
import { searchTies } from "~/selection/tie-search.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase({ jobs: true });

let edition: Edition;
let coordinator: Person;
let panelist: Person;
let colleague: Person;
let application: Application;
let bystander: Application;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  panelist = await aPerson({ name: "Tereza Malinová", roles: [{ role: "panelist", edition }] });
  colleague = await aPerson({ name: "Jonas Weber", roles: [{ role: "panelist", edition }] });
  const candidate = { edition, status: "submitted", eligibility: "eligible" } as const;
  application = await anApplication({
    ...candidate,
    person: await aPerson({ name: "Айгүл Садыкова" }),
    answers: {
      citizenship: "KG",
      experience: [{ what: "Lead", where: "Общественный фонд «Заман»", from: "2020", to: "" }],
    },
  });
  bystander = await anApplication(candidate);
  await anAssignment({ application: bystander, panelist });
});

/** What a panelist says of themselves. */
async function saying(person: Person, profile: Record<string, unknown>) {
  const key = await getKey(database(), person.id);
  await database()
    .update(panelists)
    .set({ profile: sealJson(key, profilePurpose, profile) })
    .where(eq(panelists.personId, person.id));
}

async function naming(of: Application, details: { name?: string; organisation?: string; email?: string }) {
  const key = await getKey(database(), of.personId);
  await database()
    .insert(unwantedReaders)
    .values({ applicationId: of.id, details: sealJson(key, unwantedPurpose, details) });
}

const rules = (...on: string[]) =>
  database().update(editions).set({ conflictRules: on }).where(eq(editions.id, edition.id));
const search = () => searchTies({ editionId: edition.id });
const stored = () => database().select().from(conflicts).where(eq(conflicts.applicationId, application.id));
const theOne = async () => {
  const [one, ...more] = await stored();
  if (!one || more.length > 0) throw new Error("There is not exactly one conflict.");
  return one;
};
const rule = (id: string, ruling: string, as: Person = coordinator, slug = edition.slug) =>
  outcomeOf(rulingRoute.action, {
    as,
    path: `/office/${slug}/panel/conflicts/${id}/ruling`,
    params: { edition: slug, id },
    form: { ruling },
  });
const list = (as: Person) => call(panelRoute.loader, { as, path: "/panel?show=all" });
const open = (as: Person, code = application.code) =>
  outcomeOf(readingRoute.loader, { as, path: `/panel/${code}`, params: { code } });
const standing = async () =>
  (await database().select().from(standings).where(eq(standings.applicationId, application.id)))[0];

describe("finding conflicts by rule", () => {
  test.each<[string, () => Promise<unknown>]>([
    ["organisation", () => saying(panelist, { organisation: "Zaman (NGO)" })],
    ["family-name", () => saying(panelist, { familyNames: "Sadykov" })],
    ["country", () => saying(panelist, { citizenship: "KG" })],
    ["state", () => saying(panelist, { employerState: "KG" })],
    [
      "referee",
      async () => {
        const key = await getKey(database(), application.personId);
        await database()
          .insert(referees)
          .values({
            applicationId: application.id,
            personId: application.personId,
            position: 1,
            details: sealReferee(key, {
              name: "Malinová, Tereza",
              relation: "Mentor",
              email: panelist.email,
              shownName: null,
              evidence: null,
            }),
            emailHash: emailHash(panelist.email),
          });
      },
    ],
  ])("%s, where the edition has it on, and says so", async (name, arrange) => {
    await arrange();
    await rules(...conflictRules.filter((one) => one !== name && one !== "domain"));
    expect(await search()).toBe(0);
    await rules(name);
    expect(await search()).toBe(1);
    expect(await theOne()).toMatchObject({
      panelistId: panelist.id,
      source: "rule",
      rule: name,
      declaredBy: null,
    });
    expect(await search()).toBe(0);
  });

  test("mail domain: the same house, and never a public provider", async () => {
    await rules("domain");
    const at = async (domain: string) => {
      const reader = await aPerson({ email: `r@${domain}`, roles: [{ role: "panelist", edition }] });
      const person = await aPerson({ email: `a@${domain}` });
      await anApplication({ edition, person, status: "submitted" });
      return reader;
    };
    const tied = await at("zaman-tests.kg");
    const free = await at("gmail.com");
    await database().delete(conflicts);
    await search();
    const rows = await database().select().from(conflicts);
    expect(rows.some(({ panelistId }) => panelistId === tied.id)).toBe(true);
    expect(rows.some(({ panelistId }) => panelistId === free.id)).toBe(false);
  });

  test("whom an applicant names, whatever rules are on; taken back, it is lifted", async () => {
    await rules();
    await naming(application, { name: "Малинова Тереза" });
    await anAssignment({ application, panelist });
    await search();
    expect(await theOne()).toMatchObject({
      source: "applicant",
      declaredBy: application.personId,
      rule: "named",
    });
    expect((await open(panelist)).status).toBe(404);
    await database().delete(unwantedReaders).where(eq(unwantedReaders.applicationId, application.id));
    await search();
    expect(await stored()).toEqual([]);
    expect((await open(panelist)).status).toBe(200);
  });

  test("a panelist does not shed a tie by saying something else of themselves", async () => {
    await saying(panelist, { organisation: "Zaman" });
    await search();
    await saying(panelist, { organisation: "Elsewhere" });
    await search();
    expect(await theOne()).toMatchObject({ rule: "organisation", dismissedAt: null });
  });

  test("switching a rule off lifts what it found, but not what was confirmed", async () => {
    await saying(panelist, { organisation: "Zaman" });
    await saying(colleague, { organisation: "Zaman" });
    await search();
    const [one] = await stored();
    await rule(one?.id ?? "", "confirm");
    const page = await outcomeOf(conflictsRoute.action, {
      as: coordinator,
      path: `/office/${edition.slug}/panel/conflicts`,
      params: { edition: edition.slug },
      form: { rules: ["referee", "state"] },
    });
    expect(page.status).toBe(302);
    expect((await stored()).map(({ id }) => id)).toEqual([one?.id]);
    const bad = await outcomeOf(conflictsRoute.action, {
      as: coordinator,
      path: `/office/${edition.slug}/panel/conflicts`,
      params: { edition: edition.slug },
      form: { rules: ["star-sign"] },
    });
    expect(bad.status).toBe(400);
  });

  test("nothing is found in drafts, or with one's own application", async () => {
    await rules(...conflictRules);
    await saying(panelist, { citizenship: "TJ", familyNames: "Panelist" });
    await anApplication({ edition, status: "draft", answers: { citizenship: "TJ" } });
    await anApplication({ edition, person: panelist, status: "submitted", answers: { citizenship: "TJ" } });
    expect(await search()).toBe(0);
  });
});

describe("looking for them", () => {
  const jobs = async (personId: string) =>
    (
      await rowsOf<{ name: string }>(
        database(),
        sql`select name from pgboss.job where data ->> 'personId' = ${personId} order by created_on, id`,
      )
    ).map(({ name }) => name);

  test("is asked for when a panelist joins, and what they are is held against what is there", async () => {
    const token = await inTransaction(async (tx) => {
      const personId = await createPerson(tx, {
        email: `late${edition.slug}@zaman.kg`,
        name: "Late Comer",
        confirmed: true,
      });
      await tx
        .insert(invitations)
        .values({ personId, role: "panelist", editionId: edition.id, invitedBy: coordinator.id });
      return { personId, token: await issueToken(tx, personId, "invitation") };
    });
    await acceptInvitation(token.token, {
      name: "Айбек Садыков",
      password: "a long enough password",
      locale: "en",
    });
    expect(await jobs(token.personId)).toEqual(["person-changed"]);
    await rules("family-name");
    await personChangedJob.run({ personId: token.personId });
    expect(await theOne()).toMatchObject({ panelistId: token.personId, rule: "family-name" });
  });

  test("of somebody who has another name goes over what they read and what they wrote", async () => {
    await rules("family-name");
    await saying(colleague, { familyNames: "Омаров" });
    const key = await getKey(database(), application.personId);
    const viewer = { personId: application.personId, key, name: "Айгүл Садыкова" } as Viewer;
    await updateProfile(viewer, { name: "Айгүл Садыкова", locale: "en", timeZone: null, leavingEnds: false });
    expect(await jobs(application.personId)).toEqual([]);
    await updateProfile(viewer, { name: "Айгүл Омарова", locale: "en", timeZone: null, leavingEnds: false });
    expect(await jobs(application.personId)).toEqual(["person-changed"]);
    await personChangedJob.run({ personId: application.personId });
    expect(await theOne()).toMatchObject({ panelistId: colleague.id, rule: "family-name" });
  });

  test("again, by whatever way, leaves what was ruled as it was ruled", async () => {
    await saying(panelist, { organisation: "Zaman" });
    await saying(colleague, { organisation: "Zaman" });
    await search();
    const [first, second] = (await stored()).sort((a, b) => (a.panelistId < b.panelistId ? -1 : 1));
    await rule(first?.id ?? "", "confirm");
    await rule(second?.id ?? "", "dismiss");
    const before = await database().select().from(conflicts).orderBy(conflicts.id);
    const newcomer = await aPerson({ name: "New Reader", roles: [{ role: "panelist", edition }] });
    await saying(newcomer, { organisation: "ОФ «Заман»" });
    await searchTies({ editionId: edition.id, personId: newcomer.id });
    await searchTies({ editionId: edition.id, applicationId: application.id });
    expect(await search()).toBe(0);
    const after = await database().select().from(conflicts).orderBy(conflicts.id);
    expect(after.filter(({ panelistId }) => panelistId !== newcomer.id)).toEqual(before);
    expect(after.filter(({ panelistId }) => panelistId === newcomer.id)).toMatchObject([
      { rule: "organisation", confirmedAt: null, dismissedAt: null },
    ]);
  });

  test("takes as many statements for many applications as for few", async () => {
    const person = (index: number) => aPerson({ email: `one${index}@house-of-ties.kg` });
    const reader = await aPerson({
      email: "reader@house-of-ties.kg",
      roles: [{ role: "panelist", edition }],
    });
    const counted = async () => {
      let statements = 0;
      const { session } = database() as unknown as {
        session: { logger: object; options: { logger?: object } };
      };
      const { logger, options } = session;
      session.logger = { logQuery: () => statements++ };
      options.logger = session.logger;
      await search();
      session.logger = logger;
      delete options.logger;
      return statements;
    };
    await search();
    await anApplication({ edition, person: await person(0), status: "submitted" });
    const few = await counted();
    for (let index = 1; index < 12; index++) {
      const one = await anApplication({ edition, person: await person(index), status: "submitted" });
      await anAssignment({ application: one, panelist: reader });
      await aReview({ application: one, panelist: reader });
      await inTransaction((tx) => recomputeStanding(tx, one.id));
    }
    const many = await counted();
    const found = await database().select().from(conflicts).where(eq(conflicts.panelistId, reader.id));
    expect(found).toHaveLength(12);
    expect(await database().select().from(standings).where(eq(standings.editionId, edition.id))).toEqual([]);
    // A few more for the readings that were in; none for each application or pair.
    expect(few).toBeGreaterThan(5);
    expect(many).toBeLessThan(few + 8);
  });
});

describe("a conflict that comes to light", () => {
  beforeEach(async () => {
    await aReview({ application, panelist, scores: 1, comment: "What the tied reader said." });
    await aReview({ application, panelist: colleague, scores: 5 });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await saying(panelist, { organisation: "Zaman" });
  });

  test("takes everything back at once, and dismissing it gives everything back", async () => {
    expect((await standing())?.readings).toBe(2);
    const before = JSON.stringify(await list(panelist));
    expect(before).toContain(application.code);
    await search();

    expect((await open(panelist)).status).toBe(404);
    const during = JSON.stringify(await list(panelist));
    expect(during).not.toContain(application.code);
    expect(during).toContain('"assigned":1');
    expect(await standing()).toMatchObject({ readings: 1, mean: 5 });
    expect(JSON.stringify((await open(colleague)).data)).not.toContain("What the tied reader said.");
    expect(await readCoverage(edition)).toMatchObject({ submitted: 1 });
    const planned = await previewAssignment(edition, "seed", 30_000);
    if (planned.state !== "ready") throw new Error("The plan is not there.");
    expect(planned.preview.impossible.map(({ code }) => code)).toContain(application.code);
    // The reading itself is kept.
    expect(
      await database()
        .select()
        .from(reviews)
        .where(and(eq(reviews.applicationId, application.id), eq(reviews.panelistId, panelist.id))),
    ).toHaveLength(1);

    const { id } = await theOne();
    expect((await rule(id, "dismiss")).location).toContain("note=dismissed");
    expect((await open(panelist)).status).toBe(200);
    expect(JSON.stringify(await list(panelist))).toEqual(before);
    expect((await standing())?.readings).toBe(2);
    expect(JSON.stringify((await open(colleague)).data)).toContain("What the tied reader said.");

    // Dismissed, it stays so however often one looks; more than was known brings it back.
    expect(await search()).toBe(0);
    await naming(application, { name: "Tereza Malinová" });
    expect(await search()).toBe(1);
    expect((await open(panelist)).status).toBe(404);
    expect((await theOne()).rule).toBe("organisation,named");

    await rule(id, "dismiss");
    await rule(id, "confirm");
    expect((await open(panelist)).status).toBe(404);
    expect((await standing())?.readings).toBe(1);
  });

  test("does not give a reading back to somebody who has left", async () => {
    await search();
    const { id } = await theOne();
    await database().execute(
      `update roles set ended_at = now() where person_id = '${panelist.id}' and role = 'panelist'`,
    );
    await rule(id, "dismiss");
    const openOnes = await database()
      .select()
      .from(assignments)
      .where(
        and(
          eq(assignments.applicationId, application.id),
          eq(assignments.panelistId, panelist.id),
          isNull(assignments.endedAt),
        ),
      );
    expect(openOnes).toEqual([]);
    // What they submitted counts again all the same.
    expect((await standing())?.readings).toBe(2);
  });

  test("is ruled on by the edition's coordinators alone, and a declared one by nobody", async () => {
    await search();
    const { id } = await theOne();
    const elsewhere = await anEdition({ at: "selection" });
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    expect((await rule(id, "dismiss", stranger)).status).toBe(404);
    expect((await rule(id, "dismiss", stranger, elsewhere.slug)).status).toBe(404);
    expect((await rule(id, "dismiss", panelist)).status).toBe(404);
    expect((await rule(id, "maybe")).status).toBe(400);
    expect((await theOne()).dismissedAt).toBeNull();

    const declared = await outcomeOf(conflictRoute.action, {
      as: panelist,
      path: `/panel/${bystander.code}/conflict`,
      params: { code: bystander.code },
      form: { reason: "A cousin." },
    });
    expect(declared.status).toBe(302);
    const [own] = await database().select().from(conflicts).where(eq(conflicts.applicationId, bystander.id));
    expect((await rule(own?.id ?? "", "dismiss")).status).toBe(404);
    expect((await open(panelist, bystander.code)).status).toBe(404);
  });

  test("is shown to coordinators with why, in the list and with the application", async () => {
    await search();
    const params = { edition: edition.slug };
    const page = await call(conflictsRoute.loader, {
      as: coordinator,
      path: `/office/${edition.slug}/panel/conflicts?show=waiting`,
      params,
    });
    expect(page.rows).toMatchObject([
      {
        code: application.code,
        name: "Tereza Malinová",
        kinds: ["organisation"],
        state: "waiting",
        isWeak: false,
      },
    ]);
    const about = await call(applicationRoute.loader, {
      as: coordinator,
      path: `/office/${edition.slug}/applications/${application.code}`,
      params: { ...params, code: application.code },
    });
    expect(JSON.stringify(about)).toContain("Same organisation");
  });
});

describe("many at once", () => {
  const path = () => `/office/${edition.slug}/panel/conflicts`;
  const page = (search = "") =>
    call(conflictsRoute.loader, {
      as: coordinator,
      path: `${path()}${search}`,
      params: { edition: edition.slug },
    });
  const ruleMany = (form: Record<string, string | string[]>, search = "", as: Person = coordinator) =>
    outcomeOf(rulingsRoute.action, {
      as,
      path: `${path()}/rulings${search}`,
      params: { edition: edition.slug },
      form,
    });
  let ids: string[];

  beforeEach(async () => {
    await rules("organisation", "family-name");
    await saying(panelist, { organisation: "Zaman (NGO)", familyNames: "Sadykov" });
    await saying(colleague, { familyNames: "Садыкова" });
    await aReview({ application, panelist, scores: 1 });
    await aReview({ application, panelist: colleague, scores: 5 });
    await database().insert(conflicts).values({
      applicationId: bystander.id,
      panelistId: panelist.id,
      declaredBy: panelist.id,
    });
    await search();
    ids = (await stored()).map(({ id }) => id);
  });

  test("the list says what each rests on, and is narrowed by reason and application", async () => {
    const { rows, counts, rulable } = await page();
    expect(rulable).toBe(2);
    expect(counts).toMatchObject({ waiting: 2, declared: 1 });
    expect(rows).toHaveLength(3);
    expect(rows.find(({ kinds }) => kinds.length === 2)?.evidence).toEqual([
      { kind: "organisation", panelist: "Zaman (NGO)", applicant: "Общественный фонд «Заман»" },
      { kind: "family-name", panelist: "Sadykov", applicant: "Айгүл Садыкова" },
    ]);
    expect((await page("?kind=organisation")).rows.map(({ name }) => name)).toEqual(["Tereza Malinová"]);
    expect((await page(`?application=${bystander.code.toLowerCase()}`)).rows).toMatchObject([
      { code: bystander.code, state: "declared" },
    ]);
    expect((await page("?kind=star-sign&show=x&application=%00")).rows).toHaveLength(3);
    await saying(panelist, { organisation: "Elsewhere", familyNames: "Sadykov" });
    expect((await page("?kind=organisation")).rows[0]?.evidence?.[0]).toEqual({
      kind: "organisation",
      panelist: null,
      applicant: null,
    });
  });

  test("those ticked are dismissed and confirmed, at once and backwards", async () => {
    expect((await standing())?.readings ?? 0).toBe(0);
    const dismissed = await ruleMany({ ruling: "dismiss", id: ids, seen: "2" }, "?kind=family-name");
    expect([dismissed.status, dismissed.location]).toEqual([
      302,
      `${path()}?kind=family-name&note=dismissed-many&count=2`,
    ]);
    expect((await standing())?.readings).toBe(2);
    expect(await search()).toBe(0);
    await ruleMany({ ruling: "confirm", id: ids[0] ?? "", seen: "2" });
    expect((await standing())?.readings).toBe(1);
    expect((await page("?show=confirmed")).rows.map(({ id }) => id)).toEqual([ids[0]]);
  });

  test("all that are shown are ruled on, but for what a panelist declared, and only if they are still those", async () => {
    expect((await ruleMany({ ruling: "dismiss", all: "yes", seen: "3" })).location).toBe(
      `${path()}?note=changed`,
    );
    expect((await page("?show=waiting")).rows).toHaveLength(2);
    const done = await ruleMany({ ruling: "confirm", all: "yes", seen: "1" }, "?kind=organisation");
    expect(done.location).toBe(`${path()}?kind=organisation&note=confirmed-many&count=1`);
    await ruleMany({ ruling: "dismiss", all: "yes", seen: "2" });
    expect((await page("?show=dismissed")).rows).toHaveLength(2);
    expect((await page("?show=declared")).rows).toHaveLength(1);
    expect((await open(panelist, bystander.code)).status).toBe(404);
  });

  test("nothing ticked changes nothing; nobody rules elsewhere", async () => {
    expect((await ruleMany({ ruling: "dismiss", seen: "2" })).location).toBe(`${path()}?note=nothing`);
    expect((await ruleMany({ ruling: "maybe", id: ids, seen: "2" })).status).toBe(400);
    expect((await ruleMany({ ruling: "dismiss", id: "1", seen: "2" })).status).toBe(400);
    expect((await ruleMany({ ruling: "dismiss", id: ids, seen: "2" }, "", panelist)).status).toBe(404);
    const elsewhere = await anEdition({ at: "selection" });
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const there = await outcomeOf(rulingsRoute.action, {
      as: stranger,
      path: `/office/${elsewhere.slug}/panel/conflicts/rulings`,
      params: { edition: elsewhere.slug },
      form: { ruling: "dismiss", id: ids, seen: "2" },
    });
    expect(there.location).toContain("count=0");
    expect((await stored()).every(({ dismissedAt }) => dismissedAt === null)).toBe(true);
  });
});

describe("saying it oneself", () => {
  test("overrides what a coordinator had dismissed, and can't be dismissed", async () => {
    await anAssignment({ application, panelist });
    await saying(panelist, { organisation: "Zaman" });
    await search();
    const { id } = await theOne();
    await rule(id, "dismiss");
    const declared = await outcomeOf(conflictRoute.action, {
      as: panelist,
      path: `/panel/${application.code}/conflict`,
      params: { code: application.code },
      form: { reason: "We work together." },
    });
    expect(declared.status).toBe(302);
    expect(await theOne()).toMatchObject({ source: "panelist", dismissedAt: null, rule: null });
    expect((await rule(id, "dismiss")).status).toBe(404);
    expect(await search()).toBe(0);
    expect((await open(panelist)).status).toBe(404);
  });
});

describe("a conflict that a coordinator declares", () => {
  const reason = "They ran a school together.";
  const roleOf = async (person: Person) =>
    (await database().select().from(roles).where(eq(roles.personId, person.id)))[0]?.id ?? "";
  const declare = async (form: Record<string, string> = {}, as = coordinator) =>
    outcomeOf(declarationRoute.action, {
      as,
      path: `/office/${edition.slug}/panel/conflicts/declaration`,
      params: { edition: edition.slug },
      form: { code: application.code.toLowerCase(), panelist: await roleOf(panelist), reason, ...form },
    });

  test("counts at once and backwards, is sealed, and gives everything back when dismissed", async () => {
    await anAssignment({ application, panelist });
    await aReview({ application, panelist });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    expect((await standing())?.readings).toBe(1);
    const done = await declare();
    expect([done.status, done.location]).toEqual([
      302,
      `/office/${edition.slug}/panel/conflicts?note=declared&code=${application.code}`,
    ]);
    const one = await theOne();
    expect(one).toMatchObject({ source: "coordinator", declaredBy: coordinator.id, rule: null });
    expect(one.reason?.includes("school")).toBe(false);
    expect((await open(panelist)).status).toBe(404);
    expect((await standing())?.readings ?? 0).toBe(0);
    // A search by rules neither lifts it nor changes it; told twice, it is told once.
    await rules(...conflictRules);
    await search();
    expect(await theOne()).toEqual(one);
    expect((await declare()).status).toBe(302);
    expect(await theOne()).toEqual(one);
    const shown = await call(conflictsRoute.loader, {
      as: coordinator,
      path: `/office/${edition.slug}/panel/conflicts`,
      params: { edition: edition.slug },
    });
    expect(shown.rows).toMatchObject([{ state: "declared", kinds: [], reason }]);
    await rule(one.id, "dismiss");
    expect((await open(panelist)).status).toBe(200);
    expect((await standing())?.readings).toBe(1);
  });

  test("takes over what a rule had found, and what is found after a dismissal counts again", async () => {
    await rules("country");
    await saying(panelist, { citizenship: "KG" });
    await search();
    const found = await theOne();
    expect((await declare()).status).toBe(302);
    expect(await theOne()).toMatchObject({
      source: "coordinator",
      dismissedAt: null,
      declaredAt: found.declaredAt,
    });
    await rules();
    await search();
    expect((await theOne()).source).toBe("coordinator");
    await rule(found.id, "dismiss");
    await rules("country", "state");
    await search();
    expect((await theOne()).dismissedAt).not.toBeNull();
    await saying(panelist, { citizenship: "KG", employerState: "KG" });
    await search();
    expect(await theOne()).toMatchObject({ source: "rule", rule: "country,state", dismissedAt: null });
  });

  test("leaves what the panelist has declared as they said it", async () => {
    await database()
      .insert(conflicts)
      .values({ applicationId: application.id, panelistId: panelist.id, declaredBy: panelist.id });
    expect((await declare()).status).toBe(409);
    expect((await theOne()).source).toBe("panelist");
  });

  test.each<[string, () => Promise<Record<string, string>>, number]>([
    ["no reason", async () => ({ reason: " " }), 400],
    ["too long a reason", async () => ({ reason: "я".repeat(1001) }), 400],
    ["no code", async () => ({ code: "" }), 400],
    ["a code of nothing", async () => ({ code: "ELF-222222" }), 400],
    ["a draft", async () => ({ code: (await anApplication({ edition })).code }), 400],
    [
      "another edition's application",
      async () => ({
        code: (await anApplication({ edition: await anEdition({ at: "selection" }), status: "submitted" }))
          .code,
      }),
      400,
    ],
    ["nobody", async () => ({ panelist: "" }), 400],
    ["something else than an id", async () => ({ panelist: "1" }), 400],
    ["a coordinator's role", async () => ({ panelist: await roleOf(coordinator) }), 400],
  ])("is refused with %s", async (_, form, status) => {
    expect((await declare(await form())).status).toBe(status);
    expect(await stored()).toEqual([]);
  });

  test("is for the edition's coordinators", async () => {
    const stranger = await aPerson({
      roles: [{ role: "coordinator", edition: await anEdition({ at: "selection" }) }],
    });
    expect((await declare({}, stranger)).status).toBe(404);
    expect((await declare({}, panelist)).status).toBe(404);
    expect(await stored()).toEqual([]);
  });
});
