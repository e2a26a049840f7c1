import { randomUUID } from "node:crypto";
import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  applicationEvents,
  applications,
  applicationTags,
  auditLog,
  eligibilityRulings,
  mail,
  tags,
} from "#db/schema";
import { database, inTransaction } from "~/platform/database.server";
import { destroyKey, getKey, unseal } from "~/platform/vault.server";
import * as letterRoute from "~/selection/routes/list-letter";
import * as sendingRoute from "~/selection/routes/list-letter-sending";
import * as rulingsRoute from "~/selection/routes/list-rulings";
import * as taggingRoute from "~/selection/routes/list-tagging";
import { anApplication, type Application } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { withTestDatabase } from "../setup/database";
import { lettersTo } from "../setup/letters";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let by: Person;
beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  by = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

const submitted = (details: Parameters<typeof anApplication>[0] = {}) =>
  anApplication({ edition, status: "submitted", ...details });
const ticked = (...chosen: { code: string }[]) => `?${chosen.map(({ code }) => `code=${code}`).join("&")}`;
const at = (deed: string, search: string) => ({
  path: `/office/${edition.slug}/applications/${deed}${search}`,
  params: { edition: edition.slug },
});
const seenOf = async (search: string) =>
  (await call(rulingsRoute.loader, { as: by, ...at("rulings", search) })).shown.seen;

describe("a letter to several applicants", () => {
  const words = { subject: "Something new", text: "Dear all,\n\nplease log in." };
  const send = async (search: string, form: Record<string, string> = {}, as = by) =>
    outcomeOf(sendingRoute.action, {
      as,
      form: { ...words, once: randomUUID(), seen: await seenOf(search), ...form },
      ...at("letter/sending", search),
    });

  test("goes to those ticked, to each by themselves and in their language, and to nobody else", async () => {
    const russian = await aPerson({ locale: "ru" });
    const first = await submitted({ person: russian });
    const second = await submitted();
    const other = await submitted();
    const search = ticked(first, second);
    const sent = await send(search);
    expect(sent.status).toBe(302);
    expect(sent.location).toContain("done=sent&n=2");
    const [letter] = await lettersTo(russian);
    expect(letter).toMatchObject({ kind: "selection.bulk", subject: "Something new", path: "/home" });
    expect(letter?.text).toContain("please log in.");
    expect(letter?.text).toMatch(/[а-я]/);
    expect(await lettersTo({ id: second.personId })).toHaveLength(1);
    expect(await lettersTo({ id: other.personId })).toEqual([]);
    const history = await database()
      .select()
      .from(applicationEvents)
      .where(and(eq(applicationEvents.kind, "written-to"), eq(applicationEvents.applicationId, first.id)));
    expect(history).toMatchObject([{ actorId: by.id, detail: null }]);
    const [line] = await database()
      .select()
      .from(auditLog)
      .where(and(eq(auditLog.action, "applications.written-to"), eq(auditLog.editionId, edition.id)));
    expect(line?.detail).toEqual({ count: 2 });
  });

  test("goes to all that match, but not to drafts, to the withdrawn and to the erased", async () => {
    const one = await submitted({ country: "KG" });
    await submitted({ country: "UZ" });
    await anApplication({ edition, country: "KG" });
    const erased = await submitted({ country: "KG" });
    const goneWithContent = await submitted({ country: "KG" });
    await inTransaction((tx) => destroyKey(tx, erased.personId));
    await database()
      .update(applications)
      .set({ erasedAt: new Date() })
      .where(inArray(applications.id, [erased.id, goneWithContent.id]));
    const withdrawn = await anApplication({ edition, status: "withdrawn", country: "KG" });
    const page = await call(letterRoute.loader, { as: by, ...at("letter", "?country=KG&all=yes") });
    expect(page.shown).toMatchObject({ count: 1, leftOut: 2, codes: [one.code] });
    expect((await send("?country=KG&all=yes")).location).toContain("n=1");
    for (const { personId } of [erased, goneWithContent, withdrawn])
      expect(await lettersTo({ id: personId })).toEqual([]);
    const taken = await send(ticked(withdrawn));
    expect(taken.status).toBe(409);
  });

  test("is shown before it goes, with what would give its matter away", async () => {
    const one = await submitted();
    const preview = (form: Record<string, string>) =>
      outcomeOf(letterRoute.action, { as: by, form, ...at("letter", ticked(one)) });
    const neutral = await preview(words);
    expect(neutral.data).toMatchObject({ preview: { subject: "Something new", telling: [] } });
    const telling = await preview({ subject: `Your application to ${edition.name}`, text: "Well done." });
    expect(JSON.stringify(telling.data)).toContain(edition.name);
    expect(telling.data).toMatchObject({ preview: { telling: ["application", edition.name] } });
    expect((await preview({ ...words, step: "change" })).data).toMatchObject({ preview: null });
    expect(await lettersTo({ id: one.personId })).toEqual([]);
  });

  test("goes once however often it is pressed", async () => {
    const one = await submitted();
    const once = randomUUID();
    const pressed = await Promise.all([send(ticked(one), { once }), send(ticked(one), { once })]);
    expect(pressed.map(({ status }) => status)).toEqual([302, 302]);
    expect(await lettersTo({ id: one.personId })).toHaveLength(1);
  });

  test("does not go to others than were shown", async () => {
    const one = await submitted();
    const seen = await seenOf("?all=yes");
    await submitted();
    const changed = await send("?all=yes", { seen });
    expect(changed.status).toBe(409);
    expect(changed.data).toMatchObject({ refused: "changed", preview: { subject: "Something new" } });
    expect(await lettersTo({ id: one.personId })).toEqual([]);
  });

  test("cannot be sent to another edition's applicants, nor by its coordinators", async () => {
    const elsewhere = await anEdition({ at: "selection" });
    const foreign = await anApplication({ edition: elsewhere, status: "submitted" });
    expect((await send(ticked(foreign))).status).toBe(409);
    expect(await lettersTo({ id: foreign.personId })).toEqual([]);
    const stranger = await aPerson({ roles: [{ role: "coordinator", edition: elsewhere }] });
    const one = await submitted();
    const seen = await seenOf(ticked(one));
    expect((await send(ticked(one), { seen }, stranger)).status).toBe(404);
    expect(await lettersTo({ id: one.personId })).toEqual([]);
  });

  test("has its limit", async () => {
    const one = await submitted();
    for (let sent = 0; sent < 6; sent++) expect((await send(ticked(one))).status).toBe(302);
    const refused = await send(ticked(one));
    expect(refused.status).toBe(429);
    expect(refused.data).toMatchObject({ refused: "too-often", preview: { text: words.text } });
    expect(await lettersTo({ id: one.personId })).toHaveLength(6);
  });

  test.each([
    ["no subject", { subject: "" }],
    ["a subject with a line break in it", { subject: "Hello\u0000" }],
    ["a subject that is too long", { subject: "x".repeat(121) }],
    ["no text", { text: " \n " }],
    ["a text that is too long", { text: "я".repeat(5001) }],
  ])("is not shown with %s, and what was typed is kept", async (_what, wrong) => {
    const one = await submitted();
    const form = { ...words, ...wrong };
    const refused = await outcomeOf(letterRoute.action, { as: by, form, ...at("letter", ticked(one)) });
    expect(refused.status).toBe(400);
    expect((await send(ticked(one), wrong)).status).toBe(400);
    expect(await lettersTo({ id: one.personId })).toEqual([]);
  });

  test.each([{ once: "" }, { once: "1" }, { seen: "" }, { seen: "'; drop table mail" }])(
    "is not sent with %j",
    async (wrong) => {
      const one = await submitted();
      expect((await send(ticked(one), wrong as unknown as Record<string, string>)).status).toBe(400);
      expect(await database().select().from(mail).where(eq(mail.personId, one.personId))).toEqual([]);
    },
  );
});

describe("a ruling on several", () => {
  const rule = async (search: string, form: Record<string, string>, as = by) =>
    outcomeOf(rulingsRoute.action, {
      as,
      form: { seen: await seenOf(search), ...form },
      ...at("rulings", search),
    });
  const eligibilityOf = async (...of: Application[]) =>
    (
      await database()
        .select({ id: applications.id, eligibility: applications.eligibility })
        .from(applications)
        .where(
          inArray(
            applications.id,
            of.map(({ id }) => id),
          ),
        )
    )
      .sort((a, b) => of.findIndex(({ id }) => id === a.id) - of.findIndex(({ id }) => id === b.id))
      .map(({ eligibility }) => eligibility);

  test("keeps its reason with each, under the key of each", async () => {
    const [first, second] = [await submitted(), await submitted({ eligibility: "eligible" })];
    const page = await call(rulingsRoute.loader, { as: by, ...at("rulings", ticked(first, second)) });
    expect(page.ruledBefore).toBe(1);
    const ruled = await rule(ticked(first, second), { eligible: "no", reason: "Lives elsewhere" });
    expect(ruled.location).toContain("done=ruled&n=2");
    expect(await eligibilityOf(first, second)).toEqual(["ineligible", "ineligible"]);
    for (const { id, personId } of [first, second]) {
      const rows = await database()
        .select()
        .from(eligibilityRulings)
        .where(eq(eligibilityRulings.applicationId, id));
      const newest = rows.sort((a, b) => b.ruledAt.getTime() - a.ruledAt.getTime())[0];
      const key = await getKey(database(), personId);
      expect(unseal(key, "ruling.reason", newest!.reason)).toBe("Lives elsewhere");
      expect(newest!.ruledBy).toBe(by.id);
    }
  });

  test("is all or nothing", async () => {
    const one = await submitted();
    const withdrawn = await anApplication({ edition, status: "withdrawn" });
    const refused = await rule(ticked(one, withdrawn), { eligible: "yes" });
    expect(refused.status).toBe(409);
    expect(refused.data).toMatchObject({ refused: "closed", codes: withdrawn.code });
    expect(await eligibilityOf(one, withdrawn)).toEqual(["unchecked", "unchecked"]);
  });

  test("notices a colleague who was faster", async () => {
    const [first, second] = [await submitted(), await submitted()];
    const seen = await seenOf(ticked(first, second));
    await rule(ticked(second), { eligible: "no", reason: "Late" });
    expect((await rule(ticked(first, second), { eligible: "yes", seen })).status).toBe(409);
    expect(await eligibilityOf(first, second)).toEqual(["unchecked", "ineligible"]);
  });

  test("leaves other editions and drafts alone", async () => {
    const elsewhere = await anEdition({ at: "selection" });
    const foreign = await anApplication({ edition: elsewhere, status: "submitted" });
    const draft = await anApplication({ edition });
    for (const code of [foreign, draft])
      expect((await rule(ticked(code), { eligible: "yes" })).status).toBe(409);
    expect(await eligibilityOf(foreign, draft)).toEqual(["unchecked", "unchecked"]);
  });

  test.each([
    ["neither yes nor no", {}],
    ["something else", { eligible: "maybe" }],
    ["no reason for a no", { eligible: "no", reason: " " }],
    ["a reason that is too long", { eligible: "no", reason: "x".repeat(1001) }],
    ["a sum that is none", { eligible: "yes", seen: "x" }],
  ])("is refused with %s", async (_what, form) => {
    const one = await submitted();
    expect((await rule(ticked(one), form as Record<string, string>)).status).toBe(400);
    expect(await eligibilityOf(one)).toEqual(["unchecked"]);
  });
});

describe("a tag for several", () => {
  const tag = async (search: string, form: Record<string, string>) =>
    outcomeOf(taggingRoute.action, {
      as: by,
      form: { seen: await seenOf(search), ...form },
      ...at("tagging", search),
    });
  const tagged = async (name: string) =>
    (
      await database()
        .select({ id: applicationTags.applicationId })
        .from(applicationTags)
        .innerJoin(tags, eq(tags.id, applicationTags.tagId))
        .where(and(eq(tags.editionId, edition.id), eq(tags.name, name)))
    ).map(({ id }) => id);

  test("is put on and taken off, twice being the same as once", async () => {
    const [first, second] = [await submitted(), await submitted()];
    const search = ticked(first, second);
    expect((await tag(ticked(first), { what: "add", name: "Call  back" })).location).toContain(
      "done=tagged&n=1",
    );
    expect((await tag(search, { what: "add", name: "Call back" })).location).toContain("n=1");
    expect((await tag(search, { what: "add", name: "Call back" })).location).toContain("n=0");
    expect((await tagged("Call back")).sort()).toEqual([first.id, second.id].sort());
    const [known] = await database().select().from(tags).where(eq(tags.editionId, edition.id));
    const off = await tag(ticked(second), { what: "remove", tag: known!.id });
    expect(off.location).toContain("done=untagged&n=1");
    expect(await tagged("Call back")).toEqual([first.id]);
  });

  test("is one of the edition's own", async () => {
    const elsewhere = await anEdition();
    const [foreign] = await database()
      .insert(tags)
      .values({ editionId: elsewhere.id, name: "Theirs" })
      .returning();
    const one = await submitted();
    expect((await tag(ticked(one), { what: "add", tag: foreign!.id })).status).toBe(400);
    expect(await tagged("Theirs")).toEqual([]);
  });

  test.each([
    ["nothing to do", { name: "A" }],
    ["no tag", { what: "add" }],
    ["an id that is none", { what: "add", tag: "1" }],
    ["a new name to take off", { what: "remove", name: "A" }],
    ["an address in it", { what: "add", name: "zarina@example.org" }],
    ["a telephone number in it", { what: "add", name: "996555123456" }],
    ["a name that is too long", { what: "add", name: "x".repeat(41) }],
  ])("is refused with %s", async (_what, form) => {
    const one = await submitted();
    expect((await tag(ticked(one), form as Record<string, string>)).status).toBe(400);
    expect(await database().select().from(tags).where(eq(tags.editionId, edition.id))).toEqual([]);
  });

  test("needs somebody to be tagged", async () => {
    expect((await tag("?code=ELF-222222&code=%00", { what: "add", name: "A" })).status).toBe(409);
    expect((await tag("", { what: "add", name: "A" })).status).toBe(409);
  });
});
