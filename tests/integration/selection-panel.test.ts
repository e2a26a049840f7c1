import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import {
  applications,
  assignmentPlans,
  assignments,
  auditLog,
  conflicts,
  invitations,
  mail,
  panelists,
  reviews,
  roles,
  sessions,
  wishes,
} from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { getKey, seal } from "~/platform/vault.server";
import { assignPanel, previewAssignment } from "~/selection/assignments.server";
import { readCoverage } from "~/selection/panel.server";
import * as languageRoute from "~/selection/routes/application-language";
import * as assignmentRoute from "~/selection/routes/panel-assignment";
import * as conflictsRoute from "~/selection/routes/office-conflicts";
import * as panelRoute from "~/selection/routes/office-panel";
import * as removalRoute from "~/selection/routes/panel-removal";
import * as readingRoute from "~/selection/routes/reading";
import * as withdrawalRoute from "~/selection/routes/panel-withdrawal";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, cookieOf, outcomeOf } from "../setup/request";

withTestDatabase();

interface Selection {
  edition: Edition;
  coordinator: Person;
  panel: Person[];
  eligible: Application[];
}

async function aSelection(sizes: { panel: number; eligible: number }): Promise<Selection> {
  const edition = await anEdition({ at: "selection" });
  const coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
  const panel: Person[] = [];
  for (let index = 0; index < sizes.panel; index++)
    panel.push(await aPerson({ name: `Reader ${index + 1}`, roles: [{ role: "panelist", edition }] }));
  const eligible: Application[] = [];
  for (let index = 0; index < sizes.eligible; index++)
    eligible.push(await anApplication({ edition, status: "submitted", eligibility: "eligible" }));
  return { edition, coordinator, panel, eligible };
}

const inEdition = (
  { edition, coordinator }: Selection,
  path: string,
  params: Record<string, string> = {},
) => ({
  as: coordinator,
  path: `/office/${edition.slug}/panel${path}`,
  params: { edition: edition.slug, ...params },
});
const openPanel = (selection: Selection, search = "") =>
  call(panelRoute.loader, inEdition(selection, search));
const look = (selection: Selection, seed: string) =>
  call(assignmentRoute.loader, inEdition(selection, `/assignment?seed=${seed}`));

/** Looks until the plan is there, as the page's script does. */
async function preview(selection: Selection, seed: string) {
  for (;;) {
    const { plan, progress } = await look(selection, seed);
    if (plan) return { plan };
    if (!progress) throw new Error("The plan could not be worked out.");
    await setTimeout(100);
  }
}
const apply = (selection: Selection, form: Record<string, string>) =>
  outcomeOf(assignmentRoute.action, { ...inEdition(selection, `/assignment?seed=${form["seed"]}`), form });

async function openAssignments(edition: { id: string }) {
  return database()
    .select()
    .from(assignments)
    .where(and(eq(assignments.editionId, edition.id), isNull(assignments.endedAt)));
}

describe("assigning readings", () => {
  test("does what was shown: each eligible application twice, evenly, nothing else", async () => {
    const selection = await aSelection({ panel: 3, eligible: 8 });
    const { edition } = selection;
    await anApplication({ edition, status: "submitted" });
    await anApplication({ edition, status: "submitted", eligibility: "ineligible" });
    await anApplication({ edition, status: "withdrawn", eligibility: "eligible" });
    await anApplication({ edition });
    const shown = await preview(selection, "one");
    expect(shown.plan).toMatchObject({ eligible: 8, added: 16, touched: 8, impossible: [] });
    expect(shown.plan.loads.map(({ added }) => added).sort()).toEqual([5, 5, 6]);
    expect(await openAssignments(edition)).toEqual([]);

    const outcome = await apply(selection, { seed: "one", plan: shown.plan.fingerprint });
    expect([outcome.status, outcome.location]).toEqual([
      302,
      `/office/${edition.slug}/panel?note=assigned&count=16`,
    ]);
    const rows = await openAssignments(edition);
    expect(new Set(rows.map((row) => row.applicationId))).toEqual(
      new Set(selection.eligible.map(({ id }) => id)),
    );
    expect(new Set(rows.map((row) => `${row.applicationId} ${row.panelistId}`)).size).toBe(16);
    expect(new Set(rows.map(({ position }) => position)).size).toBeGreaterThan(1);
    const told = await database().select().from(mail).where(eq(mail.kind, "panel.assigned"));
    expect(new Set(told.map(({ personId }) => personId))).toEqual(
      new Set(selection.panel.map(({ id }) => id)),
    );

    const again = await preview(selection, "one");
    expect(again.plan.added).toBe(0);
    await database().delete(mail);
  });

  test("is refused, with the plan as it would be now, when something changed meanwhile", async () => {
    const selection = await aSelection({ panel: 2, eligible: 2 });
    const shown = await preview(selection, "two");
    await anApplication({ edition: selection.edition, status: "submitted", eligibility: "eligible" });
    const outcome = await apply(selection, { seed: "two", plan: shown.plan.fingerprint });
    expect([outcome.status, outcome.data]).toEqual([409, { isChanged: true }]);
    expect(await openAssignments(selection.edition)).toEqual([]);
    expect((await apply(selection, { seed: "two", plan: "nonsense" })).status).toBe(400);
    expect((await apply(selection, { seed: "", plan: shown.plan.fingerprint })).status).toBe(400);
  });

  test("by two coordinators at once happens once", async () => {
    const selection = await aSelection({ panel: 4, eligible: 5 });
    const shown = await preview(selection, "three");
    const form = { seed: "three", plan: shown.plan.fingerprint };
    const outcomes = await Promise.all([apply(selection, form), apply(selection, form)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(await openAssignments(selection.edition)).toHaveLength(10);
  });

  test("keeps what exists, passes conflicts by, and lets nobody read their own", async () => {
    const selection = await aSelection({ panel: 3, eligible: 3 });
    const [first, second, third] = selection.panel as [Person, Person, Person];
    const [kept, barred] = selection.eligible as [Application, Application, Application];
    await aReview({ application: kept, panelist: first });
    await database()
      .insert(conflicts)
      .values({ applicationId: barred.id, panelistId: second.id, declaredBy: second.id });
    const own = await anApplication({
      edition: selection.edition,
      person: third,
      status: "submitted",
      eligibility: "eligible",
    });
    await assignPanel(selection.edition, { actorId: null, seed: "four", isQuiet: true });
    const rows = await openAssignments(selection.edition);
    const readersOf = (application: { id: string }) =>
      rows.filter((row) => row.applicationId === application.id).map((row) => row.panelistId);
    expect(readersOf(kept)).toHaveLength(2);
    expect(readersOf(kept)).toContain(first.id);
    expect(readersOf(barred).sort()).toEqual([first.id, third.id].sort());
    expect(readersOf(own).sort()).toEqual([first.id, second.id].sort());
  });

  test("replaces a reader who declared a conflict, and names what can't be covered", async () => {
    const selection = await aSelection({ panel: 2, eligible: 1 });
    const [application] = selection.eligible as [Application];
    const [first] = selection.panel as [Person, Person];
    await anAssignment({ application, panelist: first });
    await database()
      .insert(conflicts)
      .values({ applicationId: application.id, panelistId: first.id, declaredBy: first.id });
    const { plan } = await preview(selection, "five");
    expect(plan).toMatchObject({ added: 1, impossible: [{ code: application.code, missing: 1, barred: 1 }] });
    expect((await readCoverage(selection.edition)).covered).toBe(0);
  });

  test("needs no panel and no applications to say so", async () => {
    const empty = await aSelection({ panel: 0, eligible: 0 });
    expect((await preview(empty, "six")).plan).toMatchObject({ eligible: 0, added: 0, loads: [] });
    const alone = await aSelection({ panel: 0, eligible: 1 });
    const planned = await previewAssignment(alone.edition, "six", 30_000);
    expect(planned.state === "ready" && planned.preview.impossible).toEqual([
      { code: alone.eligible[0]?.code, missing: 2, barred: 0, raise: [], lift: [], foreign: null },
    ]);
  });
});

describe("a plan that takes a while", () => {
  const rowOf = async (selection: Selection, seed: string) => {
    const [row] = await database()
      .select()
      .from(assignmentPlans)
      .where(and(eq(assignmentPlans.editionId, selection.edition.id), eq(assignmentPlans.seed, seed)));
    return row;
  };
  const set = (selection: Selection, values: Partial<typeof assignmentPlans.$inferInsert>) =>
    database().update(assignmentPlans).set(values).where(eq(assignmentPlans.editionId, selection.edition.id));
  const secondsAgo = (seconds: number) => new Date(now().getTime() - seconds * 1000);

  test("says how far it is while somebody works on it, and is taken over from whoever fell silent", async () => {
    const selection = await aSelection({ panel: 2, eligible: 2 });
    const progress = { stage: "solving", readings: 6000, pairs: 76_000, steps: 1200 };
    await database()
      .insert(assignmentPlans)
      .values({
        editionId: selection.edition.id,
        seed: "far",
        state: "working",
        progress,
        startedAt: secondsAgo(9),
        toldAt: secondsAgo(9),
      });
    const shown = await look(selection, "far");
    expect(shown).toMatchObject({
      plan: null,
      progress,
      address: `/office/${selection.edition.slug}/panel/assignment?seed=far`,
    });
    expect((await rowOf(selection, "far"))?.progress).toEqual(progress);
    await set(selection, { toldAt: secondsAgo(60) });
    expect((await preview(selection, "far")).plan.added).toBe(4);
    expect(await rowOf(selection, "far")).toMatchObject({ state: "done" });
  });

  test("is worked out once, however many look", async () => {
    const selection = await aSelection({ panel: 3, eligible: 6 });
    const looks = await Promise.all(Array.from({ length: 4 }, () => look(selection, "once")));
    expect(looks.filter(({ plan, progress }) => plan === null && progress === null)).toEqual([]);
    const first = (await preview(selection, "once")).plan.fingerprint;
    const row = await rowOf(selection, "once");
    expect(row?.fingerprint).toBe(first);
    await preview(selection, "once");
    expect((await rowOf(selection, "once"))?.startedAt).toEqual(row?.startedAt);
  });

  test("is applied as it was shown, and not worked out again", async () => {
    const selection = await aSelection({ panel: 3, eligible: 2 });
    const { plan } = await preview(selection, "kept");
    const stored = (await rowOf(selection, "kept"))?.plan as { added: object[] };
    await set(selection, { plan: { ...stored, added: stored.added.slice(0, 1) } });
    const outcome = await apply(selection, { seed: "kept", plan: plan.fingerprint });
    expect(outcome.location).toContain("count=1");
    // And without it, all the same.
    await database().delete(assignmentPlans).where(eq(assignmentPlans.editionId, selection.edition.id));
    const rest = (await preview(selection, "rest")).plan;
    await database().delete(assignmentPlans).where(eq(assignmentPlans.editionId, selection.edition.id));
    expect((await apply(selection, { seed: "rest", plan: rest.fingerprint })).location).toContain("count=3");
  });

  test("that failed says so, and another draw goes through", async () => {
    const selection = await aSelection({ panel: 2, eligible: 2 });
    await preview(selection, "bad");
    await set(selection, { state: "failed", fingerprint: null, plan: null });
    expect(await look(selection, "bad")).toMatchObject({ plan: null, progress: null });
    expect((await preview(selection, "good")).plan.added).toBe(4);
  });

  test("is dropped when it has lain about for an hour", async () => {
    const selection = await aSelection({ panel: 2, eligible: 2 });
    await preview(selection, "old");
    await set(selection, { toldAt: secondsAgo(3700) });
    await preview(selection, "new");
    expect(await rowOf(selection, "old")).toBeUndefined();
  });
});

describe("what panelists bring", () => {
  test("caps hold, wishes are met, and somebody experienced reads each", async () => {
    const selection = await aSelection({ panel: 4, eligible: 8 });
    const [capped, keen, expert, other] = selection.panel as [Person, Person, Person, Person];
    const about = (person: Person, more: Partial<typeof panelists.$inferInsert>) =>
      database()
        .insert(panelists)
        .values({ editionId: selection.edition.id, personId: person.id, ...more })
        .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: more });
    await about(capped, { cap: 1 });
    await about(expert, { experienced: true });
    await about(other, { experienced: true });
    const wanted = selection.eligible[2] as Application;
    await database()
      .insert(wishes)
      .values([
        { applicationId: wanted.id, panelistId: keen.id, wish: "yes" as const },
        { applicationId: wanted.id, panelistId: expert.id, wish: "no" as const },
      ]);
    const { plan } = await preview(selection, "nine");
    expect(plan).toMatchObject({
      added: 16,
      impossible: [],
      withoutExperience: [],
      wishes: { met: 1, against: 0 },
    });
    expect(plan.loads.map(({ added, cap }) => [added, cap])).toEqual([
      [5, null],
      [5, null],
      [5, null],
      [1, 1],
    ]);
    await database().update(panelists).set({ cap: 1 }).where(eq(panelists.editionId, selection.edition.id));
    const short = (await preview(selection, "nine")).plan;
    expect(short.added).toBe(4);
    expect(short.impossible[0]?.raise).toHaveLength(4);
  });

  test("nobody gets what they don't read, and it is said where too few are left", async () => {
    const selection = await aSelection({ panel: 3, eligible: 2 });
    const { edition } = selection;
    const [both, english, silent] = selection.panel as [Person, Person, Person];
    const [pattern] = selection.eligible as [Application];
    const text = "Я начала читательский кружок в нашем городе, и одиннадцать человек встречаются до сих пор.";
    const inRussian = Object.fromEntries(
      Object.entries(pattern.answers).map(([key, answer]) => [
        key,
        typeof answer === "string" && answer.length > 40 ? text.repeat(4) : answer,
      ]),
    );
    const russian = await anApplication({
      edition,
      status: "submitted",
      eligibility: "eligible",
      answers: inRussian,
    });
    const reads = (person: Person, languages: string[]) =>
      database()
        .insert(panelists)
        .values({ editionId: edition.id, personId: person.id, languages })
        .onConflictDoUpdate({ target: [panelists.editionId, panelists.personId], set: { languages } });
    // As long as nobody has said what they read, nothing is opened to find out.
    expect((await preview(selection, "ten")).plan.languages).toEqual([]);
    await reads(both, ["en", "ru"]);
    await reads(english, ["en"]);
    const { plan } = await preview(selection, "ten");
    expect(plan).toMatchObject({ added: 6, impossible: [] });
    expect(plan.languages).toEqual([
      { language: "English", applications: 2, panelists: 3, names: [], isShort: false },
      { language: "Russian", applications: 1, panelists: 2, names: ["Reader 2"], isShort: false },
    ]);
    expect((await apply(selection, { seed: "ten", plan: plan.fingerprint })).status).toBe(302);
    const readers = (await openAssignments(edition)).filter((row) => row.applicationId === russian.id);
    expect(readers.map((row) => row.panelistId).sort()).toEqual([both.id, silent.id].sort());

    await database().delete(assignments).where(eq(assignments.editionId, edition.id));
    await reads(silent, ["cs", "en"]);
    expect((await preview(selection, "ten")).plan).toMatchObject({
      added: 5,
      impossible: [
        { code: russian.code, missing: 1, foreign: { names: ["Reader 2", "Reader 3"], language: "Russian" } },
      ],
      languages: [{ language: "English" }, { language: "Russian", panelists: 1, isShort: true }],
    });

    // A coordinator sees that it is Kyrgyz as much as Russian; then that it is English after all.
    const correct = (languages: string[]) =>
      outcomeOf(languageRoute.action, {
        as: selection.coordinator,
        path: `/office/${edition.slug}/applications/${russian.code}/language`,
        params: { edition: edition.slug, code: russian.code },
        form: { languages },
      });
    expect((await correct(["ky", "ru"])).status).toBe(302);
    expect((await preview(selection, "ten")).plan.languages[1]).toEqual({
      language: "Kyrgyz and Russian",
      applications: 1,
      panelists: 0,
      names: ["Reader 1", "Reader 2", "Reader 3"],
      isShort: true,
    });
    await correct(["en"]);
    expect((await preview(selection, "ten")).plan).toMatchObject({ added: 6, impossible: [] });
    expect((await correct(["xx"])).status).toBe(400);
    await correct([]);
    expect((await preview(selection, "ten")).plan.languages[1]).toMatchObject({ language: "Russian" });
    const said = await database()
      .select({ detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.action, "application.language-corrected"));
    expect(said.map(({ detail }) => detail)).toEqual([
      { languages: "ru,ky" },
      { languages: "en" },
      { languages: "" },
    ]);
  });

  test("a conflict that nobody can lift is not offered to be lifted", async () => {
    const selection = await aSelection({ panel: 2, eligible: 1 });
    const [first, second] = selection.panel as [Person, Person];
    const [application] = selection.eligible as [Application];
    await database()
      .insert(conflicts)
      .values([
        { applicationId: application.id, panelistId: first.id, source: "panelist", declaredBy: first.id },
        { applicationId: application.id, panelistId: second.id, source: "rule", rule: "country" },
      ]);
    expect((await preview(selection, "lift")).plan.impossible).toMatchObject([
      { code: application.code, missing: 2, barred: 2, lift: ["Reader 2"] },
    ]);
  });
});

describe("the panel's page", () => {
  test("shows how far everybody is, without what is no longer read", async () => {
    const selection = await aSelection({ panel: 2, eligible: 3 });
    const [first] = selection.panel as [Person, Person];
    const [one, two, three] = selection.eligible as [Application, Application, Application];
    await aReview({ application: one, panelist: first, scores: 2 });
    await aReview({ application: two, panelist: first, submitted: false });
    await anAssignment({ application: three, panelist: first });
    await aReview({ application: one, scores: 4 });
    const page = await openPanel(selection);
    expect(page.members.find(({ name }) => name === "Reader 1")).toMatchObject({
      assigned: 3,
      drafts: 1,
      submitted: 1,
    });
    expect(page.members.find(({ name }) => name === "Reader 2")).toMatchObject({
      assigned: 0,
      drafts: 0,
      submitted: 0,
    });
    expect(page.coverage).toEqual({ eligible: 3, covered: 1, wanted: 6, asked: 4, submitted: 2 });
    expect(page.disputed).toEqual([one.code]);
    await database().update(applications).set({ status: "withdrawn" }).where(eq(applications.id, three.id));
    const later = await openPanel(selection);
    expect(later.members.find(({ name }) => name === "Reader 1")).toMatchObject({ assigned: 2, drafts: 1 });
  });

  test("lists conflicts with their reasons", async () => {
    const selection = await aSelection({ panel: 1, eligible: 1 });
    const [first] = selection.panel as [Person];
    const key = await getKey(database(), first.id);
    await database()
      .insert(conflicts)
      .values({
        applicationId: selection.eligible[0]?.id ?? "",
        panelistId: first.id,
        declaredBy: first.id,
        reason: seal(key, "conflict.reason", "We share an office."),
      });
    expect((await openPanel(selection)).conflicts).toEqual({ waiting: 0, total: 1 });
    const page = await call(conflictsRoute.loader, inEdition(selection, "/conflicts"));
    expect(page.rows).toMatchObject([
      { name: "Reader 1", code: selection.eligible[0]?.code, reason: "We share an office." },
    ]);
  });

  test("invites somebody, and takes an invitation back", async () => {
    const selection = await aSelection({ panel: 1, eligible: 0 });
    const invite = (email: string) =>
      outcomeOf(panelRoute.action, { ...inEdition(selection, ""), form: { email } });
    expect((await invite("not an address")).status).toBe(400);
    const sent = await invite("new.reader@example.org");
    expect(sent.location).toBe(`/office/${selection.edition.slug}/panel?note=invited`);
    expect((await invite(selection.panel[0]?.email ?? "")).location).toContain("note=already");
    const page = await openPanel(selection);
    expect(page.invited.map(({ email }) => email)).toEqual(["new.reader@example.org"]);
    expect(page.members).toHaveLength(1);
    const id = page.invited[0]?.id ?? "";
    const foreign = await aSelection({ panel: 0, eligible: 0 });
    const withdraw = (by: Selection) =>
      outcomeOf(withdrawalRoute.action, {
        ...inEdition(by, `/invitations/${id}/withdrawal`, { id }),
        form: {},
      });
    expect((await withdraw(foreign)).status).toBe(404);
    expect((await withdraw(selection)).status).toBe(302);
    expect((await openPanel(selection)).invited).toEqual([]);
    const [row] = await database().select().from(invitations).where(eq(invitations.id, id));
    expect(row?.withdrawnAt).not.toBeNull();
  });
});

describe("removing a panelist", () => {
  const remove = (selection: Selection, id: string) =>
    outcomeOf(removalRoute.action, { ...inEdition(selection, `/members/${id}/removal`, { id }), form: {} });

  test("ends role and sessions, deletes drafts, keeps what was submitted, and frees the rest", async () => {
    const selection = await aSelection({ panel: 3, eligible: 3 });
    const [leaving] = selection.panel as [Person];
    const [submitted, drafted, untouched] = selection.eligible as [Application, Application, Application];
    await aReview({ application: submitted, panelist: leaving, scores: 3 });
    await aReview({ application: drafted, panelist: leaving, submitted: false });
    await anAssignment({ application: untouched, panelist: leaving });
    await inTransaction((tx) => recomputeStanding(tx, submitted.id));
    await cookieOf(leaving);
    const member = (await openPanel(selection)).members.find(({ name }) => name === leaving.name);
    expect((await remove(selection, member?.roleId ?? "")).status).toBe(302);

    expect(await database().select().from(sessions).where(eq(sessions.userId, leaving.id))).toEqual([]);
    const [role] = await database()
      .select()
      .from(roles)
      .where(eq(roles.id, member?.roleId ?? ""));
    expect(role?.endedAt).not.toBeNull();
    const left = await database().select().from(reviews).where(eq(reviews.panelistId, leaving.id));
    expect(left.map(({ applicationId }) => applicationId)).toEqual([submitted.id]);
    const open = await openAssignments(selection.edition);
    expect(open.map(({ applicationId }) => applicationId)).toEqual([submitted.id]);
    const reading = await outcomeOf(readingRoute.loader, {
      as: leaving,
      path: `/panel/${untouched.code}`,
      params: { code: untouched.code },
    });
    expect(reading.status).toBe(404);
    expect((await preview(selection, "seven")).plan.added).toBe(5);
    expect((await remove(selection, member?.roleId ?? "")).status).toBe(404);
  });

  test("and asking them back gives them what is missing anew", async () => {
    const selection = await aSelection({ panel: 1, eligible: 1 });
    const [reader] = selection.panel as [Person];
    await anAssignment({ application: selection.eligible[0] as Application, panelist: reader });
    const member = (await openPanel(selection)).members[0];
    await remove(selection, member?.roleId ?? "");
    expect(await openAssignments(selection.edition)).toEqual([]);
    await database()
      .insert(roles)
      .values({ personId: reader.id, role: "panelist", editionId: selection.edition.id });
    const order = { actorId: null, seed: "eight", isQuiet: true };
    expect(await assignPanel(selection.edition, order)).toEqual({ outcome: "applied", added: 1 });
    expect(await openAssignments(selection.edition)).toHaveLength(1);
  });

  test("shows who would take over, and hands over just that", async () => {
    const selection = await aSelection({ panel: 4, eligible: 6 });
    const [leaving] = selection.panel as [Person];
    for (const application of selection.eligible) await anAssignment({ application, panelist: leaving });
    await aReview({ application: selection.eligible[0] as Application, panelist: leaving });
    await aReview({
      application: selection.eligible[1] as Application,
      panelist: leaving,
      submitted: false,
    });
    await assignPanel(selection.edition, { actorId: null, seed: "first", isQuiet: true });
    const member = (await openPanel(selection)).members.find(({ name }) => name === leaving.name);
    const id = member?.roleId ?? "";
    const open = async (seed: string) => {
      for (;;) {
        const page = await call(
          removalRoute.loader,
          inEdition(selection, `/members/${id}/removal?seed=${seed}`, { id }),
        );
        if (!page.view?.progress) return page;
        await setTimeout(100);
      }
    };
    const page = await open("draw");
    expect(page).toMatchObject({
      name: leaving.name,
      leaving: { open: 5, drafts: 1, further: 0, submitted: 1 },
      view: { plan: { added: 5, impossible: [] } },
    });
    const { plan } = page.view ?? {};
    expect(plan?.loads.map(({ name }) => name)).not.toContain(leaving.name);
    // Looking changes nothing.
    expect((await openPanel(selection)).members).toHaveLength(4);

    const hand = (form: Record<string, string>) =>
      outcomeOf(removalRoute.action, { ...inEdition(selection, `/members/${id}/removal`, { id }), form });
    const shown = { "pass-on": "yes", seed: "draw", plan: plan?.fingerprint ?? "" };
    // A conflict has come to light meanwhile: it is shown anew, and nobody has left.
    await database()
      .insert(conflicts)
      .values({
        applicationId: (selection.eligible[5] as Application).id,
        panelistId: (selection.panel[1] as Person).id,
      });
    expect((await hand(shown)).status).toBe(409);
    expect((await openPanel(selection)).members).toHaveLength(4);
    const again = (await open("draw")).view?.plan;
    const before = new Map(again?.loads.map(({ name, before, added }) => [name, before + added]));
    const handed = await hand({ ...shown, plan: again?.fingerprint ?? "" });
    expect(handed.location).toBe(
      `/office/${selection.edition.slug}/panel?note=passed-on&count=${again?.added}`,
    );
    const members = (await openPanel(selection)).members;
    expect(new Map(members.map(({ name, assigned }) => [name, assigned]))).toEqual(before);
    expect((await hand(shown)).status).toBe(404);
    expect((await hand({ "pass-on": "yes", plan: "x" })).status).toBe(400);
  });

  test("reaches nobody outside the edition's panel", async () => {
    const selection = await aSelection({ panel: 1, eligible: 0 });
    const foreign = await aSelection({ panel: 1, eligible: 0 });
    const member = (await openPanel(foreign)).members[0];
    for (const id of [member?.roleId ?? "", randomUUID(), "x"])
      expect((await remove(selection, id)).status).toBe(404);
    const [own] = await database()
      .select()
      .from(roles)
      .where(and(eq(roles.personId, selection.coordinator.id), eq(roles.role, "coordinator")));
    expect((await remove(selection, own?.id ?? "")).status).toBe(404);
    expect((await openPanel(foreign)).members).toHaveLength(1);
  });
});
