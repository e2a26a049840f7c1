import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { applications, auditLog, duplicates, fingerprints, people, submissions } from "#db/schema";
import {
  findDuplicates,
  forgetFingerprints,
  noteFingerprints,
  noteNewFingerprints,
} from "~/applying/fingerprints.server";
import { database, inTransaction } from "~/platform/database.server";
import { destroyKey, getKey, seal, sealJson } from "~/platform/vault.server";
import * as listRoute from "~/selection/routes/applications";
import * as pageRoute from "~/selection/routes/duplicates";
import * as settlementRoute from "~/selection/routes/duplicate-settlement";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let by: Person;
beforeEach(async () => {
  // Likenesses reach over editions: what other tests have left is out of it.
  await database().delete(duplicates);
  await database().delete(fingerprints);
  await database().update(applications).set({ erasedAt: new Date() });
  edition = await anEdition({ at: "selection" });
  by = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

let made = 0;
/** An application whose every long answer is its own, unless it is given. */
async function one(details: Parameters<typeof anApplication>[0] & { name?: string } = {}) {
  made++;
  const letters = [...String(made)].map((digit) => "bdfgklmnpr"[Number(digit)]).join("a");
  const { name = `Ada ${letters}ova`, ...rest } = details;
  const person = rest.person ?? (await aPerson({ name }));
  const own = (key: string) =>
    Array.from({ length: 60 }, (_, index) => `${key}${made}x${index * made}`).join(" ");
  const keys = ["community", "led", "dilemma", "skills-why", "at-home", "why-now"];
  const answers = Object.fromEntries(keys.map((key) => [key, own(key)]));
  return anApplication({
    edition,
    status: "submitted",
    ...rest,
    person,
    answers: { "preferred-name": "", "birth-year": "1999", ...answers, ...rest.answers },
  });
}
const compare = async (...some: Application[]) => {
  const ids = some.map(({ id }) => id);
  await inTransaction(async (tx) => {
    await noteFingerprints(tx, ids);
    await findDuplicates(tx, ids);
  });
};
const pairsOf = (application: { id: string }) =>
  database().select().from(duplicates).where(eq(duplicates.applicationId, application.id));
const page = (search = "", as = by, of = edition) =>
  call(pageRoute.loader, {
    as,
    path: `/office/${of.slug}/applications/duplicates${search}`,
    params: { edition: of.slug },
  });

const essay =
  "Every Saturday about forty of us meet in the old boiler house and plan what we will do next for the children of our street, who have no other place to go when school is out and parents work until late.";

describe("likenesses", () => {
  test("of a person are found across scripts, and not with another year of birth", async () => {
    const first = await one({ name: "Айгүл Өмүрова", submittedAt: new Date("2026-10-01") });
    const again = await one({ name: "Omurova Aigul", submittedAt: new Date("2026-10-05") });
    const other = await one({ name: "Aigul Omurova", answers: { "birth-year": "1990" } });
    await compare(first, again, other);
    expect(await pairsOf(again)).toMatchObject([{ otherId: first.id, kind: "person", likeness: 1 }]);
    expect(await pairsOf(other)).toEqual([]);
  });

  test("of a text are found wherever it stands, with how alike they are", async () => {
    const first = await one({ answers: { community: essay }, submittedAt: new Date("2026-10-01") });
    const copied = await one({ answers: { "at-home": essay.replace("Saturday", "Sunday") } });
    const own = await one();
    await compare(first, copied, own);
    const [pair] = await pairsOf(copied);
    expect(pair).toMatchObject({ otherId: first.id, kind: "text" });
    expect(pair!.likeness).toBeGreaterThan(0.6);
    expect(await pairsOf(own)).toEqual([]);
    const shown = await page();
    expect(shown.counts).toEqual({ open: 1, settled: 0 });
    const shared = shown.pairs[0]!.texts!.passages[0].filter(({ isShared }) => isShared);
    expect(shared.map(({ text }) => text).join(" ")).toContain("plan what we will do next");
    expect(shown.pairs[0]).toMatchObject({ own: { known: { code: copied.code } } });
  });

  test("are stored so that nothing can be read or guessed from them", async () => {
    const application = await one({ name: "Zarina Nazarova", answers: { community: essay } });
    await compare(application);
    const rows = await database()
      .select()
      .from(fingerprints)
      .where(eq(fingerprints.applicationId, application.id));
    expect(rows.length).toBeGreaterThan(30);
    for (const { kind, band, value } of rows)
      if (!(kind === "person" && band === 1)) expect(value).toMatch(/^[\w-]{22}$/);
    expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/zarina|saturday|1999/);
  });

  test("are looked for by themselves after a submission, and again after another", async () => {
    const first = await one({ answers: { community: essay } });
    const second = await one();
    while ((await noteNewFingerprints()) > 0);
    expect(await noteNewFingerprints()).toBe(0);
    expect(await database().select().from(duplicates)).toHaveLength(0);
    const [row] = await database().select().from(submissions).where(eq(submissions.applicationId, second.id));
    const key = await getKey(database(), second.personId);
    await database()
      .insert(submissions)
      .values({
        applicationId: second.id,
        number: 2,
        formId: row!.formId,
        answers: sealJson(key, "submission.answers", { ...second.answers, community: essay }),
      });
    expect(await noteNewFingerprints()).toBe(1);
    const found = await database().select().from(duplicates);
    expect(found).toHaveLength(1);
    expect([found[0]!.applicationId, found[0]!.otherId].sort()).toEqual([first.id, second.id].sort());
  });

  test("are taken anew where other rules took them", async () => {
    const first = await one({ name: "Дилфуза Ўринова" });
    await one({ name: "Dilfuza O‘rinova" });
    while ((await noteNewFingerprints()) > 0);
    const pairs = await database().select().from(duplicates);
    expect(pairs).toHaveLength(1);
    // As it stood before the rules had a version: the submission's number alone.
    const marker = and(eq(fingerprints.applicationId, first.id), eq(fingerprints.band, 1));
    await database().delete(fingerprints).where(eq(fingerprints.applicationId, first.id));
    await database().delete(duplicates);
    await database()
      .insert(fingerprints)
      .values({ applicationId: first.id, kind: "person", band: 1, value: "1" });
    expect(await noteNewFingerprints()).toBe(1);
    expect(await database().select().from(duplicates)).toMatchObject([
      { applicationId: pairs[0]!.applicationId, otherId: pairs[0]!.otherId, kind: "person" },
    ]);
    expect(await database().select().from(fingerprints).where(marker)).toHaveLength(1 + 6);
    expect(await noteNewFingerprints()).toBe(0);
  });

  test("do not find drafts or erased people, and are forgotten with an application", async () => {
    const draft = await one({ status: "draft", answers: { community: essay } });
    const erased = await one({ answers: { community: essay } });
    await inTransaction((tx) => destroyKey(tx, erased.personId));
    const first = await one({ answers: { community: essay } });
    const second = await one({ answers: { community: essay } });
    await compare(draft, erased, first, second);
    const all = await database().select().from(duplicates);
    expect(all).toHaveLength(1);
    await inTransaction((tx) => forgetFingerprints(tx, first.id));
    expect(await database().select().from(duplicates)).toEqual([]);
    const left = await database().select().from(fingerprints).where(eq(fingerprints.applicationId, first.id));
    expect(left).toEqual([]);
  });

  test("cannot be many for a text that everybody has", async () => {
    const many = [];
    for (let count = 0; count < 25; count++) many.push(await one({ answers: { community: essay } }));
    await compare(...many.slice(1));
    await compare(many[0]!);
    const [own] = many;
    const found = await database().select().from(duplicates);
    const withOwn = found.filter(({ applicationId, otherId }) => [applicationId, otherId].includes(own!.id));
    expect(withOwn.length).toBeLessThanOrEqual(20);
  });
});

describe("the page of likenesses", () => {
  const settle = (form: Record<string, string>, as = by, of = edition) =>
    outcomeOf(settlementRoute.action, {
      as,
      form: { kind: "person", what: "settle", ...form },
      path: `/office/${of.slug}/applications/duplicates/settlement`,
      params: { edition: of.slug },
    });
  async function twice(of: Edition = edition) {
    const first = await one({ edition: of, name: "Timur Ashyrov", submittedAt: new Date("2026-10-01") });
    const second = await one({ name: "Тимур Ашыров", answers: { community: essay } });
    await compare(first, second);
    return { first, second };
  }

  test("settles a pair with who and when, takes the mark off the list, and opens it again", async () => {
    const { first, second } = await twice();
    const list = () =>
      call(listRoute.loader, {
        as: by,
        path: `/office/${edition.slug}/applications`,
        params: { edition: edition.slug },
      });
    expect((await list()).rows.filter(({ isFlagged }) => isFlagged)).toHaveLength(2);
    expect((await settle({ code: second.code, other: first.id })).status).toBe(302);
    expect((await list()).rows.filter(({ isFlagged }) => isFlagged)).toEqual([]);
    const settled = await page("?part=settled");
    expect(settled.counts).toEqual({ open: 0, settled: 1 });
    expect(settled.pairs[0]!.kinds).toMatchObject([{ kind: "person", settledBy: "Jana" }]);
    expect((await page()).pairs).toEqual([]);
    // Comparing them once more does not bring it back.
    await compare(first, second);
    expect((await page()).counts).toEqual({ open: 0, settled: 1 });
    expect((await settle({ code: first.code, other: second.id, what: "reopen" })).status).toBe(302);
    expect((await page(`?code=${first.code}`)).counts).toEqual({ open: 1, settled: 0 });
    expect((await page("?code=ELF-222222")).counts).toEqual({ open: 0, settled: 0 });
  });

  test("shows nothing of an edition that one does not coordinate", async () => {
    const earlier = await anEdition({ at: "selection" });
    const { first, second } = await twice(earlier);
    const shown = await page();
    expect(shown.pairs).toHaveLength(1);
    expect(shown.pairs[0]).toMatchObject({
      own: { known: { code: second.code } },
      other: { known: null },
      texts: null,
    });
    const bytes = JSON.stringify(shown);
    for (const secret of [first.code, earlier.slug, earlier.name, "Timur Ashyrov"])
      expect(bytes).not.toContain(secret);
    const both = await aPerson({
      roles: [
        { role: "coordinator", edition },
        { role: "coordinator", edition: earlier },
      ],
    });
    expect((await page("", both)).pairs[0]).toMatchObject({ other: { known: { code: first.code } } });
    // The other way round: the earlier edition's coordinator sees that there is a later one.
    const theirs = await aPerson({ roles: [{ role: "coordinator", edition: earlier }] });
    expect((await page("", theirs, earlier)).pairs[0]).toMatchObject({
      own: { known: { code: first.code } },
      other: { known: null },
    });
  });

  test("shows no text of what was taken back, and writes down that texts were read", async () => {
    const first = await one({ answers: { community: essay } });
    const second = await one({ answers: { community: essay } });
    await compare(first, second);
    expect((await page()).pairs[0]!.texts).not.toBeNull();
    const lines = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "duplicates.opened"), eq(auditLog.editionId, edition.id)));
    expect(lines).toMatchObject([{ actorId: by.id, detail: { pairs: 1 } }]);
    await database().update(applications).set({ status: "withdrawn" }).where(eq(applications.id, second.id));
    const after = await page();
    expect(after.pairs[0]!.texts).toBeNull();
    expect(JSON.stringify(after)).not.toContain("boiler");
  });

  test("lets nobody settle what is not theirs", async () => {
    const { first, second } = await twice();
    const elsewhere = await anEdition({ at: "selection" });
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const pair = { code: second.code, other: first.id };
    expect((await settle(pair, stranger)).status).toBe(404);
    expect((await settle(pair, stranger, elsewhere)).status).toBe(404);
    expect((await settle({ ...pair, kind: "text" })).status).toBe(404);
    expect((await settle({ code: second.code, other: second.id })).status).toBe(404);
    expect((await page()).counts.open).toBe(1);
  });

  test.each([
    { code: "", other: "x" },
    { kind: "both" },
    { what: "delete" },
    { other: "00000000" },
    { code: "ELF-' or 1=1" },
  ])("refuses %j", async (wrong) => {
    const { first, second } = await twice();
    const refused = await settle({ code: second.code, other: first.id, ...(wrong as object) });
    expect(refused.status).toBe(400);
    expect((await page()).counts.open).toBe(1);
  });

  test("knows a new name after another submission only", async () => {
    const { first, second } = await twice();
    const key = await getKey(database(), second.personId);
    await database()
      .update(people)
      .set({ name: seal(key, "people.name", "Somebody Else") })
      .where(eq(people.id, second.personId));
    await compare(second);
    expect((await page()).counts.open).toBe(0);
    expect(await pairsOf(first)).toEqual([]);
  });
});
