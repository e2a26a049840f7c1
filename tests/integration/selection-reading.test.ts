import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  applicationEvents,
  applications,
  assignments,
  conflicts,
  editions,
  reviews,
  reviewScores,
  standings,
} from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { getKey, unseal } from "~/platform/vault.server";
import * as panel from "~/selection/routes/panel";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import * as draftRoute from "~/selection/routes/reading-draft";
import * as submissionRoute from "~/selection/routes/reading-submission";
import * as readingRoute from "~/selection/routes/reading";
import { postAsReader } from "~/selection/discussion.server";
import { submitReview } from "~/selection/reviews.server";
import { recomputeStanding } from "~/selection/standings.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, criteriaOf, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let panelist: Person;
let other: Person;
let application: Application;
let criteria: Awaited<ReturnType<typeof criteriaOf>>;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  panelist = await aPerson({ name: "Reader One", roles: [{ role: "panelist", edition }] });
  other = await aPerson({ name: "Reader Two", roles: [{ role: "panelist", edition }] });
  application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await anAssignment({ application, panelist });
  criteria = await criteriaOf(edition);
});

/** The fields of a scored form; one score for all, or one for each criterion in its order. */
function scored(
  given: string | (string | null)[],
  more: Record<string, string> = {},
): Record<string, string> {
  const fields: Record<string, string> = { revision: "0" };
  criteria.forEach(({ id }, index) => {
    const score = typeof given === "string" ? given : given[index];
    if (score) fields[`score.${id}`] = score;
  });
  return { ...fields, ...more };
}

const at = (path = "", code = application.code) => ({ path: `/panel/${code}${path}`, params: { code } });
const open = (as: Person, code?: string) => outcomeOf(readingRoute.loader, { as, ...at("", code) });
const save = (as: Person, form: Record<string, string>) =>
  outcomeOf(readingRoute.action, { as, form, ...at() });
const submit = (as: Person, form: Record<string, string>) =>
  outcomeOf(submissionRoute.action, { as, form, ...at("/submission") });
const autosave = (as: Person, json: unknown) => outcomeOf(draftRoute.action, { as, json, ...at("/draft") });
const declare = (as: Person, reason = "My cousin wrote it.") =>
  outcomeOf(conflictRoute.action, { as, form: { reason }, ...at("/conflict") });
const list = (as: Person, search = "") => outcomeOf(panel.loader, { as, path: `/panel${search}` });

async function standing(of: { id: string } = application) {
  const [row] = await database().select().from(standings).where(eq(standings.applicationId, of.id));
  return row ?? null;
}

async function ownReview(as: Person) {
  const [row] = await database()
    .select()
    .from(reviews)
    .where(and(eq(reviews.applicationId, application.id), eq(reviews.panelistId, as.id)));
  return row ?? null;
}

describe("reading blind", () => {
  test("nothing that says who wrote it is in the bytes", async () => {
    const canary = "CANARY-71";
    const person = await aPerson({ name: `${canary}-name`, email: `${canary}@example.org`.toLowerCase() });
    const answers = {
      "preferred-name": `${canary}-preferred`,
      "safe-channel": `${canary}-channel`,
      "safe-hours": `${canary}-hours`,
      gender: `${canary}-gender`,
      experience: [{ what: `${canary}-what`, where: `${canary}-where`, from: "2020", to: "" }],
      "birth-year": "1999",
      community: "This one is read.",
    };
    const whose = await anApplication({
      edition,
      person,
      status: "submitted",
      eligibility: "eligible",
      country: "TM",
      answers,
    });
    await anAssignment({ application: whose, panelist });
    const page = await open(panelist, whose.code);
    const bytes = JSON.stringify([page.data, (await list(panelist)).data]);
    expect(bytes).toContain("This one is read.");
    expect(bytes.toLowerCase()).not.toContain(canary.toLowerCase());
    for (const secret of [
      "1999",
      "Turkmenistan",
      '"TM"',
      "village",
      person.id,
      whose.id,
      other.id,
      other.name,
    ])
      expect(bytes).not.toContain(secret);
  });

  test("another panelist's application, an unknown code and one nobody is asked to read are the same 404", async () => {
    const foreign = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application: foreign, panelist: other });
    const loose = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    for (const code of [foreign.code, loose.code, "ELF-000000", "%00", "x".repeat(300)]) {
      const outcome = await open(panelist, code);
      expect([outcome.status, outcome.data]).toEqual([404, { refusal: "not-found" }]);
    }
    expect(JSON.stringify((await list(panelist)).data)).not.toContain(foreign.code);
  });

  test.each([
    ["withdrawn", { status: "withdrawn" }],
    ["a draft again", { status: "draft" }],
    ["found ineligible", { eligibility: "ineligible" }],
  ] as const)("is over once the application is %s", async (_, changes) => {
    expect((await open(panelist)).status).toBe(200);
    await database().update(applications).set(changes).where(eq(applications.id, application.id));
    expect((await open(panelist)).status).toBe(404);
    expect((await save(panelist, scored("3"))).status).toBe(404);
    expect(await ownReview(panelist)).toBeNull();
  });

  test("is over once the assignment has ended, or the role has", async () => {
    await database()
      .update(assignments)
      .set({ endedAt: new Date() })
      .where(eq(assignments.applicationId, application.id));
    expect((await open(panelist)).status).toBe(404);
    const elsewhere = await aPerson({ roles: [{ role: "panelist", edition: await anEdition() }] });
    await anAssignment({ application, panelist: elsewhere });
    expect((await open(elsewhere)).status).toBe(404);
  });
});

describe("a draft", () => {
  test("keeps scores and comments, sealed under the applicant's key", async () => {
    const [first] = criteria;
    const saved = await save(
      panelist,
      scored(["4"], { [`comment.${first?.id}`]: " Two lines\r\nof reasons " }),
    );
    expect([saved.status, saved.location]).toEqual([302, `/panel/${application.code}?saved=1#scores`]);
    const page = await call(readingRoute.loader, { as: panelist, ...at() });
    expect(page.revision).toBe(1);
    expect(page.scores[first?.id ?? ""]).toEqual({ score: 4, comment: "Two lines\nof reasons" });
    const [row] = await database()
      .select()
      .from(reviewScores)
      .where(eq(reviewScores.criterionId, first?.id ?? ""));
    expect(row?.comment?.includes("reasons")).toBe(false);
    const key = await getKey(database(), application.personId);
    expect(unseal(key, "score.comment", row?.comment ?? null)).toBe("Two lines\nof reasons");
    expect(await standing()).toBeNull();
  });

  test("can be left for later", async () => {
    const saved = await save(panelist, { ...scored(["2"]), then: "later" });
    expect(saved.location).toBe(`/panel?edition=${edition.slug}&saved=${application.code}`);
  });

  test("saves itself, and counts its revisions", async () => {
    const [first] = criteria;
    const id = first?.id ?? "";
    const one = await autosave(panelist, { revision: 0, score: { [id]: 3 }, comment: {} });
    expect(one.data).toMatchObject({ revision: 1 });
    const two = await autosave(panelist, { revision: 1, score: { [id]: 5 }, comment: { [id]: "Yes" } });
    expect(two.data).toMatchObject({ revision: 2 });
    expect((await call(readingRoute.loader, { as: panelist, ...at() })).scores[id]).toEqual({
      score: 5,
      comment: "Yes",
    });
  });

  test("of a stale page is refused with both versions, and can be kept on purpose", async () => {
    const [first] = criteria;
    const id = first?.id ?? "";
    await save(panelist, scored(["4"], { [`comment.${id}`]: "From the other tab" }));
    const stale = await save(panelist, scored(["2"], { [`comment.${id}`]: "From this tab" }));
    expect(stale.status).toBe(409);
    expect(stale.data).toMatchObject({
      typed: { [id]: { score: "2", comment: "From this tab" } },
      stale: { revision: 1, stored: { [id]: { score: 4, comment: "From the other tab" } } },
    });
    expect((await autosave(panelist, { revision: 0, score: { [id]: 1 }, comment: {} })).status).toBe(409);
    expect((await ownReview(panelist))?.revision).toBe(1);
    const kept = await save(panelist, {
      ...scored(["2"], { [`comment.${id}`]: "From this tab" }),
      revision: "1",
    });
    expect(kept.status).toBe(302);
    expect((await call(readingRoute.loader, { as: panelist, ...at() })).scores[id]?.comment).toBe(
      "From this tab",
    );
  });

  test("that says what is stored already is no conflict", async () => {
    await save(panelist, scored(["4"]));
    expect((await save(panelist, scored(["4"]))).status).toBe(302);
    expect((await ownReview(panelist))?.revision).toBe(1);
  });

  test.each(["0", "6", "x", "3.5", "-1", "1e9"])(
    "refuses the score %j at its field, and keeps what was typed",
    async (score) => {
      const [first, second] = criteria;
      const form = scored([score], { [`comment.${second?.id}`]: "Not lost" });
      const outcome = await save(panelist, form);
      expect(outcome.status).toBe(400);
      expect(outcome.data).toMatchObject({
        errors: { [`score.${first?.id}`]: "selection:reading.error.score" },
        typed: { [first?.id ?? ""]: { score }, [second?.id ?? ""]: { comment: "Not lost" } },
      });
      expect(await ownReview(panelist)).toBeNull();
      expect((await autosave(panelist, { revision: 0, score: { [first?.id ?? ""]: score } })).status).toBe(
        400,
      );
    },
  );

  test("refuses NUL bytes, unknown criteria, odd shapes and essays", async () => {
    const [first] = criteria;
    const id = first?.id ?? "";
    expect((await save(panelist, scored(["3"], { [`comment.${id}`]: "a\0b" }))).status).toBe(400);
    expect((await save(panelist, { revision: "0", "score.nonsense": "3" })).status).toBe(400);
    expect((await save(panelist, { revision: "0", [`score.${crypto.randomUUID()}`]: "3" })).status).toBe(400);
    expect((await save(panelist, { revision: "minus one" })).status).toBe(400);
    expect((await save(panelist, { revision: "0", [`score.${id}.deep`]: "3" })).status).toBe(400);
    expect((await save(panelist, scored(["3"], { [`comment.${id}`]: "я".repeat(2001) }))).status).toBe(400);
    for (const json of [
      [],
      null,
      "x",
      { revision: 0, score: [] },
      { revision: 0, score: { [id]: { deep: { er: 1 } } } },
    ])
      expect((await autosave(panelist, json)).status).toBe(400);
    expect(await ownReview(panelist)).toBeNull();
  });

  test("that is too long is told at its criterion, to the page and to its script", async () => {
    const id = criteria[1]?.id ?? "";
    const long = "я".repeat(2001);
    expect(await save(panelist, { revision: "0", [`comment.${id}`]: long })).toMatchObject({
      status: 400,
      data: {
        typed: { [id]: { comment: long } },
        errors: { [`comment.${id}`]: "platform:error.too-long?max=2000" },
      },
    });
    expect(await autosave(panelist, { revision: 0, score: {}, comment: { [id]: long } })).toMatchObject({
      status: 400,
      data: { text: "Leadership: This is longer than 2000 characters. Shorten it a little." },
    });
  });

  test("that comes too late is handed back, whether or not there ever was anything", async () => {
    const sent = { ...scored(["3"]), [`comment.${criteria[0]?.id}`]: "Typed for an hour." };
    const typed = Object.entries(sent);
    const nothing = at("", "ELF-ABCDEF");
    await declare(panelist);
    for (const outcome of [
      await save(panelist, sent),
      await submit(panelist, sent),
      await outcomeOf(readingRoute.action, { as: panelist, form: sent, ...nothing }),
    ])
      expect(outcome).toMatchObject({ status: 404, data: { refusal: "not-found-any-more", typed } });
    expect((await declare(panelist, "And her sister.")).data).toMatchObject({
      typed: [["reason", "And her sister."]],
    });
  });
});

describe("submitting", () => {
  test("needs every score, and says which are missing", async () => {
    const outcome = await submit(panelist, scored(["3", null, "4", "4", "4"]));
    expect(outcome.status).toBe(400);
    expect(outcome.data).toMatchObject({
      errors: { [`score.${criteria[1]?.id}`]: "selection:reading.error.score" },
    });
    expect(await standing()).toBeNull();
  });

  test("keeps what is there as a draft, where something is missing", async () => {
    const first = criteria[0]?.id ?? "";
    const outcome = await submit(panelist, scored(["3", null], { [`comment.${first}`]: "A start." }));
    expect(outcome.data).toMatchObject({ isKept: true });
    expect(await ownReview(panelist)).toMatchObject({ revision: 1, submittedAt: null });
    // From a page that is older than the draft nothing is kept, and both are shown.
    const older = await submit(panelist, scored(["5", null], { [`comment.${first}`]: "Another start." }));
    expect(older.status).toBe(409);
    expect(older.data).toMatchObject({
      stale: { revision: 1, stored: { [first]: { score: 3, comment: "A start." } } },
    });
    expect(older.data).not.toHaveProperty("isKept");
    const tooLong = await submit(panelist, {
      ...scored(["5"], { [`comment.${first}`]: "я".repeat(2001) }),
      revision: "1",
    });
    expect(tooLong.status).toBe(400);
    expect(tooLong.data).not.toHaveProperty("isKept");
  });

  test("needs a comment where the edition asks for one", async () => {
    const { criteria: table } = await import("#db/schema");
    await database()
      .update(table)
      .set({ commentRequired: true })
      .where(eq(table.id, criteria[2]?.id ?? ""));
    const outcome = await submit(panelist, scored("3", { [`comment.${criteria[2]?.id}`]: "  " }));
    expect(outcome.data).toMatchObject({
      errors: { [`comment.${criteria[2]?.id}`]: "selection:reading.error.comment" },
    });
    const commented = { ...scored("3", { [`comment.${criteria[2]?.id}`]: "Because." }), revision: "1" };
    expect((await submit(panelist, commented)).status).toBe(302);
  });

  test("locks the scores and makes the standing", async () => {
    const outcome = await submit(panelist, scored(["1", "2", "3", "4", "5"]));
    expect([outcome.status, outcome.location]).toEqual([
      302,
      `/panel/${application.code}?submitted=1#scores`,
    ]);
    expect((await ownReview(panelist))?.mean).toBe(3);
    expect(await standing()).toMatchObject({
      mean: 3,
      readings: 1,
      lowest: 3,
      highest: 3,
      spread: null,
      editionId: edition.id,
    });
    const again = await submit(panelist, { ...scored("5"), revision: "1" });
    expect([again.status, (again.data as { locked: string }).locked]).toEqual([409, "submitted"]);
    expect((await submit(panelist, { revision: "1" })).status).toBe(409);
    expect((await save(panelist, { ...scored("5"), revision: "1" })).status).toBe(409);
    expect((await autosave(panelist, { revision: 1, score: {}, comment: {} })).status).toBe(409);
    expect((await ownReview(panelist))?.mean).toBe(3);
  });

  test("of a stale page does not overwrite", async () => {
    await save(panelist, scored("2"));
    expect((await submit(panelist, scored("5"))).status).toBe(409);
    expect((await ownReview(panelist))?.submittedAt).toBeNull();
  });

  test("by two readers at once counts both, exactly", async () => {
    await anAssignment({ application, panelist: other });
    const outcomes = await Promise.all([submit(panelist, scored("2")), submit(other, scored("4"))]);
    expect(outcomes.map(({ status }) => status)).toEqual([302, 302]);
    const row = await standing();
    expect(row).toMatchObject({ mean: 3, readings: 2, lowest: 2, highest: 4 });
    expect(row?.spread).toBeCloseTo(Math.SQRT2, 12);
  });

  test("twice at once by one reader counts once", async () => {
    const outcomes = await Promise.all([submit(panelist, scored("2")), submit(panelist, scored("4"))]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect((await standing())?.readings).toBe(1);
  });

  test("is over once decisions are out", async () => {
    await save(panelist, scored("2"));
    await database()
      .update(editions)
      .set({ decisionsReleasedAt: new Date() })
      .where(eq(editions.id, edition.id));
    const outcome = await submit(panelist, { ...scored("2"), revision: "1" });
    expect([outcome.status, (outcome.data as { locked: string }).locked]).toEqual([409, "decided"]);
    expect((await call(readingRoute.loader, { as: panelist, ...at() })).state).toBe("decided");
  });
});

describe("others' scores", () => {
  test("are nowhere before one's own, and all there after it, without names", async () => {
    await aReview({ application, panelist: other, scores: [5, 4, 3, 2, 1], comment: "SECRET-OF-ANOTHER" });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await save(panelist, scored(["3"]));
    const before = JSON.stringify([(await open(panelist)).data, (await list(panelist)).data]);
    expect(before).not.toContain("SECRET-OF-ANOTHER");
    expect((await call(readingRoute.loader, { as: panelist, ...at() })).others).toEqual([]);

    await submit(panelist, { ...scored("3"), revision: "1" });
    const after = await call(readingRoute.loader, { as: panelist, ...at() });
    expect(after.others).toHaveLength(1);
    expect(after.others[0]?.scores[criteria[0]?.id ?? ""]).toEqual({
      score: 5,
      comment: "SECRET-OF-ANOTHER",
    });
    expect(JSON.stringify(after)).not.toContain(other.name);
    expect(JSON.stringify(after)).not.toContain(other.id);
  });

  test("that are drafts, or come from somebody with a conflict, never appear", async () => {
    await aReview({ application, panelist: other, comment: "DRAFT-OF-ANOTHER", submitted: false });
    const third = await aPerson({ roles: [{ role: "panelist", edition }] });
    await aReview({ application, panelist: third, comment: "TIED" });
    await database()
      .insert(conflicts)
      .values({ applicationId: application.id, panelistId: third.id, declaredBy: third.id });
    await submit(panelist, scored("3"));
    expect((await call(readingRoute.loader, { as: panelist, ...at() })).others).toEqual([]);
    expect((await standing())?.readings).toBe(1);
  });
});

describe("a conflict", () => {
  test("wants a reason", async () => {
    const outcome = await declare(panelist, "   ");
    expect(outcome.status).toBe(400);
    expect((await open(panelist)).status).toBe(200);
  });

  test("takes the application away at once, everywhere, and the draft with it", async () => {
    const second = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application: second, panelist });
    await save(panelist, scored(["3"]));
    const outcome = await declare(panelist);
    expect([outcome.status, outcome.location]).toEqual([
      302,
      `/panel?edition=${edition.slug}&declared=${application.code}`,
    ]);
    expect((await open(panelist)).status).toBe(404);
    expect((await save(panelist, { ...scored("3"), revision: "1" })).status).toBe(404);
    expect((await submit(panelist, { ...scored("3"), revision: "1" })).status).toBe(404);
    expect((await autosave(panelist, { revision: 1, score: {}, comment: {} })).status).toBe(404);
    // A second press is the same as the first; other words are another wish, and come too late.
    expect((await declare(panelist)).location).toBe(outcome.location);
    expect((await declare(panelist, "Another reason.")).status).toBe(404);
    expect(await ownReview(panelist)).toBeNull();
    const page = (await list(panelist)).data as {
      current: { assigned: number; rows: { code: string; number: number }[] };
    };
    expect(page.current.assigned).toBe(1);
    expect(page.current.rows.map(({ code, number }) => [code, number])).toEqual([[second.code, 1]]);
    const [event] = await database()
      .select()
      .from(applicationEvents)
      .where(
        and(
          eq(applicationEvents.applicationId, application.id),
          eq(applicationEvents.kind, "conflict-declared"),
        ),
      );
    expect(event?.actorId).toBe(panelist.id);
    const [row] = await database()
      .select()
      .from(conflicts)
      .where(eq(conflicts.applicationId, application.id));
    expect(unseal(await getKey(database(), panelist.id), "conflict.reason", row?.reason ?? null)).toBe(
      "My cousin wrote it.",
    );
  });

  test("counts backwards: a submitted reading no longer stands, and the others' scores close", async () => {
    await anAssignment({ application, panelist: other });
    await submit(panelist, scored("1"));
    await submit(other, scored("5"));
    expect(await standing()).toMatchObject({ mean: 3, readings: 2 });
    await declare(panelist);
    expect(await standing()).toMatchObject({ mean: 5, readings: 1, lowest: 5, highest: 5, spread: null });
    expect((await open(panelist)).status).toBe(404);
    expect((await call(readingRoute.loader, { as: other, ...at() })).others).toEqual([]);
    await declare(other);
    expect(await standing()).toBeNull();
  });

  test("at the same moment as a submission leaves nothing that counts", async () => {
    await Promise.all([declare(panelist), submit(panelist, scored("5"))]);
    expect(await standing()).toBeNull();
    expect((await open(panelist)).status).toBe(404);
  });
});

describe("a panelist's list", () => {
  test("is in their own order, fifty a page, and tells how far each is", async () => {
    const reader = await aPerson({ roles: [{ role: "panelist", edition }] });
    const codes: string[] = [];
    for (let index = 0; index < 52; index++) {
      const one = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
      codes.push(one.code);
      if (index === 0) await aReview({ application: one, panelist: reader });
      else if (index === 1) await aReview({ application: one, panelist: reader, submitted: false });
      else await anAssignment({ application: one, panelist: reader });
    }
    const first = await call(panel.loader, { as: reader, path: "/panel?show=all" });
    expect(first.current?.rows.map(({ code }) => code)).toEqual(codes.slice(0, 50));
    expect([first.current?.page, first.current?.pages]).toEqual([1, 2]);
    expect(first.current).toMatchObject({
      assigned: 52,
      submitted: 1,
      shown: { left: 51, draft: 1, submitted: 1, discussed: 0 },
    });
    expect(first.current?.next).toEqual({ code: codes[1], isDraft: true });
    const second = await call(panel.loader, { as: reader, path: "/panel?show=all&page=2" });
    expect(second.current?.rows.map(({ code, number }) => [code, number])).toEqual([
      [codes[50], 51],
      [codes[51], 52],
    ]);
    const drafts = await call(panel.loader, { as: reader, path: "/panel?show=draft&page=7" });
    expect(drafts.current?.rows.map(({ code, number, progress }) => [code, number, progress])).toEqual([
      [codes[1], 2, "draft"],
    ]);
    expect(
      (await call(panel.loader, { as: reader, path: "/panel?show=%00&edition=nope&page=-3" })).current?.rows,
    ).toHaveLength(50);
  });

  test("begins with what is left, and with everything once nothing is", async () => {
    const done = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await aReview({ application: done, panelist });
    const shown = async () => {
      const { current } = await call(panel.loader, { as: panelist, path: "/panel" });
      return [current?.show, current?.rows.map(({ code }) => code)];
    };
    expect(await shown()).toEqual(["left", [application.code]]);
    await submit(panelist, scored("3"));
    expect(await shown()).toEqual([null, [application.code, done.code]]);
  });

  test("says by when to read, as long as something is left", async () => {
    const due = async (readingUntil: string) => {
      await database().update(editions).set({ readingUntil }).where(eq(editions.id, edition.id));
      return (await call(panel.loader, { as: panelist, path: "/panel" })).current?.due;
    };
    expect(await due("2999-01-31")).toEqual({ day: "31 January 2999", isOver: false });
    expect(await due("2000-01-31")).toEqual({ day: "31 January 2000", isOver: true });
    await submit(panelist, scored("3"));
    expect(await due("2000-01-31")).toBeNull();
  });

  test("says where a discussion goes on, once one's own scores are in", async () => {
    await aReview({ application, panelist: other });
    await inTransaction((tx) => recomputeStanding(tx, application.id));
    await postAsReader(
      { personId: other.id, editionIds: [edition.id] },
      application.code,
      "Said by another.",
    );
    const posts = async (search: string) => {
      const { current } = await call(panel.loader, { as: panelist, path: `/panel${search}` });
      return [current?.shown.discussed, current?.rows.map(({ posts }) => posts)];
    };
    expect(await posts("")).toEqual([0, [0]]);
    expect(await posts("?show=discussed")).toEqual([0, []]);
    await submit(panelist, scored("3"));
    expect(await posts("?show=discussed")).toEqual([1, [1]]);
    await declare(other);
    expect(await posts("?show=discussed")).toEqual([0, []]);
  });

  test("is empty, and says so, before anything is assigned", async () => {
    const page = await call(panel.loader, { as: other, path: "/panel" });
    expect(page.current).toBeNull();
  });

  test("shows each of several panels", async () => {
    const second = await anEdition({ at: "selection" });
    const reader = await aPerson({
      roles: [edition, second].map((one) => ({ role: "panelist" as const, edition: one })),
    });
    await anAssignment({ application, panelist: reader });
    const elsewhere = await anApplication({ edition: second, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application: elsewhere, panelist: reader });
    const page = await call(panel.loader, { as: reader, path: `/panel?edition=${second.slug}` });
    expect(page.panels).toHaveLength(2);
    expect(page.current?.rows.map(({ code }) => code)).toEqual([elsewhere.code]);
  });
});

test("the command line and the demonstration submit through the same door", async () => {
  const scores = Object.fromEntries(criteria.map(({ id }) => [id, { score: 4, comment: "" }]));
  const reader = { personId: panelist.id, editionIds: [edition.id] };
  const result = await inTransaction((tx) =>
    submitReview(tx, reader, application.code, { revision: 0, scores }),
  );
  expect(result).toEqual({ outcome: "saved", revision: 1 });
  expect((await standing())?.mean).toBe(4);
});
