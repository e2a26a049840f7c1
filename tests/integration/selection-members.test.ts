import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { assignments, auditLog, conflicts, panelists, reviews, roles, unwantedReaders } from "#db/schema";
import * as readersRoute from "~/applying/routes/unwanted-readers";
import { database } from "~/platform/database.server";
import { agreementVersion } from "~/selection/confidentiality";
import * as agreementRoute from "~/selection/routes/panel-agreement";
import * as memberRoute from "~/selection/routes/office-member";
import * as officePanelRoute from "~/selection/routes/office-panel";
import * as panelRoute from "~/selection/routes/panel";
import * as profileRoute from "~/selection/routes/panel-profile";
import * as removalRoute from "~/selection/routes/panel-removal";
import * as readingRoute from "~/selection/routes/reading";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as submissionRoute from "~/selection/routes/reading-submission";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import { searchTies } from "~/selection/tie-search.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

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

describe("a panelist's profile", () => {
  const save = (form: Record<string, string | string[]>) =>
    outcomeOf(profileRoute.action, { as: panelist, path: "/panel/profile", form });

  test("is asked for after the agreement, kept sealed, and shown again", async () => {
    expect((await agree(panelist, { agree: "yes" })).location).toBe("/panel/profile");
    const saved = await save({
      languages: ["ru", "en"],
      expertise: "media, education",
      organisation: "CANARY-ORG",
      familyNames: "Canarová",
      citizenship: "CZ",
      employerState: "",
      cap: "12",
      lettersOff: "yes",
    });
    expect(saved.location).toBe("/panel?profile=saved");
    const page = await call(profileRoute.loader, { as: panelist, path: "/panel/profile" });
    expect(page.values).toEqual({
      languages: ["en", "ru"],
      expertise: "media, education",
      organisation: "CANARY-ORG",
      familyNames: "Canarová",
      citizenship: "CZ",
      employerState: "",
      cap: "12",
      lettersOff: true,
    });
    const [row] = await database().select().from(panelists).where(eq(panelists.personId, panelist.id));
    expect(row).toMatchObject({ cap: 12, languages: ["en", "ru"], lettersOff: true, agreement: 1 });
    expect(row?.profile?.includes("CANARY-ORG")).toBe(false);
    // Who changes it to see what vanishes leaves a trace, and no word of what they said is in it.
    const traces = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.actorId, panelist.id), eq(auditLog.action, "panelist.profile-saved")));
    expect(traces).toMatchObject([{ editionId: edition.id, subjectId: panelist.id, detail: null }]);
    expect((await agree(panelist, { agree: "yes" })).location).toBe("/panel");
  });

  test.each<[string, Record<string, string>]>([
    ["no language", {}],
    ["a language that is none", { languages: "xx" }],
    ["a country that is none", { languages: "en", citizenship: "QQ" }],
    ["a cap below zero", { languages: "en", cap: "-1" }],
    ["a cap that is no number", { languages: "en", cap: "many" }],
    ["too long a text", { languages: "en", organisation: "x".repeat(301) }],
  ])("%s is refused, and nothing is saved", async (_, form) => {
    await agree(panelist, { agree: "yes" });
    expect((await save(form)).status).toBe(400);
    const [row] = await database().select().from(panelists).where(eq(panelists.personId, panelist.id));
    expect(row?.profile).toBeNull();
  });
});

describe("the members of a panel", () => {
  let coordinator: Person;
  let roleId: string;
  beforeEach(async () => {
    coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
    const [held] = await database().select().from(roles).where(eq(roles.personId, panelist.id));
    roleId = held?.id ?? "";
  });
  const at = (as: Person, path: string, id = roleId) => ({
    as,
    path: `/office/${edition.slug}/panel${path}`,
    params: { edition: edition.slug, id },
  });

  test("are listed with cap, languages, agreement and conflicts that are in force", async () => {
    await database()
      .insert(conflicts)
      .values([
        { applicationId: application.id, panelistId: panelist.id },
        {
          applicationId: (await anApplication({ edition, status: "submitted" })).id,
          panelistId: panelist.id,
          source: "rule",
          rule: "organisation",
          dismissedAt: new Date(),
        },
      ]);
    const page = await call(officePanelRoute.loader, at(coordinator, ""));
    expect(page.members).toMatchObject([
      { name: "Reader", agreed: false, cap: null, experienced: false, conflicts: 1, assigned: 0 },
    ]);
  });

  test("have a page each, where a coordinator sets cap and experience; of another edition there is none", async () => {
    const form = { cap: "7", experienced: "yes" };
    expect((await outcomeOf(memberRoute.action, { ...at(coordinator, ""), form })).status).toBe(302);
    const page = await call(memberRoute.loader, at(coordinator, ""));
    expect(page).toMatchObject({ title: "Reader", cap: 7, experienced: true });
    const bad = await outcomeOf(memberRoute.action, { ...at(coordinator, ""), form: { cap: "1.5" } });
    expect(bad.status).toBe(400);
    const elsewhere = await anEdition({ at: "selection" });
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const params = { edition: elsewhere.slug, id: roleId };
    expect((await outcomeOf(memberRoute.loader, { as: stranger, path: "/", params })).status).toBe(404);
    expect((await outcomeOf(memberRoute.action, { as: stranger, path: "/", params, form })).status).toBe(404);
    expect((await outcomeOf(memberRoute.loader, at(panelist, ""))).status).toBe(404);
  });

  test("who leave are replaced at once where that is asked for", async () => {
    const successor = await aPerson({ name: "Successor", roles: [{ role: "panelist", edition }] });
    const third = await aPerson({ name: "Third", roles: [{ role: "panelist", edition }] });
    await anAssignment({ application, panelist: third });
    const left = await outcomeOf(removalRoute.action, {
      ...at(coordinator, "/members/removal"),
      form: { "pass-on": "yes" },
    });
    expect(left.location).toBe(`/office/${edition.slug}/panel?note=passed-on&count=1`);
    const readers = await database()
      .select({ panelistId: assignments.panelistId })
      .from(assignments)
      .where(and(eq(assignments.applicationId, application.id), isNull(assignments.endedAt)));
    expect(readers.map(({ panelistId }) => panelistId).sort()).toEqual([successor.id, third.id].sort());
    expect((await list(panelist)).status).toBe(404);
  });
});

describe("whom an applicant would not have read", () => {
  let applicant: Person;
  let own: Application;
  beforeEach(async () => {
    applicant = await aPerson({ name: "Applicant" });
    own = await anApplication({ edition, person: applicant, status: "submitted", eligibility: "eligible" });
  });
  const name = (form: Record<string, string>, as: Person = applicant) =>
    outcomeOf(readersRoute.action, { as, path: "/application/readers", form });
  const stored = () =>
    database().select().from(unwantedReaders).where(eq(unwantedReaders.applicationId, own.id));

  test("is kept sealed, in order, and bars exactly those who are meant", async () => {
    const saved = await name({
      "readers[0].name": "Canary Person",
      "readers[1].organisation": "",
      "readers[2].email": panelist.email,
    });
    expect(saved.location).toBe("/application/readers?saved=1");
    const page = await call(readersRoute.loader, { as: applicant, path: "/application/readers" });
    expect(page).toMatchObject({
      isOpen: true,
      named: [
        { name: "Canary Person", organisation: "", email: "" },
        { name: "", organisation: "", email: panelist.email },
      ],
    });
    for (const { details } of await stored()) expect(details.includes("Canary")).toBe(false);
    await searchTies({ editionId: edition.id });
    const rows = await database().select().from(conflicts).where(eq(conflicts.applicationId, own.id));
    expect(rows).toMatchObject([{ panelistId: panelist.id, source: "applicant" }]);
    await name({});
    expect(await stored()).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ["an address that is none", { "readers[0].email": "nobody" }],
    ["too long a name", { "readers[0].name": "x".repeat(121) }],
    ["more than five", { "readers[5].name": "Sixth" }],
  ])("%s is refused", async (_, form) => {
    expect((await name(form)).status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  test("can be said until somebody has been asked to read it", async () => {
    await anAssignment({ application: own, panelist });
    expect((await name({ "readers[0].name": "Late" })).status).toBe(409);
    const page = await call(readersRoute.loader, { as: applicant, path: "/application/readers" });
    expect(page.isOpen).toBe(false);
    expect(await stored()).toEqual([]);
  });
});
