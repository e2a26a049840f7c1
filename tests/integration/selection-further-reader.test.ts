import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  applicationEvents,
  assignments,
  auditLog,
  conflicts,
  editions,
  panelists,
  reviews,
  roles,
} from "#db/schema";
import * as roleEndRoute from "~/accounts/routes/role-end";
import { database, inTransaction } from "~/platform/database.server";
import {
  assignFurtherReader,
  findFurtherReaders,
  listWithoutFurtherReader,
} from "~/selection/further-reader.server";
import { readCoverage } from "~/selection/panel.server";
import { panelSweepJob, settleLeavers } from "~/selection/panel-removal.server";
import * as declarationRoute from "~/selection/routes/office-conflict-declaration";
import * as rulingRoute from "~/selection/routes/office-conflict-ruling";
import * as panelRoute from "~/selection/routes/office-panel";
import * as progressRoute from "~/selection/routes/panel-progress";
import * as removalRoute from "~/selection/routes/panel-removal";
import * as conflictRoute from "~/selection/routes/reading-conflict";
import { searchTies } from "~/selection/tie-search.server";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let coordinator: Person;
let readers: Person[];
let application: Application;

/** Somebody on the panel, with what they have said of themselves. */
async function aReader(said: Partial<typeof panelists.$inferInsert> = {}): Promise<Person> {
  const person = await aPerson({ roles: [{ role: "panelist", edition }] });
  if (Object.keys(said).length > 0)
    await database()
      .update(panelists)
      .set(said)
      .where(and(eq(panelists.editionId, edition.id), eq(panelists.personId, person.id)));
  return person;
}

/** An application whose two readers are two points apart. */
async function aDisputed(): Promise<Application> {
  const one = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
  await aReview({ application: one, panelist: readers[0], scores: [5, 3, 3, 3, 3] });
  await aReview({ application: one, panelist: readers[1], scores: [3, 3, 3, 3, 3] });
  return one;
}

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  coordinator = await aPerson({ roles: [{ role: "coordinator", edition }] });
  readers = [await aReader(), await aReader()];
  application = await aDisputed();
});

const assign = (one: Application = application) => inTransaction((tx) => assignFurtherReader(tx, one.id));
const wanting = () => listWithoutFurtherReader(edition.id);
/** Who is asked to read further at present. */
async function further(one: Application = application): Promise<string[]> {
  const rows = await database()
    .select({ panelistId: assignments.panelistId })
    .from(assignments)
    .where(
      and(
        eq(assignments.applicationId, one.id),
        eq(assignments.kind, "further"),
        isNull(assignments.endedAt),
      ),
    );
  return rows.map(({ panelistId }) => panelistId);
}
const roleOf = async (person: Person) =>
  (await database().select().from(roles).where(eq(roles.personId, person.id)))[0]?.id ?? "";
const inOffice = (path: string, params: Record<string, string> = {}) => ({
  as: coordinator,
  path: `/office/${edition.slug}/panel${path}`,
  params: { edition: edition.slug, ...params },
});
const remove = async (person: Person) => {
  const id = await roleOf(person);
  return outcomeOf(removalRoute.action, { ...inOffice(`/members/${id}/removal`, { id }), form: {} });
};
const declare = (person: Person) =>
  outcomeOf(conflictRoute.action, {
    as: person,
    path: `/panel/${application.code}/conflict`,
    params: { code: application.code },
    form: { reason: "A cousin." },
  });

describe("a further reader who drops out is replaced by another", () => {
  let second: Person;
  /** Asks the one who is there, and only then lets the other join. */
  async function asked(): Promise<Person> {
    const first = await aReader();
    expect(await assign()).toBe("assigned");
    second = await aReader();
    expect(await further()).toEqual([first.id]);
    return first;
  }

  test("when they are taken off the panel", async () => {
    const first = await asked();
    expect((await remove(first)).status).toBe(302);
    expect(await further()).toEqual([second.id]);
    expect(await lettersTo(second)).toHaveLength(1);
    expect(await wanting()).toEqual([]);
  });

  test("when they declare a conflict, also once they have read", async () => {
    const first = await asked();
    await aReview({ application, panelist: first, scores: [4, 3, 3, 3, 3] });
    expect(await assign()).toBe("not-needed");
    expect((await declare(first)).status).toBe(302);
    expect(await further()).toEqual([second.id]);
  });

  test("when a coordinator declares one, or confirms what was dismissed", async () => {
    const first = await asked();
    const form = { code: application.code, panelist: await roleOf(first), reason: "Known to be a cousin." };
    const declared = await outcomeOf(declarationRoute.action, {
      ...inOffice("/conflicts/declaration"),
      form,
    });
    expect(declared.status).toBe(302);
    expect(await further()).toEqual([second.id]);
    const [tie] = await database().select().from(conflicts).where(eq(conflicts.panelistId, first.id));
    const rule = (ruling: string) =>
      outcomeOf(rulingRoute.action, {
        ...inOffice(`/conflicts/${tie?.id}`, { id: tie?.id ?? "" }),
        form: { ruling },
      });
    // Given back, the reading is theirs again, beside whoever has taken it over.
    expect((await rule("dismiss")).status).toBe(302);
    expect((await further()).sort()).toEqual([first.id, second.id].sort());
    expect((await rule("confirm")).status).toBe(302);
    expect(await further()).toEqual([second.id]);
  });

  test("when a rule finds one", async () => {
    await database()
      .update(editions)
      .set({ conflictRules: ["family-name"] })
      .where(eq(editions.id, edition.id));
    const applicant = await aPerson({ name: "Ada Lovelace" });
    application = await anApplication({
      edition,
      person: applicant,
      status: "submitted",
      eligibility: "eligible",
    });
    await aReview({ application, panelist: readers[0], scores: 5 });
    await aReview({ application, panelist: readers[1], scores: 3 });
    const kin = await aPerson({ name: "Ralph Lovelace", roles: [{ role: "panelist", edition }] });
    await assign();
    expect(await further()).toEqual([kin.id]);
    second = await aReader();
    await searchTies({ editionId: edition.id });
    expect(await further()).toEqual([second.id]);
  });

  test("when their role ends with their account's others, whose open readings end with it", async () => {
    const first = await asked();
    const own = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    const drafted = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    const done = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application: own, panelist: first });
    await aReview({ application: drafted, panelist: first, submitted: false });
    await aReview({ application: done, panelist: first });
    const id = await roleOf(first);
    const ended = await outcomeOf(roleEndRoute.action, {
      as: coordinator,
      path: `/office/people/roles/${id}/end`,
      params: { id },
      form: {},
    });
    expect(ended.status).toBe(302);
    // Already before anything else has happened, nobody counts on them.
    expect(await wanting()).toEqual([application.code]);
    expect(await readCoverage({ id: edition.id, readingsPerApplication: 1 })).toMatchObject({
      eligible: 4,
      covered: 2,
      asked: 2,
    });
    await settleLeavers(edition.id);
    await settleLeavers(edition.id);
    expect(await further()).toEqual([second.id]);
    const rows = await database()
      .select()
      .from(assignments)
      .where(and(eq(assignments.panelistId, first.id), isNull(assignments.endedAt)));
    expect(rows.map(({ applicationId }) => applicationId)).toEqual([done.id]);
    const left = await database().select().from(reviews).where(eq(reviews.panelistId, first.id));
    expect(left.map(({ applicationId }) => applicationId)).toEqual([done.id]);
    expect(await lettersTo(second)).toHaveLength(1);
  });

  test("but not where readings agree by now, are of one that everybody reads, or decisions are out", async () => {
    const first = await asked();
    await database()
      .insert(conflicts)
      .values({ applicationId: application.id, panelistId: (readers[0] as Person).id });
    await remove(first);
    expect(await further()).toEqual([]);
    expect(await wanting()).toEqual([]);
    await database().delete(conflicts);
    await database()
      .update(editions)
      .set({ decisionsReleasedAt: new Date() })
      .where(eq(editions.id, edition.id));
    expect(await assign()).toBe("not-needed");
    expect(await wanting()).toEqual([]);
  });
});

describe("where nobody can be found in their place", () => {
  test("a coordinator sees it by application, once in its history, until somebody joins", async () => {
    const first = await aReader();
    await assign();
    await remove(first);
    await findFurtherReaders(edition.id);
    const noted = await database()
      .select()
      .from(applicationEvents)
      .where(eq(applicationEvents.kind, "further-reader-wanted"));
    expect(noted.map(({ applicationId }) => applicationId)).toEqual([application.id]);
    const progress = await call(progressRoute.loader, inOffice("/progress"));
    expect(progress.wanting).toEqual([application.code]);
    const row = progress.applications.rows.find(({ code }) => code === application.code);
    expect(row).toMatchObject({ further: "wanted" });
    expect((await call(panelRoute.loader, inOffice(""))).wanting).toEqual([application.code]);
    const able = await aReader();
    await panelSweepJob.run({});
    expect(await further()).toEqual([able.id]);
    const after = await call(progressRoute.loader, inOffice("/progress"));
    expect(after.wanting).toEqual([]);
    expect(after.applications.rows.find(({ code }) => code === application.code)).toMatchObject({
      further: "asked",
    });
    await aReview({ application, panelist: able, scores: 3 });
    const read = await call(progressRoute.loader, inOffice("/progress"));
    expect(read.applications.rows.find(({ code }) => code === application.code)).toMatchObject({
      further: "read",
    });
  });

  test("whoever left before they read, and is back, is asked anew", async () => {
    const first = await aReader();
    await assign();
    await remove(first);
    await database()
      .insert(roles)
      .values({ personId: first.id, role: "panelist", editionId: edition.id, grantedAt: new Date() });
    expect(await findFurtherReaders(edition.id)).toBe(1);
    expect(await further()).toEqual([first.id]);
  });
});

describe("who is asked", () => {
  test("is experienced where none of the readers is, before who has less to read", async () => {
    await aReader();
    const old = await aReader({ experienced: true });
    await anAssignment({
      application: await anApplication({ edition, status: "submitted", eligibility: "eligible" }),
      panelist: old,
    });
    await assign();
    expect(await further()).toEqual([old.id]);
  });

  test("has the least to read where one of the readers is", async () => {
    await database()
      .update(panelists)
      .set({ experienced: true })
      .where(eq(panelists.personId, (readers[0] as Person).id));
    const fresh = await aReader();
    const old = await aReader({ experienced: true });
    await anAssignment({
      application: await anApplication({ edition, status: "submitted", eligibility: "eligible" }),
      panelist: old,
    });
    await assign();
    expect(await further()).toEqual([fresh.id]);
  });

  test("is never above their cap, however many are wanted at once", async () => {
    const others = [await aDisputed(), await aDisputed(), await aDisputed()];
    const capped = await aReader({ cap: 2 });
    await Promise.all([application, ...others].map((one) => assign(one)));
    const held = (await Promise.all([application, ...others].map((one) => further(one)))).flat();
    expect(held).toEqual([capped.id, capped.id]);
    expect(await wanting()).toHaveLength(2);
  });

  test("is one, however many look for them at once", async () => {
    await aReader();
    await aReader();
    await Promise.all([assign(), findFurtherReaders(edition.id), assign(), settleLeavers(edition.id)]);
    expect(await further()).toHaveLength(1);
    const written = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "reading.further-assigned"), eq(auditLog.subjectId, application.id)));
    expect(written).toHaveLength(1);
  });
});
