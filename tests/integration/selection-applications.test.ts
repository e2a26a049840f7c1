import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import {
  applicationEvents,
  applications,
  applicationSections,
  auditLog,
  eligibilityRulings,
  files,
} from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { destroyKey, getKey, seal, sealBytes, unseal } from "~/platform/vault.server";
import * as listRoute from "~/selection/routes/applications";
import * as pageRoute from "~/selection/routes/application";
import * as rulingRoute from "~/selection/routes/application-eligibility";
import * as fileRoute from "~/selection/routes/application-file";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aDecision, aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let coordinator: Person;
let edition: Edition;
beforeAll(async () => {
  edition = await anEdition({ at: "selection" });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

/** A new edition with the same coordinator, for tests that count. */
async function another(): Promise<{ edition: Edition; by: Person }> {
  const own = await anEdition({ at: "selection" });
  return {
    edition: own,
    by: await aPerson({ name: "Petr", roles: [{ role: "coordinator", edition: own }] }),
  };
}

const list = (by: Person, of: Edition, search = "") =>
  call(listRoute.loader, {
    as: by,
    path: `/office/${of.slug}/applications${search}`,
    params: { edition: of.slug },
  });
const at = (of: Edition, code: string, more = "", search = "") => ({
  path: `/office/${of.slug}/applications/${code}${more}${search}`,
  params: { edition: of.slug, code },
});
const open = (by: Person, of: Edition, code: string, search = "") =>
  call(pageRoute.loader, { as: by, ...at(of, code, "", search) });
const rule = (by: Person, of: Edition, code: string, form: Record<string, string>, search = "") =>
  outcomeOf(rulingRoute.action, { as: by, form, ...at(of, code, "/eligibility", search) });
const codesOf = (page: { rows: { code: string }[] }) => page.rows.map(({ code }) => code);

describe("the list of applications", () => {
  test("is told apart by status and eligibility, with a count of each", async () => {
    const { edition: own, by } = await another();
    const unchecked = await anApplication({ edition: own, status: "submitted" });
    const eligible = await anApplication({ edition: own, status: "submitted", eligibility: "eligible" });
    const ineligible = await anApplication({ edition: own, status: "submitted", eligibility: "ineligible" });
    const withdrawn = await anApplication({ edition: own, status: "withdrawn", eligibility: "eligible" });
    const draft = await anApplication({ edition: own });
    await anApplication({ edition, status: "submitted" });
    const page = await list(by, own);
    expect(page.counts).toEqual({
      submitted: 3,
      unchecked: 1,
      eligible: 1,
      ineligible: 1,
      withdrawn: 1,
      draft: 1,
    });
    expect(codesOf(page).sort()).toEqual([unchecked.code, eligible.code, ineligible.code].sort());
    expect(codesOf(await list(by, own, "?status=unchecked"))).toEqual([unchecked.code]);
    expect(codesOf(await list(by, own, "?status=eligible"))).toEqual([eligible.code]);
    expect(codesOf(await list(by, own, "?status=ineligible"))).toEqual([ineligible.code]);
    expect(codesOf(await list(by, own, "?status=withdrawn"))).toEqual([withdrawn.code]);
    expect(codesOf(await list(by, own, "?status=draft"))).toEqual([draft.code]);
  });

  test("finds a name in any script, an address and a code", async () => {
    const { edition: own, by } = await another();
    const first = await anApplication({
      edition: own,
      status: "submitted",
      answers: { "preferred-name": "Айгерим Садыкова" },
    });
    const person = await aPerson({ name: "Бахтиёр Назаров", email: "Bakhtiyor@example.org" });
    const second = await anApplication({
      edition: own,
      person,
      status: "submitted",
      answers: { "preferred-name": "" },
    });
    await anApplication({ edition: own, status: "submitted", answers: { "preferred-name": "Gulnoza" } });
    const find = async (words: string) => codesOf(await list(by, own, `?q=${encodeURIComponent(words)}`));
    expect(await find("айгерим")).toEqual([first.code]);
    expect(await find("САДЫКОВА айг")).toEqual([first.code]);
    expect(await find("бахтиер")).toEqual([second.code]);
    // In another alphabet, and in another spelling of it.
    expect(await find("Aigerim SADYKOVA")).toEqual([first.code]);
    expect(await find("Baxtiyor")).toEqual([second.code]);
    expect(await find("bakhtiyor@EXAMPLE.org")).toEqual([second.code]);
    expect(await find(second.code.slice(4).toLowerCase())).toEqual([second.code]);
    expect(await find("nobody of this name")).toEqual([]);
    expect(await find("%")).toEqual([]);
    const counted = await list(by, own, `?q=${encodeURIComponent("айгерим")}`);
    expect(counted.counts.submitted).toBe(1);
    expect(counted.rows[0]?.name).toBe("Айгерим Садыкова");
  });

  test("knows a name from the submission, where sections are no longer kept", async () => {
    const { edition: own, by } = await another();
    const answers = { "preferred-name": "Дилфуза" };
    const application = await anApplication({ edition: own, status: "submitted", answers });
    await database().delete(applicationSections).where(eq(applicationSections.applicationId, application.id));
    expect((await list(by, own, `?q=${encodeURIComponent("дилфуза")}`)).rows[0]?.name).toBe("Дилфуза");
  });

  test("shows of a draft that it exists, and finds nothing that is in it", async () => {
    const { edition: own, by } = await another();
    const person = await aPerson({ name: "CANARY-NAME", email: "canary-mail@example.org" });
    const draft = await anApplication({
      edition: own,
      person,
      country: "TM",
      answers: { "preferred-name": "CANARY-PREFERRED", community: "CANARY-TEXT" },
    });
    const page = await list(by, own, "?status=draft");
    const opened = await open(by, own, draft.code);
    const bytes = JSON.stringify([page, opened]).toLowerCase();
    for (const secret of ["canary", "turkmenistan", '"tm"', person.id]) expect(bytes).not.toContain(secret);
    expect(opened.submitted).toBeNull();
    for (const search of [
      "?status=draft&q=canary",
      "?status=draft&q=canary-mail@example.org",
      "?status=draft&country=TM",
    ])
      expect((await list(by, own, search)).rows).toEqual([]);
    expect((await list(by, own, `?status=draft&q=${draft.code}`)).rows).toHaveLength(1);
    expect((await list(by, own)).countries).toEqual([]);
    const file = await aFile(draft);
    expect((await download(by, own, draft.code, file)).status).toBe(404);
  });

  test("is filtered by country", async () => {
    const { edition: own, by } = await another();
    const kazakh = await anApplication({ edition: own, status: "submitted", country: "KZ" });
    await anApplication({ edition: own, status: "submitted", country: "KG" });
    const page = await list(by, own, "?country=KZ");
    expect(codesOf(page)).toEqual([kazakh.code]);
    expect(page.counts.submitted).toBe(1);
    expect(page.countries.map(({ code }) => code)).toEqual(["KZ", "KG"]);
    expect(codesOf(await list(by, own, "?country=' or 1=1"))).toHaveLength(2);
  });

  test("is sorted by any of its figures, and paged by fifty", async () => {
    const { edition: own, by } = await another();
    const all: Application[] = [];
    for (let index = 0; index < 53; index++)
      all.push(
        await anApplication({
          edition: own,
          status: "submitted",
          eligibility: "eligible",
          submittedAt: new Date(Date.UTC(2026, 8, 1, 0, index)),
        }),
      );
    const [first, second] = all as [Application, Application];
    for (const [application, scores] of [
      [first, 2],
      [second, 5],
      [second, 4],
    ] as const) {
      await aReview({ application, scores });
      await inTransaction((tx) => recomputeStanding(tx, application.id));
    }
    await aDecision({ application: second, outcome: "reserve" });
    const page = await list(by, own);
    expect(page.rows).toHaveLength(50);
    expect(codesOf(page)[0]).toBe(all.at(-1)?.code);
    expect([page.pages, page.total]).toEqual([2, 53]);
    const last = await list(by, own, "?page=2");
    expect(codesOf(last)).toEqual([all[2]?.code, second.code, first.code]);
    expect(codesOf(await list(by, own, "?page=99"))).toEqual(codesOf(last));
    const byMean = await list(by, own, "?sort=-mean");
    expect(byMean.rows.slice(0, 3).map(({ code, mean, readings }) => [code, mean, readings])).toEqual([
      [second.code, "4.50", 2],
      [first.code, "2.00", 1],
      [expect.any(String), null, 0],
    ]);
    expect(byMean.rows[0]?.outcome).toBe("reserve");
    expect(codesOf(await list(by, own, "?sort=mean")).slice(0, 2)).toEqual([first.code, second.code]);
    expect(codesOf(await list(by, own, "?sort=-readings"))[0]).toBe(second.code);
    const codes = codesOf(await list(by, own, "?sort=code"));
    expect(codes).toEqual([...codes].sort());
    expect(codesOf(await list(by, own, "?sort=submitted"))[0]).toBe(first.code);
  });

  test("goes on without somebody who has been erased", async () => {
    const { edition: own, by } = await another();
    const gone = await anApplication({ edition: own, status: "submitted" });
    await inTransaction((tx) => destroyKey(tx, gone.personId));
    expect((await list(by, own)).rows[0]).toMatchObject({ code: gone.code, name: null });
    const page = await open(by, own, gone.code);
    expect(page.submitted?.answers).toBeNull();
    expect((await list(by, own, "?q=person")).rows).toEqual([]);
  });
});

describe("one application", () => {
  test("shows every answer in the form's order, and marks what the panel does not see", async () => {
    const application = await anApplication({
      edition,
      status: "submitted",
      answers: { "preferred-name": "Зарина", gender: "woman", community: "One.\n\nTwo." },
    });
    const page = await open(coordinator, edition, application.code);
    const sections = page.submitted?.answers ?? [];
    expect(sections.map(({ key }) => key).slice(0, 3)).toEqual(["about", "contact", "community"]);
    const questions = sections.flatMap((section) => section.questions);
    const byKey = (key: string) => questions.find((question) => question.key === key);
    expect(byKey("community")).toMatchObject({ lines: ["One.", "Two."], audience: "panel" });
    expect(byKey("gender")).toMatchObject({ lines: ["woman"], audience: "balance" });
    expect(page.submitted).toMatchObject({
      name: "Зарина",
      status: "submitted",
      eligibility: "unchecked",
      canRule: true,
    });
  });

  test("is written down when opened, once in a while", async () => {
    const application = await anApplication({ edition, status: "submitted" });
    await open(coordinator, edition, application.code);
    await open(coordinator, edition, application.code);
    const lines = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "application.opened"), eq(auditLog.subjectId, application.id)));
    expect(lines.map(({ actorId }) => actorId)).toEqual([coordinator.id]);
  });

  test("of another edition, or of none, is not there", async () => {
    const { edition: own, by } = await another();
    const application = await anApplication({ edition, status: "submitted" });
    for (const code of [application.code, "ELF-000000", "%00"]) {
      expect((await outcomeOf(pageRoute.loader, { as: by, ...at(own, code) })).status).toBe(404);
      expect((await rule(by, own, code, { eligible: "yes", seen: "" })).status).toBe(404);
    }
  });

  test("shows submitted scores and comments with names, and of a draft only that there is one", async () => {
    const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    const reader = await aPerson({ name: "Rustam", roles: [{ role: "panelist", edition }] });
    await aReview({ application, panelist: reader, scores: [1, 3, 3, 3, 3], comment: "Thin on facts." });
    await aReview({ application, scores: 3 });
    const drafting = await aPerson({ name: "Elena", roles: [{ role: "panelist", edition }] });
    await aReview({ application, panelist: drafting, scores: 5, comment: "DRAFT-COMMENT", submitted: false });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    const page = await open(coordinator, edition, application.code);
    const readers = page.submitted?.readers ?? [];
    expect(readers.find(({ name }) => name === "Rustam")).toMatchObject({
      state: "submitted",
      mean: "2.60",
      counts: true,
    });
    expect(readers.find(({ name }) => name === "Elena")).toMatchObject({ state: "draft", scores: {} });
    expect(JSON.stringify(page)).toContain("Thin on facts.");
    expect(JSON.stringify(page)).not.toContain("DRAFT-COMMENT");
    const [first] = await criteriaOf(edition);
    expect(page.submitted?.disputed).toEqual([first?.id]);
    expect(page.submitted?.standing).toMatchObject({ readings: 2, mean: "2.80" });
  });

  test("that was taken back is read by nobody: no answer, no file, no comment", async () => {
    const answers = { "preferred-name": "Темир", community: "CANARY-ANSWER" };
    const application = await anApplication({
      edition,
      status: "withdrawn",
      eligibility: "eligible",
      answers,
    });
    await aReview({ application, comment: "CANARY-COMMENT" });
    const file = await aFile(application);
    const page = await open(coordinator, edition, application.code);
    expect(page.submitted).toMatchObject({
      status: "withdrawn",
      isReadable: false,
      answers: null,
      canRule: false,
    });
    expect(JSON.stringify(page)).not.toContain("CANARY");
    expect((await download(coordinator, edition, application.code, file)).status).toBe(404);
  });

  test("leads to its neighbours in the list that one came from", async () => {
    const { edition: own, by } = await another();
    const made: Application[] = [];
    for (let index = 0; index < 3; index++)
      made.push(
        await anApplication({
          edition: own,
          status: "submitted",
          country: index === 1 ? "KZ" : "KG",
          submittedAt: new Date(Date.UTC(2026, 8, 1 + index)),
        }),
      );
    const [oldest, middle, newest] = made as [Application, Application, Application];
    const page = await open(by, own, middle.code);
    expect(page.list).toMatchObject({ previous: newest.code, next: oldest.code, position: 2, total: 3 });
    const filtered = await open(by, own, newest.code, "?country=KG&sort=submitted");
    expect(filtered.list).toMatchObject({ previous: oldest.code, next: null, position: 2, total: 2 });
  });
});

describe("ruling on eligibility", () => {
  test("needs a choice, and a reason where it is no", async () => {
    const application = await anApplication({ edition, status: "submitted" });
    const none = await rule(coordinator, edition, application.code, { seen: "" });
    expect([none.status, none.data]).toMatchObject([
      400,
      { errors: { eligible: "selection:applications.error.eligible" } },
    ]);
    const bare = await rule(coordinator, edition, application.code, {
      eligible: "no",
      reason: "  ",
      seen: "",
    });
    expect([bare.status, bare.data]).toMatchObject([
      400,
      { errors: { reason: "selection:applications.error.reason" } },
    ]);
    const odd = await rule(coordinator, edition, application.code, {
      eligible: "perhaps",
      reason: "Kept",
      seen: "",
    });
    expect([odd.status, odd.data]).toMatchObject([400, { typed: { reason: "Kept" } }]);
    expect(
      (await rule(coordinator, edition, application.code, { eligible: "no", reason: "x".repeat(1001) }))
        .status,
    ).toBe(400);
    expect(
      (await rule(coordinator, edition, application.code, { eligible: "yes", seen: "not an id" })).status,
    ).toBe(400);
    expect(await rulingsOf(application)).toEqual([]);
  });

  test("is kept sealed, dated and told in the history; the newest counts", async () => {
    const application = await anApplication({ edition, status: "submitted" });
    const reason = "Lives outside the five countries.";
    const first = await rule(coordinator, edition, application.code, { eligible: "no", reason, seen: "" });
    expect(first.location).toBe(
      `/office/${edition.slug}/applications/${application.code}?ruled=${application.code}.ineligible`,
    );
    const [row] = await rulingsOf(application);
    expect(row?.reason?.includes("outside")).toBe(false);
    expect(unseal(await getKey(database(), application.personId), "ruling.reason", row?.reason ?? null)).toBe(
      reason,
    );
    const page = await open(coordinator, edition, application.code);
    expect(page.submitted).toMatchObject({
      eligibility: "ineligible",
      rulings: [{ reason, ruledBy: "Jana", isEligible: false }],
    });
    await rule(coordinator, edition, application.code, { eligible: "yes", seen: row?.id ?? "" });
    const again = await open(coordinator, edition, application.code);
    expect(again.submitted?.eligibility).toBe("eligible");
    expect(again.submitted?.rulings.map(({ isEligible }) => isEligible)).toEqual([true, false]);
    const events = await database()
      .select({ kind: applicationEvents.kind })
      .from(applicationEvents)
      .where(
        and(
          eq(applicationEvents.applicationId, application.id),
          eq(applicationEvents.actorId, coordinator.id),
        ),
      );
    expect(events.map(({ kind }) => kind).sort()).toEqual(["ruled-eligible", "ruled-ineligible"]);
  });

  test("by two coordinators at once: one counts, the other is told", async () => {
    const other = await aPerson({ name: "Petr", roles: [{ role: "coordinator", edition }] });
    const application = await anApplication({ edition, status: "submitted" });
    const outcomes = await Promise.all([
      rule(coordinator, edition, application.code, { eligible: "yes", seen: "" }),
      rule(other, edition, application.code, { eligible: "no", reason: "Too young.", seen: "" }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(outcomes.find(({ status }) => status === 409)?.data).toMatchObject({ refused: "stale" });
    const [row, ...more] = await rulingsOf(application);
    expect(more).toEqual([]);
    const [stored] = await database().select().from(applications).where(eq(applications.id, application.id));
    expect(stored?.eligibility).toBe(row?.eligible ? "eligible" : "ineligible");
    const shown = await call(rulingRoute.loader, {
      as: other,
      ...at(edition, application.code, "/eligibility"),
    });
    expect(shown.newest?.id).toBe(row?.id);
    expect(["Jana", "Petr"]).toContain(shown.newest?.ruledBy);
  });

  test("goes on to the next of the list on request", async () => {
    const { edition: own, by } = await another();
    const older = await anApplication({
      edition: own,
      status: "submitted",
      submittedAt: new Date("2026-09-01T00:00:00Z"),
    });
    const newer = await anApplication({
      edition: own,
      status: "submitted",
      submittedAt: new Date("2026-09-02T00:00:00Z"),
    });
    const outcome = await rule(
      by,
      own,
      newer.code,
      { eligible: "yes", seen: "", then: "next" },
      "?status=unchecked",
    );
    expect(outcome.location).toBe(
      `/office/${own.slug}/applications/${older.code}?status=unchecked&ruled=${newer.code}.eligible`,
    );
    const end = await rule(
      by,
      own,
      older.code,
      { eligible: "yes", seen: "", then: "next" },
      "?status=unchecked",
    );
    expect(end.location).toContain(`/applications/${older.code}?status=unchecked`);
  });

  test("is closed against drafts, for what was withdrawn, and once decisions are out", async () => {
    const { editions } = await import("#db/schema");
    const { edition: own, by } = await another();
    const draft = await anApplication({ edition: own });
    const withdrawn = await anApplication({ edition: own, status: "withdrawn" });
    const submitted = await anApplication({ edition: own, status: "submitted" });
    // A draft can only be let through, and only with a reason.
    expect((await rule(by, own, draft.code, { eligible: "yes", seen: "" })).status).toBe(400);
    const against = { eligible: "no", reason: "Too old", seen: "" };
    expect((await rule(by, own, draft.code, against)).status).toBe(409);
    expect((await rule(by, own, withdrawn.code, { eligible: "yes", seen: "" })).status).toBe(409);
    await database().update(editions).set({ decisionsReleasedAt: new Date() }).where(eq(editions.id, own.id));
    expect((await rule(by, own, submitted.code, { eligible: "yes", seen: "" })).status).toBe(409);
    expect(await rulingsOf(submitted)).toEqual([]);
  });
});

describe("an upload", () => {
  test("comes as an attachment under the application's code, sandboxed and unchanged", async () => {
    const application = await anApplication({ edition, status: "submitted" });
    const file = await aFile(application);
    const page = await open(coordinator, edition, application.code);
    const questions = (page.submitted?.answers ?? []).flatMap((section) => section.questions);
    expect(questions.find(({ key }) => key === "cv")?.files).toEqual([
      { id: file, name: "Айгерим CV.pdf", size: "0.1 kB" },
    ]);
    const outcome = await download(coordinator, edition, application.code, file);
    expect(outcome.status).toBe(200);
    expect(outcome.data).toBe("%PDF-1.7 test");
    expect(outcome.headers.get("Content-Disposition")).toBe(
      `attachment; filename="${application.code}-cv.pdf"`,
    );
    expect(outcome.headers.get("Content-Security-Policy")).toContain("sandbox");
    expect(outcome.headers.get("Cache-Control")).toBe("no-store");
  });

  test("of another application, or with an odd id, is not there", async () => {
    const application = await anApplication({ edition, status: "submitted" });
    const file = await aFile(await anApplication({ edition, status: "submitted" }));
    for (const id of [file, randomUUID(), "1", "../x"])
      expect((await download(coordinator, edition, application.code, id)).status).toBe(404);
  });
});

function rulingsOf(application: { id: string }) {
  return database()
    .select()
    .from(eligibilityRulings)
    .where(eq(eligibilityRulings.applicationId, application.id));
}

async function aFile(application: Application): Promise<string> {
  const id = randomUUID();
  const key = await getKey(database(), application.personId);
  const content = Buffer.from("%PDF-1.7 test");
  await database()
    .insert(files)
    .values({
      id,
      applicationId: application.id,
      personId: application.personId,
      question: "cv",
      name: seal(key, "file.name", "Айгерим CV.pdf"),
      mediaType: "application/pdf",
      size: content.byteLength,
      content: sealBytes(key, "file.content", content),
    });
  return id;
}

function download(by: Person, of: Edition, code: string, id: string) {
  return outcomeOf(fileRoute.loader, {
    as: by,
    path: `/office/${of.slug}/applications/${code}/files/x`,
    params: { edition: of.slug, code, id },
  });
}
